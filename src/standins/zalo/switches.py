"""What testers may switch: how the webhook sender writes, and which calls go wrong."""

from dataclasses import dataclass, fields
from typing import Any


class UnknownSwitch(ValueError):
    """A switch or a value that the stand-in does not know: a typing error must not look like a passed test."""


CHOICES: dict[str, tuple[str, ...]] = {
    "mac": ("mac=", "bare", "sha256=", "random"),
    "json": ("compact", "spaced", "escaped", "spaced+escaped", "reordered", "random"),
    "timestamp": ("text", "number"),
    "timestamp_header": ("none", "extra", "instead"),
    "echo": ("before", "after", "random", "never"),
    "retry_on": ("any", "connection"),
    "quota_block": ("full", "bare"),
}


@dataclass
class Style:
    """How the messenger behaves while nothing is wrong. The doubtful points of its protocol are switches here."""

    mac: str = "mac="
    json: str = "compact"
    timestamp: str = "text"
    timestamp_header: str = "none"
    echo: str = "random"
    status_events: bool = False
    duplicate: float = 0.0
    shuffle: int = 0
    retry_on: str = "any"
    deadline_ms: int = 2000
    quota_block: str = "full"
    media_ttl_ms: int = 1_800_000
    app_per_minute: int = 4000
    oa_per_minute: int = 2000
    too_long_code: int = -210
    proof_required: bool = False
    list_template: bool = False
    second_use_code: int = -14014
    error_without_number: bool = False

    def change(self, new: dict[str, Any]) -> None:
        known = {one.name: type(getattr(self, one.name)) for one in fields(self)}
        for name, value in new.items():
            if name not in known:
                raise UnknownSwitch(f"no switch named {name}; known: {', '.join(sorted(known))}")
            if name in CHOICES and value not in CHOICES[name]:
                raise UnknownSwitch(f"{name} is one of {', '.join(CHOICES[name])}")
            if name not in CHOICES and not isinstance(value, (known[name], int)):
                raise UnknownSwitch(f"{name} takes {known[name].__name__}")
        for name, value in new.items():
            setattr(self, name, value)


WHERE = ("api", "oauth", "media")
WHAT = (
    "500",
    "html",
    "nothing",
    "slow",
    "code",
    "accept-then-nothing",
    "accept-then-500",
    "rotate-then-drop",
    "redirect",
)


@dataclass
class Fault:
    """One thing that goes wrong: `times` counts down, -1 means until cleared; `code` is the error number to answer."""

    where: str
    what: str
    path: str = ""
    times: int = -1
    code: int = 0
    seconds: float = 5.0
    to: str = ""

    @classmethod
    def read(cls, row: dict[str, Any]) -> "Fault":
        try:
            fault = cls(**row)
        except TypeError as bad:
            raise UnknownSwitch(str(bad)) from bad
        if fault.where not in WHERE or fault.what not in WHAT:
            raise UnknownSwitch(f"where is one of {', '.join(WHERE)}; what is one of {', '.join(WHAT)}")
        if fault.what == "code" and not fault.code:
            raise UnknownSwitch("a fault of kind code needs the number to answer, for example -216")
        return fault
