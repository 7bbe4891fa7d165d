"""The receipt as a picture: sixteen digits and nothing that says what they open."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont


def receipt_picture(grouped: str) -> bytes:
    """A PNG of four lines of four digits, black on white."""
    picture = Image.new("RGB", (420, 420), "white")
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=88)
    for number, group in enumerate(grouped.split()):
        pen.text((210, 60 + number * 100), group, fill="black", font=font, anchor="mm")
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
