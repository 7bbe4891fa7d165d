"""Word rules for an emergency: somebody is in danger now. They lean towards ringing once too often."""

from __future__ import annotations

import re

from lantoa.conversations.logic.sorting.signs import any_of, weigh
from lantoa.conversations.logic.sorting.words import Read

_RUN = (
    "(?!xe |may |tron |mat |qua |ve |theo |vo |ra |di |toi |lai |tren |den |bo |luc |cho |nhanh |cham |vong |dua |"
    "ngang |lui |thi |hang |thu |tien |sang |mot |[0-9]|doc |gion |ham |no |lang |len |ngay |ngoai |tu |sau |"
    "trong )"
)
_WHO = "(?:con|chau|be|dua|nho|thang nho|con nho|ba|ong|me|ma|noi|ngoai|chi|anh|em|vo|chong|nguoi)"
_SHARP = "(?:dao|ma tau|rua|bua|kiem|phang|hung khi|tuyp sat|chai be|riu|hoe)"
_BLADE = (
    "(?:dao|ma tau|rua|bua|kiem|phang|hung khi|tuyp|tuyp sat|ong sat|chai be|mieng chai|hoe|cuoc|ria?u|stick|xeng|"
    "luoi le)"
)
_GUN = "(?:sung|luu dan|qua no|min)"

