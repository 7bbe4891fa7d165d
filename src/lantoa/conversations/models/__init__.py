"""What people wrote, and the card by which it is found."""

from lantoa.conversations.models.bank import SavedAnswer
from lantoa.conversations.models.correspondent import Correspondent, Invitation
from lantoa.conversations.models.message import Message, Opened
from lantoa.conversations.models.receipt import Receipt
from lantoa.conversations.models.thread import Correction, NumberMark, PlateMark, Thread, Wait

__all__ = [
    "Correction",
    "Correspondent",
    "Invitation",
    "Message",
    "NumberMark",
    "Opened",
    "PlateMark",
    "Receipt",
    "SavedAnswer",
    "Thread",
    "Wait",
]
