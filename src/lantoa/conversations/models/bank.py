from __future__ import annotations

from django.db import models

from lantoa.places.models import Unit


class SavedAnswer(models.Model):
    """An answer a unit keeps ready for a common question; units below it read it too.

    ``body`` may hold placeholders (``{ten_don_vi}``); ``words`` are the folded words of title and cues,
    by which it is found without marks. Nothing of a resident stands here.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    cues = models.CharField(max_length=400, blank=True)
    body = models.TextField(max_length=4000)
    words = models.TextField()
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "title"], name="answer_title_once")]

    def __str__(self) -> str:
        return self.title
