"""The program as the server sees it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from config.tree import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if os.environ.get("LANTOA_TREE") == "on":
    die_with_parent()
application = get_wsgi_application()
