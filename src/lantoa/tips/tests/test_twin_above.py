"""An emergency that blames police lies above too: one receipt, one withdrawal, one promise for both."""

from datetime import timedelta

import pytest

from lantoa.accounts.actions import post_to
from lantoa.accounts.models import Post
from lantoa.accounts.queries import actor_of
from lantoa.conversations.actions import forget, identity, intake, reply
from lantoa.conversations.logic import receipts
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.tips.actions import resident, work
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip
from lantoa.tips.tests.form import hidden, text
from lantoa.vault.actions import NotAllowed

WORDS = "Huy công an khu vực vừa đánh em tôi chảy máu, đang nhốt nó ở trụ sở, cứu với. Tôi là Lan nhà 12"
WHY = "Cần gặp để xem chứng cứ gấp"
NUMBER = "+84900000147"


def full(thread):
    return Thread.objects.select_related("desk__unit", "correspondent").get(n=thread.n)


@pytest.fixture
def above(cast, house):
    """A chief of the city, long at the post."""
    post_to(by=HOUSE, staff=cast.dana, unit=house.city, role="chief")
    Post.objects.filter(staff=cast.dana).update(since=clock.now() - timedelta(days=400))
    return cast.dana


@pytest.fixture
def told(house, above):
    """The receipt, the emergency, and its copy above."""
    drawn = receipts.draw()
    said = arrival(WORDS, unit=house.here.pk, mode="confidential", address=NUMBER)
    taken, tip = receive(by=FORM, prepared=intake.prepare(said, receipt=drawn))
    return drawn.in_groups(), tip, Tip.objects.get(thread=taken.beside)


def asked(by, thread):
    return identity.ask(by=by, thread=full(thread), reason=WHY)


def it_tells_the_reporter_of_an_opening_through_the_copy(told, above, cast, client):
    code, _tip, copy = told
    opening = asked(actor_of(above), copy.thread)
    identity.decide(by=cast.actor("ines"), opening=opening, agreed=True)
    opening.refresh_from_db()
    identity.show(by=actor_of(above), thread=full(copy.thread), opening=opening)

    page = text(client.post("/tin/", {"ma": code}))

    assert WHY in page


def it_brings_an_answer_from_above_to_the_reporter(told, above, client):
    code, _tip, copy = told
    work.answer(by=actor_of(above), tip=copy, ready=reply.prepare(copy.thread, "Đã đình chỉ cán bộ đó."))

    page = text(client.post("/tin/", {"ma": code}))

    assert "Đã đình chỉ cán bộ đó." in page and page.count("đang nhốt nó") == 1


def it_takes_the_copy_back_and_destroys_it(told, client):
    code, tip, copy = told
    page = client.post("/tin/", {"ma": code})
    client.post("/tin/", {"t": hidden(page, "t"), "go": "withdraw"})

    with clock.moved(clock.now() + timedelta(days=11)):
        forget.destroy_due()

    copy.refresh_from_db()
    gone = Thread.objects.filter(n__in=(tip.thread_id, copy.thread_id), destroyed_at__isnull=False)
    assert copy.state == "withdrawn" and gone.count() == 2


def it_takes_back_what_is_still_open_above(told, cast):
    _code, tip, copy = told
    Tip.objects.filter(pk=tip.pk).update(state="closed")
    tip.refresh_from_db()

    resident.withdraw(thread=tip.thread, tip=tip)

    copy.refresh_from_db()
    assert copy.state == "withdrawn"


@pytest.mark.parametrize(
    ("ended", "stays", "forgotten"),
    [("handed_over", "handed_over", False), ("refused", "refused", True), ("closed", "closed", True)],
)
def it_takes_back_an_emergency_whose_copy_ended_above(told, ended, stays, forgotten):
    _code, tip, copy = told
    Tip.objects.filter(pk=copy.pk).update(state=ended)

    resident.withdraw(thread=tip.thread, tip=tip)
    with clock.moved(clock.now() + timedelta(days=11)):
        forget.destroy_due()

    tip.refresh_from_db()
    copy.refresh_from_db()
    assert (tip.state, copy.state) == ("withdrawn", stays)
    assert Thread.objects.filter(n=tip.thread_id, destroyed_at__isnull=False).exists()
    assert Thread.objects.filter(n=copy.thread_id, destroyed_at__isnull=False).exists() is forgotten


def it_opens_the_copy_by_the_receipt_when_the_emergency_was_destroyed_first(told, above, client):
    code, tip, copy = told
    forget.destroy(by=HOUSE, thread=full(tip.thread))
    work.answer(by=actor_of(above), tip=copy, ready=reply.prepare(copy.thread, "Đã đình chỉ cán bộ đó."))

    assert "Đã đình chỉ cán bộ đó." in text(client.post("/tin/", {"ma": code}))


def it_brings_further_words_to_the_copy(told, client):
    code, _tip, copy = told
    page = client.post("/tin/", {"ma": code})
    client.post("/tin/", {"t": hidden(page, "t"), "go": "say", "ke": "Em tôi được thả rồi."})

    assert "Em tôi được thả rồi." in sealed.texts_of([full(copy.thread)])[copy.thread_id]


def it_opens_an_emergency_that_blames_police_through_the_inspectorate_alone(told, above, cast):
    _code, tip, _copy = told
    opening = asked(cast.actor("chi"), tip.thread)

    with pytest.raises((NotAllowed, reply.NotAllowed)):
        identity.decide(by=actor_of(above), opening=opening, agreed=True)

    assert identity.decide(by=cast.actor("ines"), opening=opening, agreed=True).state == "consented"


def it_stays_with_the_inspectorate_whatever_the_complaint_is_called_later(house, above, cast):
    year_ago = clock.now() - timedelta(days=400)
    Post.objects.filter(staff=cast.vinh).update(unit=house.there, role="chief", since=year_ago)
    said = arrival("Cán bộ phường đòi tiền tôi", unit=house.here.pk, kind="complaint_about_police",
                   mode="confidential", address=NUMBER)  # fmt: skip
    tip = receive(by=FORM, prepared=intake.prepare(said))[1]
    work.relabel(by=actor_of(above), tip=tip, kind="tip")
    work.transfer(by=actor_of(above), tip=Tip.objects.get(pk=tip.pk), unit=house.city, area=None)
    opening = asked(actor_of(above), tip.thread)

    with pytest.raises((NotAllowed, reply.NotAllowed)):
        identity.decide(by=actor_of(cast.vinh), opening=opening, agreed=True)


def it_keeps_an_emergency_from_the_page_of_a_tip_that_was_taken_back(house, client):
    drawn = receipts.draw()
    said = arrival("Quán nhậu ồn", unit=house.here.pk, kind="tip")
    _taken, tip = receive(by=FORM, prepared=intake.prepare(said, receipt=drawn))
    old = hidden(client.post("/tin/", {"ma": drawn.in_groups()}), "t")
    resident.withdraw(thread=tip.thread, tip=tip)

    page = text(client.post("/tin/", {"t": old, "go": "say", "ke": "Cháy nhà số 5 hẻm 12, cứu với"}))

    assert Thread.objects.filter(kind="emergency", open=True).count() == 1
    assert "Đã gửi." in page
