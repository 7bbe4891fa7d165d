"""What only the house may read."""

import stat

import pytest

from lantoa.kit import private


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def data(tmp_path):
    """A data folder that everybody reads, as a careless copy leaves it."""
    folder = tmp_path / "data"
    for made in (folder, folder / "media", folder / "waiting", folder / "keys"):
        made.mkdir(mode=0o755)
        made.chmod(0o755)
    for name in ("lantoa.sqlite3", "lantoa.sqlite3-wal", "keys/house.json"):
        (folder / name).write_text("x")
        (folder / name).chmod(0o644)
    return folder


def it_closes_what_others_may_read(data):
    private.close(data, data / "keys" / "house.json")

    assert private.open_to_others(data, data / "keys" / "house.json") == []
    assert {mode(data), mode(data / "media"), mode(data / "waiting")} == {0o700}
    assert {mode(data / "lantoa.sqlite3"), mode(data / "lantoa.sqlite3-wal"), mode(data / "keys/house.json")} == {0o600}


def it_makes_nothing_that_others_may_read(data):
    private.close(data, data / "keys" / "house.json")

    (data / "new").write_text("x")

    assert mode(data / "new") == 0o600


def it_refuses_a_folder_that_everybody_uses(data):
    data.chmod(0o1777)

    with pytest.raises(private.OpenToOthers, match="another LANTOA_DATA"):
        private.close(data, data / "keys" / "house.json")

    assert mode(data) == 0o1777
