from __future__ import annotations

import io
import tarfile

import pytest

from lantoa.web.backup.unpack import _extract


def tar_of(name: str, *, link: str = "") -> tarfile.TarFile:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as tar:
        member = tarfile.TarInfo(name)
        if link:
            member.type, member.linkname = tarfile.SYMTYPE, link
            tar.addfile(member)
        else:
            member.size = 3
            tar.addfile(member, io.BytesIO(b"abc"))
    held.seek(0)
    return tarfile.open(fileobj=held)


def it_takes_out_a_file_of_ours(tmp_path):
    _extract(tar_of("media/ab/file.clean"), tmp_path)

    assert (tmp_path / "media/ab/file.clean").read_bytes() == b"abc"


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "media/../../outside", "other/file", "keys/house.json"])
def it_takes_out_nothing_else(tmp_path, name):
    with pytest.raises(tarfile.TarError):
        _extract(tar_of(name), tmp_path / "in")


def it_follows_no_link(tmp_path):
    with pytest.raises(tarfile.TarError):
        _extract(tar_of("media/link", link="/etc/passwd"), tmp_path)
