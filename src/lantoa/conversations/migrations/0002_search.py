"""The search row: FTS5 without content on SQLite, int[] under GIN on PostgreSQL."""

from django.db import migrations


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE VIRTUAL TABLE thread_words USING fts5(x, content='', detail=none, tokenize='ascii')"
        )
    else:
        schema_editor.execute("CREATE TABLE thread_words (n bigint PRIMARY KEY, t int[] NOT NULL)")
        schema_editor.execute("CREATE INDEX thread_words_t ON thread_words USING gin (t) WITH (fastupdate = off)")
        schema_editor.execute("ALTER TABLE thread_words ALTER t SET STATISTICS 1000")


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE thread_words")


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
