"""Waiting is stretches of time now; the sum goes."""

import django.db.models.deletion
from django.db import migrations, models

URGENCIES = [("none", "Không gấp"), ("normal", "Thường"), ("today", "Trong ngày"), ("emergency", "Khẩn")]


class Migration(migrations.Migration):
    dependencies = [("places", "0002_boundary_apart"), ("tips", "0003_fill_clocks")]

    operations = [
        migrations.AlterField("tip", "clock_unit", models.ForeignKey(
            help_text="whose working hours count: the first unit's",
            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit")),
        migrations.AlterField("tip", "look_urgency", models.CharField(
            choices=URGENCIES, help_text="how soon it had to be looked at when it came", max_length=10)),
        migrations.RemoveField("tip", "waited"),
        migrations.RemoveField("tip", "waiting_since"),
    ]  # fmt: skip
