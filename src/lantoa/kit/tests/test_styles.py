"""What every page carries stays light."""

from pathlib import Path

STYLES = Path(__file__).resolve().parent.parent / "static" / "kit"


def it_keeps_the_shared_styles_under_25_000_bytes() -> None:
    assert sum((STYLES / name).stat().st_size for name in ("tokens.css", "base.css")) < 25_000


def it_loads_nothing_from_anywhere() -> None:
    for sheet in STYLES.glob("*.css"):
        assert "url(" not in sheet.read_text(encoding="utf-8") and "@import" not in sheet.read_text(encoding="utf-8")
