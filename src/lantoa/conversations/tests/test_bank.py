"""Ready answers: who keeps them, how they are found, and how one gets into an answer."""

import pytest
from django.urls import reverse

from lantoa.conversations.actions import bank as verbs
from lantoa.conversations.logic import bank as logic
from lantoa.conversations.models import SavedAnswer
from lantoa.conversations.queries import bank
from lantoa.conversations.tests.makers import arrival, taken
from lantoa.journal.logic import HOUSE
from lantoa.journal.models import Line

NEW = {"title": "Mất thẻ", "cues": "rớt bóp", "body": "Dạ, gọi {so_truc}. {ten_don_vi}"}


@pytest.fixture
def answer(house):
    house.here.duty_phone = "0292 000 0456"
    house.here.save()
    return verbs.add_answer(by=HOUSE, unit=house.here, **NEW)


def it_is_kept_by_the_unit_and_read_below_it(house, cast, answer):
    of_city = verbs.add_answer(by=HOUSE, unit=house.city, title="Lừa đảo", cues="", body="Dạ")

    assert set(bank.visible_to(cast.actor("otto"))) == {answer, of_city}
    assert set(bank.visible_to(cast.actor("petra"))) == {of_city}
    assert not bank.visible_to(cast.actor("adam")).exists()


@pytest.mark.parametrize(
    ("name", "may"), [("otto", True), ("chi", True), ("petra", False), ("mo", False), ("adam", False)]
)
def it_is_changed_by_the_unit_alone(cast, answer, name, may):
    try:
        verbs.retire_answer(by=cast.actor(name), answer=answer)
    except verbs.NotTheirBank:
        assert not may
    else:
        assert may


def it_takes_a_power_of_its_own_to_change_what_all_communes_read(house, cast):
    verbs.add_answer(by=cast.actor("mo"), unit=house.city, title="A", cues="", body="Dạ")

    with pytest.raises(verbs.NotTheirBank):
        verbs.add_answer(by=cast.actor("ines"), unit=house.country, title="A", cues="", body="Dạ")


def it_refuses_a_second_of_one_title_and_a_hole_nobody_fills(house, answer):
    with pytest.raises(verbs.TitleTaken):
        verbs.add_answer(by=HOUSE, unit=house.here, **NEW)
    with pytest.raises(verbs.UnknownPlaceholder):
        verbs.add_answer(by=HOUSE, unit=house.here, title="B", cues="", body="Dạ {ten_can_bo}")


def it_writes_one_line_for_each_change(house, answer):
    verbs.change_answer(by=HOUSE, answer=answer, title="Mất căn cước", cues="", body="Dạ")
    verbs.retire_answer(by=HOUSE, answer=answer)
    verbs.retire_answer(by=HOUSE, answer=answer, active=True)

    verbs_written = list(Line.objects.filter(about=f"answer:{answer.pk}").order_by("id").values_list("verb", flat=True))
    assert verbs_written == ["bank.added", "bank.changed", "bank.retired", "bank.restored"]


def it_is_found_without_marks(cast, answer):
    assert bank.found(cast.actor("otto"), "rot bop") == [answer]
    assert bank.found(cast.actor("otto"), "mất THẺ") == [answer]
    assert bank.found(cast.actor("otto"), "hộ chiếu") == []


def it_plants_the_starter_set_once(house):
    first = verbs.plant_starter(by=HOUSE, unit=house.city)

    assert first == len(logic.starter()) >= 25
    assert verbs.plant_starter(by=HOUSE, unit=house.city) == 0


def it_names_no_fee_and_no_date():
    bodies = [draft.body for draft in logic.starter()]

    assert not [body for body in bodies if logic.unknown_holes(body)]
    assert not [
        body for body in bodies if any(char.isdigit() for char in body.replace("113", "").replace("14 tuổi", ""))
    ]


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("lm lại cccd do mất tốn nhiu tiền z ad", "Mất căn cước, làm lại"),
        ("thu 7 co lam viec ko", "Giờ làm việc"),
        ("vneid bi khoa quen mat khau lam sao mo", "VNeID: mức 2, quên mật khẩu, bị khóa"),
        ("em ở trọ muốn đăng ký tạm trú cần giấy gì", "Đăng ký tạm trú"),
        ("bằng lái a1 hết hạn đổi ở đâu", "Giấy phép lái xe"),
        ("mất hộ chiếu thì báo ở đâu", "Hộ chiếu"),
        ("hôm nay trời đẹp quá", None),
    ],
)
def it_picks_the_answer_that_fits(asked, title):
    drafts = list(enumerate(logic.starter()))

    picked = logic.best(asked, [(n, logic.words_of(d.title, d.cues)) for n, d in drafts])

    assert (drafts[picked][1].title if picked is not None else None) == title


