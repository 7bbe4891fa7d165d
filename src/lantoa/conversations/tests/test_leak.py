"""*This sentence could tell who told you.*"""

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
