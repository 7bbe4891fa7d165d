"""*Who must not see this?*: from a name in words to the desk the matter goes to (DECIDED 1)."""

from __future__ import annotations

from lantoa.accounts.models import Post
from lantoa.accounts.queries import in_force
from lantoa.accounts.states import Role
from lantoa.kit import fold, text

_NOBODY = frozenset({"khong", "khong co", "ko", "k", "khong co ai", "khong ai", "chua", "khong biet"})
_CHIEFS = ("truong", "pho", "lanh dao", "chi huy", "sep", "thu truong")


def _names(name: str, typed: list[str]) -> bool:
    parts = text.words(name)
    return bool(parts) and (
        parts[-1:] == typed[-1:] if len(typed) == 1 else set(typed) <= set(parts) or set(parts) <= set(typed)
    )


def not_see(typed: str, unit: int | None) -> str:
    """``""`` (nobody named), ``chief`` (an officer of this unit) or ``above`` (its chief, or words that match nobody)."""
    plain = fold.fold(typed).strip(" .,!?")
    if not plain or plain in _NOBODY:
        return ""
    if unit is None or any(word in plain for word in _CHIEFS):
        return "above"
    wanted = [word for word in text.words(typed) if word not in ("anh", "chi", "chu", "co", "ong", "ba", "can", "bo")]
    posts = Post.objects.filter(in_force(), unit=unit, staff__is_active=True).select_related("staff")
    roles = {post.role for post in posts if _names(post.staff.name, wanted)}
    return "chief" if roles and Role.CHIEF not in roles else "above"
