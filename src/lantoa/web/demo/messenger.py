"""The demonstration's side of the messenger: its accounts at a stand-in, with the people who wrote to them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from lantoa.kit import clock
from lantoa.web.demo import people, plays
from lantoa.web.demo.build import built
from lantoa.web.replay.standin import Standin, connect_zalo


@contextmanager
def accounts_file() -> Iterator[Path | None]:
    """The demonstration's accounts as a stand-in reads them; None in a house that is none."""
    if not (settings.DEMONSTRATION and built()):
        yield None
        return
    rows = [
        {"oa_id": row["external_id"], "app_id": people.APP_ID, "name": row["name"]} for row in people.told()["account"]
    ]
    with tempfile.TemporaryDirectory(prefix="lantoa-accounts-") as folder:
        path = Path(folder) / "accounts.json"
        path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        yield path


def meet(standin: Standin, *, hook: str, sends: bool) -> list[str]:
    """Connect each account, and let everybody of the plays open the conversation: what waited for them leaves now.

    Returns a line for each account: its name and who wrote to it. Raises StandinRefused.
    """
    known = acquaintances()
    standin.post("people", known)
    lines = []
    for number, row in enumerate(people.told()["account"]):
        connect_zalo(standin, row["unit"], hook=hook, sends=sends, number=number, name=row["name"])
        lines.append(f"{row['name']}: {', '.join(one['user'] for one in known if one['oa_id'] == row['external_id'])}")
    for one in known:
        standin.post("say", {"oa_id": one["oa_id"], "user": one["user"], "kind": "follow"})
    return lines


def acquaintances() -> list[dict[str, Any]]:
    """Who wrote to which account in the plays, under the id the house knows, and what."""
    accounts = {row["unit"]: row["external_id"] for row in people.told()["account"]}
    now, found = clock.now(), []
    for play in plays.all_plays():
        if play.row["channel"] == "zalo":
            said = {"text": play.row["text"], "at": int(play.begins(now).timestamp() * 1000)}
            person = str(play.row["person"])
            found.append(
                {"user": called(person), "oa_id": accounts[play.row["unit"]], "user_id": person, "said": [said]}
            )
    return found


def called(person: str) -> str:
    """``demo-anh-hai`` as a name: *Anh hai*."""
    return person.removeprefix("demo-").replace("-", " ").capitalize()
