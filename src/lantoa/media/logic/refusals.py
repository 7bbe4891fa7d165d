"""Why a file is not taken, each with the sentence that says what to do instead."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "empty": _("Tệp này trống. Chọn lại hình, tiếng nói hoặc clip."),
    "unknown": _("Chưa mở được loại tệp này. Gửi hình JPEG hoặc PNG, tiếng nói, hoặc clip MP4."),
    "heic": _(
        "Hình HEIC chưa xem được. Trên iPhone vào Cài đặt, Camera, Định dạng, chọn Tương thích nhất; hoặc chụp màn "
        "hình tấm hình rồi gửi."
    ),
    "document": _("Chưa nhận văn bản hay tệp nén. Chụp hình từng trang rồi gửi hình."),
    "mixed": _("Tệp này chứa thêm thứ khác bên trong nên không mở. Chụp màn hình rồi gửi hình đó."),
    "too_many_pixels": _("Hình lớn quá. Chụp màn hình tấm hình này rồi gửi lại."),
    "broken": _("Tệp này hỏng, không mở được. Chọn lại tệp khác hoặc chụp lại."),
    "cannot_clean": _("Chưa xóa được thông tin riêng trong tệp này nên chưa gửi ẩn danh được. Gửi hình hoặc clip MP4."),
    "too_big_picture": _("Hình nặng quá 15 MB. Chụp màn hình tấm hình rồi gửi lại."),
    "too_big_voice": _("Tiếng nói dài quá 10 MB. Thu lại ngắn hơn, hoặc chia làm hai."),
    "too_big_clip": _("Clip dài quá 40 MB. Gửi đoạn dưới 1 phút, hoặc gửi hình."),
    "too_many": _("Mỗi lần gửi nhiều nhất 8 tệp. Chọn những tệp rõ nhất."),
    "no_room": _("Máy chưa nhận được tệp lúc này. Chữ đã viết vẫn gửi được; gửi tệp sau bằng mã nhận tin."),
    "gone": _("Tệp để quá hai giờ nên đã xóa. Chọn lại tệp."),
}


class Refused(Exception):
    """This file is not taken. ``code`` is a key of SENTENCES; ``str`` is the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def sentence(self) -> str:
        """What to do, in the reader's language."""
        return str(SENTENCES[self.code])


# A file of these codes is not evidence of anything we could ever show: not even parked.
NEVER_PARKED = frozenset({"empty", "too_big_picture", "too_big_voice", "too_big_clip", "too_many", "no_room", "gone"})
# Somebody at a form can do what the sentence says; what came by a messenger is kept sealed instead.
SAY_INSTEAD = frozenset({"heic", "document", "unknown"})
