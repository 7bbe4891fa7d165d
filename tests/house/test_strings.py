"""Strings that the linter of imports cannot see point downward, and lead to something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import Parameter, signature

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

from lantoa.web import wiring
from tests.house.floors import FLOORS, LANTOA, app_of, may_know, sources, templates

TAG = re.compile(r"{%\s*(url|include|extends)\s+(['\"])(.+?)\2")
PATH = re.compile(r"[\"'](lantoa(?:\.\w+){2,})[\"']")


def it_knows_every_app_of_the_contract():
    named = {config.name.rpartition(".")[2] for config in apps.get_app_configs() if config.name.startswith("lantoa.")}

    assert named == set(FLOORS)


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def it_relates_only_to_its_own_or_a_lower_floor(model):
    app = model._meta.app_label
    others = {f.related_model._meta.app_label for f in model._meta.get_fields() if f.is_relation and f.concrete}

    assert [o for o in others if app in FLOORS and o in FLOORS and not may_know(app, o)] == []


def _named(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _named(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name, pattern.callback.__module__.split(".")[1]


ADDRESSES = dict(_named(get_resolver().url_patterns))


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(LANTOA)))
def it_names_only_pages_and_pieces_of_its_own_or_a_lower_floor(path):
    app, wrong = app_of(path), []
    for tag, _, name in TAG.findall(path.read_text(encoding="utf-8")):
        other = ADDRESSES.get(name, "?") if tag == "url" else name.split("/")[0]
        if other == "?" or (other in FLOORS and not may_know(app, other)):
            wrong.append(f"{tag} {name}")

    assert wrong == []


def _paths_in_settings() -> list[str]:
    backends = [settings.CACHES["default"]["BACKEND"], *(held["BACKEND"] for held in settings.STORAGES.values())]
    return [*settings.MIDDLEWARE, *settings.PASSWORD_HASHERS, *backends]


@pytest.mark.parametrize("path", _paths_in_settings())
def it_finds_what_the_settings_name(path):
    assert import_string(path)


def it_finds_every_dotted_path_in_the_source():
    found = {name for path in sources() for name in PATH.findall(path.read_text(encoding="utf-8"))}
    lost = []
    for name in sorted(found):
        try:
            import_string(name)
        except ImportError:
            try:
                __import__(name)
            except ImportError:
                lost.append(name)

    assert [name for name in lost if not name.startswith("lantoa.gone")] == []


@pytest.mark.parametrize("said", wiring.LISTENERS, ids=lambda said: said.__name__)
def it_hands_listeners_exactly_what_was_announced(said):
    fields = set(said.__dataclass_fields__)
    for task in wiring.LISTENERS[said]:
        wanted = signature(task).parameters.values()
        taken = {p.name for p in wanted if p.kind in (Parameter.KEYWORD_ONLY, Parameter.POSITIONAL_OR_KEYWORD)}
        needed = {p.name for p in wanted if p.default is Parameter.empty and p.name in taken}

        assert needed <= fields <= taken, f"{task.__module__}.{task.__qualname__}"


def it_gives_every_announcement_a_listener():
    from lantoa.errands.logic import Announcement

    for app in FLOORS:
        if (LANTOA / app / "announcements.py").exists():
            __import__(f"lantoa.{app}.announcements")
    made = {
        kind
        for kind in Announcement.__subclasses__()
        if kind.__module__.startswith("lantoa.") and "tests" not in kind.__module__
    }

    assert {kind.__name__ for kind in made - set(wiring.LISTENERS)} == set()


@pytest.mark.parametrize(("seconds", "job"), wiring.EVERY, ids=lambda given: getattr(given, "__qualname__", ""))
def it_runs_regular_jobs_without_arguments(seconds, job):
    assert seconds >= 10
    assert all(p.default is not Parameter.empty for p in signature(job).parameters.values())


def it_wires_functions_that_later_processes_can_find():
    tasks = [task for listeners in wiring.LISTENERS.values() for task in listeners] + [job for _, job in wiring.EVERY]

    assert [import_string(f"{t.__module__}.{t.__qualname__}") for t in tasks] == tasks
