"""Danger is weighed apart from blame, and an office of the police is blamed without a name: both, each, and neither."""

import pytest

from lantoa.conversations.logic.sorting import word_rules
from lantoa.conversations.tests.makers import arrival, taken
from lantoa.errands.models import Errand

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    [
        "Công an làm ăn kiểu gì, kẻ cướp còn trong nhà mà không ai tới",
        "công an đang đứng nhìn tụi nó đánh em tôi",
        "Gọi công an phường ba lần rồi mà chưa thấy ai, nhà tôi đang bị đốt",
        "Tôi đang bị công an đánh ở trụ sở",
        "tại sao công an chưa tới, nó đang đâm con tôi",
        "tụi nó đang đánh chồng tôi mà công an đứng coi",
        "Công an phường chậm quá, nhà em đang bị người ta đốt",
        "cong an dang danh toi trong phong",
    ],
)
def it_rings_at_the_place_and_tells_the_unit_above_when_danger_and_blame_come_together(house, cast, text):
    both = taken(arrival(text, unit=house.here.pk))

    assert (both.thread.kind, both.thread.desk) == ("emergency", house.desk("inbox", house.here))
    assert Errand.objects.filter(task="lantoa.duties.tasks.ring_for", args__thread=both.thread.n).exists()
    assert (both.beside.kind, both.beside.desk) == ("complaint_about_police", house.desk("above", house.city))


@pytest.mark.parametrize(
    "text",
    [
        "Tuần trước tôi bị công an đánh ở trụ sở",
        "Xe bị cướp tuần trước mà công an phường chưa trả lời",
        "Con tôi đang bị muỗi đốt nhiều, bên mình có phun thuốc không",
        "Công an đang đứng ở ngã tư nhìn xe chạy",
        "Nhà bên đang đắp nền, đất đá rơi ra đường",
        "Công an phường đang đánh giá phong trào",
    ],
)
def it_rings_for_no_danger_that_is_over_or_none(text):
    assert word_rules(text).kind != "emergency"


@pytest.mark.parametrize(
    ("text", "desk"),
    [
        ("Công an phường bảo kê quán massage Hồng Ngọc", "above"),
        ("ông trưởng công an phường nhận tiền của chủ vựa cát", "above"),
        ("Công an phường hành hung chồng tôi", "above"),
        ("cong an phuong nhan tien cua chu song bac", "above"),
        ("Công an Phường Mẫu Một đang bảo kê cho bãi cát", "above"),
        ("Phó công an xã đòi 5 triệu mới cho mở quán", "above"),
        ("Chồng tôi bị công an phường đánh bầm mặt", "above"),
        ("Cảnh sát giao thông chặn xe tôi xin đểu 200 ngàn", "inspectorate"),
        ("Cảnh sát hình sự PC02 ép cung", "inspectorate"),
        ("Trực ban 113 thành phố chửi tôi", "inspectorate"),
        ("CSGT đội 1 nhận tiền", "inspectorate"),
        ("Thanh tra công an nhận tiền bịt đơn của tôi", "inspectorate"),
    ],
)
def it_lays_blame_of_an_office_above_whoever_is_blamed(house, cast, text, desk):
    thread = taken(arrival(text, unit=house.here.pk)).thread

    assert (thread.kind, thread.desk.kind) == ("complaint_about_police", desk)


@pytest.mark.parametrize(
    "text",
    [
        "Công an phường nhận tiền phạt ở đâu vậy",
        "Công an phường đã bắt nhóm bảo kê chợ",
        "Mong công an phường dẹp nhóm bảo kê quán nhậu",
        "Kẻ lạ giả danh công an nhận tiền của mẹ tôi",
        "Chồng tôi hành hung tôi, báo công an phường",
        "Nhờ công an phường xử lý thằng Tý hành hung vợ",
        "Báo công an phường ông Tám đánh vợ hoài",
    ],
)
def it_blames_no_office_that_does_its_work(text):
    assert word_rules(text).kind != "complaint_about_police"
