from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("conversations", "0005_saved_answers")]

    operations = [migrations.RemoveField(model_name="opened", name="source")]
