"""The inbox and the page of a thread in a real browser."""

import pytest
from playwright.sync_api import expect

from lantoa.conversations.actions import handle, intake, reply
from lantoa.conversations.actions.bank import plant_starter
from lantoa.conversations.models import Thread
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions.receive import receive
from tests.browser.check import check_page

INBOX = "/can-bo/hop-thu/"
SAID = (
    ("Tụi nó cầm dao chém nhau trong quán bờ kè, có người chảy máu, lẹ lên mấy anh", {}),
    ("Hồi 9 giờ tối qua hai người đi xe 65-B1 123.45 ăn trộm xe đầu hẻm 45, gọi tui 0900 000 145", {"kind": "tip"}),
    ("Làm lại căn cước bị mất tốn bao nhiêu tiền, có cần đem khai sinh không?", {}),
    ("cảm ơn mấy anh nhiều nghen", {}),
    ("Nghiêng" * 60, {}),
    ("Số trên bảng khu vực đã cũ, gọi hoài hổng được", {"kind": "feedback"}),
    ("Cổng số 14 kẹt, không khép lại được", {"kind": "device_fault", "category": "device_gate"}),
)


@pytest.fixture
def full(house):
    """A living inbox of the commune here."""
    threads = []
    for said, more in SAID:
        taken, _tip = receive(by=FORM, prepared=intake.prepare(arrival(said, unit=house.here.pk, **more)))
        threads.append(taken.thread)
    return threads


def it_shows_a_full_inbox(full, cast, signed):
    page = signed(cast.otto)
    page.goto(INBOX)

    check_page(page, "inbox-full")


@pytest.mark.parametrize("width", [360, 1280])
def it_sets_a_rows_sign_before_its_words_and_its_time_behind_them(full, cast, signed, width):
    page = signed(cast.otto, viewport={"width": width, "height": 740})
    page.goto(INBOX)
    row = page.locator(".queue > li").first
    sign, words, time, pick = (row.locator(one).first.bounding_box() for one in ("> .icon", "a.t", ".nowrap", ".pick"))

    assert sign["x"] + sign["width"] <= words["x"] < words["x"] + words["width"] <= time["x"]
    assert abs(sign["y"] - words["y"]) < 8 and abs(time["y"] - words["y"]) < 8
    assert pick["y"] >= sign["y"] + sign["height"] and pick["x"] + pick["width"] <= words["x"]


def it_shows_an_empty_inbox(cast, signed):
    page = signed(cast.otto)
    page.goto(INBOX)

    check_page(page, "inbox-empty")


def it_opens_a_thread_beside_the_list_at_a_desk(full, cast, signed):
    page = signed(cast.otto)
    page.goto(INBOX)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")

    expect(page.locator("#chi-tiet h2").first).to_be_visible()
    page.wait_for_url("**/hop-thu/?*mo=*")
    check_page(page, "inbox-pane")


