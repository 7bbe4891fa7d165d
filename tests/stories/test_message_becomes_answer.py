"""A resident writes by the messenger, an officer answers, and nobody learns who told: through every floor."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lantoa.conversations.logic import receipts
from lantoa.conversations.models import Correspondent, Thread
from lantoa.delivery import actions as delivery
from lantoa.delivery.actions.connect import connect_account
from lantoa.delivery.actions.day_key import held
from lantoa.delivery.logic.messenger import Secrets
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Inbox, Outbox
from lantoa.delivery.queries.known import forget_accounts
from lantoa.delivery.tasks import drain_inbox
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.media.models import MediaFile
from lantoa.media.tests import samples
from lantoa.tips.models import Tip
from lantoa.tips.tasks import take

APP, OA, SECRET, RHEA = "360846524940903967", "388613280878808645", "OA-SECRET-EXAMPLE", "246845883529197922"


@pytest.fixture
def account(house):
    forget_accounts()
    delivery.set_taker(take, lambda text: False)
    yield connect_account(by=HOUSE, messenger=all_messengers()["zalo_oa"], unit=house.here.pk, external_id=OA,
                          app_id=APP, secrets=Secrets(secret=SECRET))  # fmt: skip
    forget_accounts()


def writes(client, text, message_id):
    """Rhea's message, as the messenger posts it."""
    stamp = str(int(clock.now().timestamp() * 1000))
    event = {"app_id": APP, "sender": {"id": RHEA}, "recipient": {"id": OA}, "event_name": "user_send_text",
             "message": {"text": text, "msg_id": message_id}, "timestamp": stamp}  # fmt: skip
    raw = json.dumps(event, ensure_ascii=False).encode()
    mac = hashlib.sha256(APP.encode() + raw + stamp.encode() + SECRET.encode()).hexdigest()
    answer = client.post("/hooks/zalo-oa/", raw, content_type="application/json",
                         headers={"X-ZEvent-Signature": f"mac={mac}"})  # fmt: skip
    assert answer.status_code == 200
    while drain_inbox():
        pass


def promised():
    """What waits to leave, in order, opened."""
    rows = Outbox.objects.exclude(body=None).order_by("id")
    return [
        (r.purpose, json.loads(held(r.seal_key).unseal(bytes(r.body), row=f"outbox:{r.key}"))["text"]) for r in rows
    ]


@pytest.mark.django_db(transaction=True)
def it_goes_from_a_message_to_an_answer(account, house, cast, client, client_of):
    writes(client, "đêm qua có người cạy cửa lấy trộm xe máy ở đầu hẻm nhà tui", "m-1")

    thread = Thread.objects.get()
    tip = Tip.objects.get()
    said = promised()
    assert [purpose for purpose, _ in said] == ["status", "receipt"]
    digits = receipts.cleaned(said[1][1])
    assert receipts.well_formed(digits) and digits not in said[0][1]
    assert Inbox.objects.get().body is None

    otto = client_of(cast.otto)
    body = otto.get(reverse("tip", args=[thread.public_id])).content.decode()
    assert "cạy cửa" in body and RHEA not in body and digits not in body
    otto.post(reverse("tip-act", args=[thread.public_id, "hoi"]), {"text": "Xe màu gì, mất lúc mấy giờ?"})
    assert promised()[-1] == ("answer", "Xe màu gì, mất lúc mấy giờ?")
    assert Thread.objects.get().waiting

    writes(client, "xe màu đỏ, khoảng 2 giờ sáng", "m-2")
    writes(client, "xe màu đỏ, khoảng 2 giờ sáng", "m-2")
    assert Thread.objects.count() == 1 and not Thread.objects.get().waiting
    assert thread.messages.filter(direction="in").count() == 2

    otto.post(reverse("tip-act", args=[thread.public_id, "tra-loi"]), {"text": "Đã tìm được xe, mời lên nhận."})
    otto.post(reverse("tip-act", args=[thread.public_id, "ket-thuc"]))
    tip.refresh_from_db()
    assert tip.state == "closed"
    assert RHEA.encode() not in bytes(Correspondent.objects.get().address)


@pytest.mark.django_db(transaction=True)
def it_answers_an_emergency_with_the_number_and_nothing_else(account, house, cast, client):
    writes(client, "cuu toi voi no cam dao ruot chem nguoi ta", "m-9")

    assert promised() == [("emergency", "Goi 113. Khong goi duoc thi nhan so nha.")]
    assert Thread.objects.get().kind == "emergency"


@pytest.mark.django_db(transaction=True)
def it_sends_the_evidence_as_a_picture_the_messenger_takes(account, house, cast, client, client_of, settings, tmp_path):
    for name in ("media", "waiting"):
        (tmp_path / name).mkdir()
    settings.MEDIA_ROOT, settings.WAITING_ROOT = tmp_path / "media", tmp_path / "waiting"
    writes(client, "đêm qua có người cạy cửa lấy trộm xe máy ở đầu hẻm nhà tui", "m-1")
    photo = SimpleUploadedFile("xe.jpg", samples.jpeg(3000, 2000, position=True), content_type="image/jpeg")

    address = reverse("tip-act", args=[Thread.objects.get().public_id, "tra-loi"])
    client_of(cast.otto).post(address, {"text": "Đã tìm được, xem hình.", "tep": photo})

    row = Outbox.objects.get(purpose="answer")
    picture = held(row.seal_key).unseal(bytes(row.picture), row=f"picture:{row.key}")
    assert picture.startswith(b"\xff\xd8") and len(picture) <= 1_000_000
    assert MediaFile.objects.get().owner == Thread.objects.get().n
