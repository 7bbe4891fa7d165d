"""``lantoa staff import``: the whole file or nothing of it."""

import contextlib

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from lantoa.accounts.logic import RosterBroken, read_roster
from lantoa.accounts.models import Post, Posting, Slip, Staff
from lantoa.accounts.queries import actor_of
from lantoa.places.models import Area

HEAD = "ma_don_vi,khu_vuc,ten_vao,ho_ten,cap_bac,vai_tro,hop_thu\n"
GOOD = HEAD + (
    "90001,Khu vực 3|Khu vực 4,huy,Phạm Quốc Huy,Th/u,beat,có\n"
    "90001,Khu vực 5,,,,,\n"
    "90001,,le,Lê Minh Lẽ,Th/t,Trưởng, phó công an phường, xã,\n".replace("Trưởng, phó công an phường, xã", "chief")
    + "92,,ban,Võ Thị Ban,Tr/u,Trực ban,\n"
    ",,tra,Đỗ Thanh Tra,Th/t,inspector,\n"
)


@pytest.fixture
def load(house, tmp_path, capsys):
    def loaded(text, *options):
        path = tmp_path / "can-bo.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        call_command("staff", "import", str(path), *options)
        return capsys.readouterr().out

    return loaded


def nothing():
    return not Staff.objects.exists() and Area.objects.count() == 4


def it_takes_areas_beats_and_people(load, house):
    said = load(GOOD)

    huy = actor_of(Staff.objects.get(username="huy"))
    assert (huy.unit, len(huy.desks)) == (house.here.pk, 3)
    assert Area.objects.filter(unit=house.here).count() == 5
    assert {p.role for p in Post.objects.all()} == {"beat", "chief", "duty", "inspector"}
    assert Slip.objects.count() == 4 and "huy" in said


def it_takes_the_same_list_twice(load):
    load(GOOD)
    load(GOOD)

    assert (Staff.objects.count(), Post.objects.count(), Posting.objects.count()) == (4, 4, 3)


def it_writes_nothing_on_a_dry_run(load):
    said = load(GOOD, "--dry-run")

    assert "chưa ghi gì" in said and nothing()


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("99999,,an,Văn An,,beat,", "không có đơn vị nào mang mã “99999”"),
        ("90001,,an,Văn An,,tướng,", "vai trò “tướng” không có"),
        ("90001,,An Văn,Văn An,,beat,", "chỉ gồm chữ thường"),
        ("90001,,an,,,beat,", "thiếu họ tên"),
        ("90001,Chợ Lớn,an,Văn An,,beat,", "phải bắt đầu bằng Khu vực"),
        ("92,Khu vực 1,an,Văn An,,beat,", "không phải phường, xã"),
        ("90001,Khu vực 1,an,Văn An,,volunteer,", "không phụ trách hộp thư nào"),
        ("92,,an,Văn An,,duty,có", "không có hộp thư riêng"),
        ("90001,,,,,,", "không có khu vực cũng không có người"),
    ],
)
def it_names_the_line_and_takes_nothing(load, line, word):
    with pytest.raises(CommandError) as refused:
        load(GOOD + line + "\n")

    assert "Dòng 7:" in str(refused.value) and word in str(refused.value)
    assert nothing()


def it_takes_nobody_away_from_another_unit(load, cast):
    with pytest.raises(CommandError, match="petra đang ở Phường Mẫu Hai"):
        load(HEAD + "90001,,petra,Trần Thị Bê,,beat,\n")


@pytest.mark.parametrize(
    ("raw", "word"), [("ấp".encode("utf-16"), "UTF-8"), (b"", "thiếu cột"), (b"a,b,c\n1,2,3\n", "thiếu cột")]
)
def it_says_what_is_wrong_with_the_file(load, raw, word):
    with pytest.raises(CommandError, match=word):
        load(raw)


def it_reads_what_a_spreadsheet_writes(load):
    load(b"\xef\xbb\xbf" + GOOD.replace(",", ";").replace("\n", "\r\n").encode())

    assert Staff.objects.count() == 4


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: (HEAD + text).encode(errors="ignore")))
def it_never_breaks_on_any_file(raw):
    with contextlib.suppress(RosterBroken):
        read_roster(raw, {"beat": "beat"})
