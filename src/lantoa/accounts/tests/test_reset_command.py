"""``lantoa staff reset``: the administrator's half."""

import pytest
from django.core.management import CommandError, call_command

from lantoa.accounts import actions
from lantoa.accounts.models import Reset, Slip


def reset(capsys, *words):
    call_command("staff", "reset", *words)
    return capsys.readouterr().out


def it_gives_a_slip_once_the_chief_has_asked(cast, capsys):
    actions.ask_reset(by=cast.actor("chi"), staff=cast.otto, asker=cast.chi)

    said = reset(capsys, "otto", "--admin", "adam")

    assert "Phiếu vào" in said
    assert Slip.objects.filter(staff=cast.otto, used_at__isnull=True).count() == 1


def it_waits_for_the_chief(cast, capsys):
    said = reset(capsys, "otto", "--admin", "adam")

    assert "Còn chờ trưởng đơn vị" in said
    assert not Slip.objects.exists()
    assert Reset.objects.get().admin == cast.adam


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("otto", "--admin", "chi"), "chi không phải quản trị"),
        (("ai-do", "--admin", "adam"), "Không có ai tên vào là ai-do"),
        (("adam", "--admin", "adam"), "Không ai tự cấp lại"),
    ],
)
def it_refuses_in_words(cast, capsys, words, why):
    with pytest.raises(CommandError, match=why):
        reset(capsys, *words)
