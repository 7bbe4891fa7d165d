"""Uploads: sealed while they stream in, so that nothing of them ever lies in the clear on the disk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from lantoa.kit import seal
from lantoa.media.logic import kinds, shelf, vessel
from lantoa.media.logic.refusals import SAY_INSTEAD, Refused
from lantoa.media.logic.take import Raw, Taken, take


class SealedUpload(UploadedFile):  # type: ignore[type-arg]  # not subscriptable at run time
    """What ``request.FILES`` holds: where the sealed upload waits, and its key. It has no readable content."""

    def __init__(self, raw: Raw, field: str | None) -> None:
        super().__init__(file=None, name="tep", content_type=None, size=raw.size)
        self.raw, self.field, self.taken = raw, field, False

    def close(self) -> None:
        """Nothing is open."""


FILE_ROUTES = ("/bao-tin/", "/tin/", "/can-bo/")


def drop_uploads(request: HttpRequest) -> None:
    """Forget the uploads of a request that nobody may make use of (a ticket that is closed or not ours)."""
    for upload in (one for some in request.FILES.lists() for one in some[1]):
        if isinstance(upload, SealedUpload):
            shelf.forget_waiting(upload.raw.ref)


class SealingUploadHandler(FileUploadHandler):
    """The house's only upload handler. A file over its limit is skipped; the text of the form still arrives."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.refused: list[Refused] = []
        self._count = 0
        self._whole: list[SealedUpload] = []
        self._out: vessel.Sealer | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file starts. An empty field of a form is no file."""
        super().new_file(*args, **kwargs)
        self._drop()
        self._count += 1
        if self.request is not None and not self.request.path.startswith(FILE_ROUTES):
            raise SkipFile  # no page there takes files: nothing of them touches the disk
        if self._count > kinds.MOST_FILES:
            self._refuse("too_many")
        if shelf.is_full():
            self._refuse("no_room")
        self._ref, self._key, self._head, self._limit = shelf.new_ref(), seal.new_key(), b"", kinds.LARGEST
        try:
            self._out = vessel.Sealer(shelf.waiting(self._ref, shelf.ORIGINAL), self._key, self._ref, shelf.ORIGINAL)
        except OSError:
            self._refuse("no_room")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Seal what came. Raises SkipFile over the limit of its kind and when the disk is full."""
        if self._out is None:
            raise SkipFile
        if len(self._head) < kinds.HEAD:
            self._head = (self._head + raw_data)[: kinds.HEAD]
            self._look()
        if self._out.size + len(raw_data) > self._limit:
            self._refuse(f"too_big_{self._kind}")
        try:
            self._out.write(raw_data)
        except OSError:
            self._refuse("no_room")

    def _look(self) -> None:
        try:
            self._kind = kinds.form_of(self._head).kind
        except Refused:
            self._kind = kinds.CLIP
        self._limit = kinds.LIMITS[self._kind]

    def file_complete(self, file_size: int) -> SealedUpload | None:
        """The upload lies sealed in the waiting area."""
        if self._out is None:
            return None
        try:
            size = self._out.finish()
        except OSError:
            self._drop()
            self.refused.append(Refused("no_room"))
            return None
        self._out = None
        self._whole.append(SealedUpload(Raw(self._ref, self._key, size), self.field_name))
        return self._whole[-1]

    def drop_untaken(self) -> None:
        """At the end of a request: what no page made use of does not stay."""
        self._drop()
        for upload in self._whole:
            if not upload.taken:
                shelf.forget_waiting(upload.raw.ref)

    def upload_interrupted(self) -> None:
        """The connection broke: nothing stays."""
        self._drop()

    def _drop(self) -> None:
        if self._out is not None:
            self._out.drop()
            self._out = None

    def _refuse(self, code: str) -> None:
        self._drop()
        self.refused.append(Refused(code))
        raise SkipFile


def take_uploads(
    request: HttpRequest, field: str, *, anonymous: bool, park: bool = True, most: int = kinds.MOST_FILES
) -> tuple[list[Taken], list[Refused]]:
    """Clean every upload of one field. Returns what waits now, and why others were not taken. Never raises for a
    file."""
    taken, refused = list[Taken](), list[Refused]()
    for upload in request.FILES.getlist(field):
        if not isinstance(upload, SealedUpload):
            continue
        upload.taken = True
        if len(taken) >= most:
            shelf.forget_waiting(upload.raw.ref)
            refused.append(Refused("too_many"))
            continue
        try:
            one = take(upload.raw, anonymous=anonymous, park=park)
        except Refused as why:
            refused.append(why)
        except OSError:
            refused.append(Refused("no_room"))
        else:
            if one.fault in SAY_INSTEAD:
                shelf.forget_waiting(one.ref)
                refused.append(Refused(one.fault))
            else:
                taken.append(one)
    for handler in request.upload_handlers:
        refused += getattr(handler, "refused", [])
    return taken, refused
