"""What one witness says of a request: the asker's line, the answerer's line, or the proxy between them."""

from datetime import datetime
from enum import StrEnum

import msgspec

from common.exchange import MASK
from common.exchange import Exchange as Line
from common.protocol.consumer import NOTIFY
from common.protocol.wallets.doors import ROOT
from launcher_app.feed.bodies import of_line
from launcher_app.feed.doors import NOT_BETWEEN_ROLES, known
from launcher_app.feed.hop import ARROWS
from launcher_app.network.seat import Seat
from launcher_app.proxy.recorder import IN_FORMS, SPAN, Exchange

CALLS = {"consumer": "provider", "terminal": "processing", "processing": "provider", "provider": "consumer"}
"""Whom a role asks, but for its wallet and its payments by QR and barcode."""
KINDS = {
    "agent": "terminal",
    "processing": "processing",
    "subscriber": "consumer",
    "wallet": "consumer",
    "provider": "provider",
}
"""The role behind a login that a server's line names."""
TRACE, ATTEMPT = "X-Trace-Id", "X-Attempt"


class Side(StrEnum):
    """Who saw it."""

    CLIENT = "client"
    SERVER = "server"
    PROXY = "proxy"


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """`at_ms` is when it began; `record` is the proxy's number of it, `status` what this witness knows of the reply.

    `them` is what a seat's own line calls the other side: the same name is always the same seat.
    """

    side: Side
    span: str
    at_ms: int
    sender: str
    receiver: str
    sender_seat: str = ""
    receiver_seat: str = ""
    them: str = ""
    method: str
    path: str
    trace: str = ""
    parent: str = ""
    attempt: int = 0
    request_headers: dict[str, str] = {}
    request: str = ""
    reply_headers: dict[str, str] = {}
    reply: str = ""
    status: int = 0
    error: str = ""
    ms: int = 0
    fault: str = ""
    record: int = 0
    ended: bool = True


def by_line(line: Line, owner: Seat) -> Seen | None:
    """What an exchange line of a seat's own log tells; None of what is not between roles."""
    if line.path.startswith(NOT_BETWEEN_ROLES):
        return None
    asks = line.side == Side.CLIENT
    sender = owner.role if asks else _asker(owner.role, line)
    receiver = _asked(owner.role, line) if asks else owner.role
    if (sender, receiver) not in ARROWS:
        return None
    return Seen(
        side=Side(line.side),
        span=line.span,
        at_ms=int(datetime.fromisoformat(line.ts).timestamp() * 1000 - line.ms),
        sender=sender,
        receiver=receiver,
        sender_seat=owner.name if asks else "",
        receiver_seat="" if asks else owner.name,
        them=line.receiver if asks else line.sender,
        method=line.method,
        path=IN_FORMS.sub(rf"\1={MASK}", line.path),
        trace=line.trace,
        parent=line.parent,
        attempt=line.attempt,
        request_headers=line.req_headers,
        request=of_line(line.request),
        reply_headers=line.resp_headers,
        reply=of_line(line.answer),
        status=line.status,
        error=line.error,
        ms=int(line.ms),
    )


def by_record(record: Exchange, receiver: Seat) -> Seen | None:
    """What the proxy before a seat saw; None of what is not between roles."""
    door = known(receiver.role, record.path)
    sender = record.sender if door is None or record.sender in door.senders else door.sender
    if record.path.startswith(NOT_BETWEEN_ROLES) or (sender, receiver.role) not in ARROWS:
        return None
    headers = {name.lower(): value for name, value in record.request_headers.items()}
    attempt = headers.get(ATTEMPT.lower(), "")
    return Seen(
        side=Side.PROXY,
        span=record.span or headers.get(SPAN.lower(), ""),
        at_ms=record.at_ms,
        sender=sender,
        receiver=receiver.role,
        receiver_seat=receiver.name,
        method=record.method,
        path=record.path,
        trace=headers.get(TRACE.lower(), ""),
        attempt=int(attempt) if attempt.isdecimal() and len(attempt) < 7 else 0,
        request_headers=record.request_headers,
        request=record.request,
        reply_headers=record.reply_headers,
        reply=record.reply,
        status=record.status,
        error=record.error,
        ms=record.ms,
        fault=record.fault,
        record=record.number,
        ended=record.ended,
    )


def _asked(sender: str, line: Line) -> str:
    """Whom: of a centre's notices their receiver's name tells it."""
    if line.path.startswith(f"{ROOT}/"):
        return "processing"
    if sender == "processing" and line.path == NOTIFY.path:
        return KINDS.get(line.receiver.partition(":")[0], "")
    return CALLS.get(sender, "")


def _asker(receiver: str, line: Line) -> str:
    """Whoever was refused at the door has no name there: the door tells who knocks at it."""
    role = KINDS.get(line.sender.partition(":")[0], "")
    if role or line.sender.startswith(("operator", "kiosk")):
        return role
    door = known(receiver, line.path)
    return door.sender if door else ""
