"""The English catalogue: ``bin/words.py write`` brings it up to date and compiles it, ``check`` says what is not.

Vietnamese stands in the source. Nothing but Python is needed (Babel), no gettext tools.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src" / "lantoa"
PO = SRC / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
# What somebody without sign-in can come to read. Staff pages are Vietnamese only (kit/language.py).
PUBLIC = (
    *(f"kit/templates/kit/{name}.html" for name in ("public", "safety_bar", "display", "display_fields")),
    *("kit/templates/kit/parts/field.html", "kit/words.py", "web/public/*.py"),
    *(
        f"web/templates/web/{name}.html"
        for name in ("front", "after", "done", "sealed", "guide", "calendar", "picture")
    ),
    *("web/templates/web/error.html", "web/templates/web/error_note.html"),
    *("tips/templates/tips/report/*.html", "tips/templates/tips/status/*.html"),
    *(
        "tips/logic/answers.py",
        "tips/queries/status.py",
        "tips/queries/promise.py",
        "tips/views/report/*.py",
        "tips/views/status/*.py",
    ),
    *("tips/views/pace.py", "media/logic/refusals.py", "media/queries.py", "media/templates/media/*.html"),
    "conversations/logic/odd.py",
)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def _python_of(path: Path) -> bytes:
    """Source as the extractor reads it; a template is turned into calls first."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        from django.utils.translation.template import templatize  # noqa: PLC0415  wants settings

        lines = templatize(text, origin=str(path)).splitlines()
        return "\n".join(line.lstrip() for line in lines).encode()  # a template's indentation means nothing in Python
    return text.encode()


def extracted() -> Catalog:
    """All public texts, in a steady order and without line numbers (they would change with every edit)."""
    found = Catalog(locale="en", charset="utf-8", fuzzy=False)
    by_pattern = {pattern: set(SRC.glob(pattern)) for pattern in PUBLIC}
    if nowhere := [pattern for pattern, there in by_pattern.items() if not there]:
        raise SystemExit(f"No file is named {', '.join(nowhere)}: correct PUBLIC, or its texts lose their English.")
    paths = {path for there in by_pattern.values() for path in there}
    for path in sorted(paths):
        for _, function, messages, _ in extract_python(
            BytesIO(_python_of(path)), list(KEYWORDS), (), {"encoding": "utf-8"}
        ):
            context = messages[0] if function.startswith(("pg", "npg")) else None
            rest = messages[1:] if context else messages
            texts = rest if isinstance(rest, tuple) else (rest,)
            if not texts or not texts[0]:
                continue
            plural = function.startswith(("ng", "npg"))
            name = path.relative_to(SRC).as_posix()
            found.add(texts[:2] if plural else texts[0], locations=[(name, 0)], context=context)
    return found


def held() -> Catalog:
    """The catalogue as it is."""
    if not PO.exists():
        return Catalog(locale="en", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def keys(catalogue: Catalog) -> set[tuple[object, object]]:
    """What names a text."""
    return {(m.id if isinstance(m.id, str) else tuple(m.id), m.context) for m in catalogue if m.id}


def compiled(catalogue: Catalog) -> bytes:
    """The machine's form."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def write() -> int:
    """Add new texts (empty), drop old ones, compile."""
    found, catalogue = extracted(), held()
    fresh = Catalog(locale="en", charset="utf-8", project="lantoa", fuzzy=False)
    for message in sorted(found, key=lambda m: (m.locations[0][0] if m.locations else "", str(m.id))):
        if not message.id:
            continue
        old = catalogue.get(message.id, context=message.context)
        places = [(name, None) for name in sorted({name for name, _ in message.locations})]
        fresh.add(message.id, old.string if old else "", locations=places, context=message.context)
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, fresh, width=110, omit_header=False)
    MO.write_bytes(compiled(held()))
    empty = sum(1 for m in fresh if m.id and not (m.string if isinstance(m.string, str) else all(m.string)))
    print(f"{len(keys(fresh))} texts, {empty} without English")
    return 0


def check() -> int:
    """Say which texts are missing or gone, and whether the compiled form fits."""
    if not PO.exists():
        print("no English catalogue yet (bin/words.py write makes it)")
        return 0
    found, catalogue = keys(extracted()), keys(held())
    faults = [f"not in the catalogue: {text!r}" for text, _ in sorted(found - catalogue, key=str)]
    faults += [f"without English: {m.id!r}" for m in held() if m.id and not (all(m.string) and m.string)]
    faults += [f"no longer in the source: {text!r}" for text, _ in sorted(catalogue - found, key=str)]
    if not MO.exists() or MO.read_bytes() != compiled(held()):
        faults.append("the compiled catalogue is old")
    if faults:
        print("\n".join(faults[:20]) + "\nRun: PYTHONPATH=src .venv/bin/python bin/words.py write")
    return bool(faults)


if __name__ == "__main__":
    import os

    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.exit(write() if sys.argv[1:] == ["write"] else check())
