"""The receipt of a report: drawn before it is sent, shown for ten minutes after."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lantoa.conversations.logic import receipts
from lantoa.places.queries import public_number
from lantoa.tips.logic import ticket
from lantoa.tips.logic.answers import Answers
from lantoa.tips.logic.pictures import receipt_picture

SAME_RECEIPT = timedelta(minutes=10)


def drawn_for(answers: Answers) -> None:
    """Give the answers a receipt, once."""
    if not answers.receipt:
        drawn = receipts.draw()
        answers.receipt = {"digits": drawn.digits, "lookup": drawn.lookup.hex(), "nonce": drawn.nonce}


def of(answers: Answers) -> receipts.Drawn:
    """The receipt that was drawn for these answers."""
    held = answers.receipt
    return receipts.Drawn(held["digits"], bytes.fromhex(held["lookup"]), held["nonce"])


def picture_field(digits: str) -> str:
    """The sealed field behind *Tải hình mã*."""
    return ticket.seal("picture", {"digits": digits}, lasts=SAME_RECEIPT)


@login_not_required
@csrf_exempt  # the sealed field is the authority
@require_POST
def picture(request: HttpRequest) -> HttpResponse:
    """*Tải hình mã*: the receipt as a picture, for ten minutes."""
    try:
        digits = ticket.unseal("picture", request.POST.get("ma_kin", ""))["digits"]
    except (ticket.TicketClosed, ticket.TicketBroken):
        closed = {"narrow": True, "sent": True, "duty_phone": public_number(None)}
        return render(request, "tips/report/closed.html", closed, status=410)
    return HttpResponse(
        receipt_picture(receipts.grouped(digits)),
        content_type="image/png",
        headers={"Content-Disposition": 'attachment; filename="ma.png"', "Cache-Control": "no-store"},
    )
