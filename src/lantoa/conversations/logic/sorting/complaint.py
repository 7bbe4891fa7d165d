"""Word rules for a complaint about the police: who is named, and what they are said to have done.

They lean towards complaint: a doubtful one goes to the unit above, which sends it down.
"""

from __future__ import annotations

import re

from lantoa.conversations.logic.sorting.signs import any_of, weigh
from lantoa.conversations.logic.sorting.words import Read

_POLICE = (
    "(?:cong an|can bo|canh sat|giao thong|truc ban|tiep dan|dieu tra vien|to tuan tra|nhan vien|bo doi|dong chi|"
    "chi huy|truong cong an|pho cong an|cong an vien|dan phong|may anh truc|ong truc|lanh dao|chien si|anh truc|"
    "bao ve an ninh|ca (?:phuong|xa|khu vuc)|cong tay)"
)
ACTOR = any_of(
    _POLICE, "cap tren", "thanh pho xac minh", "tru so", "trang (?:nay|this)", "chatbot", "may anh", "may ong",
    "dan phong", "xe bien xanh", "xe tuan tra", "ben (?:minh|cong an)", "phuong (?:minh|nay|this)",
    "khu vuc 5", "quay so", "ban so", "cua so", "cho lam can cuoc", "len phuong", "phuong", "xa", "lam can cuoc",
    "ho so", "bien ban", "tin nhan dan", "seen", "bao riet",
)  # fmt: skip
NAMED = any_of(_POLICE)
DEEDS: tuple[tuple[float, re.Pattern[str]], ...] = (
    # manner
    (2, any_of("hach dich", "cua quyen", "trong khong", "quat", "quang (?:ho so|giay|tra)", "nat no", "nat nguoi",
        "cau co", "coi thuong", "khinh", "thai do", "may tao|kieu may|goi may|keu may|xung may",
        "chui (?:dan|toi|tui|em|con|ba|me|vo|nhu)",
        "(?:la|noi nang|noi chuyen) (?:\\w+ ){0,3}(?:toi|tui|em|con|ba|me|dan|vo|nhu)",
        "(?:noi|keu|is|la) (?:\\w+ )?dan ngu", "dull thi|dot thi", "noi nang", "tho lo",
        "khong (?:mot )?loi (?:xin loi|chao|giai thich)", "khong chao", "bat lich su", "khong xin loi",
        "xua (?:toi|dan|tay)", "mat day", "vo trach nhiem", "vo le", "noi xoc|noi moc")),
    # money
    (3, any_of("(?:doi|voi|goi y|keu dua|keu nop|bat dan dua) (?:(?:toi|tui|em|dan|them|me|ba|chi|"
               "anh) ){0,2}(?:[0-9]+ ?(?:k|ngan|trieu|tr|dong)|tien|ca phe|boi duong|phong bi)", "ca phe moi",
               "dua (?:\\w+ ){0,2}(?:[0-9]+k?|tien) .{0,25}(?:cho di|bo qua|moi)", "chung chi", "hoi lo",
               "an (?:hoi lo|chan|don)", "boi duong", "phong bi", "lot tay", "mai lo",
               "nhan tien (?:cua dan|boi duong|roi)", "khong (?:dua|ghi|lap|co) (?:\\w+ )?bien (?:ban|lai)",
               "khong bien (?:ban|lai)", "lam luat", "voi vinh")),
    # silence and delay
    (2, any_of("(?:khong|chua|chang) (?:\\w+ )?(?:ai )?(?:tra loi|giai quyet|phan hoi|xu ly|nhac may|bat may|nghe may|"
               "tiep|lam viec gi)", "tra loi (?:long vong|cho co|qua loa)",
               "hen (?:lai|toi hen lui|hoai|mieng|di hen lai|toi)|hen .{0,20}lan", "hen (?:[0-9]+h?|\\w+ gio) ma",
               "im (?:re|lang|ru)", "bat (?:tam|vo am tin)", "seen",
               "(?:cho|doi) (?:ca|may|hon|gan|[0-9]+) (?:buoi|tieng|gio|phut|ngay|sang|dong ho)",
               "hon .{0,12}(?:tieng|gio|thang) (?:\\w+ )?(?:sau|roi) (?:\\w+ ){0,4}(?:moi|bat|chua)",
               "lam mat ho so|mat ho so", "lam mat .{0,20}(?:giay|ho so)",
               "keu (?:nhan zalo|len tru so|lam lai|bo sung|len|ve) (?:\\w+ ){0,3}(?:tu dau|hoai|giay to|tru so)",
               "ma nay .{0,25}(?:chua|bat|khong)", "dun day", "nem qua nem lai", "di (?:toi )?di lui",
               "bao (?:hoai|riet|may lan) .{0,30}(?:khong|seen|dau lai)", "[0-9]+ ngay lam viec",
               "\\w+ lan (?:toi|len|bat) .{0,40}(?:hen|cho|ve|khong)", "ngu gat", "moi (?:chiu )?ra",
               "bo di (?:an|uong|nhau)", "bam dien thoai|lam viec rieng|choi game|bo truc|truc (?:ma )?ngu",
               "cho roi cho ve")),
    # leaking who told
    (4, any_of("(?:lo|lam lo|tiet lo|de lo|noi ra|khai ra) (?:ten|toi|thong tin|danh tinh|nguoi bao|tui|em|bi mat)",
        "ai (?:trong|lam|noi) .{0,30}(?:noi ra|lo|tiet lo)", "may mec", "mec cong an", "lam lo",
        "(?:toi|tui|em) (?:la|is) nguoi bao", "hua giu (?:bi mat|kin) .{0,60}(?:biet|ai dau|ma)",
        "(?:toi|tui|em) (?:to giac|bao tin|bao|to cao) .{0,60}(?:qua chui|chui dung ten|tim toi|tra thu|den nha toi|"
        "biet)")),
    # force and powers
    (2, any_of("con(?:g)? tay", "(?:may anh|cong an|can bo|dan phong|to tuan tra|truc ban) (?:\\w+ ){0,5}(?:danh|tat|"
                                "dap|dam|bop) (?:\\w+ ){0,3}(?:con|toi|tui|em|nguoi|bam|toi tap)",
                                "danh (?:bam|gay|sung|nguoi) .{0,40}(?:tru so|phuong|xa|dan phong)",
                                "ep (?:cung|ky|khai|nhan)", "ky khong", "ghi sai",
                                "(?:giu|tam giu|thu) (?:xe|giay|dien thoai|do) .{0,60}(?:khong|"
                                "chua) (?:\\w+ )?(?:quyet dinh|bien ban|giay|tra|phieu)",
                                "khong co (?:quyet dinh|phieu|lenh)", "khong (?:dua |noi |co )?(?:phieu|loi|bien ban)",
                                "(?:tu y|self y|vo|xong vo) .{0,16}(?:vo nha|luc soat|luc do|kham)",
                                "bat (?:nham|oan|nguoi vo co)", "noi nham", "lam quyen",
                                "ham doa dan|ham (?:toi|bo tu|bat)", "phat (?:oan|sai|nham|vo ly|vo co)", "bat ky")),
    # favour
    (2, any_of("(?:bao che|benh|benh vuc|thien vi|bao bot)(?! (?:benh|vien))",
        "(?:ba con|ho hang|quen|than|nguoi nha|chỗ quen|cho quen|anh em) (?:\\w+ ){0,3}(?:voi|cua) .{0,30}(?:nen|ma|"
        "khong|hay)", "la ba con voi|is ba con voi|ba con voi", "quen (?:voi )?(?:can bo|cong an)",
        "sao (?:phat|bat) (?:toi|tui|minh)", "tai sao phat", "moi lan (?:hoa giai|xu) deu", "nhu toi pham",
        "an chia|chia chac", "lam nguo|cong an ma .{0,40}(?:nhau|say|xin|danh bai|dau xe|vuot)",
        "dau (?:\\w+ ){0,4}(?:bang cam|via he|duong cam|long duong)")),
    (3, any_of("khieu nai", "to cao (?:\\w+ ){0,3}(?:can bo|cong an|anh|ong|hanh vi)",
        "phan anh (?:\\w+ ){0,2}(?:thai do|can bo|cong an|tac phong)", "(?:gap|meet) cap tren",
        "khong (?:de )?(?:roi|rot) (?:lai )?vo tay", "doi nguoi khac", "(?:kiem|check) diem",
        "ky luat (?:\\w+ )?(?:can bo|anh|dong chi)",
        "yeu cau (?:\\w+ ){0,3}(?:lam ro|xin loi|xac minh|giai thich|giai trinh)", "xin duoc giai thich",
        "mong lam guong", "lam guong", "nho cap tren",
        "lanh dao (?:\\w+ ){0,5}(?:nhac nho|tra loi|chan chinh|xem lai|coi lai)", "de nghi xem lai",
        "coi lai (?:can bo|anh|thai do)", "lam an (?:kieu|ki|kỳ|ky)", "kieu gi", "de doc choi", "lan sau ai dam",
        "o dau ra", "tra loi bang van ban")),
)  # fmt: skip
# Somebody in office is told to have said or done something, and it went badly.
_ROLE = (
    "(?:cong an|can bo|canh sat|giao thong|khu vuc|tiep dan|truc ban|dieu tra|dieu tra vien|to tuan tra|"
    "to cong tac|nhan vien|hinh su|bao ve an ninh(?: ap)?|dan phong|mot cua|ngoi quay|csgt)"
)
AGENT = any_of(
    f"(?<!bao )(?<!goi )(?<!nho )(?<!nhờ ){_ROLE} (?:\\w+ ){{0,5}}(?:noi|keu|la|gat|nat|doi|lap|chan|day|giat|danh|"
    f"thu|hen|quang|bo|hua|ep|xong|cuoi|hut|nhau|ke|chui|hoi cung|dang (?:hinh|anh)|tra loi|bao che|"
    f"(?<!bi )lam (?:kho|mat|ngo)|ngo lo|thien vi|giai quyet sai|ghi (?:nham|sai)|kho chiu|xit|tu y|self y|an (?:uong|"
    f"nhau|nho)|nhan (?:cua|tien|nho)|chay ao|khong (?:nghe|nhan|chiu|tra|ghi|giai quyet|noi|mot|chao|xu ly|lay|ai|"
    f"xin loi|sua|deo))",
    "(?:to tuan tra|canh sat|csgt|cong an|can bo) (?:phat|bat|giu|thu|dung xe)",
    "may anh (?:bat|phat|thu|giu|tha|lam) .{0,60}(?:tha|nop tien|xong|kieu)",
    "trang (?:nay|this) .{0,40}(?:khong|chi gioi|chi biet|chi)",
    "bi (?:nhot|lap bien ban|doc ten|giu) .{0,40}(?:ma|khong|truoc|tu sang)",
    "(?:bao|goi) (?:113|cong an|truc ban) .{0,20}(?:tieng|gio|khong ai|moi)",
    "(?:len|toi|den|di) (?:hoi|phuong|xa|lam|trinh bao|hop)? ?.{0,30}(?:gap (?:ong|anh|chi)|meet (?:ong|anh|chi)|"
    "thi (?:noi|keu|anh|chuyen))", "(?:toi|tui|em) (?:la|is) nguoi (?:to giac|bao tin|bao)",
    "(?:ho so|don) (?:\\w+ ){0,6}(?:chua ai|khong ai|dang xem xet|bat)",
    "(?:thong tin|tin|so dien thoai) (?:toi|tui|em) (?:bao|cung cap) .{0,40}biet",
)  # fmt: skip
BADLY = any_of(
    "ghi so ma khong","khong (?:chiu|nhan|ghi so|nghe|cho|tra|doc|duoc doc|lay loi|ai|xin loi|sua|deo|sao|giai quyet|"
                      "noi mot)", "chua ai", "viec nho", "ranh dau", "di (?:ma )?hoi google", "ngheo ma", "biet tao",
                      "xem xet", "di hop", "cuoi cot", "coc loc", "nhan nho", "kho chiu",
    "nhuc", "quang", "gat", "nat", "khoc hoai", "dong cua som", "doc ten", "cach (?:mat|face)", "thien vi", "bao che",
    "tha (?:ngay|ra)", "nop tien la xong", "ngo lo|lo di", "y nguyen", "lam kho", "chuyen may", "long vong",
    "cho toi (?:trua|chieu)", "tu giai quyet|self giai quyet",
    "cho ve", "choc gheo", "hut thuoc", "day (?:toi|tui|em)", "hoi cay", "khong cho", "nham ten|ghi nham", "chung nao",
    "doi nao", "hon [0-9]+ (?:tieng|gio)", "(?:hai|[0-9]+) ngay sau", "lam lo", "cho met", "mua on|vo on",
    "di doi (?:no|debt)", "uong ruou", "an uong ghi so", "khong (?:chiu )?tra tien", "bien lai", "tu sang toi",
    "danh nguoi", "6 ban|may ban|[0-9]+ ban", "phi phe|te qua|chan qua|buc xuc|that vong",
    "lo giay to", "ao ao", "dung khong", "co loi roi", "giat dien thoai", "xin coi camera", "len nhom|dang hinh",
)  # fmt: skip
# An office of the police is the subject of money or force: it needs no other sign.
_OFFICE = (
    "(?:(?:truong |pho )?cong an|ca (?=phuong|xa)|canh sat|csgt|cshs|cskv|cscd|truc ban"
    "|thanh tra|dan phong|pc ?[0-9]{2})"
)
_NOT_ITS_NAME = (
    "(?:oi|he|no|ho|thang|con|chong|ong|ba|anh|chi|bat|xu|dep|triet|dieu|tim|va|giup|nhom|ve|khi|la|cho"
    "|xuong|tui|bon|bao)"
)
_BRANCH = "(?:cong an|giao thong|hinh su|co dong|khu vuc|kinh te|moi truong|pc ?[0-9]{2}|113|doi(?: so)? [0-9]+|[0-9]+)"
_WHOSE = f"(?: {_BRANCH}){{0,4}}(?: (?:phuong|xa|thanh pho|tp|tinh|quan|huyen)(?: (?!{_NOT_ITS_NAME} )\\w+){{0,3}}?)?"
_MEANWHILE = (
    "(?: (?:da|dang|cu|hay|toan|lai|con|moi|nay|do|kia|minh|ma|deu|cung|thuong|xuyen|lien|tuc|cong khai|chan|dung|xe"
    "|toi|tui|em|dan|roi|de|ra|vao|tay)){0,6}"
)
_US = "(?:toi|tui|minh|em|con|chau|vo|chong|me|ma|cha|ba|anh|chi|dan|nguoi)"
_DOES = (
    "bao ke|xin deu|ep cung|buc cung|hanh hung|tra tan|nhuc hinh|tong tien|moi tien|lam tien|vay vo tien"
    "|tham (?:o|nhung)|an (?:tien|hoi lo|chan|don)|lam luat|voi (?:tien|vinh)|doi (?:tien|hoi lo|[0-9]+)"
    "|nhan (?:tien(?! (?:phat|dien|nuoc|le|gui|nop|tro|ung|thuong))|hoi lo|phong bi|boi duong)"
    "|xin (?:tien|[0-9]+ (?:ngan|trieu|k))|danh dap|cuop (?:tien|xe|dat)"
    "|(?:danh|dam|dap|tat|chui|nhot|doa|de doa|ham doa|cuop cua|lay tien cua|sam so|so soang|hiep dam|cuong hiep) "
    f"{_US}"
)
_NOT_THEM = "".join(f"(?<!{word} )" for word in ("bao", "name", "danh", "gia", "goi", "nho", "xung", "mong", "gui"))
_SUFFERED = "(?:danh|dam|dap|tat|chui|nhot|ep cung|bop co|hanh hung|tra tan|doi tien)"
OFFICE_DID = any_of(
    f"{_NOT_THEM}{_OFFICE}{_WHOSE}{_MEANWHILE} (?:{_DOES})",
    f"bi (?:may (?:anh|ong) )?{_OFFICE}{_WHOSE} {_SUFFERED}",
)
_CALLED = "(?:goi|bao|keu|cho) (?:\\w+ ){0,2}"
_LATE = any_of(
    f"{_CALLED}{_OFFICE}{_WHOSE} (?:\\w+ ){{0,6}}(?:khong|chua) (?:thay |co )?(?:ai|toi|den|xuong)",
    f"{_OFFICE}{_WHOSE} (?:\\w+ ){{0,2}}"
    "(?:dung (?:coi|nhin|ngo|im|yen)|bo di|cham|tre|(?:chua|khong) (?:toi|den|xuong|lam gi|can))",
)
THRESHOLD = 3.0
_LAW = any_of(
    "xin phep",
    "giay phep",
    "thu tuc",
    "dang ky",
    "can giay",
    "muon lam",
    "le phi",
    "may gio",
    "bao nhieu",
    "cap lai",
    "o dau cap",
    "lam (?:can cuoc|ho chieu|giay) .{0,40}(?:o dau|can|bao lau)",
)
_FAKE = any_of(
    "gia danh",
    "gia (?:cong an|lam|mao)",
    "tu xung",
    "xung (?:la|is) (?:cong an|can bo)",
    "lua",
    "link",
    "app",
    "cai (?:app|ung dung)",
    "chuyen khoan",
    "so la goi",
    "goi dien",
)
_SELF = any_of("(?:nha|con|chau|em) (?:toi|tui) .{0,20}(?:mo quan|kinh doanh)")


