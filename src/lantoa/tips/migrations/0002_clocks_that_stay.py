"""What clocks need so that nothing done later changes what was late, and the sheet as an officer cut it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

URGENCIES = [("none", "Không gấp"), ("normal", "Thường"), ("today", "Trong ngày"), ("emergency", "Khẩn")]


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0008_waits"),
        ("places", "0002_boundary_apart"),
        ("tips", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("tip", "checking_at", models.DateTimeField(
            help_text="checking began for the first time", null=True)),
        migrations.AddField("tip", "clock_unit", models.ForeignKey(
            help_text="whose working hours count: the first unit's", null=True,
            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit")),
        migrations.AddField("tip", "first_answered_at", models.DateTimeField(
            help_text="never emptied: what was late stays so", null=True)),
        migrations.AddField("tip", "look_urgency", models.CharField(
            choices=URGENCIES, default="normal", help_text="how soon it had to be looked at when it came",
            max_length=10)),
        migrations.AddField("tip", "merged_first", models.ForeignKey(
            db_index=False, help_text="the tip it was laid to by hand, where that one was merged later itself",
            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tips.tip")),
        migrations.AlterField("tip", "answered_at", models.DateTimeField(
            help_text="the last answer; empty again once reopened", null=True)),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.BinaryField(help_text="sealed: the place and the tellings, as they were cut")),
                ("made_at", models.DateTimeField()),
                ("made_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+",
                                              to=settings.AUTH_USER_MODEL)),
                ("tip", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="sheet",
                                             to="tips.tip")),
            ],
        ),
        migrations.CreateModel(
            name="Again",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("tip", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rounds",
                                          to="tips.tip")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("done_at", None)), fields=("tip",),
                                            name="again_once_at_a_time")
                ],
            },
        ),
    ]  # fmt: skip
