"""Which style sheets a page carries, in the order of the layers (tokens, base, parts, public or staff)."""

from __future__ import annotations

from typing import Final

_SHARED: Final = (
    "kit/tokens.css",
    "kit/base.css",
    "kit/parts/bars.css",
    "kit/parts/buttons.css",
    "kit/parts/chips.css",
    "kit/parts/figures.css",
    "kit/parts/forms.css",
    "kit/parts/lists.css",
    "kit/parts/notes.css",
    "kit/parts/thread.css",
    "kit/parts/print.css",
)
SHEETS: Final[dict[str, tuple[str, ...]]] = {
    "public": (*_SHARED, "kit/public.css"),
    "staff": (*_SHARED, "kit/staff/shell.css", "kit/staff/queue.css", "kit/staff/matter.css"),
}
