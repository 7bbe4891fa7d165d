"""Before the settings are read: every test run has a data folder of its own."""

import os
import tempfile

os.environ["LANTOA_DATA"] = tempfile.mkdtemp(prefix="lantoa-test-")
os.environ.pop("LANTOA_KEY_FILE", None)
os.environ.setdefault("LANTOA_DEBUG", "on")
