from __future__ import annotations

from datetime import timedelta

import pytest

from lantoa.delivery.models import Inbox
from lantoa.delivery.states import InboxState
from lantoa.errands.models import Errand
from lantoa.journal.models import Line
from lantoa.kit import clock

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
    assert f"files_go {parked.pk}" in page
    assert "OSError 28" in page
    assert "Ổ đĩa đầy" in page
    assert "shape:group" in page


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
