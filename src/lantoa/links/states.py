"""Where a printed link may lead."""

from __future__ import annotations

from django.db import models


class Target(models.TextChoices):
    REPORT = "report", "Trang báo tin"
    STATUS = "status", "Trang xem tin đã gửi"
    HOME = "home", "Trang chủ"
