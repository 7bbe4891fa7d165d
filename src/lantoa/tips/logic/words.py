"""What the journal's verbs say to people."""

from __future__ import annotations

from lantoa.conversations.logic.verbs import VERBS

KEY_VERBS = frozenset(v for v in VERBS if v.startswith("tip.")) | {"thread.received"}
SEALED_VERBS = frozenset(v for v in VERBS if v.startswith(("opening.", "identity."))) | {
    "thread.plate_opened",
    "thread.phone_opened",
}
HIDDEN_VERBS = frozenset({"message.promised", "message.emptied"})


def said(verb: str) -> str:
    """A verb in words; one nobody named yet shows as it is."""
    return VERBS.get(verb, verb)
