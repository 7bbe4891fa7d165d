"""When a destroyed key left SQLite's files; on PostgreSQL its table is vacuumed after each destruction, not after a fifth of it."""

from django.db import migrations, models

AT_ONCE = "ALTER TABLE vault_key SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0)"


def vacuum_at_once(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0002_seen_by_inspectorate"),
    ]

    operations = [
        migrations.AddField(
            model_name="key",
            name="wiped_at",
            field=models.DateTimeField(
                help_text="when SQLite's files held it no longer; unused on PostgreSQL", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="key",
            index=models.Index(
                condition=models.Q(("destroyed_at__isnull", False), ("wiped_at__isnull", True)),
                fields=["id"],
                name="key_unwiped",
            ),
        ),
        migrations.RunPython(vacuum_at_once, migrations.RunPython.noop),
    ]
