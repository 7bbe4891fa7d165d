"""The first unit, the urgency and the waits of tips that are there already."""

from django.db import migrations


def _over(tip):
    """When the wait of a tip ended that no longer waits: ending a tip did not write it down."""
    if tip.thread.waiting and tip.thread.has_tip:
        return None
    ended = [at for at in (tip.closed_at, tip.handed_over_at, tip.merged_at, tip.thread.closed_at) if at]
    return max(tip.waiting_since, min(ended, default=tip.waiting_since))


def fill(apps, schema_editor):
    """How long was waited was kept as one sum; it is laid after the moment the tip was looked at, where no waiting
    can be earlier."""
    Tip, Wait = apps.get_model("tips", "Tip"), apps.get_model("conversations", "Wait")
    waits = []
    for tip in Tip.objects.select_related("thread").iterator():
        tip.clock_unit_id, tip.look_urgency = tip.unit_id, tip.thread.urgency
        tip.first_answered_at = tip.answered_at
        tip.merged_first_id = tip.merged_into_id
        if tip.state in ("checking", "answered", "closed"):
            tip.checking_at = tip.acknowledged_at
        tip.save(update_fields=["clock_unit", "look_urgency", "first_answered_at", "merged_first", "checking_at"])
        if tip.waited:
            begin = tip.acknowledged_at or tip.received_at
            waits.append(Wait(thread_id=tip.thread_id, since=begin, until=begin + tip.waited))
        if tip.waiting_since:
            waits.append(Wait(thread_id=tip.thread_id, since=tip.waiting_since, until=_over(tip)))
    Wait.objects.bulk_create(waits, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("tips", "0002_clocks_that_stay")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
