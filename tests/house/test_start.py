"""What a fresh process loads before it answers, and that the migrations tell the whole story."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.house.floors import ROOT

HEAVY = [
    "sklearn",
    "numpy",
    "scipy",
    "joblib",
    "docxtpl",
    "aiohttp",
    "httpx",
    "urllib3",
    "requests",
    "tqdm",
    "standins",
]


@pytest.mark.process
def it_loads_no_heavy_library_to_answer(tmp_path):
    program = (
        "import json, sys\nfrom config.wsgi import application\nfrom django.urls import get_resolver\n"
        f"get_resolver().url_patterns\nprint(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    )
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "LANTOA_DATA": str(tmp_path)}

    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], env=env, capture_output=True, text=True)

    assert json.loads(done.stdout.splitlines()[-1]) == [], done.stderr


@pytest.mark.django_db
def it_has_no_missing_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
