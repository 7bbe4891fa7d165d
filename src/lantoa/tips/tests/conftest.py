from pathlib import Path

import pytest


@pytest.fixture
def shelves(settings, tmp_path) -> Path:
    """Media and waiting folders of this test's own."""
    for name in ("media", "waiting"):
        (tmp_path / name).mkdir()
    settings.MEDIA_ROOT, settings.WAITING_ROOT = tmp_path / "media", tmp_path / "waiting"
    return tmp_path
