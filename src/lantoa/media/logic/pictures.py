"""Pictures built anew from their pixels: nothing that stood beside the pixels comes along."""

from __future__ import annotations

import io
import threading
import warnings
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from lantoa.media.logic import kinds
from lantoa.media.logic.refusals import Refused

MOST_PIXELS = 64_000_000
MOST_PIXELS_UNDRAFTED = 30_000_000
LONGEST, SMALL = 2560, 420
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
_FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}
_GPS, _MAKER, _DATES = 0x8825, (0x010F, 0x0110, 0x0131, 0xA420, 0xA430, 0xA431), (0x0132, 0x9003, 0x9004)
_ORIENTATION = 0x0112
_T = Image.Transpose
_TURNS = {2: _T.FLIP_LEFT_RIGHT, 3: _T.ROTATE_180, 4: _T.FLIP_TOP_BOTTOM, 5: _T.TRANSPOSE, 6: _T.ROTATE_270,
          7: _T.TRANSVERSE, 8: _T.ROTATE_90}  # fmt: skip
# One picture at a time: a large one needs 200 MB while it is open, and two cores serve everybody.
_one = threading.BoundedSemaphore(1)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it may be shown, its small copy, and what was taken out."""

    content: bytes
    small: bytes
    width: int
    height: int
    removed: list[str]


def _what_goes(picture: Image.Image, trailing: bool) -> list[str]:
    try:
        exif = picture.getexif()
        inner = exif.get_ifd(0x8769) if exif else {}
        place = bool(exif.get_ifd(_GPS)) if exif else False
    except Exception:  # broken tags: they go unread
        return ["tags"]
    tags = {**exif, **inner}
    removed = ["place"] if place or _GPS in tags else []
    removed += ["time"] if any(t in tags for t in _DATES) else []
    removed += ["device"] if any(t in tags for t in _MAKER) else []
    beside = set(picture.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "transparency", "gamma"}
    if not removed and (tags or beside & {"exif", "xmp", "comment", "photoshop", "icc_profile", "Software"}):
        removed.append("tags")
    if getattr(picture, "n_frames", 1) > 1 or trailing:
        removed.append("motion")
    return removed


def _turn(picture: Image.Image) -> Image.Transpose | None:
    """How the pixels are to be turned. Read only: writing broken tags anew, as libraries do, can fail."""
    try:
        return _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # broken tags: the picture stays as it lies
        return None


def _upright(picture: Image.Image) -> Image.Image:
    turn = _turn(picture)
    turned = picture.transpose(turn) if turn is not None else picture
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        with_alpha = turned.convert("RGBA")
        ground = Image.new("RGB", turned.size, "white")
        ground.paste(with_alpha, mask=with_alpha.getchannel("A"))
        return ground
    return turned.convert("RGB")


def _written(picture: Image.Image, longest: int, quality: int) -> tuple[bytes, tuple[int, int]]:
    copy = picture.copy()
    copy.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    bare = Image.frombytes("RGB", copy.size, copy.tobytes())
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue(), bare.size


def clean_picture(content: bytes | bytearray, form: kinds.Form) -> Picture:
    """A JPEG of at most 2560 px with the pixels and nothing else, upright, and a small one.

    Raises Refused: too_many_pixels, broken.
    """
    with _one, warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(content), formats=[_FORMATS[form.name]]) as picture:
                picture.draft("RGB", (LONGEST, LONGEST))
                if picture.width * picture.height > MOST_PIXELS_UNDRAFTED:
                    raise Refused("too_many_pixels")
                trailing = form is kinds.JPEG and b"ftyp" in memoryview(content)[-len(content) // 2 :].tobytes()
                removed = _what_goes(picture, trailing)
                upright = _upright(picture)
                large, (width, height) = _written(upright, LONGEST, 86)
                small, _ = _written(upright, SMALL, 78)
                return Picture(large, small, width, height, removed)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
            raise Refused("too_many_pixels") from fault
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError, IndexError) as fault:
            raise Refused("broken") from fault


def at_most(content: bytes, limit: int) -> bytes:
    """A clean JPEG of ours, made smaller until it has at most ``limit`` bytes."""
    with Image.open(io.BytesIO(content)) as held:
        picture = held.convert("RGB")
    longest, quality = max(picture.size), 82
    while True:
        written, _ = _written(picture, longest, quality)
        if len(written) <= limit or longest <= 64:
            return written
        longest, quality = int(longest * 0.8), max(50, quality - 4)
