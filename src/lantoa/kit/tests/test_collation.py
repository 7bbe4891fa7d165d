"""Names stand where a Vietnamese reader looks for them."""

from types import SimpleNamespace

import pytest

from lantoa.kit.collation import by_name, by_person, name_key


def rows(*names):
    return [SimpleNamespace(name=name) for name in names]


@pytest.mark.parametrize(
    "wanted",
    [
        ("Phường Cái Khế", "Phường Dương Tơ", "Phường Định Môn", "Phường Em"),
        ("An Bình", "Ân Bình", "Bình An"),
        ("Thới An", "Thới Lai", "Thuận Hưng", "Trà Nóc"),
        ("ma", "mà", "mả", "mã", "má", "mạ", "mai"),
        ("Khu vực 2", "Khu vực 10", "Khu vực Chợ"),
        ("Ô Môn", "Ơn"),
        ("Hòa Bình 1", "Hòa Bình 10", "Hoa Lư"),
    ],
)
def it_orders_names_as_vietnamese(wanted):
    found = [row.name for row in by_name(rows(*reversed(wanted)))]

    assert found == list(wanted)


def it_reads_the_two_forms_of_one_letter_alike():
    assert name_key("Hòa")[:2] == name_key("Ho\u0300a")[:2]


def it_takes_any_text():
    assert by_name(rows("", "🌊", "Ωmega", "- -", "1", "９")) != []


def it_orders_people_by_the_given_name():
    found = [row.name for row in by_person(rows("Trần Thị Đào", "Phạm Văn Dũng", "Lê Văn An", "Bùi Văn Đào", ""))]

    assert found == ["", "Lê Văn An", "Phạm Văn Dũng", "Bùi Văn Đào", "Trần Thị Đào"]
