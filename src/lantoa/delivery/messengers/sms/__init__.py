"""Short messages through a generic HTTP gateway: JSON both ways, a token each way."""

from __future__ import annotations

from lantoa.delivery.messengers.sms.messenger import Sms

messenger = Sms()
