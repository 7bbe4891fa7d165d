"""An officer acts on a thread that was read before the resident wrote once more."""

from django.db import connection

from lantoa.conversations.actions import forget, handle, intake, reply
from lantoa.conversations.logic.tokens import token
from lantoa.conversations.models import Thread
from lantoa.conversations.queries import search, threads
from lantoa.conversations.tests.makers import FORM, arrival
from lantoa.tips.actions.receive import receive


def sound():
    """The search index says the same as the cards."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for row in Thread.objects.all():
                for word in row.tokens.split():
                    cursor.execute("SELECT count(*) FROM thread_words WHERE thread_words MATCH %s AND rowid = %s",
                                   [word, row.n])  # fmt: skip
                    assert cursor.fetchone()[0] == 1, word


def both(house, cast):
    """The thread as an officer's request read it, and the words that came afterwards."""
    thread = receive(by=FORM, prepared=intake.prepare(arrival("Có người trộm xe", unit=house.here.pk, kind="tip")))[
        0
    ].thread
    seen = threads.by_public_id(cast.actor("otto"), thread.public_id)
    receive(by=FORM, prepared=intake.prepare(arrival("Chiếc xe sơn màu tím biếc", to_thread=thread.n)))
    return seen


def it_keeps_words_that_came_while_an_answer_was_on_its_way(house, cast):
    seen = both(house, cast)

    reply.answer(by=cast.actor("otto"), thread=seen, ready=reply.prepare(seen, "Dạ công an đang kiểm tra"))

    assert token("tim") in Thread.objects.get(n=seen.n).tokens.split()
    assert [t.n for t in search.search(cast.actor("otto"), "tím biếc kiểm tra")] == [seen.n]
    sound()


def it_leaves_no_old_desk_in_the_index_after_a_move(house, cast):
    seen = both(house, cast)

    handle.hand_to(
        by=cast.actor("otto") if cast.actor("otto").may("assign") else cast.actor("chi"), thread=seen, unit=house.there
    )

    assert search.numbers(cast.actor("otto"), "tím biếc") == []
    assert search.numbers(cast.actor("petra"), "tím biếc") == [seen.n]
    sound()


def it_bears_two_withdrawals_at_once(house, cast):
    seen = both(house, cast)
    again = threads.by_public_id(cast.actor("otto"), seen.public_id)

    forget.withdraw(by=FORM, thread=seen)
    forget.withdraw(by=FORM, thread=again)

    assert search.numbers(cast.actor("otto"), "trộm xe") == []
