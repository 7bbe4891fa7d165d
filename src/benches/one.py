"""One case on one database, in a process of its own: ``python -m benches.one CASE DATABASE ROWS``."""

from __future__ import annotations

import os
import sys
from importlib import import_module


def main() -> None:
    """Fresh tables, then the case."""
    case, database, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.environ["DJANGO_SETTINGS_MODULE"] = "benches.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", "--run-syncdb", verbosity=0)
    from benches.bench import Bench

    import_module(f"benches.cases.{case}").run(Bench(case, database, rows))


if __name__ == "__main__":
    main()
