"""The program as the server sees it: the messengers' door beside everything else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from threading import Thread
from typing import Any

from django.core.wsgi import get_wsgi_application

from config.front import Front
from config.tree import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if os.environ.get("LANTOA_TREE") == "on":
    die_with_parent()


def warm() -> None:
    """What the first webhook would otherwise wait for: its writer's connection, the word rules, the accounts."""
    from django.db import DatabaseError, connection

    from lantoa.delivery.actions import group, seam
    from lantoa.delivery.messengers import all_messengers
    from lantoa.delivery.queries import known

    group.warm()
    seam.urgent("")
    try:
        for kind in all_messengers():
            known(kind, "")
    except DatabaseError:
        pass  # not migrated yet, or away: the first request will say so
    finally:
        connection.close()


pages = get_wsgi_application()
from lantoa.delivery import views as door  # noqa: E402  models are ready only now
from lantoa.kit import limits  # noqa: E402

if os.environ.get("LANTOA_TREE") == "on":
    Thread(target=warm, name="warm", daemon=True).start()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Addresses under ``/hooks/`` to the door, all others to the pages."""
    handler = door.application if environ.get("PATH_INFO", "").startswith(door.PREFIX) else pages
    return handler(environ, start_response)


front = Front(application, limits.network_of)
