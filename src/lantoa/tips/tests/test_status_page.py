"""The status page: whoever holds the receipt reads and writes; nobody learns anything by guessing."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.conversations.actions import forget, intake, reply
from lantoa.conversations.logic import receipts
from lantoa.conversations.models import Message, Thread
from lantoa.conversations.queries import sealed
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.journal.logic import HOUSE
from lantoa.kit import clock
from lantoa.media.models import MediaFile
from lantoa.media.tests import samples
from lantoa.tips.actions import merge, move, official, work
from lantoa.tips.actions.receive import receive
from lantoa.tips.models import Tip
from lantoa.tips.queries.status import tip_of
from lantoa.tips.tests.form import hidden, text
from lantoa.tips.views import pace

pytestmark = pytest.mark.django_db
STORY = "Có người trộm xe ở đầu hẻm"
UNKNOWN = "Không tìm thấy tin với mã này"


@pytest.fixture
def receipt() -> receipts.Drawn:
    return receipts.draw()


@pytest.fixture
def tip(house, receipt) -> Tip:
    one = intake.prepare(arrival(STORY, unit=house.here.pk, kind="tip"), receipt=receipt)
    return receive(by=FORM, prepared=one)[1]


class Reporter:
    """Whoever holds the receipt, in a browser."""

    def __init__(self, client, receipt):
        self.client = client
        self.page = client.post("/tin/", {"ma": receipt.in_groups()})

    def press(self, go, **fields):
        self.page = self.client.post("/tin/", {"t": hidden(self.page, "t"), "go": go, **fields})
        return self.page


@pytest.fixture
def rhea(client, tip, receipt) -> Reporter:
    return Reporter(client, receipt)


def answer(tip, otto, words="Dạ, xe đã trả lại chủ.") -> None:
    work.answer(by=otto, tip=tip, ready=reply.prepare(tip.thread, words))


def it_opens_the_thread_with_the_receipt_however_it_is_typed(client, tip, receipt):
    for typed in (receipt.digits, receipt.in_groups(), receipt.in_groups().replace(" ", "-"), f"  {receipt.digits}. "):
        assert STORY in text(client.post("/tin/", {"ma": typed}))


def it_sets_no_cookie_and_is_never_stored(client, tip, receipt):
    pages = [client.get("/tin/"), client.post("/tin/", {"ma": receipt.digits}), client.post("/tin/", {"ma": "1"})]

    assert [page.cookies for page in pages] == [{}] * 3
    assert {page["Cache-Control"] for page in pages} == {"no-store"}


def it_tells_a_slip_of_the_pen_before_any_look_up(client, tip, receipt, monkeypatch):
    monkeypatch.setattr(receipts, "lookup_of", None)
    wrong = ("1" if receipt.digits[0] != "1" else "2") + receipt.digits[1:]

    page = text(client.post("/tin/", {"ma": wrong}))

    assert "Xem lại từng nhóm 4 số" in page and f'value="{wrong}"' in page


def it_answers_the_same_to_unknown_and_to_destroyed(client, tip, receipt):
    never = client.post("/tin/", {"ma": receipts.draw().digits})
    forget.destroy(by=HOUSE, thread=tip.thread)
    gone = client.post("/tin/", {"ma": receipt.digits})

    blank = re.compile(r'value="[0-9 ]*"')
    assert UNKNOWN in text(never)
    assert blank.sub("", text(never)) == blank.sub("", text(gone))


def it_shows_neither_number_nor_names_nor_notes(rhea, tip, cast):
    otto = cast.actor("otto")
    reply.note(by=otto, thread=tip.thread, text="Coi chừng người này")
    answer(tip, otto)

    page = text(rhea.press("news"))

    assert "Dạ, xe đã trả lại chủ." in page and "Công an phường Mẫu Một" in page
    for secret in (tip.number, "Nguyễn Văn Ốt", "Coi chừng", f"?{tip.thread_id}"):
        assert secret not in page


def it_shows_the_five_steps_and_what_is_promised(rhea, tip, cast):
    move.acknowledge(by=cast.actor("otto"), tip=tip)

    page = text(rhea.press("news"))
    path = page.partition('class="path"')[2].partition("</ol>")[0]

    steps = "Đã nhận|Đã xem|Đang kiểm tra|Trả lời|Kết thúc"
    assert re.findall(rf'<li ?(aria-current="step"|class="done"|)>({steps})', path) == [
        ('class="done"', "Đã nhận"),
        ('aria-current="step"', "Đã xem"),
        ("", "Đang kiểm tra"),
        ("", "Trả lời"),
        ("", "Kết thúc"),
    ]
    assert "Trả lời kết quả chậm nhất" in page


def it_writes_on_in_the_same_thread_and_stores_a_double_press_once(rhea, tip):
    held = {"t": hidden(rhea.page, "t"), "go": "say", "ke": "Xe màu đỏ"}

    first, again = rhea.client.post("/tin/", held), rhea.client.post("/tin/", held)

    assert "Xe màu đỏ" in text(first) and "Xe màu đỏ" in text(again)
    assert Message.objects.filter(thread=tip.thread, direction="in").count() == 2


def it_adds_a_photo_and_shows_it(rhea, tip, shelves):
    page = text(rhea.press("say", ke="", tep=SimpleUploadedFile("a.jpg", samples.jpeg(position=True))))

    file = MediaFile.objects.get()
    address = re.search(r'src="(/tep/[^"]+)"', page).group(1)
    assert (file.owner, file.has_original) == (tip.thread_id, False)
    assert b"".join(rhea.client.get(address).streaming_content).startswith(b"\xff\xd8")


def it_says_what_to_do_with_a_file_it_cannot_take_and_keeps_the_words(rhea, tip, shelves):
    page = text(rhea.press("say", ke="Xe màu đỏ", tep=SimpleUploadedFile("a.heic", samples.heic())))

    assert "Tương thích nhất" in page and "Xe màu đỏ" in page
    assert Message.objects.filter(thread=tip.thread, direction="in").count() == 2


def it_asks_for_something_when_nothing_was_written(rhea, tip):
    assert "Viết một câu, hoặc chọn hình" in text(rhea.press("say", ke=" "))


def it_starts_an_emergency_of_its_own_with_a_receipt_of_its_own(rhea, tip):
    page = text(rhea.press("say", ke="cứu tôi với, nó cầm dao chém người ta"))

    own = "".join(re.findall(r"\d", re.search(r'class="code">(.*?)</p>', page).group(1)))
    apart = Thread.objects.exclude(n=tip.thread_id).get()
    assert (apart.kind, apart.before_id) == ("emergency", tip.thread_id)
    assert apart.receipts.get().lookup == receipts.lookup_of(own)


def it_leaves_every_list_when_withdrawn_and_takes_no_more_words(rhea, tip):
    page = text(rhea.press("withdraw"))

    assert "Tin này đã rút lại" in page and "Nhắn thêm" not in page
    assert not Thread.objects.get(n=tip.thread_id).open
    rhea.press("say", ke="còn nữa")
    assert Message.objects.filter(thread=tip.thread, direction="in").count() == 1


def it_says_so_when_the_tip_had_moved_meanwhile(rhea, tip, cast):
    otto = cast.actor("otto")
    official.hand_over(by=otto, tip=tip, to="Cơ quan điều tra")

    assert rhea.press("withdraw").status_code == 200


@pytest.mark.parametrize(("said", "state"), [("yes", "answered"), ("partly", "answered"), ("no", "checking")])
def it_asks_whether_it_helped_and_opens_again_when_not(rhea, tip, cast, said, state):
    answer(tip, cast.actor("otto"))
    assert "Việc này có giúp được không?" in text(rhea.press("news"))

    page = text(rhea.press(f"helped:{said}"))

    tip.refresh_from_db()
    assert (tip.helped, tip.state) == (said, state)
    assert "Việc này có giúp được không?" not in page


def it_does_not_open_again_after_14_days(rhea, tip, cast, client, receipt):
    answer(tip, cast.actor("otto"))
    with clock.moved(clock.now() + timedelta(days=15)):
        page = client.post("/tin/", {"ma": receipt.digits})
        client.post("/tin/", {"t": hidden(page, "t"), "go": "helped:no"})

    tip.refresh_from_db()
    assert (tip.helped, tip.state) == ("no", "answered")


def it_shows_a_merged_tip_as_far_as_the_main_one(rhea, tip, cast, house):
    main = receive(by=FORM, prepared=intake.prepare(arrival("Trộm xe đạp", unit=house.here.pk, kind="tip")))[1]
    otto = cast.actor("otto")
    merge.merge(by=otto, tip=tip, into=main)
    move.start_checking(by=otto, tip=main)

    page = text(rhea.press("news"))

    assert 'aria-current="step">Đang kiểm tra' in page
    assert "Trộm xe đạp" not in page


def it_tells_when_the_identity_was_opened_by_which_role_and_why(rhea, tip, monkeypatch):
    from lantoa.tips.views.status import page as drawing
    from lantoa.vault.queries import Told

    told = Told(clock.now(), "Trưởng công an phường", "Cần gọi lại gấp")
    monkeypatch.setattr(drawing, "for_reporter", lambda n: [told] if n == tip.thread_id else [])

    page = text(rhea.press("news"))

    assert "Trưởng công an phường" in page and "Cần gọi lại gấp" in page


def it_closes_after_thirty_minutes_and_says_that_nothing_was_sent(rhea, tip):
    held = {"t": hidden(rhea.page, "t"), "go": "say", "ke": "Xe màu đỏ"}
    with clock.moved(clock.now() + timedelta(minutes=31)):
        page = text(rhea.client.post("/tin/", held))

    assert "Chữ đang viết chưa gửi đi đâu cả" in page and STORY not in page
    assert Message.objects.filter(direction="in").count() == 1


def it_takes_no_token_of_another_page(client, tip):
    from lantoa.tips.logic import ticket

    stolen = ticket.seal(
        "report", {"thread": tip.thread.public_id, "display": "", "nonce": ""}, lasts=timedelta(hours=1)
    )

    assert STORY not in text(client.post("/tin/", {"t": stolen, "go": "news"}))


def it_asks_a_sum_after_many_tries_and_refuses_nobody(client, tip, receipt):
    for _ in range(pace.LOOKUPS):
        assert UNKNOWN in text(client.post("/tin/", {"ma": receipts.draw().digits}))

    asked = text(client.post("/tin/", {"ma": receipt.digits}))
    one, two = map(int, re.search(r"(\d+) cộng (\d+)", asked).groups())
    field = re.search(r'name="hoi" value="([^"]+)"', asked).group(1)
    page = text(client.post("/tin/", {"ma": receipt.digits, "tong": str(one + two), "hoi": field}))

    assert STORY not in asked and STORY in page


def it_marks_what_the_police_read(rhea, tip, cast):
    from lantoa.conversations.actions import read

    read.opened(by=cast.actor("otto"), thread=tip.thread)

    assert "Công an đã đọc" in text(rhea.press("news"))


@pytest.mark.parametrize("many", [1, 3])
def it_reads_in_the_same_statements_for_any_number_of_messages(client, tip, receipt, many, django_assert_num_queries):
    for n in range(many - 1):
        receive(by=FORM, prepared=intake.prepare(arrival(f"Thêm {n}", to_thread=tip.thread_id)))
    client.post("/tin/", {"ma": receipt.digits})

    with django_assert_num_queries(8):
        client.post("/tin/", {"ma": receipt.digits})


def it_keeps_the_display_in_the_token(rhea):
    rhea.press("display", theme="dark", size="xl")

    assert 'data-theme="dark" data-size="xl"' in text(rhea.press("news"))


def it_keeps_thread_and_tip_in_step_with_what_is_shown(rhea, tip):
    assert tip_of(tip.thread) == tip
    assert [one.text for one in sealed.said(tip.thread, notes=False)] == [STORY]
