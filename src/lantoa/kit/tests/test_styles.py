"""What every page carries stays light, layered, readable, and is used."""

from __future__ import annotations

import ast
import gzip
import re
from functools import cache
from pathlib import Path

from lantoa.kit.sheets import SHEETS

STYLES = Path(__file__).resolve().parent.parent / "static" / "kit"
LANTOA = STYLES.parents[2]
BY_OTHERS = {"htmx-request"}  # put on by htmx itself
ATTRIBUTE = re.compile(r"""\bclass=(?:"([^"]*)"|'([^']*)')""")
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def sheets() -> list[Path]:
    return sorted(STYLES.rglob("*.css"))


def rules_of(sheet: Path) -> list[str]:
    """The selectors of a sheet, one string a rule."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    heads = (head.strip() for head in re.findall(r"([^{};]+)\{", text))
    return [head for head in heads if not head.startswith("@")]


@cache
def words_in_use() -> frozenset[str]:
    """Every word that a template, a script or the Python of the house may put into a class or an id."""
    found: set[str] = set()
    for path in LANTOA.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for tag in TAG.findall(text):  # a part's argument, one branch of a condition
            found.update(re.findall(r"[\w-]+", " ".join(re.findall(r"\"[^\"]*\"|'[^']*'", tag))))
        plain = TAG.sub(" ", text)
        for double, single in ATTRIBUTE.findall(plain):
            found.update((double or single).split())
        found.update(re.findall(r'\bid="([\w-]+)"', plain))
    for path in LANTOA.rglob("*.js"):
        found.update(re.findall(r"[\w-]+", " ".join(re.findall(r"\"[^\"]*\"|'[^']*'|`[^`]*`", path.read_text()))))
    for path in LANTOA.rglob("*.py"):
        if not {"tests", "migrations"} & set(path.parts):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 200:
                    found.update(re.findall(r"[\w-]+", node.value))
    return frozenset(found)


def it_keeps_the_styles_of_a_public_page_under_11_000_bytes_on_the_wire() -> None:
    sizes = [len(gzip.compress((STYLES.parent / name).read_bytes())) for name in SHEETS["public"]]

    assert sum(sizes) < 11_000


def it_loads_nothing_from_anywhere() -> None:
    for sheet in sheets():
        text = sheet.read_text(encoding="utf-8")
        assert "url(" not in text and "@import" not in text


def it_lists_each_sheet_and_no_other() -> None:
    listed = {name for names in SHEETS.values() for name in names}

    assert listed == {str(sheet.relative_to(STYLES.parent)) for sheet in sheets()}


def it_puts_each_sheet_into_one_layer_in_the_order_of_the_page() -> None:
    for names in SHEETS.values():
        texts = [(STYLES.parent / name).read_text(encoding="utf-8") for name in names]
        layers = [layer for text in texts for layer in re.findall(r"^@layer (\w+) \{", text, re.MULTILINE)]
        order = re.findall(r"^@layer ([\w, ]+);", texts[0], re.MULTILINE)[0].split(", ")

        assert len(layers) == len(names) and layers == sorted(layers, key=order.index)


def it_writes_one_declaration_a_line() -> None:
    crowded = [
        f"{sheet.name}: {line.strip()}"
        for sheet in sheets()
        for line in sheet.read_text(encoding="utf-8").splitlines()
        if line.count(";") > 1 or len(line) > 120
    ]

    assert crowded == []


def it_holds_no_rule_that_nobody_uses() -> None:
    used = words_in_use() | BY_OTHERS
    idle = {
        f"{sheet.name}: {rule}"
        for sheet in sheets()
        for rule in rules_of(sheet)
        if not set(re.findall(r"[.#]([a-zA-Z][\w-]*)", re.sub(r"\([^()]*\)", "", rule))) <= used
    }

    assert idle == set()
