"""The public pages speak English when asked, from the first page to the last, without a cookie."""

import re

import pytest

from lantoa.conversations.models import Thread
from lantoa.conversations.queries import sealed
from lantoa.tips.tests.form import Form, digits, hidden, text

pytestmark = pytest.mark.django_db
OURS = (
    "Lan Tỏa",
    "Tiếng Việt",
    "Cần Thơ",
    "Phường Mẫu Một",
    "phường Mẫu Một",
    "Phường Mẫu Hai",
    "Khu vực 1",
    "Khu vực 2",
)
MARKED = re.compile("[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)


def vietnamese(page) -> list[str]:
    """Pieces of the page that are still Vietnamese, names left out."""
    shown = re.sub(r"<[^>]+>", "\n", text(page))
    for name in OURS:
        shown = shown.replace(name, "")
    return [piece.strip() for piece in shown.split("\n") if MARKED.search(piece)]


class English(Form):
    """A person who reads no Vietnamese: presses what stands in the page."""

    def press(self, go="next", **fields):
        action = re.search(r'<form[^>]*action="(/bao-tin/[^"]*)"', text(self.page)).group(1).replace("&amp;", "&")
        self.page = self.client.post(action, {"tin": hidden(self.page, "tin"), "go": go, **fields})
        return self.page


@pytest.mark.parametrize("address", ["/", "/giu-kin/", "/huong-dan/", "/tin/", "/bao-tin/", "/khong-co/"])
def it_leaves_no_vietnamese_on_open_pages(client, address):
    page = client.get(f"{address}?lang=en")

    assert vietnamese(page) == []
    assert 'lang="en"' in text(page) and page["Content-Language"] == "en"


def it_goes_on_in_english_to_the_answer_and_stores_what_officers_read(client, house):
    form = English(client, "/bao-tin/90001/?lang=en")
    pages = [form.page, form.press()]
    for fields in (
        {"nguy": "past"}, {}, {"loai": "theft", "ke": "They took my bicycle last night", "noi": "market"},
        {}, {"cach": "confidential"}, {"so": "1"}, {"so": ""}, {"ngay": "other", "ngay_khac": "x"},
        {"ngay": "yesterday"},
    ):  # fmt: skip
        pages.append(form.press(**fields))
    pages.append(form.press("send"))
    status = client.post("/tin/?lang=en", {"ma": digits(form.page)})
    pages += [status, client.post("/tin/?lang=en", {"ma": "1"}), client.post("/bao-tin/?lang=en", {"tin": "x"})]

    told = sealed.said(Thread.objects.get(), notes=False)[0].text
    assert "Lúc: " in told
    for page in pages[:-3]:
        assert vietnamese(page) == []
    assert [v for v in vietnamese(status) if v not in told] == []
    assert vietnamese(pages[-2]) == vietnamese(pages[-1]) == []
    assert client.cookies == {}


def it_takes_an_unknown_language_for_vietnamese(client, db):
    assert 'lang="vi"' in text(client.get("/?lang=xx"))
