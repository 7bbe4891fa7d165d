"""Keys of sessions give way to keyed hashes. Everybody signs in anew: no clear key is carried over."""

from django.db import migrations, models


def end_all(apps, schema_editor):
    apps.get_model("accounts", "StaffSession").objects.all().delete()
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(end_all, migrations.RunPython.noop),
        migrations.RemoveField(model_name="staffsession", name="session_key"),
        migrations.AddField(
            model_name="staffsession",
            name="session_hash",
            field=models.CharField(help_text="keyed hash, as the session's own row", max_length=40, unique=True, default=""),
            preserve_default=False,
        ),
    ]
