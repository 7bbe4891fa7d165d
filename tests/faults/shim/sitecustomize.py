"""Loaded into every process of a house under test by its path: notes how long the write-ahead log was at each sync.

SQLite writes through a table of functions; here its default file system is replaced by a copy whose *sync* notes the
length of the file before it syncs. What lies behind the last noted length would be gone after a power cut.
Automatic checkpoints are off, so that lengths only grow and nothing is made safe on the way.
"""

import _sqlite3
import ctypes
import os
import sqlite3

LIB = ctypes.CDLL(_sqlite3.__file__)
Sync = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
Size = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(ctypes.c_longlong))
Open = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
WORD = ctypes.sizeof(ctypes.c_void_p)
METHODS = 19 * WORD  # sqlite3_io_methods, version 3: a version number and 18 functions
SYNC, SIZE = 5 * WORD, 6 * WORD  # iVersion, xClose, xRead, xWrite, xTruncate, xSync, xFileSize
VFS, NAME, OPEN = 22 * WORD, 24, 40  # sqlite3_vfs, version 3
kept: list[object] = []
ctypes.pythonapi.Py_IncRef(ctypes.py_object(kept))  # files are closed after the module is gone


def word(address: int, offset: int) -> int:
    return ctypes.c_void_p.from_address(address + offset).value or 0


def noting(methods: int, note: str) -> object:
    """A copy of a file's functions that writes down the length at each sync."""
    copy = ctypes.create_string_buffer(ctypes.string_at(methods, METHODS), METHODS)
    sync, size = Sync(word(methods, SYNC)), Size(word(methods, SIZE))

    def noted(file: int, flags: int) -> int:
        length = ctypes.c_longlong()
        size(file, ctypes.byref(length))
        code = sync(file, flags)
        if code == 0:
            with open(note, "ab") as out:
                out.write(f"{length.value}\n".encode())
        return code

    callback = Sync(noted)
    kept.extend((copy, callback))
    ctypes.memmove(ctypes.addressof(copy) + SYNC, ctypes.byref(ctypes.c_void_p.from_buffer(callback)), WORD)
    return copy


def install(note: str) -> None:
    LIB.sqlite3_vfs_find.restype = ctypes.c_void_p
    LIB.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
    LIB.sqlite3_vfs_register.argtypes = [ctypes.c_void_p, ctypes.c_int]
    usual = LIB.sqlite3_vfs_find(None)
    vfs = ctypes.create_string_buffer(ctypes.string_at(usual, VFS), VFS)
    name = ctypes.create_string_buffer(b"noting")
    plain = Open(word(usual, OPEN))
    copies: dict[int, object] = {}

    # The name stays a pointer: SQLite keeps it for as long as the file is open.
    def opened(at: int, path: int | None, file: int, flags: int, out: int) -> int:
        code = plain(usual, path, file, flags, out)
        if code == 0 and path and ctypes.string_at(path).endswith(b"-wal"):
            methods = word(file, 0)
            if methods not in copies:
                copies[methods] = noting(methods, note)
            ctypes.c_void_p.from_address(file).value = ctypes.addressof(copies[methods])
        return code

    callback = Open(opened)
    ctypes.memmove(ctypes.addressof(vfs) + NAME, ctypes.byref(ctypes.c_void_p(ctypes.addressof(name))), WORD)
    ctypes.memmove(ctypes.addressof(vfs) + OPEN, ctypes.byref(ctypes.c_void_p.from_buffer(callback)), WORD)
    kept.extend((vfs, name, callback))
    assert LIB.sqlite3_vfs_register(ctypes.addressof(vfs), 1) == 0

    plain_connect = sqlite3.connect

    def connect(*args: object, **options: object) -> sqlite3.Connection:
        connection = plain_connect(*args, **options)
        connection.execute("PRAGMA wal_autocheckpoint=0")
        return connection

    sqlite3.connect = sqlite3.dbapi2.connect = connect


if os.environ.get("LANTOA_TEST_SYNCS"):
    install(os.environ["LANTOA_TEST_SYNCS"])
