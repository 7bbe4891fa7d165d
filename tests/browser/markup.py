"""What a validator would say about the page as it was sent: a small one of ours, for the mistakes that hurt."""

from __future__ import annotations

from html.parser import HTMLParser


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


VOID = _set("area base br col embed hr img input link meta source track wbr")
CLOSES_P = _set(
    "address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr "
    "main menu nav ol p pre section table ul"
)
PHRASING_ONLY = _set("h1 h2 h3 h4 h5 h6 p span b strong em label button small mark kbd dt time")
INTERACTIVE = _set("a button input select textarea label details")
CHILDREN = {
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "dl": frozenset({"dt", "dd", "div"}),
    "tr": frozenset({"td", "th"}),
    "select": frozenset({"option", "optgroup", "hr"}),
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot", "tr"}),
}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list", "headers")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.wanted: list[tuple[str, str]] = []
        self.headings: list[int] = []
        self.title = self.language = ""
        self._in_title = False

    def fault(self, said: str) -> None:
        line, _column = self.getpos()
        self.faults.append(f"line {line}: {said}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes(tag, attrs)
        self._place(tag, dict(attrs))
        if tag == "title" and "svg" not in self.open:
            self._in_title = True
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes(tag, attrs)
        if tag not in VOID and "svg" not in self.open and tag != "svg":
            self.fault(f"<{tag}/> does not close itself")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if not self.open or self.open[-1] != tag:
            self.fault(f"</{tag}> closes {self.open[-1] if self.open else 'nothing'}")
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        if self.open and self.open[-1] in ("ul", "ol", "tr", "dl", "table") and data.strip():
            self.fault(f"text directly inside <{self.open[-1]}>: {data.strip()[:30]!r}")

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        for name in {name for name in names if names.count(name) > 1}:
            self.fault(f"<{tag}> carries {name} twice")
        for name, value in attrs:
            if name.startswith("hx-"):
                self.fault(f"<{tag}> has {name}: write data-{name}")
            if name == "style" or name.startswith("on"):
                self.fault(f"<{tag}> has inline {name}")
            if name == "id":
                self.ids.append(value or "")
                if not value or " " in value:
                    self.fault(f"<{tag}> has an empty id or one with spaces")
            if name in REFERENCES:
                self.wanted += [(name, one) for one in (value or "").split()]
            if name in ("href", "src", "action") and value is not None and (" " in value or value == ""):
                self.fault(f'<{tag} {name}="{value}"> is no address')
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""
        if tag == "img" and "alt" not in names:
            self.fault("<img> without alt")

    def _place(self, tag: str, attrs: dict[str, str | None]) -> None:
        parent = self.open[-1] if self.open else ""
        if parent in CHILDREN and tag not in CHILDREN[parent] and tag not in ("script", "template"):
            self.fault(f"<{tag}> directly inside <{parent}>")
        if parent in PHRASING_ONLY and tag in CLOSES_P:
            self.fault(f"<{tag}> inside <{parent}>")
        if tag in CLOSES_P and "p" in self.open:
            self.fault(f"<{tag}> ends a <p> that is still open")
        if tag == "form" and "form" in self.open:
            self.fault("<form> inside <form>")
        if tag in INTERACTIVE and ("a" in self.open or "button" in self.open):
            self.fault(f"<{tag}> inside <a> or <button>")
        if tag in ("style", "script") and "src" not in attrs:
            self.fault(f"inline <{tag}>")
        if tag == "li" and parent not in ("ul", "ol", "menu"):
            self.fault(f"<li> inside <{parent}>")


def faults(text: str) -> list[str]:
    """Every mistake found in one whole page, in words."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    found = list(reader.faults)
    if reader.open:
        found.append(f"never closed: {' '.join(reader.open)}")
    found += [f"id {one!r} stands twice" for one in sorted({one for one in reader.ids if reader.ids.count(one) > 1})]
    found += [f"{name}={one!r} points to nothing" for name, one in reader.wanted if one not in reader.ids]
    if not text.lstrip().lower().startswith("<!doctype html>"):
        found.append("no doctype")
    if not reader.language or not reader.title.strip():
        found.append("no language or no title")
    if reader.headings.count(1) != 1:
        found.append(f"{reader.headings.count(1)} first headings")
    jumps = [f"h{a} then h{b}" for a, b in zip(reader.headings, reader.headings[1:], strict=False) if b > a + 1]
    return found + [f"heading levels jump: {jump}" for jump in jumps]
