from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class StaffManager(BaseUserManager["Staff"]):
    """Looks staff up by sign-in name."""


class Staff(AbstractBaseUser):
    """A person who signs in: officer, chief, inspector, volunteer, administrator."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    rank = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    objects = StaffManager()

    def __str__(self) -> str:
        return self.name
