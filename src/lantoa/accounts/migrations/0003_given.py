"""Who gave whom a way in: from now on a table of its own; for the last 90 days taken from the journal's lines."""

from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models

from lantoa.kit import clock

WHAT = {
    "staff.hired": "account",
    "slip.drawn": "slip",
    "desk.taken": "desk",
    "reset.asked_by_chief": "reset",
    "reset.asked_by_admin": "reset",
}
ROLES = ("beat", "duty", "chief", "movement", "inspector", "volunteer", "admin")
WHAT.update({f"post.{role}_given": "post" for role in ROLES})


def from_the_journal(apps, schema_editor):
    Given, Staff = apps.get_model("accounts", "Given"), apps.get_model("accounts", "Staff")
    known = set(Staff.objects.values_list("pk", flat=True))
    lines = apps.get_model("journal", "Line").objects.filter(
        actor_kind="staff", verb__in=WHAT, at__gt=clock.now() - timedelta(days=90)
    )
    rows = []
    for line in lines.iterator():
        giver, taker = line.actor_id, line.about.removeprefix("staff:")
        if giver.isdigit() and taker.isdigit() and {int(giver), int(taker)} <= known:
            rows.append(Given(giver_id=int(giver), taker_id=int(taker), what=WHAT[line.verb], at=line.at))
    Given.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_session_hashes"),
        ("journal", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Given",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("account", "lập tên vào"),
                            ("post", "giao chức vụ"),
                            ("desk", "giao chỗ ngồi"),
                            ("slip", "cấp phiếu vào"),
                            ("reset", "cấp lại cách vào"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="given", to="accounts.staff"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="given_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what__in", ["account", "post", "desk", "slip", "reset"])),
                        name="given_what",
                    )
                ],
            },
        ),
        migrations.RunPython(from_the_journal, migrations.RunPython.noop),
    ]
