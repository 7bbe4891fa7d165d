"""A ring ends with its matter, and says why."""

from django.db import migrations, models

OPEN = {"accepted_at__isnull": True, "ended_at__isnull": True}


class Migration(migrations.Migration):

    dependencies = [("duties", "0002_calls")]

    operations = [
        migrations.AddField("ring", "ended_at", models.DateTimeField(
            null=True, help_text="the matter is over, or an emergency no longer",
        )),
        migrations.AddField("ring", "ended_why", models.CharField(max_length=20, blank=True, default=""), preserve_default=False),
        migrations.RemoveIndex("ring", "ring_open"),
        migrations.RemoveIndex("ring", "ring_climbs"),
        migrations.AddIndex("ring", models.Index(fields=["id"], condition=models.Q(**OPEN), name="ring_open")),
        migrations.AddIndex("ring", models.Index(
            fields=["next_at"], condition=models.Q(**OPEN, next_at__isnull=False), name="ring_climbs",
        )),
    ]
