from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="opening",
            name="seen_state",
            field=models.CharField(blank=True, default="", help_text="as the inspectorate saw it last", max_length=10),
            preserve_default=False,
        ),
    ]
