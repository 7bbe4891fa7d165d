from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils.html import strip_tags

from lantoa.delivery.actions import send
from lantoa.delivery.actions.connect import connect_account
from lantoa.delivery.logic.messenger import Fault, Secrets
from lantoa.delivery.messengers import all_messengers
from lantoa.delivery.models import Inbox, Outbox
from lantoa.delivery.queries import why
from lantoa.delivery.queries.waiting import WHY
from lantoa.delivery.states import InboxState, OutboxState
from lantoa.errands.models import Errand
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line
from lantoa.kit import clock
from lantoa.web.staff.stuck import ERRANDS
from lantoa.web.wiring import EVERY, LISTENERS

PAGE = "/can-bo/ket/"


@pytest.fixture
def parked(db) -> Errand:
    now = clock.now()
    return Errand.objects.create(
        task="lantoa.tips.tasks.files_go",
        args={"thread": 7},
        state=Errand.State.PARKED,
        fault="OSError 28",
        tries=8,
        due=now,
        made_at=now,
    )


@pytest.fixture
def event(house) -> Inbox:
    now = clock.now()
    return Inbox.objects.create(
        channel="zalo_oa", external_id="e1", state=InboxState.PARKED, fault="shape:group", due=now, received_at=now
    )


def it_shows_what_is_stuck_and_why_without_content(client_of, cast, parked, event):
    answer = client_of(cast.adam).get(PAGE)

    page = answer.content.decode()
    assert f"hủy tệp của tin đã hủy {parked.pk}" in page
    assert "Ổ đĩa đầy" in page
    assert "gửi một dạng chưa biết" in page
    assert "OSError" not in page
    assert "shape:group" not in page


@pytest.mark.parametrize("fault", list(Fault))
def it_says_why_a_message_is_stuck_in_words_and_never_in_codes(client_of, cast, house, fault):
    account = connect_account(
        by=HOUSE, messenger=all_messengers()["zalo_oa"], unit=house.here.pk, external_id="1", secrets=Secrets("s")
    )
    row = send(by=HOUSE, account=account.pk, address="7", text="a", thread=1, key="a", purpose="answer")
    Outbox.objects.filter(pk=row.pk).update(state=OutboxState.PARKED, fault=f"{fault}:-248")

    page = client_of(cast.adam).get(PAGE).content.decode()
    shown = " ".join(strip_tags(page.partition("<main")[2].partition("</main>")[0]).split())

    assert "Tin gửi đi, trả lời" in shown
    assert why(f"{fault}:-248") in shown
    assert "Zalo của Phường Mẫu Một (1)" in shown
    assert not re.search(rf"-248|zalo_oa|\b{fault}\b|\b(the|its|it|is|no|are)\b", shown)


def it_names_every_errand_and_message_in_words():
    tasks = {job.__name__ for _, job in EVERY} | {task.__name__ for tasks in LISTENERS.values() for task in tasks}

    assert tasks - set(ERRANDS) == set()


def it_has_a_sentence_for_every_fault_of_a_messenger():
    assert {fault.value for fault in Fault} - set(WHY) == set()


def it_starts_a_chosen_errand_again_with_all_its_tries(client_of, cast, parked):
    answer = client_of(cast.adam).post(PAGE, {"row": [f"errand:{parked.pk}", "errand:x", "nothing"]}, follow=True)

    parked.refresh_from_db()
    assert (parked.state, parked.tries) == (Errand.State.WAITING, 0)
    assert Line.objects.get(verb="errand.retried").about == f"errand:{parked.pk}"
    assert "Đã cho chạy lại 1 việc." in answer.content.decode()


def it_says_that_nothing_was_chosen(client_of, cast, parked):
    answer = client_of(cast.adam).post(PAGE, follow=True)

    parked.refresh_from_db()
    assert parked.state == Errand.State.PARKED
    assert "Chưa chọn việc nào." in answer.content.decode()


@pytest.mark.parametrize("who", ["otto", "ines", "vinh", "mo"])
def it_is_closed_to_whoever_lacks_the_power(client_of, cast, parked, who):
    answer = client_of(getattr(cast, who)).post(PAGE, {"row": [f"errand:{parked.pk}"]})

    parked.refresh_from_db()
    assert answer.status_code == 404
    assert parked.state == Errand.State.PARKED


def it_shouts_when_no_worker_runs(client_of, cast, db):
    then = clock.now() - timedelta(minutes=10)
    Errand.objects.create(task="x", due=then, made_at=then)

    assert "Tiến trình nền không chạy" in client_of(cast.adam).get(PAGE).content.decode()
