"""Many rows at once: nothing is skipped silently, nothing of another desk is touched."""

import pytest
from django.urls import reverse

from lantoa.conversations.actions import intake
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip


@pytest.fixture
def three(house):
    return [
        receive(by=FORM, prepared=intake.prepare(arrival(f"Trộm xe {n}", unit=unit.pk, kind="tip")))[1]
        for n, unit in enumerate([house.here, house.here, house.there])
    ]


def it_acknowledges_those_of_ones_own_desks_only(three, cast, client_of):
    chosen = {"chon": [t.thread.public_id for t in three]}

    body = client_of(cast.otto).post(reverse("tips-acknowledge"), chosen, follow=True).content.decode()

    assert [Tip.objects.get(pk=t.pk).state for t in three] == ["acknowledged", "acknowledged", "received"]
    assert "2 tin" in body


def it_takes_rows_for_oneself(three, cast, client_of):
    client_of(cast.otto).post(reverse("tips-take"), {"chon": [three[0].thread.public_id]})

    assert Tip.objects.get(pk=three[0].pk).thread.owner == cast.otto


@pytest.mark.parametrize("listed", ["/can-bo/tin/?loai=theft&loc=tre", "/can-bo/hop-thu/?loc=tip"])
def it_comes_back_to_the_list_as_it_was_filtered_and_so_does_taking_it_back(house, cast, client_of, listed):
    tip = receive(by=FORM, prepared=intake.prepare(arrival("Trộm xe", unit=house.here.pk, kind="tip")))[1]
    otto = client_of(cast.otto)

    done = otto.post("/can-bo/tin/nhieu/da-xem/", {"chon": [tip.thread.public_id], "ve": listed})
    undone = otto.post("/can-bo/hoan-tac/", {"ve": listed})

    assert (done["Location"], undone["Location"]) == (listed, listed)


def it_goes_to_the_list_of_tips_where_it_came_from_nowhere_of_ours(cast, client_of):
    answer = client_of(cast.otto).post("/can-bo/tin/nhieu/da-xem/", {"ve": "https://example.org/"})

    assert answer["Location"] == "/can-bo/tin/"
