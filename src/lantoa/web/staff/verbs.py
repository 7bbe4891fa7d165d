"""Every verb of the journal in words, and the groups by which an inspector looks."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.conversations.logic.verbs import VERBS as MATTERS

WORDS = {
    **MATTERS,
    "threads.searched": "Tìm bằng chữ",
    "threads.searched_by_number": "Tìm bằng biển số hoặc số điện thoại",
    "bank.added": "Thêm câu có sẵn",
    "bank.changed": "Sửa câu có sẵn",
    "bank.retired": "Cất câu có sẵn",
    "bank.restored": "Dùng lại câu có sẵn",
    "bank.planted": "Lấy bộ câu có sẵn mẫu",
    "person.forgotten": "Quên một người liên hệ",
    "message.emptied": "Xóa chữ của tin đã gửi",
    "message.given_up": "Thôi gửi một tin",
    "file.original_opened": "Mở tệp gốc",
    "files.destroyed": "Hủy tệp",
    "journal.read": "Xem nhật ký",
    "journal.verified": "Kiểm tra chuỗi nhật ký",
    "house.restored": "Khôi phục từ bản sao lưu",
    "house.restored_without_list": "Khôi phục từ bản sao lưu, không có danh sách khóa đã hủy",
    "key.destroyed": "Hủy khóa",
    "errand.retried": "Cho chạy lại việc kẹt",
    "post.tried_again": "Cho gửi lại tin kẹt",
    "account.connected": "Nối tài khoản nhắn tin",
    "account.changed": "Đổi cách nối tài khoản nhắn tin",
    "account.send_on": "Cho tài khoản nhắn tin gửi đi",
    "account.send_off": "Không cho tài khoản nhắn tin gửi gì đi",
    "account.picture_on": "Cho tài khoản nhắn tin gửi hình",
    "account.picture_off": "Không cho tài khoản nhắn tin gửi hình",
    "account.invite_on": "Cho mời người nhắn trong nhóm nhắn riêng",
    "account.invite_off": "Không cho mời người nhắn trong nhóm nhắn riêng",
    "account.charge_on": "Cho gửi cả tin phải trả tiền",
    "account.charge_off": "Không cho gửi tin phải trả tiền",
    "account.verified": "Tài khoản nhắn tin đã xác minh",
    "grant.lost": "Mất quyền gửi của tài khoản",
    "link.made": "Lập đường dẫn ngắn",
    "link.changed": "Đổi đường dẫn ngắn",
    "facts.loaded": "Nạp danh mục phường, xã",
    "boundaries.loaded": "Nạp ranh giới",
    "map.loaded": "Nạp bảng đơn vị cũ, mới",
    "hours.set": "Đặt giờ làm việc",
    "day_off.set": "Đặt ngày nghỉ",
    "make_up_day.set": "Đặt ngày làm bù",
    "staff.hired": "Thêm người",
    "staff.kept_from": "Giữ kín với người trùng tên hoặc người được giao quyền",
    "staff.signed_in": "Đăng nhập",
    "staff.signed_out": "Đăng xuất",
    "sessions.ended": "Đăng xuất tất cả mọi người, hủy phiếu vào chưa dùng",
    "desk.taken": "Giao hộp thư",
    "desk.left": "Bỏ phụ trách hộp thư",
    "slip.drawn": "Cấp phiếu vào",
    "slip.used": "Dùng phiếu vào",
    "reset.asked_by_chief": "Trưởng đơn vị xin cấp lại cách vào",
    "reset.asked_by_admin": "Quản trị đồng ý cấp lại cách vào",
    "reset.done": "Cấp lại cách vào",
    "second_factor.set": "Cài ứng dụng mã",
    "recovery_codes.drawn": "Lấy mã dự phòng",
    "recovery_code.used": "Dùng mã dự phòng",
    "password.changed": "Đổi mật khẩu",
    "unit.made": "Lập đơn vị",
    "area.made": "Lập khu vực",
    "unit.number_set": "Đổi số trực ban",
}
_ROLES = {
    "beat": "cảnh sát khu vực",
    "duty": "trực ban",
    "chief": "trưởng, phó đơn vị",
    "movement": "phòng phong trào",
    "inspector": "thanh tra",
    "volunteer": "lực lượng cơ sở",
    "admin": "quản trị hệ thống",
}
for _role, _word in _ROLES.items():
    WORDS[f"post.{_role}_given"] = f"Giao vai trò {_word}"
    WORDS[f"post.{_role}_ended"] = f"Thôi vai trò {_word}"


@dataclass(frozen=True, slots=True)
class Group:
    """A tab of the page; no verbs means all. ``by_staff``: only people do this, so an index of theirs serves it."""

    name: str
    words: str
    verbs: tuple[str, ...] = ()
    by_staff: bool = True


_OPENINGS = (
    "opening.asked",
    "opening.consented",
    "opening.refused",
    "identity.opened",
    "thread.plate_opened",
    "thread.phone_opened",
    "file.original_opened",
)
_SEARCHES = ("threads.searched", "threads.searched_by_number")
_STAFF = tuple(v for v in WORDS if v.split(".")[0] in ("staff", "post", "desk", "slip", "reset", "second_factor",
                                                       "recovery_codes", "recovery_code", "password"))  # fmt: skip

GROUPS = {
    group.name: group
    for group in (
        Group("openings", "Mở danh tính, biển số, số máy", _OPENINGS),
        Group("readings", "Đọc tin", ("thread.opened",)),
        Group("searches", "Tìm", _SEARCHES),
        Group(
            "rings",
            "Chuông",
            ("ring.started", "ring.moved", "ring.accepted", "ring.passed_on", "ring.ended", "call.taken"),
            by_staff=False,
        ),
        Group("staff", "Cán bộ, cách vào", _STAFF),
        Group("journal", "Xem nhật ký", ("journal.read", "journal.verified")),
        Group("all", "Tất cả", by_staff=False),
    )
}


def said(verb: str) -> str:
    """A verb in words; one nobody named yet shows as it is."""
    return WORDS.get(verb, verb)
