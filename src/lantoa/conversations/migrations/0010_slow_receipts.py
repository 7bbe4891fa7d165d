"""Receipts that are there were drawn under the slow hash; those from now on are not."""

from django.db import migrations, models

SAYS = "drawn when look-ups were a slow hash"


class Migration(migrations.Migration):
    dependencies = [("conversations", "0009_beside")]

    operations = [
        migrations.AddField("receipt", "slow", models.BooleanField(default=True, help_text=SAYS)),
        migrations.AlterField("receipt", "slow", models.BooleanField(default=False, help_text=SAYS)),
        migrations.AddIndex(
            "receipt", models.Index(fields=["slow"], condition=models.Q(("slow", True)), name="receipt_slow")
        ),
    ]
