"""Files come from the messenger's own hosts, and from no address of ours."""

import pytest

from lantoa.delivery.logic.messenger import Fault, SendRefused
from lantoa.delivery.messengers import all_messengers


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/x.jpg",
        "https://evil.example/x.jpg",
        "https://zdn.vn.evil.example/x.jpg",
        "https://user@photo.zdn.vn/x.jpg",
        "https://photo.zdn.vn:8443/x.jpg",
        "https://photo.zdn.vn:99999/x.jpg",
        "file:///etc/passwd",
        "ftp://photo.zdn.vn/x",
        "https://photo.zdn.vn/x y\r\nHost: z",
        "",
    ],
)
def it_refuses_foreign_addresses(settings, url):
    settings.DEV_MESSENGER_HOST = ""

    with pytest.raises(SendRefused) as refused:
        all_messengers()["zalo_oa"].fetch(url, 1 << 20)

    assert refused.value.fault == Fault.PERMANENT


def it_refuses_a_name_that_points_into_our_own_network(settings, monkeypatch):
    settings.DEV_MESSENGER_HOST = ""
    found = [(2, 1, 6, "", ("10.0.0.7", 443))]
    monkeypatch.setattr("lantoa.delivery.messengers.http.socket.getaddrinfo", lambda *a, **k: found)

    with pytest.raises(SendRefused, match="permanent:host"):
        all_messengers()["zalo_oa"].fetch("https://photo.zdn.vn/x.jpg", 1 << 20)
