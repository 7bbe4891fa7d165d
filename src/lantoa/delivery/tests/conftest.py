"""The cast of delivery: two communes with an Official Account each, on one address."""

import hashlib
import json
from datetime import datetime, timezone

import pytest

from lantoa.delivery import actions
from lantoa.delivery.actions import door, seam
from lantoa.delivery.actions.connect import connect_account
from lantoa.delivery.logic.messenger import Secrets
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.queries.known import forget_accounts
from lantoa.delivery.tests.standin import Standin
from lantoa.journal.logic import HOUSE
from lantoa.places.models import Unit

APP, OA, OTHER_OA = "360846524940903967", "388613280878808645", "388613280878808646"
SECRET, OTHER_SECRET = "OA-SECRET-EXAMPLE", "OA-SECRET-OTHER"
RHEA = "246845883529197922"


@pytest.fixture(autouse=True)
def fresh_seam(monkeypatch):
    """Undone by ``monkeypatch`` alone: a test's own patch of the taker would else be put back after ours."""
    door._proven.clear()
    forget_accounts()
    monkeypatch.setattr(seam, "_taker", seam._taker)
    monkeypatch.setattr(seam, "_urgent", seam._urgent)
    actions.set_taker(lambda inbound: None, lambda text: "cháy" in text)
    yield
    forget_accounts()


@pytest.fixture
def connect(db):
    def connect(oa=OA, secret=SECRET, app=APP, **more):
        unit, _ = Unit.objects.get_or_create(path=f"/{oa}/", defaults={"kind": "commune", "name": f"Phường {oa[-1]}"})
        account = connect_account(
            by=HOUSE,
            messenger=all_messengers()["zalo_oa"],
            unit=unit.pk,
            external_id=oa,
            app_id=app,
            secrets=Secrets(secret=secret, app_secret=more.pop("app_secret", "")),
            **more,
        )
        forget_accounts()
        return account

    return connect


@pytest.fixture
def account(connect):
    return connect()


def event(name="user_send_text", **changed):
    said = {
        "app_id": APP,
        "sender": {"id": RHEA},
        "user_id_by_app": "552177279717587730",
        "recipient": {"id": OA},
        "event_name": name,
        "message": {"text": "Xin chào", "msg_id": "96d3cdf3af150460909"},
        "timestamp": str(int(datetime.now(timezone.utc).timestamp() * 1000)),
    }
    said.update(changed)
    return {k: v for k, v in said.items() if v is not None}


def sign(body, secret=SECRET, app=APP, stamp=None):
    stamp = json.loads(body)["timestamp"] if stamp is None else stamp
    return hashlib.sha256(app.encode() + body + str(stamp).encode() + secret.encode()).hexdigest()


@pytest.fixture
def post(client):
    def post(said=None, *, body=None, mac=None, secret=SECRET, form="mac={}", **headers):
        raw = json.dumps(said if said is not None else event(), ensure_ascii=False).encode() if body is None else body
        if mac is None:
            mac = form.format(sign(raw, secret))
        if mac:
            headers["X-ZEvent-Signature"] = mac
        return client.post("/hooks/zalo-oa/", raw, content_type="application/json", headers=headers)

    return post


APP_SECRET = "app-secret-example"


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    file = tmp_path_factory.mktemp("zalo") / "accounts.json"
    row = {"oa_id": OA, "app_id": APP, "name": "Công an phường Ninh Kiều", "secret": SECRET, "app_secret": APP_SECRET}
    file.write_text(json.dumps([row]))
    zalo = Standin("zalo", "--accounts", file)
    yield zalo
    zalo.stop()


@pytest.fixture
def zalo(servers, settings):
    settings.DEV_MESSENGER_HOST = servers.host
    servers.tell("faults", method="DELETE")
    servers.tell("style", {"error_without_number": False, "oa_per_minute": 2000, "second_use_code": -14014})
    servers.tell("user", {"user": "Rhea", "refuse": 0})
    return servers


@pytest.fixture
def rhea(zalo):
    return zalo.tell("say", {"user": "Rhea", "text": "Có trộm"})["user_id"]


@pytest.fixture
def sending(zalo, db):
    unit = Unit.objects.create(path="/1/", kind="commune", name="Ninh Kiều")
    pair = zalo.tell("grant", {"oa_id": OA})
    account = connect_account(
        by=HOUSE,
        messenger=all_messengers()["zalo_oa"],
        unit=unit.pk,
        external_id=OA,
        app_id=APP,
        secrets=Secrets(SECRET, APP_SECRET),
        refresh_token=pair["refresh_token"],
    )
    forget_accounts()
    return account


@pytest.fixture
def promise(sending):
    def promise(address, text="Đã nhận tin.", key="a", **more):
        return actions.send(
            by=HOUSE, account=sending.pk, address=address, text=text, key=key, purpose="answer", thread=7, **more
        )

    return promise
