"""What is known of a payment after the centre said something of it: a fold that never goes back from an end."""

import dataclasses

from common.clock import milliseconds
from common.errors import Broken
from common.protocol.wallets.payments import PaymentShown
from provider_app.core.accepting import WAYS, State, Taken
from provider_app.service.dealings import code_of

CONFIRM_MS = 60_000
"""How long a payer may think, counted from when we heard that he is asked: only he is told the very moment."""
FREQUENT_MS, RARE_MS, RAREST_MS = 1_000, 5_000, 60_000
"""Pauses between questions about a payment that is not over: while the buyer stands there, later, and much later."""
STANDS_MS, LATER_MS = 120_000, 3_600_000


def begun(payment_id: str, mask: str, amount: int, order: str, now: int) -> Taken:
    """A charge that is about to be sent."""
    return Taken(
        payment_id=payment_id, way="barcode", state=State.SENDING, amount=amount, currency="RUB", purpose=order,
        payer="", wallet="", mask=mask, reason="", made_at=now, changed_at=now, waits_until=0, due=now + FREQUENT_MS,
        asked=0, full=False, trace=code_of(payment_id),
    )  # fmt: skip


def after(before: Taken | None, said: PaymentShown, now: int) -> Taken:
    """The payment with the centre's words on it; Broken when they are of another payment under the same id."""
    if said.way not in WAYS or (
        before is not None and (before.amount, before.currency) != (said.amount, said.currency)
    ):
        raise Broken("payment_id_reused", said.payment_id)
    changed = milliseconds(said.changed_at)
    if before is not None and _is_older(before, State(said.state), changed):
        return before if before.final and before.full else dataclasses.replace(before, due=now + pause(before, now))
    state = State(said.state)
    known = before or begun(said.payment_id, "", said.amount, said.order, now)
    one = dataclasses.replace(
        known,
        way=said.way,
        state=state,
        purpose=said.order or known.purpose,
        payer=said.sender.name,
        wallet=said.sender.number,
        reason=said.reason,
        made_at=known.made_at if known.mask else milliseconds(said.made_at),
        changed_at=changed,
        waits_until=_waits_until(known, state, now),
        asked=0,
        full=True,
    )
    return dataclasses.replace(one, due=0 if one.final else now + pause(one, now))


def noticed(before: Taken | None, payment_id: str, amount: int, *, done: bool, at: int, now: int) -> Taken:
    """The same by a notice, which says less: the centre is asked for the rest at once.

    What we have not charged came by a QR code.
    """
    if before is not None and before.amount != amount:
        raise Broken("payment_id_reused", payment_id)
    if before is not None and before.final:
        return before
    known = before or dataclasses.replace(begun(payment_id, "", amount, "", at), way="qr")
    state = State.DONE if done else State.FAILED
    return dataclasses.replace(known, state=state, changed_at=at, waits_until=0, due=now, asked=0, full=False)


def refused(before: Taken, code: str, now: int) -> Taken:
    """The centre's «no», or ours: nothing was taken."""
    return dataclasses.replace(before, state=State.FAILED, reason=code, changed_at=now, waits_until=0, due=0, full=True)


def silent(before: Taken, code: str, now: int, pause_ms: int) -> Taken:
    """Nobody knows yet: `code` is what was in the way, and when it is tried again."""
    reason = before.reason if before.final else code
    return dataclasses.replace(before, reason=reason, due=now + pause_ms, asked=before.asked + 1)


def pause(one: Taken, now: int) -> int:
    """Milliseconds until the next question about a payment that is not over."""
    age = max(0, now - one.made_at)
    return FREQUENT_MS if age < STANDS_MS else RARE_MS if age < LATER_MS else RAREST_MS


def _is_older(before: Taken, state: State, changed: int) -> bool:
    """An answer that was overtaken by a later one: the end stays the end, and of a known moment the later counts."""
    if before.final:
        return before.full or before.state is not state
    return before.full and changed < before.changed_at


def _waits_until(before: Taken, state: State, now: int) -> int:
    if state is not State.WAITING:
        return 0
    return before.waits_until or now + CONFIRM_MS
