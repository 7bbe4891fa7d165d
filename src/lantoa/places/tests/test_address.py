"""The address finder: words to communes, with candidates when unsure."""

from __future__ import annotations

import json
import unicodedata
from functools import cache

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kit.fold import flat, nfc
from lantoa.places.logic import facts
from lantoa.places.logic.address import AreaRow, Gazetteer

CARRIED = settings.BASE_DIR.parent / "shared" / "data" / "messages.jsonl"


@cache
def finder() -> Gazetteer:
    return Gazetteer.from_facts()


def place(text: str) -> str | None:
    found = finder().best(text)
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Quán nhậu ở phường Cái Khế ồn quá", "Phường Cái Khế"),
        ("quan nhau o phuong cai khe on qua", "Phường Cái Khế"),
        ("QUAN NHAU P.CAI KHE ON QUA", "Phường Cái Khế"),
        ("quán ở p. Ninh Kìeu, kv3", "Phường Ninh Kiều"),
        ("nhà con ở Ninh Kiêu", "Phường Ninh Kiều"),
        ("gần chợ Binh Thuỷ có đánh nhau", "Phường Bình Thủy"),
        ("x. Thạnh Quới đá gà", "Xã Thạnh Quới"),
        ("ở xã Thạnh Qưới", "Xã Thạnh Quới"),
        ("nhacon o xa vithanh1 ", "Xã Vị Thanh 1"),
        ("Xã Vị Thanh 1", "Xã Vị Thanh 1"),
        ("phường Vị Thanh", "Phường Vị Thanh"),
    ],
)
def it_reads_present_names_in_any_spelling(text: str, name: str) -> None:
    assert place(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nhà tui hồi đó xã Mỹ Khánh huyện Phong Điền, nay thuộc phường nào", "Phường An Bình"),
        ("hẻm 51 (An Khánh cũ)", "Phường Tân An"),
        ("thị trấn Nàng Mau", "Xã Vị Thủy"),
        ("ở phường 3, thành phố Sóc Trăng", "Phường Phú Lợi"),
        ("gần bến xe phường An Cư", "Phường Ninh Kiều"),
        ("xã Phú Tân, huyện Châu Thành, Hậu Giang", "Xã Phú Hữu"),
    ],
)
def it_reads_old_names_through_the_mapping(text: str, name: str) -> None:
    assert name in [found.name for found in finder().find(text)][:2]
    assert finder().find(text)[0].why in ("old name", "present name")


@pytest.mark.parametrize(
    "text",
    [
        "cấp giấy an ninh trật tự ở đâu",
        "vì thằng đó không có lương tâm",
        "con tui trưởng thành rồi, đi vĩnh viễn",
        "như gia đình tui vậy đó",
        "gửi công an thành phố",
        "tan binh sap nhap ngu can giay gi",
        "cho hỏi thẻ căn cước ghi quận Ninh Kiều thì có phải đổi không",
        "đi tuyến Cần Thơ - Ô Môn bỏ quên ba lô",
        "chị Nguyễn Tân An bỏ quên giấy tờ",
        "",
        "....",
    ],
)
def it_does_not_fire_on_ordinary_words(text: str) -> None:
    assert place(text) is None


def it_gives_candidates_when_the_writer_does_not_know() -> None:
    text = "ghe chìm ở vàm, xã An Lạc Thôn hay Kế Sách tui không rõ"

    assert place(text) is None
    assert {found.name for found in finder().find(text)[:2]} == {"Xã An Lạc Thôn", "Xã Kế Sách"}


def it_prefers_the_name_with_its_kind() -> None:
    assert place("Khúc sông cồn Mỹ Phước, xã Nhơn Mỹ có ghe hút cát") == "Xã Nhơn Mỹ"


def it_says_which_words_counted_and_why() -> None:
    found = finder().find("hẻm 51 (An Khánh cũ)")[0]

    assert (found.words, found.why, found.area) == (("An Khánh",), "old name", None)
    assert 0 < found.score <= 1


def it_finds_areas_and_landmarks_it_was_given() -> None:
    area = AreaRow(7, "31120", "Khu vực 3", ("chợ Cái Khế", "đường Trần Văn Khéo"))
    own = Gazetteer(facts.communes(), facts.old_units(), [area])

    with_unit = own.find("kv3 phường Cái Khế")[0]
    by_street = own.find("tiệm hớt tóc duong tran van kheo")[0]
    at_home = own.find("chìa khóa khu vực 3 ai giữ", home="31120")[0]

    assert (with_unit.code, with_unit.area) == ("31120", area)
    assert (by_street.code, by_street.why) == ("31120", "street")
    assert (at_home.code, at_home.why) == ("31120", "area")
    assert own.best("chìa khóa khu vực 3 ai giữ") is None


@pytest.mark.parametrize("commune", facts.communes(), ids=lambda row: row.code)
def it_finds_every_commune_by_its_full_name(commune: facts.Commune) -> None:
    for text in (commune.name, flat(nfc(commune.name)), unicodedata.normalize("NFD", commune.name)):
        assert place(f"tui ở {text}") == commune.name


@given(st.text(max_size=300))
def it_never_raises_whatever_it_reads(text: str) -> None:
    for found in finder().find(text):
        assert 0 <= found.score <= 1


@pytest.mark.skipif(not CARRIED.exists(), reason="the labelled messages lie beside the checkout, not in it")
def it_keeps_its_precision_and_recall_on_the_labelled_messages() -> None:
    rows = [json.loads(line) for line in CARRIED.read_text(encoding="utf-8").splitlines()]
    pairs = [(row["ward"], place(row["text"])) for row in rows]

    right = sum(want == got for want, got in pairs if want)
    fired = sum(got is not None for _, got in pairs)

    assert right / sum(want is not None for want, _ in pairs) >= 0.97
    assert right / fired >= 0.95
