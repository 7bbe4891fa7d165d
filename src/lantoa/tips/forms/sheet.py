"""The sheet as a person cuts it: one text for the place, one for each telling, and words ticked to go."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lantoa.conversations.actions.reply import LIMIT
from lantoa.kit.text import clean_incoming
from lantoa.tips.logic.sheet import Cut


class SheetForm(forms.Form):
    """What must be said before the cut is kept: that a person read it."""

    place = forms.CharField(max_length=300, required=False, strip=True)
    read = forms.BooleanField(
        error_messages={"required": _("Đọc lại lời kể, rồi đánh dấu: không còn gì chỉ ra người báo.")}
    )


def cut_of(sent: QueryDict, draft: Cut) -> Cut:
    """The texts as they were sent, each under the message it was cut from; what the page did not show is not in it."""
    tellings = [
        replace(one, text=clean_incoming(sent[name], LIMIT).strip())
        for one in draft.tellings
        if (name := f"ke-{one.ref}") in sent
    ]
    return Cut(clean_incoming(sent.get("place", ""), 300).strip(), tuple(tellings))
