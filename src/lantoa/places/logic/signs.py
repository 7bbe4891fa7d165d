"""Words around a name that say: this is a place, this is a person, this is only a direction.

All folded. Two lists were drawn up from how people here write, none from single messages.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KINDS: dict[str, str] = {
    "phuong": "phường",
    "p": "phường",
    "f": "phường",
    "fuong": "phường",
    "phuog": "phường",
    "xa": "xã",
    "x": "xã",
    "thi tran": "thị trấn",
    "tt": "thị trấn",
}
"""How a commune's kind is written before its name."""

DISTRICTS = frozenset({"quan", "q", "huyen", "h", "thi xa", "tx", "thanh pho", "tp", "tinh"})
"""What comes before a district, town or province of the past: never a commune of today."""

STRONG = _words(
    "o tai ben duoi gan khu phia ngay quanh doan khuc doc giap trong ngoai cho cau cong be ap khom thon "
    "kdc kcn kv nga lao con cang vam rach kinh kenh song bo truong tram chua dinh mieu xom lang to ubnd "
    "ca chau dia ngu nghiep noi truoc sau tru nha ga san toa cu"
)
"""Directly before a name: a place is meant (ở, tại, bên, dưới, gần, chợ, cầu, bến, cù lao, khu công nghiệp, ...)."""

CROSSINGS = frozenset({"nga ba", "nga tu", "nga nam", "nga sau", "nga bay"})

FROM = frozenset({"duoi", "tren", "tu", "ngoai", "trong"})
COMING = frozenset({"len", "xuong", "qua", "ve", "vo", "ra", "toi"})
"""*Dưới Vĩnh Châu lên*: where somebody came from, not where it happened."""

WEAK = _words("qua ve tu den toi len xuong vo ra duong lo hem ngo quoc ql an dau tim bo dia phan")
"""Directly before a name: perhaps a place, perhaps only the way there."""

AWAY = _words("huong tuyen que goc ten ho nguoi dan di")
"""Directly before a name: where somebody goes, comes from, or is called."""

PERSON = _words("anh chi ong ba co chu bac di thang em chau thay ban me cha ten")
"""Directly before a name written with capitals: probably somebody's name."""

SURNAMES = _words(
    "nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly lam thach son danh quach "
    "trinh dinh luong mai dao truong doan ta kim thi van cao chau"
)

ORDINARY = frozenset(
    {
        "an ninh", "an binh", "an hoa", "an phu", "an cu", "an lac", "an hoi", "an nghiep", "an my", "an hiep",
        "an thoi", "an khanh", "an thanh", "co do", "chau thanh", "dai hai", "dai tam", "dai thanh", "dong binh",
        "dong phu", "gia hoa", "hoa an", "hoa my", "hoa tu", "hoa tien", "hoa luu", "hung loi", "hung phu", "ke an",
        "ke thanh", "loc hoa", "long binh", "long hoa", "long phu", "long hung", "long thanh", "long tri",
        "luong tam", "luong nghia", "my tu", "my phuoc", "my thuan", "ngoc to", "nhu gia", "o mon", "phong nam",
        "phu loc", "phu loi", "phu huu", "phu my", "phu tam", "phu tan", "phu thu", "phuong binh", "phuong phu",
        "tai van", "tan an", "tan binh", "tan hoa", "tan hung", "tan loc", "tan long", "tan phu", "tan thanh",
        "tan thoi", "tan tien", "thanh an", "thanh hoa", "thanh loc", "thanh loi", "thanh my", "thanh phu",
        "thanh quoi", "thanh tan", "thanh thang", "thanh tien", "thanh tri", "thanh xuan", "thoi an", "thoi hoa",
        "thoi lai", "thoi tan", "thoi long", "thuan an", "thuan hoa", "thuong thanh", "tra an", "trung an",
        "trung binh", "trung hung", "trung kien", "trung thanh", "truong long", "truong thanh", "truong thang",
        "truong xuan", "vi binh", "vi dong", "vi tan", "vi thang", "vi thanh", "vi thuy", "vi trung", "vinh binh",
        "vinh hai", "vinh loi", "vinh thanh", "vinh vien", "xuan hoa", "xuan thang", "ba lang", "ba trinh",
        "binh thanh", "hiep hung", "hiep loi", "hiep thanh", "cay duong", "hau thanh", "song phung", "dinh mon",
        "lai hoa", "lam tan", "tuan tuc", "khanh hoa", "mot ngan", "bay ngan", "nga nam", "nga bay", "nga sau",
        "kinh cung", "cu lao dung", "my quoi", "my huong", "my binh", "my xuyen", "cai rang", "cai khe", "cai tac",
        "ke sach", "tra noc",
    }
)  # fmt: skip
"""Names that, small and without a sign beside them, are more often ordinary words (an ninh, trưởng thành, vì thằng)."""

NEVER_ALONE = frozenset(
    {"an ninh", "vinh vien", "luong tam", "truong thanh", "nhu gia", "tan binh", "thanh tien", "trung binh", "vi thang"}
)
"""Ordinary words so common that only the kind before them or capitals make them a place."""

CONCRETE = _words("cho xe cau chua truong vien tam ke")
"""Before the name of a province of the past: its town is meant (*chợ Sóc Trăng, bến xe Sóc Trăng*)."""

PROVINCES = frozenset({"soc trang", "can tho", "hau giang"})
"""Names that alone mean the province of the past."""
