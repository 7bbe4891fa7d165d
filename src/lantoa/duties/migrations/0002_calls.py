"""Rings climb by rows: every desk that was called keeps its own, none takes the place of another."""

import django.db.models.deletion
from django.db import migrations, models


def kept(apps, schema_editor):
    """What rang before goes on ringing where it rang, and climbs from there."""
    Ring, Call = apps.get_model("duties", "Ring"), apps.get_model("duties", "Call")
    calls = []
    for ring in Ring.objects.iterator():
        calls.append(Call(ring=ring, desk_id=ring.desk_id, at=ring.since))
        if ring.above_id is not None and ring.above_id != ring.desk_id:
            calls.append(Call(ring=ring, desk_id=ring.above_id, at=ring.passed_on_at or ring.since))
    Call.objects.bulk_create(calls, batch_size=500)
    Ring.objects.filter(accepted_at=None).update(next_at=models.F("since"))


class Migration(migrations.Migration):

    dependencies = [
        ('duties', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('desk', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.desk')),
                ('ring', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='duties.ring')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ring', 'desk'), name='call_once')],
            },
        ),
        migrations.AddField(
            model_name='ring',
            name='next_at',
            field=models.DateTimeField(help_text='when it climbs on; empty at the top', null=True),
        ),
        migrations.RunPython(kept, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name='ring', name='ring_desk'),
        migrations.RemoveIndex(model_name='ring', name='ring_above'),
        migrations.RemoveIndex(model_name='ring', name='ring_waiting'),
        migrations.RemoveField(model_name='ring', name='above'),
        migrations.AlterField(
            model_name='ring',
            name='desk',
            field=models.ForeignKey(help_text='where the matter lies', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.desk'),
        ),
        migrations.AlterField(
            model_name='ring',
            name='passed_on_at',
            field=models.DateTimeField(help_text='when it climbed last', null=True),
        ),
        migrations.AddIndex(
            model_name='ring',
            index=models.Index(condition=models.Q(('accepted_at__isnull', True)), fields=['id'], name='ring_open'),
        ),
        migrations.AddIndex(
            model_name='ring',
            index=models.Index(condition=models.Q(('accepted_at__isnull', True), ('next_at__isnull', False)), fields=['next_at'], name='ring_climbs'),
        ),
    ]
