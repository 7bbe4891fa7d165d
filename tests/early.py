"""Loaded by ``-p`` before the settings are read (a conftest is too late): every run has its own data folder."""

import atexit
import os
import shutil
import tempfile

_FOLDER = tempfile.mkdtemp(prefix="lantoa-test-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["LANTOA_DATA"] = _FOLDER
os.environ.pop("LANTOA_KEY_FILE", None)
os.environ.setdefault("LANTOA_DEBUG", "on")
