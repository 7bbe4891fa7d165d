"""The messengers, found by walking this folder: each package in it exports ``messenger``."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from lantoa.delivery.logic.messenger import Messenger


@cache
def all_messengers() -> dict[str, Messenger]:
    """Every messenger by its kind."""
    found = [import_module(f"{__name__}.{m.name}").messenger for m in iter_modules(__path__) if m.ispkg]
    return {messenger.kind: messenger for messenger in found}
