"""What a person has answered so far, as it travels from page to page in the sealed field."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.kit import clock, words

STEPS = ("danger", "what", "keep", "more", "check")
# An emergency has one page instead of five: the person may be hiding.
URGENT_STEPS = ("danger", "urgent")
# Questions that only some are asked, each within the page it belongs to.
ASIDE = {"place": "what", "contact": "keep"}
LASTS = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to *what happened*: what the sorter's words for it are. One with ``small`` words stands by itself."""

    value: str
    label: str | Promise
    small: str | Promise
    icon: str
    kind: str
    category: str


CHOICES = (
    Choice("theft", gettext_lazy("Mất trộm, cướp giật"), "", "moto", "tip", "theft"),
    Choice("fraud", gettext_lazy("Lừa đảo qua mạng"), "", "bank", "tip", "fraud_online"),
    Choice("fire", gettext_lazy("Nguy cơ cháy nổ"), "", "flame", "tip", "fire_hazard"),
    Choice("noise", gettext_lazy("Ồn ào, gây rối"), "", "noise", "tip", "noise"),
    Choice("fight", gettext_lazy("Đánh người, bạo lực"), "", "hand", "tip", "assault"),
    Choice("gamble", gettext_lazy("Đánh bạc, số đề"), "", "dice", "tip", "gambling"),
    Choice("drug", gettext_lazy("Ma túy"), "", "warn", "tip", "drugs"),
    Choice("env", gettext_lazy("Đổ rác, xả thải"), "", "leaf", "tip", "environment_dumping"),
    Choice("other", gettext_lazy("Việc khác, không rõ"), "", "ask", "", ""),
    Choice(
        "police",
        gettext_lazy("Việc của cán bộ công an"),
        gettext_lazy("Đơn vị cấp trên xem, người bị góp ý không thấy"),
        "users",
        "complaint_about_police",
        "",
    ),
)
BY_VALUE = {choice.value: choice for choice in CHOICES}
DAYS = ("now", "today", "yesterday", "other")


@dataclass(slots=True)
class Answers:
    """Empty means: not answered. ``home`` is the unit of the page or printed link that was opened."""

    step: str = "danger"
    home: int | None = None
    home_name: str = ""
    home_phone: str = ""
    home_area: int | None = None
    danger: str = ""
    choice: str = ""
    words: str = ""
    by_voice: bool = False
    unit: int | None = None
    area: int | None = None
    place: str = ""
    point: str = ""
    asked_place: str = ""
    day: str = ""
    date: str = ""
    hour: str = ""
    looks: str = ""
    mode: str = ""
    phone: str = ""
    not_see: str = ""
    when_call: str = ""
    not_notice: str = ""
    files: list[dict[str, Any]] = field(default_factory=list)
    receipt: dict[str, str] = field(default_factory=dict)
    theme: str = "auto"
    size: str = "m"
    editing: bool = False

    def packed(self) -> dict[str, Any]:
        """As primitive values; what is empty stays out."""
        return {name: value for name, value in asdict(self).items() if value not in ("", None, [], {}, False)}

    @classmethod
    def unpacked(cls, held: dict[str, Any]) -> Self:
        """From ``packed``; words of another version are dropped, a page that is no more leads to the first question."""
        known = {f.name for f in fields(cls)}
        found = cls(**{name: value for name, value in held.items() if name in known})
        if found.step not in (*found.steps, *ASIDE):
            found.step = "what"
        return found

    @property
    def steps(self) -> tuple[str, ...]:
        """The pages of this person."""
        return URGENT_STEPS if self.danger == "now" else STEPS

    @property
    def number(self) -> int:
        """Which page this is, from 1."""
        return self.steps.index(ASIDE.get(self.step, self.step)) + 1

    @property
    def anonymous(self) -> bool:
        """Whether we promised that we cannot know."""
        return self.mode != "confidential"

    def go_on(self, to: str) -> None:
        """To the page that comes next; after a correction back to the last one, unless something is still asked."""
        aside = to in ASIDE
        self.step = "check" if self.editing and not aside and "check" in self.steps else to
        self.editing = self.editing and aside

    def go_back(self) -> None:
        """To the page before."""
        self.step = ASIDE.get(self.step) or self.steps[max(self.number - 2, 0)]
        self.editing = False

    def correct(self, step: str) -> None:
        """To one page by name, and from there back to the last one."""
        if step in self.steps:
            self.step, self.editing = step, True

    def when_words(self) -> str:
        """The time in words: ``Hôm qua, thứ Tư, 14/10/2026, khoảng 21 giờ``.

        The plain word stands first: sorting must tell what is over from what happens now.
        """
        today = clock.today()
        if self.day == "now":
            return _("Đang xảy ra")
        named = {"today": today, "yesterday": today - timedelta(days=1)}.get(self.day)
        if self.day == "other" and self.date:
            named = date.fromisoformat(self.date)
        if named is None:
            return self.hour
        plain = {0: _("Hôm nay"), 1: _("Hôm qua")}.get((today - named).days, _("Bữa trước"))
        parts = [plain, words.weekday(named), words.day(named)]
        return ", ".join([*parts, self.hour] if self.hour else parts)

    @property
    def over(self) -> bool:
        """Whether the person said by a choice that it is over."""
        return self.danger != "now" and self.day in ("yesterday", "other")

    def own_words(self) -> str:
        """What the person wrote, without the lines of the form: what sorting reads."""
        return "\n".join(part for part in (self.words, self.looks, self.hour) if part)

    def whole_text(self) -> str:
        """Everything that was told, as the one text of the message."""
        parts = [self.words or (_("(gửi bằng tiếng nói)") if self.by_voice else "")]
        if self.when_words():
            parts.append(_("Lúc: %s") % self.when_words())
        if self.looks:
            parts.append(_("Xe, người: %s") % self.looks)
        return "\n".join(part for part in parts if part)


def parsed_date(typed: str) -> date | None:
    """A day as people write it: ``14/10/2026``, ``14/10``, or a browser's ``2026-10-14``; never one to come."""
    today = clock.today()
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            day = datetime.strptime(typed.strip(), form).date()  # noqa: DTZ007 (a day, no moment)
        except ValueError:
            continue
        return day if date(2000, 1, 1) <= day <= today else None
    parts = typed.replace("-", "/").replace(".", "/").split("/")
    if len(parts) == 2 and all(p.strip().isdecimal() and len(p.strip()) <= 2 for p in parts):
        try:
            day = date(today.year, int(parts[1]), int(parts[0]))
            return day if day <= today else day.replace(year=today.year - 1)
        except ValueError:  # no such day, or 29/2 of a year without one
            return None
    return None
