"""QR codes of printed links: black on white, error level Q, so that a scratched key ring still reads."""

from __future__ import annotations

import io

import segno


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="q", micro=False)


def qr_svg(address: str) -> bytes:
    """As SVG, for screen and paper."""
    out = io.BytesIO()
    _code(address).save(out, kind="svg", scale=8, border=4, xmldecl=False, dark="#000", light="#fff")
    return out.getvalue()


def qr_png(address: str) -> bytes:
    """As PNG, for a printer's program."""
    out = io.BytesIO()
    _code(address).save(out, kind="png", scale=16, border=4)
    return out.getvalue()
