"""What is bad when an officer does it, and words that speak of the city's own police. Pure; leans towards *yes*."""

from __future__ import annotations

import re

from lantoa.kit.text import words as words_of

_HURTS = "danh (?:toi|tui|con|chau|em|vo|chong|ba|me|ma|cha|anh|chi|dan|nguoi|dap|no|hoc sinh)"
MISDEEDS = re.compile(
    " (?:"
    # money
    r"nhan (?:tien|hoi lo|hoi|phong bi|cua|boi duong|qua)|hoi lo|bao ke|chung (?:chi|tien)|dut lot|lot tay|phong bi|"
    r"boi duong"
    r"|voi (?:vinh|tien)|doi (?:tien|[0-9]+)|(?:xin|lay|thu|an|lam|muon|vay) tien|an (?:chan|hoi lo|chia)|chia chac"
    r"|khong tra tien|tham (?:o|nhung)|tu loi|lam giau"
    # looking away
    r"|bao che|che chan|lam ngo|ngo lo|lo di|tiep tay|thong dong|cau ket|dung sau|chong lung|thien vi|benh vuc|ba con "
    r"voi"
    r"|khong (?:\w+ )?(?:giai quyet|xu ly|lap bien ban|nghe may|chiu toi|tiep dan|nhan don)|tha nguoi"
    # own vices
    r"|(?:danh|choi) (?:bac|bai|de)|ca do|ghi de|da ga|(?:choi|xai|hut|dung|ban) ma tuy|ma tuy|say (?:xin|ruou|bia)|"
    r"dang say|nhau"
    r"|(?:cap|choi|nuoi) (?:gai|bo)|bo nhi|ngoai tinh|gop von|hun von|an (?:trom|cap)|lua (?:dao|tien|gat)"
    # force and manner
    rf"|{_HURTS}|bop (?:co|tai)|tat (?:tai|vao|toi|tui|con|em)|dap (?:vao|toi|tui|con|em)|chui|mang (?:chui|nhiec)|"
    rf"quat|nat"
    r"|ham (?:doa|toi|tui|con|em)|doa|de doa|hach (?:dich|sach)|nhung nhieu|cua quyen|bat ep|ep (?:toi|tui|cung|ky|"
    r"con|em|nop)"
    r"|con tay|xuc pham|khinh|tho lo|vo le|vo trach nhiem|sam so|quay roi|hiep|dam o|ga gam|so soang|lam (?:quyen|dung)"
    r"|(?:lay|nop|dua|chung|nhan|an) (?:\w+ )?[0-9]+ (?:trieu|cu|chai|ngan|nghin|k)|lay phong bi|siet (?:no|xe)|doi no"
    r"|khong bat|cho vay|bo chay|cam dau|(?:la|lam) chu|chu (?:quan|nha nghi|song)|buon (?:phao|lau|hang)|mat day"
    r"|giu (?:xe|giay)|tich thu|gian lan|trai phep|vi pham|sai pham|dung ten"
    # telling who told
    r"|lo ten|noi ra|tiet lo|he lo|khai ra|mach leo|mec|to cao|khieu nai) "
)  # fmt: skip

_CITY = re.compile(
    r"\b(?:cong an (?:thanh pho|tp|tinh)|ca (?:tp|thanh pho)|(?:pho )?giam doc(?: cong an)?|(?:truong|pho) phong "
    r"(?:canh sat|csgt|cong an|an ninh|pc)|"
    r"phong (?:canh sat|csgt|pc ?[0-9]{2})|can bo (?:thanh pho|tp)|"
    r"canh sat (?:hinh su|giao thong|co dong|kinh te|ma tuy|moi truong)|cs(?:gt|hs|cd)|pc ?[0-9]{2}|thanh tra cong an|"
    r"truc ban (?:113|thanh pho|tp)|113 (?:thanh pho|tp))\b"
)


def blames_the_city(text: str) -> bool:
    """Whether the words speak of the city's own police: such a complaint does not lie with the city."""
    return bool(_CITY.search(" ".join(words_of(text))))
