"""What a control must say of itself to a screen reader, put in where a template left it out."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe


def described(content: SafeString, id: str, *, hint: bool, error: bool) -> SafeString:
    """The control with what a screen reader must know of it."""
    said = " ".join(f"{id}-{mark}" for mark, there in (("g", hint), ("e", error)) if there)
    if not said or "aria-describedby" in content:
        return content
    wrong = ' aria-invalid="true"' if error and "aria-invalid" not in content else ""
    here = f'id="{id}"'
    return mark_safe(content.replace(here, f'{here} aria-describedby="{said}"{wrong}', 1))  # noqa: S308 - our own words
