"""All that was seen of one request, put together: the same hops, in whatever order its witnesses come."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from launcher_app.feed.bodies import is_left_out
from launcher_app.feed.facts import facts
from launcher_app.feed.hop import Hop
from launcher_app.feed.seen import Seen, Side
from launcher_app.proxy.faults import FaultKind

BY_HAND = "hand-"
"""How the span begins of what a person sends again."""
NEVER_ARRIVES = frozenset({FaultKind.CUT, FaultKind.SERVER_ERROR, FaultKind.WRONG_LOGIN})
NOBODY_LISTENS = "ConnectionRefusedError"


class Witnesses(NamedTuple):
    """Who saw one hop."""

    client: Seen | None
    proxy: Seen | None
    server: Seen | None


class Joined:
    """One request; sent twice on its way (a doubled one) it is two hops, and its asker has the reply to the last."""

    def __init__(self) -> None:
        """Nobody has seen it yet."""
        self._client: Seen | None = None
        self._proxies: dict[tuple[int, int], Seen] = {}
        self._servers: list[Seen] = []

    def add(self, seen: Seen) -> None:
        """One more witness; of a proxy's two words about one request the last counts."""
        if seen.side is Side.CLIENT:
            self._client = seen
        elif seen.side is Side.SERVER:
            self._servers.append(seen)
            self._servers.sort(key=lambda one: (one.at_ms, one.status, one.request, one.reply))
        elif seen.ended or (seen.at_ms, seen.record) not in self._proxies:
            self._proxies[seen.at_ms, seen.record] = seen

    @property
    def count(self) -> int:
        """How many hops it is."""
        return max(len(self._proxies), len(self._servers), 1)

    @property
    def called(self) -> tuple[str, str]:
        """The asker's seat and what it calls the other side; empty while it has not told."""
        return (self._client.sender_seat, self._client.them) if self._client else ("", "")

    def hops(self, numbers: Sequence[int]) -> list[Hop]:
        """As hops with these numbers."""
        proxies = [self._proxies[place] for place in sorted(self._proxies)]
        pairs = list(zip_longest(proxies, self._servers)) or [(None, None)]
        last = len(pairs) - 1
        return [
            _hop(number, Witnesses(self._client if place == last else None, proxy, server), self._client)
            for place, (number, (proxy, server)) in enumerate(zip(numbers, pairs, strict=True))
        ]


def _hop(number: int, seen: Witnesses, asker: Seen | None) -> Hop:
    """`asker` is the line of whoever asked, also where it tells nothing of this hop's reply."""
    some = [one for one in (seen.proxy, seen.client or asker, seen.server) if one is not None]
    request, reply = _body([one.request for one in some]), _body([one.reply for one in _who_saw_a_reply(seen)])
    first = some[0]
    said = facts(first.method, first.path, request, reply)
    traced = asker or next((one for one in some if one.trace), first)
    answered = _answered(seen)
    return Hop(
        number=number,
        at_ms=min(one.at_ms for one in some),
        sender=(asker or first).sender,
        receiver=first.receiver,
        sender_seat=asker.sender_seat if asker else "",
        receiver_seat=next((one.receiver_seat for one in some if one.receiver_seat), ""),
        verb=said.verb or first.path,
        method=first.method,
        path=first.path,
        trace=traced.trace,
        span=first.span,
        parent=asker.parent if asker else "",
        attempt=max(one.attempt for one in some),
        request_headers=first.request_headers,
        request=request,
        reply_headers=_headers(_who_saw_a_reply(seen)),
        reply=reply,
        status=_status(seen),
        answered=answered,
        error=_error(seen),
        ms=next((one.ms for one in (seen.client, seen.proxy, seen.server) if one and one.ended), 0),
        ended=_ended(seen),
        fault=seen.proxy.fault if seen.proxy else "",
        by_hand=first.span.startswith(BY_HAND),
        amount=said.inserted if said.amount is None else said.amount,
        currency=said.currency,
    )


def _status(seen: Witnesses) -> int:
    """What the asker got."""
    if seen.client is not None:
        return seen.client.status
    if seen.proxy is not None:
        return 0 if seen.proxy.fault == FaultKind.LOST_REPLY else seen.proxy.status
    return seen.server.status if seen.server else 0


def _answered(seen: Witnesses) -> int:
    """What the answerer gave."""
    if seen.server is not None:
        return seen.server.status
    if seen.proxy is not None and seen.proxy.fault not in NEVER_ARRIVES:
        return seen.proxy.status
    return 0


def _ended(seen: Witnesses) -> bool:
    if seen.client is not None:
        return True
    return seen.proxy.ended if seen.proxy is not None else seen.server is not None


def _error(seen: Witnesses) -> str:
    """Why no answer came: in the asker's words, else in those of the proxy."""
    if seen.client is not None:
        return seen.client.error
    if seen.proxy is None or not seen.proxy.ended or _status(seen):
        return ""
    return "no_connection" if seen.proxy.error.startswith(NOBODY_LISTENS) else "no_answer"


def _who_saw_a_reply(seen: Witnesses) -> list[Seen]:
    return [one for one in (seen.proxy, seen.client, seen.server) if one is not None and (one.reply or one.status)]


def _body(said: Sequence[str]) -> str:
    """The fullest one, of equals the proxy's."""
    whole = next((one for one in said if one and not is_left_out(one)), "")
    return whole or next((one for one in said if one), "")


def _headers(some: Sequence[Seen]) -> dict[str, str]:
    return next((one.reply_headers for one in some if one.reply_headers), {})
