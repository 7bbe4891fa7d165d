"""Every template compiles, is formatted, gives its parts only values they know, and holds no style or script of its
own (the content policy forbids both)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import django
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import FilterExpression, NodeList, Variable
from django.template.library import TagHelperNode
from django.template.loader import get_template

SRC = Path(__file__).resolve().parent.parent / "src"
INLINE = re.compile(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)", re.IGNORECASE)
FORMAT = (sys.executable, "-m", "djlint", "src/lantoa")


def written_out(value: FilterExpression) -> Any:
    """The value of an argument that is no variable; None for one that is known only when the page is drawn."""
    if value.filters:
        return None
    return value.var.literal if isinstance(value.var, Variable) else value.var


def strange_values(nodes: NodeList) -> Iterator[str]:
    """What is given to a part although its argument's ``Literal`` does not name it, and icons that do not exist."""
    from lantoa.kit.icons import ICONS  # noqa: PLC0415  wants settings

    for node in nodes.get_nodes_by_type(TagHelperNode):
        yield from strange_values(getattr(node, "nodelist", NodeList()))  # Django does not look inside its block tags
        if node.func.__module__ != "lantoa.kit.templatetags.parts":
            continue
        hints = get_type_hints(node.func)
        for name, value in node.kwargs.items():
            given = written_out(value)
            known = get_args(hints[name]) if get_origin(hints[name]) is Literal else ICONS if name == "icon" else ()
            if given and known and given not in known:
                yield f"{node.func.__name__}: there is no {name}={str(given)!r}"


def faults_of(path: Path) -> Iterator[str]:
    """What is wrong with one template."""
    name = path.relative_to(next(p for p in path.parents if p.name == "templates"))
    try:
        yield from strange_values(get_template(str(name)).template.nodelist)
    except (TemplateSyntaxError, TemplateDoesNotExist, UnicodeDecodeError) as fault:
        yield str(fault)
    if path.suffix == ".html" and (found := INLINE.search(path.read_text(encoding="utf-8"))):
        yield f"{found.group().strip()!r} inside the page"


def main() -> int:
    """Print each fault; 1 when there is one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    paths = [path for path in sorted(SRC.glob("lantoa/*/templates/**/*")) if path.is_file()]
    faults = [f"{path.relative_to(SRC)}: {fault}" for path in paths for fault in faults_of(path)]
    if subprocess.run([*FORMAT, "--check", "--quiet"], cwd=SRC.parent, check=False).returncode:
        faults.append("Templates are not formatted. Run: .venv/bin/djlint src/lantoa --reformat --quiet")
    print("\n".join(faults)) if faults else None
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
