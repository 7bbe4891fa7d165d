"""What somebody hands over on the messenger belongs to the person: in no thread, shown with an opening, gone with
them."""

from lantoa.conversations.actions import contact, forget
from lantoa.conversations.models import Correspondent
from lantoa.conversations.queries import sealed
from lantoa.conversations.tests.makers import DOOR, taken, zalo
from lantoa.conversations.tests.test_opening import agreed, asked, moved_clock
from lantoa.delivery.logic import Event, Inbound
from lantoa.journal.logic import HOUSE

__all__ = ["moved_clock"]
GIVEN = "Lý Thị Ria\n0900000145\nấp Năm"


def hands_over(text=GIVEN, author="u-1"):
    event = Inbound(channel="zalo_oa", external_id="s1", event=Event.CONTACT_DATA, author=author, text=text)
    return contact.handed_over(by=DOOR, inbound=event)


def it_shows_what_was_handed_over_only_with_an_opening(house, cast, client_of):
    thread = taken(zalo("Mất xe trước nhà", unit=house.here.pk, kind="tip")).thread
    address = f"/can-bo/hop-thu/{thread.public_id}/"

    assert hands_over()

    otto = client_of(cast.otto)
    page = otto.get(address, follow=True).content.decode()
    assert "Lý Thị Ria" not in page and "ấp Năm" not in page
    assert len(sealed.said(thread, notes=True)) == 1
    assert "Lý Thị Ria".encode() not in bytes(Correspondent.objects.get().contact)
    asked(otto, f"{address}danh-tinh/")
    agreed(client_of(cast.ines))
    shown = otto.post(f"{address}danh-tinh/", {"go": "look"}).content.decode()
    assert "Lý Thị Ria" in shown and "ấp Năm" in shown


def it_forgets_it_with_the_person(house):
    taken(zalo("Mất xe trước nhà", unit=house.here.pk, kind="tip"))
    hands_over()

    forget.forget_person(by=HOUSE, person=Correspondent.objects.get())

    assert Correspondent.objects.get().contact is None
    assert not hands_over()


def it_keeps_nothing_of_who_never_wrote_and_nothing_empty(house):
    taken(zalo("Mất xe trước nhà", unit=house.here.pk, kind="tip"))

    assert not hands_over(author="u-2")
    assert not hands_over(text=" ")

    assert Correspondent.objects.get().contact is None