PATTERNS: tuple[tuple[float, str, re.Pattern[str]], ...] = (
    # fire, gas, explosion
    (3, "fire_hazard", any_of(f"(?:dang|phat|boc|bi|bi dien) chay {_RUN}?\\w*",
        "(?<!chua )(?<!phong )(?<!bao )(?<!de )(?<!gay )chay (?:nha|lon|kho|cho|tiem|quan|bai|to|du doi|lan|rung|tro|"
        "sap|ruc|phung|o)", "nha .{0,25}chay (?:roi|lon|to|tang|kia|ne)", "chay (?:roi )+chay", "chay lon", "chay nha",
        "hoa hoan", "(?:em|toi|tui|minh|ne|oi|an|kho|cho|lua|xe) chay roi", "chay roi (?:may|cac|anh|chu|ba|moi)")),
    (3, "fire_hazard", any_of("lua (?:ben|ngut|lan|do|boc|phat|chay|lon|ngun|qua)", "boc (?:lua|chay)", "dang ben",
        "chay lan", "chua khong (?:noi|xue|kip|duoc)", "chua chay chua")),
    (3, "fire_hazard", any_of("(?:xi|ro ri|ro|mui|hoi|air|smell|khi|mui khi|boom) gas",
        "gas (?:\\w+ )?(?:xi|ro|hoi|air|smell|nong|boom|dang)",
        "(?<!chuong )(?<!app )(?<!tu )(?<!so )bao chay (?:co so|nha|cho|kho|tai|o|khu|quan|tiem|xuong)")),
    (2, "fire_hazard", any_of("khoi (?:den|mu|ngut|nghi|len|boc|day|mit|nhieu)", "cot khoi", "boc khoi",
        "phat (?:no|boom)", "(?:boom|no) (?:binh|lon|cai dung|kho|tram)", "xe (?:cuu hoa|chua chay) (?:chua|dang|bi)")),
    # weapons and blows
    (3, "assault", any_of(f"(?:cam|xach|vac|rut|lam lam|vung|chia|keo) (?:\\w+ ){{0,2}}(?:{_BLADE}|"
                          f"{_GUN}) .{{0,50}}(?:ruot|duoi|chem|dam|doi|dap|pha|ke|khong che|cuop|hu|uy hiep|dung|ban|"
                          f"shoot|giet|chia|vo|chan|do|no|boom)",
                          f"(?:ruot|duoi|chem|dam|danh|vay|cuop|khong che|ke) .{{0,40}}(?:bang|"
                          f"cam) (?:\\w+ )?(?:{_BLADE}|{_GUN})")),
    (3, "assault", any_of("(?:dang|ruot|duoi|duoi theo|lao vo) (?:\\w+ ){0,2}(?:chem|giet)",
        "(?:chem|dam) (?:nhau|nguoi|lon|lo|gan chet|chet|trung|may)",
        "dang (?:\\w+ )?(?:danh nhau|danh lon|au da|hon chien|danh vo|danh con|danh nguoi|danh dap|vay danh|dap nguoi|"
        "danh no|rut|khong che)", "danh (?:nhau|lon) (?:\\w+ ){0,6}(?:chay mau|mau|cam|dam|guc|chet|gay)",
        "cuu .{0,20}chem", "(?:danh|dam|chem) .{0,30}(?:guc|bat tinh|nam im|xiu|nam roi|lo mau)")),
    (3, "assault", any_of("(?:dang|tui no|chung no|no|he|may dua) (?:\\w+ ){0,3}(?:dap cua|pha cua|cay cua|phá cua|"
                          "leo vo|leo rao)",
                          "(?:dap|pha|cay|dong) cua (?:nha|phong) .{0,50}(?:tron|nup|so|cuu|cam|con nho|mot minh)",
                          "(?:nup|tron|chan cua|khoa cua|chot cua) .{0,60}(?:con dung|ngoai kia|dap|ruot|chem|trom|"
                          "cam|no|he)", "bi (?:chan danh|ruot chem|ruot danh|vay danh|vay) .{0,60}(?:nup|tron|"
                                        "con dung|cuu)")),
    (3, "weapons_fireworks", any_of(f"(?:rut|chia|cam|ban|shoot|no) {_GUN}", "(?:tieng )?sung (?:no|boom|ban|shoot)",
        "no sung|boom sung", "trung dan", "luu dan", "(?:trai|qua|dau dan|phat hien) bom", "bom (?:chua|to|con)",
        "doi (?:cho )?(?:no|boom)", "doi (?:shoot|ban (?:chet|toi|em|con|nguoi|no))", "min tu che")),
    (3, "domestic_violence", any_of("(?:bop|siet|that) co(?! phieu)", "(?:tat|tuoi|do|tạt) xang",
        "doi (?:dot|giet|chem|dam|thieu|nhay)", "dang (?:danh|dap|ruot) (?:vo|me|ma|con|ba|em|chi|chau)",
        "(?:ba|chong|cha|duong|anh re|ong) (?:\\w+ ){0,4}(?:cam|xach) (?:\\w+ )?(?:dao|bua|rua|cay|xang)",
        "keu giet nguoi", "la giet nguoi", "danh (?:vo|me|con|chi) .{0,25}(?:ngay bay gio|dang|cuu|la het)")),
    # robbery, theft under way, abduction, captivity
    (3, "robbery", any_of("(?:vua|moi) (?:\\w+ ){0,3}(?:cuop|giat|bi giat|bi cuop)", "cuop cuop",
        "dang (?:\\w+ ){0,4}(?:cuop|khong che|troi)", "bi cuop .{0,40}(?:con nam|moi chay|cuu|dang|gap)",
        "(?:cuop|giat) .{0,80}(?:dang chay|run|chay ve|chay huong|queo|con kip|di theo|bat tinh|chay mau|duong mau)",
        "khong che", "ke dao", "dang troi", "troi (?:chu nha|tay|nguoi|lai)")),
    (3, "theft", any_of("trom (?:\\w+ ){0,2}(?:dang|trong nha|trong bep|o trong|vo nha roi)",
        "(?:co|have) trom .{0,30}(?:dang|trong|tren mai|cay|luc|leo)",
        "dang (?:\\w+ )?(?:cay cua|luc do|luc tu|leo vo|be khoa|boc do)",
        "bat duoc .{0,20}trom .{0,50}(?:danh|dap|chet)")),
    (3, "child_abuse", any_of("bat coc", "(?:keo|nam tay|loi|be|om) (?:\\w+ ){0,4}(?:be|nho|chau|hoc sinh|con|tre|"
                                         "dua) (?:\\w+ ){0,6}(?:len xe|vo xe)",
                                         "(?:keo|loi) (?:\\w+ ){0,8}len (?:xe|o to)", "khong phai me con",
                                         "dang (?:\\w+ ){0,3}(?:dong dau|danh dap|dim|bop mieng)",
                                         "(?:be|chau|con|em) .{0,30}bi (?:troi|nhot|xich|xam hai|hiep)")),
    (3, "other", any_of("(?:bi|dang bi|ho|nguoi ta) (?:\\w+ ){0,3}(?:nhot|troi|giam|xich) .{0,60}(?:cuu|nhan|gap|con|"
                        "bat|pin|khong cho)", "bat (?:con|em|toi|tui) (?:tiep khach|ban dam|di khach)",
                        "cuu .{0,40}(?:nhot|giam|bi bat)")),
    # water, traffic, collapse, electricity
    (3, "other", any_of("(?:rot|roi|te|fall|lot|nhay|nga|lao) (?:\\w+ ){0,2}(?:xuong|duoi) (?:\\w+ ){0,2}(?:song|kinh|"
                        "ao|cau|muong|ho|rach|nuoc|gieng|be)",
                        "(?:nhay|te|fall|rot|lot|nga) (?:song|kinh|ao|cau|muong|gieng|ho nuoc|rach)", "duoi nuoc",
                        "chet duoi", "nhay (?:cau|lau|song|tu tu)", "choi voi", "chua (?:thay )?noi len",
                        "(?:chim|drift|troi) (?:roi|giua|mat|luon|xuong|ra|duoi|ve)", "cuon troi", "nuoc cuon",
                        "vot (?:duoc|len)", "leo qua lan can", "treo qua lan can", "tren lan can")),
    (3, "waterway", any_of("(?:ghe|do|tau|sa lan|xuong|vo lai|ca no|pha) .{0,20}(?:chim|lat|up)(?! suyt)",
        "(?:chim|lat) (?:ghe|do|tau|xuong|pha|vo lai)", "chim giua song")),
    (3, "other", any_of("(?:lat|up|lat up) .{0,40}(?:ket|bi thuong|nguoi|chet)",
        "nguoi (?:\\w+ ){0,3}ket (?:trong|duoi|cung|lai)",
        "(?:xe \\w+ can|xe tai can|can (?:xe|nguoi|trung|qua)|tong|dung (?:xe|nhau|trung)|bi dung) .{0,60}(?:nam|ket|"
        "bat tinh|gay chan|mau|khong dong day|bi thuong|chet|nguy kich|ngat)",
        "tai nan .{0,60}(?:nam|ket|mau|bat tinh|chet|cap cuu|dang|gap|kia)",
        "ket (?:trong|duoi|cung|ben trong|tren) (?:\\w+ ){0,2}(?:xe|gam|thang may|nha|phong|do|lau|lua|cabin)",
        "ket trong do")),
    (3, "other", any_of("(?:sap|do|nga|de|vui|lap) .{0,30}(?:de|vui|lap|trung) .{0,12}nguoi",
        "sap .{0,30}(?:nguoi|tho|con \\w+ trong)", "sat lo .{0,60}(?:nuot|nguoi|con \\w+ .{0,8}trong|sap)",
        "con (?:\\w+ ){1,6}trong do", "thang may (?:rot|ket|dung|roi)", "dien giat",
        "(?:tru|day|cay) dien (?:\\w+ ){0,4}(?:dut|rot|roi|nga|lua|duong nuoc|nam)", "(?:dut|rot|dung) day dien",
        "lua xet", "set danh .{0,12}(?:nguoi|trung)")),
    # life and health
    (3, "other", any_of("(?:tu|self) (?:tu|die|sat|van)(?<!tu van)", "(?:khong|chang|chan) (?:muon|thiet) song",
        "muon chet", "uong thuoc (?:sau|tru sau|ngu|roi|chuot|diet)", "treo co",
        "(?:lan cuoi|vinh biet|tam biet) .{0,80}(?:cau|tat may|xin loi|song|san thuong|thuoc|mai)",
        "nhan (?:tam biet|loi cuoi|vinh biet)", "(?:doi|dinh|toan|muon) nhay", "lam bay qua",
        "cat (?:tay|mach) (?:tu|roi|minh)", "rach tay")),
    (3, "other", any_of("(?:bat tinh|ngung tho|khong tho|tim tai|kho tho|co giat|sui bot mep|khong cuc cua|nguy kich|"
                        "con tho yeu|tho yeu|hon me|tho khong noi|hap hoi|sap chet|dot quy)",
                        "(?:chay|flow|chay nhieu|ra) (?:nhieu )?mau (?:\\w+ ){0,2}(?:dau|qua|nhieu|lai|khong cam|"
                        "tum lum)", "mau (?:chay|flow|me|qua troi|qua sky|tum lum|ra)", "loi ruot", "vo oi",
                        "sap (?:sinh|de) .{0,40}(?:khong|duong|xe)",
                        "(?:ngo|trung|khi) doc .{0,40}(?:xiu|nguoi|nang|chet|ngat)")),
    (3, "other", any_of(f"{_WHO} (?:\\w+ ){{0,14}}(?:mat tich|di lac|bi lac|kiem khong ra|seek khong ra|kiem hoai|"
                        f"tim khong (?:thay|ra)|tim khap noi|chua tim (?:ra|duoc|thay)|tim khong|chua thay ve|"
                        f"khong ve nha|khong thay ve)", "lay (?:may )?(?:chu|anh)", "giup gia dinh")),
    # the same in other words
    (2.5, "fire_hazard", any_of("(?:khoi|lua) (?:\\w+ ){0,2}(?:tuon|bay mu|mu|day nha|cao|do ruc|ngun)",
        "chay (?:bep|xuong may|day|phong|can|luon|ghe|rui|to|thiet)", "phat hoa",
        "chua ai dap|dap khong|khong dap|chua dap", "(?:boom|no) (?:lien|inter) (?:tuc|tiep|hoi)", "chay chay",
        "xang (?:tran|chay|flow|do) ra")),
    (3, "robbery", any_of("(?:dang|vua|moi) (?:\\w+ ){0,4}(?:tran lot|lot het|giat do|chan dau|bi lot|chan xe cuop)",
        "di (?:dao|keo|sung) vo", "lot (?:het|sach) (?:vang|do|tien) .{0,60}(?:chay|run|huong|chan cau|moi)",
        "cuop ngan hang|cuop tiem vang")),
    (2.5, "assault", any_of("(?:xong|xong thang|tran|keo) vo nha .{0,40}(?:dap|keo|danh|nam|loi|dam)",
        "nam (?:co|dau|toc) .{0,20}(?:keo|loi|dap)", "dap dau", "bao vay",
        "(?:pha|dap|thao) (?:rao|cong|cua) .{0,30}(?:tay cam|xa beng|bua|mot minh)",
        "cam (?:keo|xa beng|bua|gach|gay|chai) .{0,30}(?:doa|hu|danh|dam|chan|vo|thu the)", "can nguoi toi",
        "hanh hung (?:ngay|bac si|nhan vien)")),
    (2.5, "domestic_violence", any_of("nhot (?:em|con|toi|tui|me|vo) (?:trong|lai|ngoai)", "nuoc soi",
        "bi (?:ba|chong|cha|no|duong) (?:\\w+ ){0,2}(?:dap|danh|bop|dam|rach|keo toc)",
        "nghe (?:me|ma|ba|chi|em|con) (?:la|khoc)", "ham dot ca nha")),
    (3, "other", any_of("(?:nam )?bat dong",
        "(?:rot|roi|te|fall|nhay|nga) tu (?:lau|tang|tren|mai|gian)|(?:rot|roi|te|fall|nhay) from (?:lau|tang|tren|"
        "mai|gian)", "(?:sap|do|roi) gian giao|gian giao (?:do|sap|roi|gay)", "co quap", "tim tai",
        "bi (?:dien )?giat (?:te|fall|chet|tim|nga|vang)", "dien ro .{0,40}(?:giat|te|fall)", "bi vui",
        "(?:thay|see) tay nguoi", "vang xuong", "(?:chan|nguoi) (?:\\w+ )?(?:bi )?ket (?:chan|cung|ben)")),
    (2.5, "other", any_of("(?:di khoi nha|bi lan) .{0,60}(?:khong|chua|tim)",
        "tim (?:hoai|mai|khap|het|ca ngay) .{0,20}(?:khong|chua)",
        "(?:con|chau|be|em|dua) .{0,60}(?:toi (?:gio|h) .{0,20}|dem |khuya )(?:chua|khong) (?:thay )?ve",
        "chua (?:thay )?ve .{0,20}(?:dien thoai|tat may|goi khong)", "di lac|bi lac|mat tich")),
    (3, "other", any_of("dung ai tim", "met moi lam roi .{0,40}(?:xin loi|tam biet|song|nua)",
        "thuoc (?:ngu|tru sau|chuot) .{0,40}(?:khong tra loi|khong day|thu|nam|khoa cua)", "khoa cua .{0,20}uong thuoc",
        "(?:thanh|lan can|tren|mep) cau .{0,40}(?:khoc|nhin xuong|nhay|song)",
        "(?:bo|mep|me) song (?:roi )?.{0,20}(?:chet|nhay|khong song)|muon chet", "de (?:lai )?thu (?:lai|tuyet menh)",
        "(?:song khong noi|khong song noi|giai thoat|cham dut)",
        "(?:xin loi|gui loi xin loi) (?:vo con|ba ma|ba me|con|ca nha|moi nguoi) .{0,20}$")),
    (3, "child_abuse", any_of("(?:be|om|am|cuom|dat) (?:\\w+ ){0,2}(?:con|chau|be|em|dua) .{0,40}(?:chay mat|run mat|"
                              "di mat|len xe|mat tich|len chiec)", "(?:nhet|bit|bop) (?:\\w+ ){0,2}mieng",
                              "(?:dim|nhan) dau", "lam bay .{0,30}(?:cuu|khoa|la)|dang bi .{0,20}lam bay")),
    (2.5, "weapons_fireworks", any_of("sung (?:hoa cai|san|con|tu che|ngan|dai) .{0,30}(?:ban|shoot|chia|doa)",
        "nap dan", "(?:qua|trai|vien) (?:dan|bom|phao cu)|dau dan (?:phao|bom|dai)", "dan phao",
        "(?:lay|xach|om) sung .{0,20}(?:ban|shoot|doi|chia|doa)", "shoot (?:qua|vo|nguoi|may|chet)")),
    (2, "other", any_of("(?<!nghien )(?<!tra )(?<!cap )(?<!yeu )cuu (?!chien|tro|hoa|thuong|tra|the|xet|van|non|"
                        "ho so)(?:\\w+)", "sap chet", "co nguoi (?:\\w+ )?chet", "tim dap loan",
                        "eye tron nguoc|mat tron nguoc", "boc khoa|be khoa .{0,20}keo xe",
                        "canh khong cho ve|khong cho (?:ve|ra ngoai)",
                        "loi xuong (?:nuoc|song)|troi ve phia|drift ve phia")),
    # drugs
    (3, "drugs", any_of(f"(?:say|xin) .{{0,40}}(?:cam|xach) (?:\\w+ )?{_SHARP}",
        "(?:ngao|phe|len con) .{0,60}(?:cam|om|doi|dam|chem|leo len|dot|ruot|hu con|pha cua)",
        "(?:soc|qua lieu|phe|choi do) .{0,50}(?:co giat|sui bot mep|nam im|bat tinh|khong tinh|tim tai)")),
    # the cry itself
    (2, "other", any_of("cuu (?:voi|em|con|tui|toi|me|gap|giup|nguoi|mang|ho|be|chau|tui em)", "keu cuu", "cuu cuu",
        "goi (?:114|115|113) .{0,30}(?:khong (?:duoc|ai|nghe|bat|toi|thay)|(?:board |may )?ban hoai|may ban|chua toi|"
        "hoai|giup)", "(?:114|115|113) .{0,12}(?:khong|ban|chua) .{0,14}(?:may|toi|duoc|hoai)",
        "goi (?:cap cuu|xe cap cuu|114|115)", "cho xe (?:cuu thuong|cap cuu)", "can (?:xe )?cap cuu", "nguy kich",
        "chet nguoi", "gan chet", "xe cap cuu (?:chua|dang|khong)",
        "(?:nhan len|nhan chu khong dam goi|khong dam goi)")),
    (2, "assault", any_of("danh nhau", "danh lon", "ruot (?:duoi|dam|nhau|danh|chem|theo)", "mau tau", "ma tau",
        "dam chem", "chem nhau", "vay danh", "hanh hung", "danh dap", "co sung",
        "van xin .{0,20}danh|danh .{0,30}van xin")),
    (1, "assault", any_of(_SHARP, _GUN, "hung khi", "dap cua", "pha cua", "mau", "nup", "tron", "la het",
        "doi (?:no|debt)", "ngao da")),
)  # fmt: skip
_ALONE = re.compile(r"^ (?:\w+ ){0,2}(?:cuu|chay roi|cuop|giet nguoi)(?: \w+){0,2} $")
# With marks *cháy* can only burn: left are fire brigades, fears, bulbs and engines.
_BURNS = re.compile(
    r"(?<!chua)(?<!phong)(?<!bao)(?<!gay)(?<!dan)(?<!vu)(?<!bi)(?<!de) chay (?!bong|may|hang|tui|no|da|nang|den|het|"
    r"vai|thi|co|mat|tim|la)"
)
_BURNING_WASTE = any_of("dot (?:\\w+ )?(?:vo xe|rac|day|dong|than|rom|nilon|la|do|nhua)", "lo than", "nuong")
_OURS = "(?:toi|tui|minh|em|con|vo|chong|me|ma|ba|cha|anh|chi|chau|be|nguoi)"
_THEM = "(?:tui (?:no|he)|bon (?:no|he)|chung (?:no|he)|no|he|ho|nguoi ta|thang \\w+|may dua)"
_BLOWS = "(?:danh(?! (?:gia|thue|dau|may|mat|lua))|dam(?! (?:cuoi|tang|gio|tiec|ma|bao))|dap|chem|dot|bop co)"
# Said while the police are scolded too: a blow that falls now is one, whoever strikes it and whoever looks on.
MEANWHILE = any_of(
    f"dang (?:\\w+ )?{_BLOWS} {_OURS}",
    f"dang (?:\\w+ ){{0,2}}(?:nhin|coi|ngo|xem) {_THEM} (?:\\w+ )?{_BLOWS} {_OURS}",
    f"{_THEM} dang (?:\\w+ )?{_BLOWS} (?:\\w+ )?{_OURS}",
    f"dang bi (?!muoi |ong |kien )(?:\\w+ ){{0,3}}{_BLOWS}(?! (?:rac|rom|co|ruong))",
    "(?:ke|ten|thang) (?:cuop|trom|gian) (?:\\w+ )?(?:con|dang|van) (?:\\w+ ){0,2}"
    "(?:trong|truoc) (?:nha|phong|bep|cua)",
    "dang dot nha",
)
THRESHOLD = 2.5
_CRY = 2


