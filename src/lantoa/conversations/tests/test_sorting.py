import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.conversations.logic.sorting import sort_text, urgent, word_rules


@pytest.mark.parametrize(
    "text",
    [
        "cháy nhà rồi, lửa cao lắm, tới lẹ",
        "chay nha roi, lua cao lam, toi le",
        "Tụi nó đang cầm mã tấu rượt chém nhau trước chợ",
        "có đứa nhỏ té xuống sông chưa thấy nổi lên",
        "ba con đang bóp cổ mẹ, cứu mẹ con",
    ],
)
def it_hears_an_emergency_without_the_model(text):
    floor = word_rules(text)

    assert (floor.kind, floor.urgency, floor.sure) == ("emergency", "emergency", True)
    assert floor.words
    assert urgent(text)


@pytest.mark.parametrize(
    "text",
    [
        "Xin hỏi bình chữa cháy cho nhà trọ mua loại nào",
        "hồi nãy em báo nhầm, không phải cháy, xin lỗi mấy anh",
        "gọi 113 có mất tiền không ạ",
        "thu 7 co lam can cuoc ko",
    ],
)
def it_does_not_ring_for_a_question(text):
    assert word_rules(text).kind != "emergency"
    assert not urgent(text)


def it_takes_a_doubtful_word_about_an_officer_for_a_complaint():
    assert word_rules("Anh công an trực ban quát má tôi, kêu mày tao").kind == "complaint_about_police"


def it_gives_all_that_a_row_needs():
    got = sort_text("Xe 65-B1 123.45 chôm đồ, CCCD 092998000777, gọi 0900 000 145", channel="sms")

    assert got.plates == ("65B112345",)
    assert got.phones == ("+84900000145",)
    assert got.id_numbers == ("092998000777",)
    assert "[số đã che]" in got.masked_text
    assert abs(sum(got.scores.values()) - 1) < 0.02 or got.floor.sure


@given(st.text(max_size=300))
def it_never_raises_and_never_falls_below_the_rules(text):
    got = sort_text(text)

    if got.floor.sure:
        assert got.kind in (got.floor.kind, "emergency")
