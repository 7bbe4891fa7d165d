"""*This sentence could tell who told you.*"""

import pytest

from lantoa.conversations.logic.leak import hits
from lantoa.kit.fold import fold


def it_names_what_an_answer_shares_with_the_teller():
    told = ["Tôi là Trần Thị Bảy, nhà số 12/3, thấy hai người đi xe 65-B1 123.45 chạy về hướng chợ lúc khuya"]

    found = {h.reason for h in hits("Chị Trần Thị Bảy ở 12/3 thấy hai người đi xe 65-B1 123.45 chạy", told)}

    assert found == {"name", "house", "number", "quote"}


def it_lets_an_ordinary_answer_pass():
    told = ["Hai người đi xe tay ga trắng giật túi trước quán cà phê đầu hẻm 45"]

    assert hits("Dạ cảm ơn đã báo. Công an phường đang kiểm tra, cần gì gọi trực ban 0292 000 0456.", told) == []


def it_warns_of_words_that_hardly_anybody_writes():
    told = ["tui thấy ông thợ hồ đeo dây xích inox hay nựng con nhồng trước quán"]

    assert [h.words for h in hits("Dạ, có phải người nuôi con nhồng nựng đó không?", told)] == []
    assert ("xich inox", "rare") in [
        (fold(h.words), h.reason) for h in hits("Dạ, người đeo dây xích inox đó hả?", told)
    ]


def it_lets_common_words_pass():
    told = ["hẻm tui có người bán ma túy, công an phường xuống coi giùm"]

    assert hits("Dạ, công an phường đã ghi nhận, cảm ơn bà con báo tin.", told) == []


OURS = ("Phường Mẫu Một", "Công an Phường Mẫu Một", "Thành phố thử", "Nguyễn Văn Ốt", "Văn Ốt", "0292 000 0456")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            "Công an Phường Mẫu Một đã nhận tin, cảm ơn bà con.",
            "Gửi Công an Phường Mẫu Một, hẻm tôi có người bán ma túy",
        ),
        ("Đồng chí Nguyễn Văn Ốt sẽ ghé.", "Nhờ anh Nguyễn Văn Ốt ghé coi giùm"),
        ("Công an Phường Mẫu Một, Thành phố thử đang xem.", "Gửi Công an Phường Mẫu Một, Thành phố thử đang có chuyện"),
        ("Cần gì gọi trực ban 0292.000.0456.", "Gọi 02920000456 không ai nghe"),
        ("Việt Nam, Bà Con, Ủy Ban", "Ủy Ban nói Bà Con Việt Nam"),
    ],
)
def it_never_warns_of_our_own_names_nor_of_what_everybody_writes(answer, told):
    assert hits(answer, [told], OURS) == []


def it_still_names_the_teller_beside_our_own_names():
    told = "Tôi là Trần Thị Bảy ở Phường Mẫu Một, anh Nguyễn Văn Ốt biết nhà tôi"

    found = hits("Nguyễn Văn Ốt đã gặp Trần Thị Bảy ở Phường Mẫu Một", [told], OURS)

    assert [hit.words for hit in found if hit.reason == "name"] == ["Trần Thị Bảy"]


TOLD = "Tôi là Nguyễn Thị Hường bán bún ở số 45/7. Thấy hai đứa ở chợ An Hòa\nLúc: Hôm qua, thứ Sáu, 27/11/2026, chiều"


@pytest.mark.parametrize(
    "answer",
    [
        "Theo chị Hường bán bún thì có hai đứa, đúng không?",
        "Theo chi Huong thi co hai dua",
        "nguyen thi huong noi vay",
        "Chị Nguyễn Thị Hường nói vậy",
        "Người ở 45/7 nói vậy",
    ],
)
def it_notices_the_teller_however_people_write_names(answer):
    assert hits(answer, [TOLD])


@pytest.mark.parametrize(
    "answer",
    [
        "Ngày 27/11/2026 công an phường đã tới xem",
        "Hôm qua, thứ Sáu, đã kiểm tra. Chiều nay xem lại",
        "Cảm ơn anh chị đã báo. Đã nhắc nhở hai người đó",
    ],
)
def it_counts_neither_a_date_nor_the_lines_of_the_form(answer):
    assert hits(answer, [TOLD]) == []


def it_glues_no_name_across_lines():
    assert "An Hòa Lúc" not in [hit.words for hit in hits(TOLD, [TOLD])]