def it_offers_one_on_the_page_of_a_question_and_lays_it_into_the_box(house, cast, client_of, answer):
    thread = taken(arrival("em bị mất thẻ rớt bóp giờ làm sao ạ, cần giấy gì", unit=house.here.pk)).thread
    otto = client_of(cast.otto)

    page = otto.get(f"/can-bo/hop-thu/{thread.public_id}/").content.decode()
    with_text = otto.get(f"/can-bo/hop-thu/{thread.public_id}/?cau={answer.pk}").content.decode()

    assert f"?cau={answer.pk}#tra-loi" in page
    assert "Dạ, gọi 0292 000 0456. Công an phường Mẫu Một" in with_text


def it_lays_no_answer_of_another_unit_into_the_box(house, cast, client_of):
    other = verbs.add_answer(by=HOUSE, unit=house.there, title="Riêng", cues="", body="Câu của nơi khác")
    thread = taken(arrival("cho hỏi giờ làm việc", unit=house.here.pk)).thread

    page = client_of(cast.otto).get(f"/can-bo/hop-thu/{thread.public_id}/?cau={other.pk}").content.decode()

    assert "Câu của nơi khác" not in page


def it_is_added_changed_and_put_away_on_its_pages(house, cast, client_of):
    chi = client_of(cast.chi)

    chi.post("/can-bo/cau-san/", NEW)
    made = SavedAnswer.objects.get()
    chi.post(f"/can-bo/cau-san/{made.pk}/", {**NEW, "title": "Mất căn cước"})
    chi.post(f"/can-bo/cau-san/{made.pk}/cat/")

    made.refresh_from_db()
    assert (made.title, made.active) == ("Mất căn cước", False)
    assert "Mất căn cước" in chi.get("/can-bo/cau-san/?q=can+cuoc").content.decode()


def it_says_what_is_wrong_with_an_answer(house, cast, client_of):
    chi = client_of(cast.chi)

    empty = chi.post("/can-bo/cau-san/", {"title": "", "body": ""})
    hole = chi.post("/can-bo/cau-san/", {**NEW, "body": "Dạ {gi_do}"})

    assert (empty.status_code, hole.status_code) == (422, 422)
    assert "Viết câu trả lời" in empty.content.decode()
    assert "{gi_do}" in hole.content.decode()


@pytest.mark.parametrize("name", ["vinh", "adam"])
def it_is_no_page_for_whoever_answers_nobody(cast, client_of, answer, name):
    client = client_of(getattr(cast, name))

    assert client.get("/can-bo/cau-san/").status_code == 404
    assert client.post(f"/can-bo/cau-san/{answer.pk}/cat/").status_code == 404


def it_lets_another_unit_change_nothing(cast, client_of, answer):
    petra = client_of(cast.petra)

    assert petra.get(f"/can-bo/cau-san/{answer.pk}/").status_code == 404
    assert petra.post(f"/can-bo/cau-san/{answer.pk}/", NEW).status_code == 404


def it_shows_the_filled_number_wherever_an_answer_is_previewed(house, cast, client_of, answer):
    thread = taken(arrival("cho hỏi giờ làm việc", unit=house.here.pk)).thread
    chi = client_of(cast.chi)

    pages = [chi.get("/can-bo/cau-san/"), chi.get(reverse("thread-answers", args=[thread.public_id]))]

    for page in pages:
        assert "Dạ, gọi 0292 000 0456" in page.content.decode()


def it_sends_no_answer_in_which_a_gap_was_left(house, cast, client_of):
    answer = verbs.add_answer(by=HOUSE, unit=house.here, **NEW)
    thread = taken(arrival("cho hỏi giờ làm việc", unit=house.here.pk)).thread
    otto = client_of(cast.otto)
    said = bank.for_thread(thread, answer.pk)

    refused = otto.post(reverse("thread-answer", args=[thread.public_id]), {"text": said})

    assert "[số trực ban]" in said
    assert "Còn chỗ chưa điền: [số trực ban]" in refused.content.decode()
    assert not thread.messages.filter(direction="out").exists()
