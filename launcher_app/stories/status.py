"""What became of a payment, told by its hops alone: each is a word about it, the last word of the surest counts."""

from collections.abc import Iterable

import msgspec

from common.errors import Unavailable
from common.protocol import consumer, processing, provider
from common.protocol.dialects.osmp import OK, read_answer
from common.protocol.wallets import doors as wallets
from common.shown_status import OF_STATUS, ShownStatus
from common.status import Status
from launcher_app.feed.doors import Part, part_of
from launcher_app.feed.hop import REFUSED, Hop, Outcome

ENDS = frozenset({ShownStatus.CREDITED, ShownStatus.REJECTED, ShownStatus.REVERSED, ShownStatus.CANCELLED})
OF_OUTCOME: dict[str, ShownStatus] = {
    provider.Outcome.CREDITED: ShownStatus.CREDITED,
    provider.Outcome.VOIDED: ShownStatus.REJECTED,
    provider.Outcome.REVERSED: ShownStatus.REVERSED,
}
OF_NEWS: dict[str, ShownStatus] = {
    consumer.NewsKind.CREDITED: ShownStatus.CREDITED,
    consumer.NewsKind.REVERSED: ShownStatus.REVERSED,
    consumer.NewsKind.PAYMENT_DONE: ShownStatus.CREDITED,
    consumer.NewsKind.PAYMENT_FAILED: ShownStatus.CANCELLED,
}
OF_WALLET: dict[str, ShownStatus] = {
    "waiting_for_payer": ShownStatus.CREATED,
    "accepted": ShownStatus.SENT,
    "processing": ShownStatus.SENT,
    "done": ShownStatus.CREDITED,
    "failed": ShownStatus.CANCELLED,
    "returned": ShownStatus.REJECTED,
}
BEGINNINGS = frozenset({wallets.SEND.path, wallets.WITHDRAW.path, wallets.PAY.path})
FOR_A_PERSON = (400, 409, 413, 415)
"""What the centre says of these is `Broken`: it asks no more and calls a person."""


class _Told(msgspec.Struct):
    """The fields of answers and news that tell a state."""

    status: str = ""
    state: str = ""
    kind: str = ""
    needs_review: bool = False


class _Payment(msgspec.Struct):
    payment_id: str
    status: str
    needs_review: bool = False


class _Payments(msgspec.Struct):
    payments: list[_Payment] = []


def status_of(hops: Iterable[Hop], told: tuple[int, ShownStatus] | None = None) -> ShownStatus:
    """After these hops, in their order; `told` is what the centre told the terminal, and when."""
    now = ShownStatus.CREATED
    for hop in hops:
        if told is not None and hop.at_ms > told[0]:
            now, told = _after_told(now, told[1]), None
        now = _after(now, _word(hop, now))
    return now if told is None else _after_told(now, told[1])


def told_by(hop: Hop) -> list[tuple[str, ShownStatus]]:
    """What the centre says of payments in its answer to a terminal."""
    try:
        said = msgspec.json.decode(hop.reply, type=_Payments).payments
        return [(one.payment_id, _of_centre(one.status, one.needs_review)) for one in said]
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return []


def _after(now: ShownStatus, word: ShownStatus | None) -> ShownStatus:
    """An end is only followed by a reversal; a late repeat of a credited payment unsays nothing."""
    if word is None or (now in ENDS and word not in ENDS):
        return now
    return now if now is ShownStatus.REVERSED else word


def _after_told(now: ShownStatus, word: ShownStatus) -> ShownStatus:
    """To a terminal the centre does not tell how its delivery goes: that a payment waits is known better here."""
    return now if word is ShownStatus.SENT and now is ShownStatus.WAITING else _after(now, word)


def _word(hop: Hop, now: ShownStatus) -> ShownStatus | None:
    door = (hop.receiver, hop.path.partition("?")[0])
    if door == ("processing", processing.CHECK.path):
        return ShownStatus.CANCELLED if hop.status == REFUSED and now is ShownStatus.CREATED else None
    if door == ("processing", processing.PAY.path):
        return _of_pay(hop)
    if door == ("provider", provider.CREDIT.path):
        return _of_credit(hop)
    if hop.verb == "osmp/pay":
        return _of_osmp(hop)
    if door in (("provider", provider.STATUS.path), ("provider", provider.VOID.path)):
        return OF_OUTCOME.get(_said(hop.reply).status) if hop.outcome is Outcome.OK else None
    if door == ("provider", provider.REVERSE.path):
        return ShownStatus.REVERSED if hop.outcome is Outcome.OK else None
    if door[1] == consumer.NOTIFY.path:
        return _of_notice(hop, now) if hop.sender == "processing" else _of_news(hop, now)
    if door[1].startswith(f"{wallets.ROOT}/") and part_of(hop) is Part.MONEY:
        return _of_wallet(hop, now)
    return None


def _of_news(hop: Hop, now: ShownStatus) -> ShownStatus | None:
    """The subscriber may know before the centre does: while that still asks, the agent's money is held."""
    word = OF_NEWS.get(_said(hop.request).kind)
    return None if word is ShownStatus.CREDITED and now in (ShownStatus.SENT, ShownStatus.WAITING) else word


def _of_notice(hop: Hop, now: ShownStatus) -> ShownStatus | None:
    """A centre's: how a wallet's payment ended, unless that is known already."""
    return None if now in ENDS else OF_NEWS.get(_said(hop.request).kind)


def _of_wallet(hop: Hop, now: ShownStatus) -> ShownStatus | None:
    """What the centre says of it; a final no is an end only of one that it has not taken."""
    if hop.outcome is Outcome.REFUSED:
        return ShownStatus.CANCELLED if now is ShownStatus.CREATED and hop.path in BEGINNINGS else None
    return OF_WALLET.get(_said(hop.reply).state) if hop.outcome is Outcome.OK else None


def _of_pay(hop: Hop) -> ShownStatus:
    if hop.outcome is Outcome.OK:
        return _of_centre(_said(hop.reply).status, False)
    return ShownStatus.REJECTED if hop.outcome is Outcome.REFUSED else ShownStatus.ACCEPTED


def _of_credit(hop: Hop) -> ShownStatus:
    if hop.outcome is Outcome.WAITING:
        return ShownStatus.SENT
    if hop.outcome is Outcome.OK:
        return ShownStatus.CREDITED
    if hop.outcome is Outcome.REFUSED:
        return ShownStatus.REJECTED
    return ShownStatus.NEEDS_REVIEW if hop.status in FOR_A_PERSON else ShownStatus.WAITING


def _of_osmp(hop: Hop) -> ShownStatus:
    if hop.outcome is not Outcome.OK:
        return ShownStatus.SENT if hop.outcome is Outcome.WAITING else ShownStatus.WAITING
    try:
        answer = read_answer(hop.reply.encode())
    except Unavailable:
        return ShownStatus.WAITING
    if answer.result == OK:
        return ShownStatus.CREDITED
    return ShownStatus.REJECTED if answer.fatal else ShownStatus.WAITING


def _of_centre(status: str, needs_review: bool) -> ShownStatus:
    if needs_review:
        return ShownStatus.NEEDS_REVIEW
    return OF_STATUS[Status(status)] if status in set(Status) else ShownStatus.SENT


def _said(body: str) -> _Told:
    try:
        return msgspec.json.decode(body, type=_Told)
    except (msgspec.MsgspecError, RecursionError):
        return _Told()
