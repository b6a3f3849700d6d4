"""A sequence diagram of exchanges as inline SVG: the launcher's own, drawn from what the proxies recorded."""

from collections.abc import Sequence
from html import escape

from common.words import Language
from launcher_app.diagram import svg
from launcher_app.diagram.layout import laid_out
from launcher_app.diagram.sequence import sequenced
from launcher_app.feed.facts import facts
from launcher_app.feed.hop import Hop
from launcher_app.grading.report import names
from launcher_app.proxy import Exchange, FaultKind
from launcher_app.proxy.recorder import SPAN

MOST = 16
ROOM = 900


def drawn(exchanges: Sequence[Exchange], title: str, language: Language) -> str:
    """The diagram; its arrows lead to the exchanges themselves."""
    shown = [_hop(one) for one in exchanges[:MOST]]
    sequence = sequenced(shown, names.ORDER, names.who)
    if len(sequence.lanes) < 2:
        return ""
    picture = svg.inline(laid_out(sequence, language, ROOM), title, lambda number: f"#ex-{number}")
    if len(exchanges) <= MOST:
        return picture
    left_out = names.NOT_SHOWN.format(count=len(exchanges) - MOST).of(language)
    return f"{picture}<p>{escape(left_out)}</p>"


def _hop(one: Exchange) -> Hop:
    """What the proxy saw is all that is known here; a lost reply came as far as the proxy."""
    said = facts(one.method, one.path, one.request, one.reply)
    lost = one.fault == FaultKind.LOST_REPLY
    headers = {name.lower(): value for name, value in one.request_headers.items()}
    return Hop(
        number=one.number,
        at_ms=one.at_ms,
        sender=names.role(one.sender),
        receiver=names.role(one.receiver),
        sender_seat=one.sender,
        receiver_seat=one.receiver,
        verb=said.verb or one.path,
        method=one.method,
        path=one.path,
        trace=headers.get("x-trace-id", ""),
        span=headers.get(SPAN.lower(), ""),
        request_headers=one.request_headers,
        request=one.request,
        reply=one.reply,
        status=0 if lost else one.status,
        answered=one.status if lost else 0,
        error="" if one.status else one.error,
        ms=one.ms,
        fault=one.fault,
        amount=said.inserted if said.amount is None else said.amount,
        currency=said.currency,
    )
