"""The chief's page: adding, placing, ending; what nobody may do to oneself or to others' units."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.accounts import actions
from lantoa.accounts.models import Post, Staff
from lantoa.accounts.rules import may_staff
from lantoa.journal.models import Line

PAGE = "/can-bo/nguoi/"


def it_lists_the_own_unit_only(cast, client_of):
    page = client_of(cast.chi).get(PAGE).content.decode()

    assert "Nguyễn Văn Ốt" in page
    assert "Trần Thị Bê" not in page


def it_asks_the_same_number_of_statements_for_one_and_for_more(cast, client_of):
    client = client_of(cast.chi)

    def asked():
        with CaptureQueriesContext(connection) as seen:
            client.get(PAGE)
        return len(seen)

    asked()  # the first page of a session also stores its form token, and the first of a process fills its caches
    for_one = asked()
    for n in range(2):
        actions.hire(
            by=cast.actor("chi"),
            username=f"x{n}",
            name=f"Người {n}",
            unit=Post.objects.get(staff=cast.chi).unit,
            role="beat",
        )

    assert for_one == asked() <= 13


def it_gives_a_slip_with_a_new_person(cast, client_of):
    answer = client_of(cast.chi).post(
        PAGE, {"go": "hire", "name": "Lý Thị Mai", "rank": "H/s", "username": "mai", "role": "beat"}
    )

    assert Staff.objects.get(username="mai").posts.get().unit_id == cast.actor("chi").unit
    assert answer.context["slip"][0].username == "mai"


@pytest.mark.parametrize("role", ["inspector", "admin", "chief", "movement"])
def it_gives_no_role_that_is_not_the_chiefs_to_give(cast, client_of, role):
    client_of(cast.chi).post(PAGE, {"go": "hire", "name": "Lý Thị Mai", "username": "mai", "role": role})

    assert not Staff.objects.filter(username="mai").exists()
    with pytest.raises(actions.NotAllowed):
        actions.post_to(by=cast.actor("chi"), staff=cast.otto, unit=cast.otto.posts.get().unit, role=role)


def it_takes_everything_from_whoever_leaves_at_once(cast, client_of):
    otto = client_of(cast.otto)
    assert otto.get("/can-bo/vao/may/").status_code == 200

    client_of(cast.chi).post(PAGE, {"go": "leave", "person": cast.otto.pk})

    assert cast.actor("otto").desks == ()
    assert Line.objects.filter(verb="post.beat_ended", about=f"staff:{cast.otto.pk}").exists()


def it_moves_somebody_through_both_chiefs(cast, client_of, house):
    actions.leave(by=cast.actor("chi"), staff=cast.otto)
    Post.objects.filter(staff=cast.petra).update(role="chief")

    client_of(cast.petra).post(PAGE, {"go": "take", "username": "otto", "role": "beat"})

    assert (cast.actor("otto").unit, cast.actor("otto").desks) == (house.there.pk, ())


def it_takes_nobody_who_still_works_elsewhere(cast, client_of, house):
    client_of(cast.chi).post(PAGE, {"go": "take", "username": "petra", "role": "beat"})

    assert cast.actor("petra").unit == house.there.pk


@pytest.mark.parametrize("verb", ["leave", "sit", "give", "reset"])
def it_touches_nobody_of_another_unit(cast, client_of, verb, house):
    answer = client_of(cast.chi).post(
        PAGE, {"go": verb, "person": cast.petra.pk, "role": "duty", "desk": house.desk("inbox", house.here).pk}
    )

    assert answer.status_code == 404


def it_seats_no_volunteer(cast, client_of, house):
    client_of(cast.chi).post(PAGE, {"go": "sit", "person": cast.vinh.pk, "desk": house.desk("inbox", house.here).pk})

    assert cast.actor("vinh").desks == ()


def it_staffs_the_own_unit_and_those_below_and_nothing_from_no_unit(cast, house):
    chi = cast.actor("chi")
    above, nowhere = replace(chi, unit=house.city.pk), replace(chi, unit=None)

    allowed = {
        who.unit: [may_staff(who, unit.pk) for unit in (house.here, house.there)] for who in (chi, above, nowhere)
    }

    assert allowed == {house.here.pk: [True, False], house.city.pk: [True, True], None: [False, False]}


def it_lets_nobody_place_themselves(cast, house):
    with pytest.raises(actions.NotAllowed):
        actions.post_to(by=cast.actor("chi"), staff=cast.chi, unit=house.here, role="duty")


def it_needs_a_chief_and_an_administrator_for_a_reset(cast, client_of):
    chief = client_of(cast.chi).post(PAGE, {"go": "reset", "person": cast.otto.pk}, follow=True)
    again = client_of(cast.chi).post(PAGE, {"go": "reset", "person": cast.otto.pk}, follow=True)
    assert (chief.context["slip"], again.context["slip"]) == (None, None)

    admin = client_of(cast.adam)
    waiting = admin.get("/can-bo/cap-lai/").context["resets"].get()
    answer = admin.post("/can-bo/cap-lai/", {"reset": waiting.pk})

    assert answer.context["slip"][0] == cast.otto
    assert not hasattr(Staff.objects.get(pk=cast.otto.pk), "second_factor")
    verbs = list(Line.objects.filter(about=f"staff:{cast.otto.pk}").values_list("verb", flat=True))
    assert verbs == [
        "reset.asked_by_chief",
        "reset.asked_by_chief",
        "reset.asked_by_admin",
        "staff.signed_out",
        "reset.done",
        "slip.drawn",
    ]


def it_resets_nobody_alone(cast):
    with pytest.raises(actions.NotAllowed):
        actions.ask_reset(by=cast.actor("adam"), staff=cast.adam, asker=cast.adam)
    with pytest.raises(actions.NotAllowed):
        actions.ask_reset(by=cast.actor("chi"), staff=cast.petra, asker=cast.chi)
    with pytest.raises(actions.NotAllowed):
        actions.ask_reset(by=cast.actor("otto"), staff=cast.chi, asker=cast.otto)


def it_shows_one_form_of_a_person_at_a_time(cast, client_of):
    page = client_of(cast.chi).get(PAGE).content.decode()

    assert page.count(f'name="viec{cast.otto.pk}"') == 4


def it_calls_a_desk_a_mailbox_as_people_do(cast, client_of):
    page = client_of(cast.chi).get(PAGE).content.decode()

    assert "Bỏ phụ trách" in page and "Thôi việc ở đơn vị này" in page
    assert "bàn" not in page.lower() and "Cho thôi" not in page
