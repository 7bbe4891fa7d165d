"""``lantoa demo``: invented people and messages, built once, on this machine only."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from lantoa.accounts import actions
from lantoa.accounts.actions.factors import code_at
from lantoa.accounts.models import Staff
from lantoa.accounts.queries import actor_of
from lantoa.accounts.states import Role
from lantoa.conversations.models import Message, Thread
from lantoa.delivery.models import Grant, Outbox
from lantoa.delivery.queries import parked
from lantoa.delivery.queries.known import forget_accounts
from lantoa.delivery.states import OutboxState
from lantoa.delivery.tasks import drain_outbox
from lantoa.delivery.tests.standin import Recorder
from lantoa.duties.models import Ring
from lantoa.errands.models import Errand
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import clock, phones
from lantoa.places import queries as places
from lantoa.tips.models import Tip
from lantoa.tips.states import State
from lantoa.web.demo import messenger, people, plays
from lantoa.web.replay.standin import Standin


@pytest.fixture
def alone(settings: Any, tmp_path: Path) -> Any:
    settings.DEMONSTRATION, settings.DATA = True, tmp_path
    settings.MEDIA_ROOT, settings.WAITING_ROOT = tmp_path / "media", tmp_path / "waiting"
    settings.PUBLIC_ADDRESS = "http://127.0.0.1:8000"
    for folder in (settings.MEDIA_ROOT, settings.WAITING_ROOT):
        folder.mkdir()
    return settings


def said(*words: str) -> str:
    out = io.StringIO()
    call_command("demo", *words, stdout=out)
    return out.getvalue()


def it_builds_a_living_house_once(db: None, alone: Any) -> None:
    said()

    assert places.units_in_force().count() == 103
    assert set(Tip.objects.values_list("state", flat=True)) == set(State.values)
    assert Thread.objects.filter(open=True).count() >= 10
    assert set(Thread.objects.values_list("channel", flat=True)) == {"web", "zalo_oa", "hotline_note"}
    assert not Ring.objects.filter(accepted_at__isnull=True).exists()
    assert not Errand.objects.exclude(state=Errand.State.DONE).filter(due__lte=clock.now()).exists()
    assert not Grant.objects.exists()
    drain_outbox()
    assert parked(HOUSE) == []
    count = Line.objects.count()
    assert "đã có sẵn" in said()
    assert Line.objects.count() == count

    everybody = json.loads(said("people", "--json"))
    assert {row["role"] for row in everybody} == set(Role.values)
    one = next(row for row in everybody if row["username"] == "huy")
    staff = authenticate(username="huy", password=one["password"])
    assert isinstance(staff, Staff)
    secret = base64.b32decode(one["totp_secret"])
    step = int(clock.now().timestamp()) // 30
    actions.use_code(by=actor_of(staff), staff=staff, code=code_at(secret, step))
    actions.use_code(by=actor_of(staff), staff=staff, code=one["recovery_codes"][0])

    ends = Message.objects.order_by("-at").values_list("at", flat=True).first()
    assert ends is not None and ends <= clock.now()
    times = list(Line.objects.order_by("pk").filter(verb__startswith="thread.").values_list("at", flat=True))
    assert times == sorted(times)


@pytest.mark.process
def it_reaches_its_standin_and_its_answers_arrive_there(db: None, alone: Any) -> None:
    said()
    drain_outbox()  # before there is anybody to send to
    hook = Recorder()

    try:
        with messenger.accounts_file() as accounts, Standin("zalo", "--accounts", str(accounts)) as standin:
            alone.DEV_MESSENGER_HOST = standin.host
            lines = messenger.meet(standin, hook=hook.url, sends=True)
            forget_accounts()
            while drain_outbox():
                pass
            sent = standin.get("sent")["sent"]
            standin.get("idle?within=5")
    finally:
        hook.stop()

    assert lines[0].startswith("Công an phường Cái Khế (trình diễn): ")
    assert "Chi ba" in lines[0]
    cai_khe = [row for row in sent if row["oa_id"] == "9000000000000031120"]
    assert any(row["person"] == "Chi ba" and "khai sinh bản chính" in row["text"] for row in cai_khe)
    assert not Outbox.objects.exclude(state=OutboxState.SENT).exists()
    assert parked(HOUSE) == []


def it_refuses_a_house_of_real_people(db: None, settings: Any) -> None:
    settings.DEMONSTRATION = False

    for words in ((), ("people", "--json")):
        with pytest.raises(CommandError, match="không phải nhà trình diễn"):
            said(*words)


def it_refuses_an_address_others_can_reach(db: None, alone: Any) -> None:
    alone.PUBLIC_ADDRESS = "https://lantoa.example"

    with pytest.raises(CommandError, match=r"127\.0\.0\.1"):
        said()


def it_prints_nobody_before_it_is_built(db: None, alone: Any) -> None:
    with pytest.raises(CommandError, match="Chưa dựng"):
        said("people")


def it_holds_no_number_that_could_be_somebodys() -> None:
    texts = [play.row["text"] for play in plays.all_plays()]
    texts += [step.get("text", "") for play in plays.all_plays() for step in play.steps]

    numbers = [found.number for text in texts for found in phones.find(text)]
    assert all(number.lstrip("+").startswith(("0900000", "84900000", "0292000")) for number in numbers)
    assert len({person.username for person in people.cast()}) == len(people.cast())


PUBLIC = ("/", "/bao-tin/", "/tin/", "/giu-kin/", "/huong-dan/", "/khong-co/")
STAFF = ("/can-bo/hop-thu/", "/can-bo/tin/", "/can-bo/tim/", "/can-bo/cau-san/", "/can-bo/vao/may/")


@pytest.mark.parametrize("address", [*PUBLIC, *STAFF])
def it_marks_every_page(client_of: Any, cast: Any, settings: Any, address: str) -> None:
    settings.DEMONSTRATION = True
    client = client_of(cast.otto if address in STAFF else None)

    assert "Dữ liệu trình diễn" in client.get(address, follow=True).content.decode()