def scolded(read: Read) -> float:
    """Points as of ``complaint``, for a message of danger now: there it also counts that nobody came or that they
    looked on, which alone would be no complaint."""
    points, _words = complaint(read)
    return max(points, THRESHOLD) if _LATE.search(read.told) else points


def complaint(read: Read) -> tuple[float, tuple[str, ...]]:
    """Points (``THRESHOLD`` and more is a complaint) and the words that counted."""
    told = read.told
    points, words = 0.0, []
    for weight, pattern in DEEDS:
        match = pattern.search(told)
        if match:
            points += weight
            words.append(match.group().strip())
    agent, badly = AGENT.search(told), BADLY.search(told)
    if agent and badly:
        points += 2.25
        words += [agent.group().strip(), badly.group().strip()]
    office = OFFICE_DID.search(told) if points < THRESHOLD else None
    if office:
        points += 2
        words.append(office.group().strip())
    if points == 0:
        return 0.0, ()
    named, actor = office or NAMED.search(told), ACTOR.search(told)
    points += 1.25 if named or (agent and badly) else 0.75 if actor else -1.5
    sign = weigh(told, read.raw)
    points -= (
        1.0 * min(2, len(_LAW.findall(told))) + 2.5 * min(1, sign["thanks"]) + 1.5 * min(1, len(_FAKE.findall(told)))
    )
    points -= 2.0 * min(1, sign["back"] if "khong xin loi" not in told else 0)
    return points, tuple(dict.fromkeys(words))
