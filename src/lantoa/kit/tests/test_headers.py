"""What browsers are told about every page."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/", "/tin/", "/bao-tin/", "/can-bo/vao/", "/khong-co/"])
def it_keeps_browsers_with_https_when_a_proxy_ends_it(client, settings, page):
    settings.SECURE_HSTS_SECONDS = 31536000

    answer = client.get(page)

    assert answer["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.django_db
def it_says_nothing_about_https_where_there_is_none(client):
    assert "Strict-Transport-Security" not in client.get("/tin/")
