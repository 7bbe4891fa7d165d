"""Who somebody is now, who sits where, and what belongs to one person."""

from lantoa.accounts.queries.actors import (
    actor_of,
    corner_of,
    holders_of,
    holders_of_desk,
    in_force,
    names_of,
    role_words,
)
from lantoa.accounts.queries.independence import appointed, entangled_with, independent, settled
from lantoa.accounts.queries.kept import all_the_same, close_to, readers, seen_all_the_same
from lantoa.accounts.queries.kept_from import kept_from
from lantoa.accounts.queries.own import codes_left, has_factor, machines_of
from lantoa.accounts.queries.people import free_person, people_of, person_in, resets_waiting, seats_of, units_of
from lantoa.accounts.queries.seats import Officer, officers, watchers

__all__ = [
    "Officer",
    "actor_of",
    "all_the_same",
    "appointed",
    "close_to",
    "codes_left",
    "corner_of",
    "entangled_with",
    "free_person",
    "has_factor",
    "holders_of",
    "holders_of_desk",
    "in_force",
    "independent",
    "kept_from",
    "machines_of",
    "names_of",
    "officers",
    "people_of",
    "person_in",
    "readers",
    "resets_waiting",
    "role_words",
    "seats_of",
    "seen_all_the_same",
    "settled",
    "units_of",
    "watchers",
]
