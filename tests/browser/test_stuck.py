"""The page of everything that is stuck, and the page that keeps a report when nothing can be stored."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page, expect

from lantoa.delivery.models import Inbox
from lantoa.delivery.states import InboxState
from lantoa.errands.models import Errand
from lantoa.kit import clock
from tests.browser.check import check_page


def it_starts_stuck_work_again(page: Page, cast, enter) -> None:
    now = clock.now()
    for number, fault in enumerate(("OSError 28", "WorkerDied")):
        Errand.objects.create(
            task="lantoa.tips.tasks.files_go", args={"thread": number}, state=Errand.State.PARKED, fault=fault,
            tries=8, due=now, made_at=now - timedelta(hours=3),
        )  # fmt: skip
    Inbox.objects.create(
        channel="zalo_oa", external_id="e1", state=InboxState.PARKED, fault="shape:group", due=now, received_at=now
    )
    Errand.objects.create(task="x", due=now - timedelta(minutes=9), made_at=now - timedelta(minutes=9))
    enter(page, cast.adam).goto("/can-bo/ket/")
    check_page(page, "staff-stuck")

    page.get_by_label("hủy tệp của tin đã hủy").first.check()
    page.get_by_role("button", name="Thử lại").first.click()

    expect(page.get_by_text("Đã cho chạy lại 1 việc.")).to_be_visible()
    check_page(page, "staff-stuck-again")
    assert Errand.objects.filter(state=Errand.State.PARKED).count() == 1


def it_is_quiet_when_nothing_is_stuck(page: Page, cast, enter) -> None:
    enter(page, cast.adam).goto("/can-bo/ket/")

    check_page(page, "staff-stuck-none")
