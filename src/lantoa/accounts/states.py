"""The words of accounts: which roles there are. What each may do stands in ``logic.POWERS``."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What somebody is within a unit."""

    BEAT = "beat", "Cảnh sát khu vực"
    DUTY = "duty", "Trực ban"
    CHIEF = "chief", "Trưởng, phó công an phường, xã"
    MOVEMENT = "movement", "Phòng xây dựng phong trào"
    INSPECTOR = "inspector", "Thanh tra"
    VOLUNTEER = "volunteer", "Lực lượng cơ sở, tình nguyện"
    ADMIN = "admin", "Quản trị hệ thống"


class Gift(models.TextChoices):
    """What somebody gave somebody that opens a way in, or more to see."""

    ACCOUNT = "account", "lập tên vào"
    POST = "post", "giao chức vụ"
    DESK = "desk", "giao chỗ ngồi"
    SLIP = "slip", "cấp phiếu vào"
    RESET = "reset", "cấp lại cách vào"
