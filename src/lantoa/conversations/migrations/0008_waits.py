"""Waiting becomes stretches of time, and a thread knows since when an answer is owed."""

from datetime import UTC, datetime, timedelta

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

NOTHING_DUE = datetime(2999, 12, 31, tzinfo=UTC)
STEP = 10**11


def count_anew(apps, schema_editor):
    """An open thread without a tip is owed an answer since it came, unless it has one; who waits owes nothing, and
    far hours become *nothing*."""
    Thread, Wait = (apps.get_model("conversations", name) for name in ("Thread", "Wait"))
    waiting = Thread.objects.filter(open=True, has_tip=False, waiting=True).values_list("n", "last_at")
    Wait.objects.bulk_create([Wait(thread_id=n, since=since) for n, since in waiting], batch_size=500)
    plain = Thread.objects.filter(open=True, has_tip=False)
    plain.exclude(chip="answered").update(owed_since=models.F("received_at"))
    far = Thread.objects.filter(
        models.Q(due_at__gt=timezone.now() + timedelta(days=3000)) | models.Q(open=True, has_tip=False, waiting=True)
    )
    place = models.F("rank") - models.F("rank") % STEP
    far.update(due_at=NOTHING_DUE, rank=place + int(NOTHING_DUE.timestamp()))


class Migration(migrations.Migration):
    dependencies = [("conversations", "0007_contact")]

    operations = [
        migrations.AddField(
            model_name="thread",
            name="owed_since",
            field=models.DateTimeField(help_text="since when an answer is owed; empty: none is", null=True),
        ),
        migrations.CreateModel(
            name="Wait",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(help_text="empty: it goes on", null=True)),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waits",
                        to="conversations.thread",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("thread",), name="wait_once_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="wait_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.RunPython(count_anew, migrations.RunPython.noop),
    ]
