"""The words of a thread: what it is about, how it came, how urgent it is."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    """What a message is, in code and data (DESIGN 4). The first four lead to tips."""

    TIP = "tip", "Tin báo"
    EMERGENCY = "emergency", "Khẩn"
    COMPLAINT = "complaint_about_police", "Việc của cán bộ công an"
    DEVICE_FAULT = "device_fault", "Hỏng thiết bị"
    QUESTION = "admin_question", "Câu hỏi"
    FEEDBACK = "feedback", "Góp ý"
    CHAT = "thanks_or_chat", "Chào hỏi"
    SPAM = "spam_or_abuse", "Rác"


LEADS_TO_TIP = frozenset({Kind.TIP, Kind.EMERGENCY, Kind.COMPLAINT, Kind.DEVICE_FAULT})
ABOUT_UNITS = ("above", "inspectorate")
"""The desks (``DeskKind``) above the units: what lies there is about police."""
GETS_RECEIPT = LEADS_TO_TIP | {Kind.QUESTION}
NO_THREAD_FROM_GROUP = frozenset({Kind.CHAT, Kind.SPAM})


class Urgency(models.TextChoices):
    NONE = "none", "Không gấp"
    NORMAL = "normal", "Thường"
    TODAY = "today", "Trong ngày"
    EMERGENCY = "emergency", "Khẩn"


class Channel(models.TextChoices):
    WEB = "web", "Trang web"
    ZALO = "zalo_oa", "Zalo"
    ZALO_GROUP = "zalo_group", "Nhóm Zalo"
    SMS = "sms", "SMS"
    DESK = "hotline_note", "Gọi điện"


class Mode(models.TextChoices):
    """What was promised to the person: we cannot know, or few may know."""

    ANONYMOUS = "anonymous", "Ẩn danh"
    CONFIDENTIAL = "confidential", "Giữ kín"


class Direction(models.TextChoices):
    IN = "in", "người báo"
    OUT = "out", "đơn vị"
    NOTE = "note", "ghi chú nội bộ"
    AUTO = "auto", "tự động"


class Category(models.TextChoices):
    """Categories of what happened; none for opinions, belief or origin (DESIGN 5.1)."""

    THEFT = "theft", "Trộm cắp"
    ROBBERY = "robbery", "Cướp giật"
    FRAUD = "fraud_online", "Lừa đảo qua mạng"
    ASSAULT = "assault", "Đánh người gây thương tích"
    DISORDER = "disorder", "Gây rối"
    BLACK_CREDIT = "black_credit", "Tín dụng đen"
    WEAPONS = "weapons_fireworks", "Vũ khí, pháo"
    DRUGS = "drugs", "Ma túy"
    GAMBLING = "gambling", "Đánh bạc"
    PROSTITUTION = "prostitution", "Mại dâm"
    DOMESTIC = "domestic_violence", "Bạo lực gia đình"
    CHILD = "child_abuse", "Xâm hại trẻ em"
    RACING = "traffic_racing", "Đua xe, nẹt pô"
    PARKING = "illegal_parking", "Đậu xe sai"
    SIDEWALK = "sidewalk", "Lấn chiếm lòng lề đường"
    NOISE = "noise", "Ồn ào, karaoke"
    ANIMALS = "stray_animals", "Vật nuôi thả rông"
    WASTE = "waste", "Rác"
    DUMPING = "environment_dumping", "Xả thải"
    SAND = "sand_mining", "Khai thác cát"
    FISHING = "electric_fishing", "Kích điện bắt cá"
    WATERWAY = "waterway", "Đường thủy"
    FIRE = "fire_hazard", "Nguy cơ cháy nổ"
    BLOCKED = "blocked_exit", "Bít lối thoát"
    STRANGER = "residence_stranger", "Cư trú, hành vi đáng ngờ"
    CAMERA = "device_camera", "Camera hỏng"
    GATE = "device_gate", "Cổng hỏng"
    BELL = "device_bell", "Chuông hỏng"
    OTHER = "other", "Việc khác"


class Chip(models.TextChoices):
    """The one chip of a row. While a tip exists, ``tips`` writes it."""

    NEW = "new", "Mới"
    RECEIVED = "received", "Đã nhận"
    ACKNOWLEDGED = "acknowledged", "Đã xem"
    CHECKING = "checking", "Đang kiểm tra"
    ANSWERED = "answered", "Đã trả lời"
    CLOSED = "closed", "Kết thúc"
    HANDED_OVER = "handed_over", "Đã chuyển"
    MERGED = "merged", "Đã gộp"
    REFUSED = "refused", "Từ chối"
    WITHDRAWN = "withdrawn", "Đã rút"
    WHERE = "where", "Chờ hỏi nơi"
    UNSURE = "unsure", "Máy chưa chắc"
