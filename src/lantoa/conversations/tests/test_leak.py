"""*This sentence could tell who told you.*"""

from lantoa.conversations.logic.leak import hits


def it_names_what_an_answer_shares_with_the_teller():
    told = ["Tôi là Trần Thị Bảy, nhà số 12/3, thấy hai người đi xe 65-B1 123.45 chạy về hướng chợ lúc khuya"]

    found = {h.reason for h in hits("Chị Trần Thị Bảy ở 12/3 thấy hai người đi xe 65-B1 123.45 chạy", told)}

    assert found == {"name", "house", "number", "quote"}


def it_lets_an_ordinary_answer_pass():
    told = ["Hai người đi xe tay ga trắng giật túi trước quán cà phê đầu hẻm 45"]

    assert hits("Dạ cảm ơn đã báo. Công an phường đang kiểm tra, cần gì gọi trực ban 0292 000 0456.", told) == []
