"""The words of places: levels of units, kinds of areas and desks."""

from __future__ import annotations

from django.db import models


class UnitKind(models.TextChoices):
    COUNTRY = "country", "Cả nước"
    CITY = "city", "Thành phố, tỉnh"
    DISTRICT = "district", "Quận, huyện (trước 01/07/2025)"
    COMMUNE = "commune", "Phường, xã"


class AreaKind(models.TextChoices):
    KHU_VUC = "khu_vuc", "Khu vực"
    AP = "ap", "Ấp"
    KHOM = "khom", "Khóm"
    TO = "to", "Tổ"


class DeskKind(models.TextChoices):
    """Where a thread lies. Exactly the people posted to a desk see what lies on it."""

    BEAT = "beat", "Khu vực"
    INBOX = "inbox", "Hộp thư đơn vị"
    CHIEF = "chief", "Hộp thư trưởng đơn vị"
    ABOVE = "above", "Đơn vị cấp trên"
    DUTY = "duty", "Trực ban thành phố, tin chưa rõ nơi"
    INSPECTORATE = "inspectorate", "Thanh tra"


DESKS: dict[str, tuple[DeskKind, ...]] = {
    UnitKind.COUNTRY: (DeskKind.INSPECTORATE,),
    UnitKind.CITY: (DeskKind.ABOVE, DeskKind.DUTY),
    UnitKind.DISTRICT: (),
    UnitKind.COMMUNE: (DeskKind.INBOX, DeskKind.CHIEF),
}
"""The desks made with a unit; an area brings its beat desk."""
