"""Every template compiles, and none holds a style or a script of its own (the content policy forbids both)."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import django
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template

SRC = Path(__file__).resolve().parent.parent / "src"
INLINE = re.compile(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)", re.IGNORECASE)


def main() -> int:
    """Print each fault; 1 when there is one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    faults = []
    for path in sorted(SRC.glob("lantoa/*/templates/**/*")):
        if not path.is_file():
            continue
        name = path.relative_to(next(p for p in path.parents if p.name == "templates"))
        try:
            get_template(str(name))
        except (TemplateSyntaxError, TemplateDoesNotExist, UnicodeDecodeError) as fault:
            faults.append(f"{path.relative_to(SRC)}: {fault}")
        if path.suffix == ".html" and (found := INLINE.search(path.read_text(encoding="utf-8"))):
            faults.append(f"{path.relative_to(SRC)}: {found.group().strip()!r} inside the page")
    print("\n".join(faults)) if faults else None
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
