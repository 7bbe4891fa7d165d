import django.db.models.deletion
from django.db import migrations, models


def keep_the_quota(apps, schema_editor):
    """What was allowed in a minute stays allowed; the calls of the last minute are not known."""
    bucket = apps.get_model("delivery", "Bucket")
    for row in bucket.objects.all():
        row.allowed = max(2, int(row.cap), int(row.rate * 60))
        row.save(update_fields=["allowed"])


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_initial")]

    operations = [
        migrations.AddField("account", "may_send", models.BooleanField(default=True, help_text="anything leaves at all")),
        migrations.AddField("account", "may_picture", models.BooleanField(default=True, help_text="pictures leave too; else only the words, the page has all")),
        migrations.AddField("account", "may_invite", models.BooleanField(default=True, help_text="who wrote in a group is asked to write privately")),
        migrations.AddField("account", "may_charge", models.BooleanField(default=False, help_text="messages that cost money each leave too")),
        migrations.CreateModel(
            name="Allowance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("left", models.PositiveIntegerField(help_text="messages of the package that are left")),
                ("total", models.PositiveIntegerField(null=True)),
                ("until", models.DateField(help_text="last day of the package's count", null=True)),
                ("told_at", models.DateTimeField()),
                ("account", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="allowance", to="delivery.account")),
            ],
        ),
        migrations.RemoveConstraint("bucket", "bucket_refills"),
        migrations.AddField("bucket", "allowed", models.PositiveIntegerField(default=2, help_text="calls in any 60 seconds"), preserve_default=False),
        migrations.AddField("bucket", "spent", models.JSONField(default=list, help_text="[owner, seconds since 1970, calls]: an owner's are on their way")),
        migrations.RunPython(keep_the_quota, migrations.RunPython.noop),
        migrations.RemoveField("bucket", "rate"),
        migrations.RemoveField("bucket", "cap"),
        migrations.RemoveField("bucket", "tokens"),
        migrations.RemoveField("bucket", "at"),
        migrations.AddConstraint("bucket", models.CheckConstraint(condition=models.Q(("allowed__gte", 2)), name="bucket_lets_through")),
    ]
