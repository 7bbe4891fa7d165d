"""An emergency and its copy above know each other; what was ever about police stays so."""

from django.db import migrations, models
from django.db.models import Q


def mark(apps, _editor):
    """What is a complaint, was one before somebody corrected it, or lies above."""
    thread, correction = apps.get_model("conversations", "Thread"), apps.get_model("conversations", "Correction")
    once = Q(before="complaint_about_police") | Q(after="complaint_about_police")
    was = correction.objects.filter(once, field="kind").values("thread")
    now = Q(kind="complaint_about_police") | Q(desk__kind__in=("above", "inspectorate"))
    thread.objects.filter(now | Q(n__in=was)).update(about_police=True)


class Migration(migrations.Migration):
    dependencies = [("conversations", "0008_waits")]

    operations = [
        migrations.AddField(
            model_name="thread",
            name="about_police",
            field=models.BooleanField(
                default=False, help_text="was ever a complaint, or ever lay above the units: nothing takes it away"
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="beside",
            field=models.OneToOneField(
                help_text="of a copy above: the emergency with the same words, whose receipt opens both",
                null=True,
                on_delete=models.deletion.SET_NULL,
                related_name="copy",
                to="conversations.thread",
            ),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