def danger(read: Read) -> tuple[float, str, tuple[str, ...]]:
    """Points (``THRESHOLD`` and more is an emergency), the likeliest category, and the words that counted."""
    told = read.told
    points = 0.0
    words: list[str] = []
    by_kind: dict[str, float] = {}
    for weight, kind, pattern in PATTERNS:
        match = pattern.search(told)
        if match:
            gain = weight if points < THRESHOLD else weight / 2
            points += gain
            cries = kind == "other" and weight == _CRY  # says that somebody must come, not what for
            by_kind[kind] = by_kind.get(kind, 0.0) + (0.0 if cries else weight)
            words.append(match.group().strip())
    now = MEANWHILE.search(told) if points < THRESHOLD else None
    if now:
        points, by_kind["assault"] = points + 3, by_kind.get("assault", 0.0) + 3
        words.append(now.group().strip())
    if _ALONE.match(told):
        points += 3
    if read.marked and (points < 3 or not any(by_kind.values())) and _BURNS.search(told):
        points, by_kind["fire_hazard"] = points + (2.5 if points < 3 else 0.0), by_kind.get("fire_hazard", 0) + 2.5
        words.append("cháy")
    if points == 0:
        return 0.0, "", ()
    points += _around(read, told)
    if by_kind.keys() <= {"fire_hazard"} and _BURNING_WASTE.search(told):
        points -= 3
    kind = max(by_kind, key=lambda k: (by_kind[k], k != "other")) if by_kind else "other"
    return points, kind, tuple(dict.fromkeys(words))


def _around(read: Read, told: str) -> float:
    """What the words around add or take: now and shouting add; past, habit, questions, jokes take."""
    sign = weigh(told, read.raw)
    plus = 0.75 * min(2, sign["now"])
    minus = (
        2.0 * min(1, sign["past"]) + 1.25 * min(2, sign["habit"]) + 1.25 * min(2, sign["asks"]) + 4 * min(1,
            sign["joke"])
        + 2.5 * min(1, sign["back"]) + 1.5 * min(1, sign["fear"]) + 2.5 * min(1, sign["thanks"]) + 1.0 * min(1,
            sign["hearsay"])
        + 0.75 * min(1, sign["earlier"])
    )  # fmt: skip
    if sign["now"] and sign["joke"] == 0 and sign["back"] == 0:
        minus *= 0.7
    return plus - minus
