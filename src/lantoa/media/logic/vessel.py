"""A file sealed in chunks: written while it streams in, read from any place, never in the clear on the disk.

Each chunk is AES-256-GCM under a key that follows from the file's own key and the variant, numbered, and
the last one says that it is the last: chunks cannot be swapped, cut off or moved to another file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lantoa.kit.seal import SealBroken

CHUNK = 64 * 1024
_TAG = 16


def _cipher(key: bytes, ref: str, variant: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=b"vessel/1", info=f"{ref}:{variant}".encode()).derive(key))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _about(number: int, last: bool) -> bytes:
    return number.to_bytes(8, "big") + (b"\x01" if last else b"\x00")


def open_new(path: Path) -> BinaryIO:
    """A new file only its owner may read. The wall at which a full disk shows."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", buffering=0)


class Sealer:
    """Seals what is written to it; nothing stands under ``path`` before ``finish``. Raises OSError."""

    def __init__(self, path: Path, key: bytes, ref: str, variant: str) -> None:
        self._path, self._draft = path, path.with_name(path.name + ".part")
        self._cipher = _cipher(key, ref, variant)
        self._held = bytearray()
        self._number = 0
        self.size = 0
        self._out = open_new(self._draft)

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Take more bytes."""
        self._held += data
        self.size += len(data)
        while len(self._held) > CHUNK:
            self._put(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]

    def _put(self, plain: bytes, *, last: bool) -> None:
        sealed = memoryview(self._cipher.encrypt(_nonce(self._number), plain, _about(self._number, last)))
        while sealed:
            sealed = sealed[self._out.write(sealed) :]
        self._number += 1

    def finish(self) -> int:
        """Write the rest, make it safe from a power cut and give it its name. Returns the size in the clear."""
        self._put(bytes(self._held), last=True)
        self._held.clear()
        os.fsync(self._out.fileno())
        self._out.close()
        self._draft.replace(self._path)
        return self.size

    def drop(self) -> None:
        """Forget what was written."""
        self._held.clear()
        self._out.close()
        self._draft.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._out.closed:
            self.drop()


def seal_file(path: Path, content: bytes | bytearray, key: bytes, ref: str, variant: str) -> int:
    """Seal bytes at hand under one name. Raises OSError."""
    with Sealer(path, key, ref, variant) as out:
        view = memoryview(content)
        for start in range(0, len(view), CHUNK):
            out.write(view[start : start + CHUNK])
        return out.finish()


class Vessel:
    """Reads a sealed file. Raises FileNotFoundError, and SealBroken while reading."""

    def __init__(self, path: Path, key: bytes, ref: str, variant: str) -> None:
        self._path = path
        self._cipher = _cipher(key, ref, variant)
        stored = path.stat().st_size
        self._chunks = max(1, -(-stored // (CHUNK + _TAG)))
        self.size = stored - self._chunks * _TAG
        if self.size < 0:
            raise SealBroken("Shorter than any file of ours.")

    def span(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes from ``start`` up to before ``stop``, chunk by chunk."""
        stop = self.size if stop is None else min(stop, self.size)
        with self._path.open("rb") as source:
            for number in range(start // CHUNK, self._chunks):
                first = number * CHUNK
                if first >= stop and not (number == 0 and self.size == 0):
                    return
                source.seek(number * (CHUNK + _TAG))
                plain = self._open(source.read(CHUNK + _TAG), number)
                yield plain[max(0, start - first) : stop - first]

    def _open(self, sealed: bytes, number: int) -> bytes:
        try:
            return self._cipher.decrypt(_nonce(number), sealed, _about(number, number == self._chunks - 1))
        except InvalidTag as fault:
            raise SealBroken("The file was altered or cut.") from fault

    def whole(self) -> bytearray:
        """Everything, in memory."""
        held = bytearray()
        for part in self.span():
            held += part
        return held