def it_opens_a_thread_as_a_page_on_a_phone(full, cast, signed):
    page = signed(cast.otto, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.goto(INBOX)
    page.get_by_role("link", name="Làm lại căn cước").click()

    expect(page.locator("h1")).to_contain_text("Làm lại căn cước")
    check_page(page, "thread-question")


def it_works_without_javascript(full, cast, signed):
    page = signed(cast.otto, java_script_enabled=False)
    page.goto(INBOX + full[2].public_id + "/")
    page.get_by_label("Nhắn người báo").fill("Dạ, mang giấy khai sinh nếu có.")
    page.get_by_role("button", name="Gửi").click()

    expect(page.get_by_role("status")).to_contain_text("Đã gửi")
    expect(page.locator(".thread")).to_contain_text("mang giấy khai sinh")


def it_shows_a_thread_that_was_worked_on(full, cast, signed):
    question = Thread.objects.get(n=full[2].n)
    otto = cast.actor("otto")
    reply.answer(by=otto, thread=question, ready=reply.prepare(question, "Dạ, xin cho biết mất ngày nào?"))
    reply.note(by=otto, thread=question, text="Đã hỏi bộ phận một cửa")
    handle.assign(by=otto, thread=question, to=cast.otto)
    page = signed(cast.otto)
    page.goto(INBOX + question.public_id + "/")

    check_page(page, "thread-worked")


def it_warns_before_an_answer_that_could_tell_who_told(house, cast, signed):
    said = "Tui là Trần Thị Bảy, nhà số 12/3, hỏi thứ Bảy có làm căn cước không"
    taken, _tip = receive(by=FORM, prepared=intake.prepare(arrival(said, unit=house.here.pk)))
    page = signed(cast.otto)
    page.goto(INBOX + taken.thread.public_id + "/")
    page.get_by_label("Nhắn người báo").fill("Dạ chị Trần Thị Bảy nhà số 12/3 ghé phường nghen")
    page.keyboard.press("Control+Enter")

    expect(page.locator("h1")).to_contain_text("có thể cho biết ai đã báo")
    check_page(page, "answer-check")


def it_finds_and_finds_nothing(full, cast, signed):
    page = signed(cast.otto)
    for typed, shown in (
        ("can cuoc", "search-found"),
        ("khong co dau", "search-nothing"),
        ("65B1-12345", "search-purpose"),
    ):
        page.goto("/can-bo/tim/")
        page.locator("#tim").fill(typed)
        page.locator("#tim").press("Enter")
        check_page(page, shown)


def it_brings_new_messages_without_reload(full, cast, signed):
    question = Thread.objects.get(n=full[2].n)
    page = signed(cast.otto)
    page.goto(INBOX + question.public_id + "/")
    receive(by=FORM, prepared=intake.prepare(arrival("Mất hôm qua", to_thread=question.n)))

    expect(page.locator("#trao-doi")).to_contain_text("Mất hôm qua", timeout=20_000)


def it_lets_single_keys_be_switched_off(full, cast, signed):
    page = signed(cast.otto)
    page.goto(INBOX)
    page.get_by_label("Phím tắt").uncheck()
    page.locator("h1").click()
    page.keyboard.press("j")

    assert page.evaluate("document.activeElement.matches('.queue a.t')") is False


def it_takes_a_ready_answer(full, cast, signed):
    plant_starter(by=cast.actor("chi"), unit=full[2].desk.unit)
    page = signed(cast.otto)
    page.goto(INBOX + full[2].public_id + "/")
    page.get_by_role("link", name="Câu có sẵn", exact=True).last.click()
    page.get_by_role("searchbox", name="Tìm câu có sẵn").fill("can cuoc")
    expect(page.locator("#cau-ra li").first).to_be_visible()
    check_page(page, "thread-ready-answers")
    page.locator("#cau-ra a").first.click()

    expect(page.get_by_label("Nhắn người báo")).not_to_have_value("")


def it_shows_the_ready_answers(full, cast, signed):
    plant_starter(by=cast.actor("chi"), unit=full[2].desk.unit)
    page = signed(cast.chi)
    page.goto("/can-bo/cau-san/")
    check_page(page, "bank")
    page.locator("main li a").first.click()
    check_page(page, "bank-one")


def it_shows_what_to_do_with_several_only_when_rows_are_chosen(full, cast, signed):
    page = signed(cast.otto)
    page.goto(INBOX)
    bar = page.get_by_role("group", name="Làm với các tin đã đánh dấu")
    expect(bar).to_be_hidden()

    page.locator(".pick input").nth(2).check()

    expect(bar).to_be_visible()
    check_page(page, "inbox-chosen")


def it_keeps_the_chosen_urgent_row_readable(full, cast, signed):
    page = signed(cast.otto)
    page.goto(f"{INBOX}?mo={full[0].public_id}")
    expect(page.locator(".queue .now.on")).to_be_visible()

    check_page(page, "inbox-urgent-chosen")
    chip = page.locator(".queue .now.on .chip.fill")
    assert chip.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(179, 36, 27)"


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}])
def it_stays_in_the_list_after_sending(full, house, cast, signed, options):
    for said in ("Thứ Bảy có làm căn cước không", "Đăng ký tạm trú cần giấy gì"):
        receive(by=FORM, prepared=intake.prepare(arrival(said, unit=house.here.pk)))
    page = signed(cast.otto, **options)
    page.goto(f"{INBOX}?loai=admin_question")
    first = page.locator(".queue a.t").first.get_attribute("id").removeprefix("t-")
    following = page.locator(".queue a.t").nth(1).get_attribute("id")
    if options:
        page.goto(f"{INBOX}?loai=admin_question&mo={first}")
    else:
        page.locator(".queue a.t").first.click()
    page.get_by_label("Nhắn người báo").fill("Dạ, hẹn bà con sáng thứ Hai.")
    page.get_by_role("button", name="Gửi").click()

    expect(page.get_by_role("status").filter(has_text="Đã gửi")).to_be_visible()
    assert page.url.endswith(f"{INBOX}?loai=admin_question#{following}")
    if not options:
        assert page.evaluate("document.activeElement.id") == following


def it_goes_back_with_one_press_after_ending_several(full, cast, signed):
    page = signed(cast.otto)
    page.goto(f"{INBOX}?loai=admin_question")
    page.locator(".pick input").first.check()
    page.get_by_role("button", name="Kết thúc").click()
    expect(page.locator(".toast")).to_contain_text("Đã kết thúc 1 tin.")
    check_page(page, "inbox-undo")

    page.get_by_role("button", name="Hoàn tác").click()

    expect(page.get_by_role("status").filter(has_text="Đã hoàn tác")).to_be_visible()
    assert page.url.endswith(f"{INBOX}?loai=admin_question")
