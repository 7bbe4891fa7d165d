"""Who is spoken of never sees it; who is greeted, asked, thanked or told does."""

from __future__ import annotations

import pytest
from conftest import _person

from lantoa.accounts.queries import actor_of
from lantoa.conversations.queries import threads
from lantoa.conversations.tests.makers import arrival, taken

pytestmark = pytest.mark.django_db

SPOKEN_OF = (
    "Công an Minh tháng nào cũng ghé sòng bạc lấy 5 triệu",
    "Cán bộ Minh biết sòng bạc nhà bà Tư mà không bắt",
    "Đại úy Trần Quốc Minh công an phường là chủ quán karaoke có mại dâm",
    "Đồng chí Trần Quốc Minh lái xe tông người rồi bỏ chạy",
    "Đ/c Minh nhận tiền",
    "Cán bộ phường đòi tiền tôi, ổng tên Minh",
    "Người của phường đòi tiền tôi, họ tên đầy đủ là Minh Trần Quốc",
    "Cán bộ Minh cứ cuối tuần là ngồi trong quán của mấy ông chủ số đề",
    "TRẦN QUỐC MINH CÔNG AN PHƯỜNG XÂY NHÀ LẤN ĐƯỜNG",
    "tran quoc minh hay vao nha nghi do luc nua dem",
    "Đ/chí Minh dùng xe cơ quan chở hàng cho quán nhậu nhà vợ",
    "Đ/u Trần Quốc Minh bán đồ tang vật ra chợ",
    "Hôm đó có người tên Minh mặc cảnh phục công an vào lấy hàng rồi đi",
    "Minh Trần Quốc, công an phường, mướn người tới phá quán tôi",
    "Bãi đất cuối xóm do trung úy Minh đứng ra phân lô",
    "Bên phường có anh Minh công an hay nhắn tin tán tỉnh con gái tôi",
    "Tôi đã báo đồng chí Minh ba lần mà đồng chí ấy làm ngơ",
    "Nhờ cấp trên xem lại: chủ bãi cát là em ruột thượng úy Trần Quốc Minh",
    "T.Q.Minh công an khu vực vẽ đường cho xe quá tải",
    "Đ.c Minh hẹn tôi ra quán cà phê rồi bảo rút đơn",
    "Minh (công an khu vực 2) chiều nào cũng xách đồ về",
    "Nộp 3 triệu cho cán bộ Minh thì xe ba gác mới được đậu ở đây",
)
SPOKEN_TO = (
    "Kính gửi đồng chí Minh, hẻm 7 có nhóm thanh niên nẹt pô suốt đêm",
    "Nhờ đại úy Trần Quốc Minh ghé xem giúp cột đèn hư ở đầu hẻm",
    "Tôi đã báo đồng chí Minh hôm qua, hôm nay chó lại thả rông",
    "Cảm ơn đ/c Minh, tối qua họ đã vặn nhỏ karaoke",
    "Xin chào cán bộ Minh, tôi muốn hỏi chuyện trộm xe hôm trước",
    "Anh Minh ơi, lại có người bán pháo ở chợ",
    "Kính mong đồng chí Ốt và đồng chí Minh kiểm tra bãi xe trước trường",
    "Thưa thượng úy Minh, nhà kế bên đang bị mất trộm gà hoài",
    "Mình thấy có người trộm xe ở chợ",
    "Đường Nguyễn Văn Minh bị đổ rác trộm",
    "Em trình bày với cán bộ Minh rồi, giờ gửi thêm chỗ lấn chiếm",
    "nho dong chi minh xem giup bai rac cuoi hem",
    "Gửi anh Minh công an khu vực: nhà trọ số 5 có người lạ ở chui",
    "Hàng xóm tên Minh mở nhạc lớn quá nửa đêm",
    "Quán cà phê Minh Châu mở nhạc ồn tới khuya, nhờ các anh công an nhắc",
    "Đồng chí Minh ghé xem giúp tôi cái cống hư",
)


@pytest.fixture
def minh(house, cast):
    desk = house.desk("inbox", house.here)
    return _person("minh", "Trần Quốc Minh", "Đ/u", house.here, "beat", desk, *house.beats.values())


def _sees(minh, house, text):
    return threads.may_see(actor_of(minh), taken(arrival(text, unit=house.here.pk, kind="tip")).thread.n)


@pytest.mark.parametrize("text", SPOKEN_OF)
def it_keeps_a_matter_from_an_officer_it_speaks_of_whatever_the_verb(house, minh, text):
    assert not _sees(minh, house, text)


@pytest.mark.parametrize("text", SPOKEN_TO)
def it_leaves_a_matter_with_an_officer_who_is_only_spoken_to(house, minh, text):
    assert _sees(minh, house, text)
