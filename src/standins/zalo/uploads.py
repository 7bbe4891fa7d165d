"""Uploads: one multipart field `file`, small, of few kinds, kept for seven days (zalo.md 1.6)."""

from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

from standins.wire import Request
from standins.zalo.refusals import Refused
from standins.zalo.world import DAY, Account, Stored, World

MB = 1024 * 1024
KINDS: dict[str, tuple[tuple[str, ...], int, str]] = {
    "image": (("jpg", "jpeg", "png"), MB, "attachment_id"),
    "gif": (("gif",), 5 * MB, "attachment_id"),
    "file": (("pdf", "doc", "docx", "csv"), 5 * MB, "token"),
}
MAGIC = {"jpg": b"\xff\xd8", "jpeg": b"\xff\xd8", "png": b"\x89PNG", "gif": b"GIF8", "pdf": b"%PDF"}
MONTHLY = 5000


def files(request: Request) -> dict[str, tuple[str, bytes, str]]:
    """The parts of a multipart body by field name: file name, bytes, type."""
    head = BytesParser(policy=HTTP).parsebytes(
        f"Content-Type: {request.headers.get('content-type', '')}\r\n\r\n".encode()
    )
    boundary = head.get_boundary()
    parts = {}
    for part in (b"\r\n" + request.body).split(f"\r\n--{boundary}".encode())[1:-1]:
        lines, _, content = part.lstrip(b"\r\n").partition(b"\r\n\r\n")
        about = BytesParser(policy=HTTP).parsebytes(lines + b"\r\n\r\n")
        field = about.get_param("name", header="content-disposition")
        if isinstance(field, str):
            parts[field] = (about.get_filename() or "", content, about.get_content_type())
    return parts


def upload(world: World, account: Account, request: Request) -> Any:
    """POST /v2.0/oa/upload/{image,gif,file}."""
    wanted = request.path.rsplit("/", 1)[-1]
    if wanted not in KINDS:
        raise Refused(-212, "Your app has not registered this API")
    endings, limit, answered = KINDS[wanted]
    if request.kind != "multipart/form-data":
        raise Refused(-201, "file is invalid!")
    name, content, kind = files(request).get("file", ("", b"", ""))
    if not content:
        raise Refused(-201, "file is invalid!")
    if "." not in name:
        return {}  # seen live: no error, and nothing to use
    ending = name.rsplit(".", 1)[-1].lower()
    if ending not in endings or not content.startswith(MAGIC.get(ending, b"")):
        raise Refused(-201, "file type is invalid!")
    if len(content) > limit:
        raise Refused(-210, "file size exceeds limit")
    with world.lock:
        world.uploads_month += 1
        if world.uploads_month > MONTHLY:
            raise Refused(-211, "Out of quota")
        ident = world.ids.secret("upload")[:40]
        world.uploads[ident] = Stored(content, kind, name, world.clock.now() + 7 * DAY)
    return {answered: ident}
