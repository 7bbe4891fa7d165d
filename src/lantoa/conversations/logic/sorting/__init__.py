"""Sorting: what a message is, how urgent, where, and which words said so. Pure; no database, no Django."""

from lantoa.conversations.logic.sorting.sort import PlaceSeen, Sorted, sort_text
from lantoa.conversations.logic.sorting.wordrules import Floor, urgent, word_rules

__all__ = ["Floor", "PlaceSeen", "Sorted", "sort_text", "urgent", "word_rules"]
