"""A picture of a tip opens for who sees the tip now, and for nobody else."""

import pytest

from lantoa.accounts import actions as accounts
from lantoa.conversations.actions import intake
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.journal.logic import HOUSE
from lantoa.media.logic.take import receive as receive_file
from lantoa.media.models import MediaFile
from lantoa.media.queries import address_of
from lantoa.media.tests import samples
from lantoa.tips.actions.receive import receive


@pytest.fixture
def photo(house, settings, tmp_path):
    for name in ("media", "waiting"):
        (tmp_path / name).mkdir()
    settings.MEDIA_ROOT, settings.WAITING_ROOT = tmp_path / "media", tmp_path / "waiting"
    files = (receive_file(samples.jpeg()),)
    prepared = intake.prepare(arrival("Có người trộm xe", unit=house.here.pk, kind="tip", files=files))
    receive(by=FORM, prepared=prepared)
    return MediaFile.objects.get()


def it_opens_for_the_officer_of_the_desk_until_moved(photo, cast, client_of):
    client = client_of(cast.otto)
    url = address_of(photo, "clean", str(cast.otto.pk))
    assert client.get(url).status_code == 200

    accounts.leave(by=HOUSE, staff=cast.otto)

    assert client.get(url).status_code in (302, 404)


@pytest.mark.parametrize("name", ["petra", "vinh", "adam", "mo"])
def it_opens_for_nobody_of_another_desk(photo, cast, client_of, name):
    person = getattr(cast, name)

    assert client_of(person).get(address_of(photo, "clean", str(person.pk))).status_code == 404
