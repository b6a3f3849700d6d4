"""Decisions about a payment of a wallet: begin, confirm, refuse, expire, settle, hold for a bank, pay out, give back.

Each takes the payment and gives the events to store; an empty list says that it was done before. Seed 002: `start` is
the payment service's, `settle` and those after it are the executor's. Sums in minor units, times in milliseconds UTC.
"""

from msgspec.structs import replace

from common.errors import Rejected
from common.status import Status
from processing_app.core import ledger, payment, wallet_shown
from processing_app.core.events import Event, PaymentCancelled, PaymentCaptured
from processing_app.core.intent_events import PaymentFailed
from processing_app.core.payment import NEW, NOT_TRIED, Payment, Tried
from processing_app.core.wallet_events import PayerConfirmed, WalletAuthorized, WalletPaymentStarted

CONFIRM_MS = 60_000
"""How long a charge waits for its payer's word."""
FURTHEST_MS = 2 * CONFIRM_MS
"""One whose time would be over later than that began under a clock that was set back since, by more than a little."""
SEND, WITHDRAW, QR, BARCODE = "send", "withdraw", "qr", "barcode"
TRANSFERS = (SEND, WITHDRAW)
"""Ways whose stream is `transfer/<payment_id>`; the others' is `intent/<payment_id>`."""
REFUSED, OVER, NOT_ENOUGH = "refused_by_payer", "confirmation_over", "not_enough_in_wallet"


def start(asked: WalletPaymentStarted, *, no_confirmation: int, now: int) -> list[Event]:
    """A payment as it was verified and normalised; a charge above `no_confirmation` waits for its payer."""
    if asked.way == BARCODE and asked.amount > no_confirmation:
        told = wallet_shown.shown(asked.recipient, asked.recipient_name, asked.amount, asked.currency, asked.order)
        asked = replace(asked, shown=told, confirm_until=now + CONFIRM_MS)
    return _allowed(NEW, asked)


def is_waiting(before: Payment) -> bool:
    """Whether nothing goes on until the payer has said a word, or the time for it is over."""
    return before.status is Status.CREATED and bool(before.of_wallet.confirm_until) and not before.confirmed


def confirm(before: Payment, shown: str, now: int) -> list[Event]:
    """The payer's yes to what he was shown: Rejected `shown_differs`, or `confirmation_over` when it comes too late.

    Nothing changes a word that was given before.
    """
    if before.failure == OVER:
        raise Rejected(OVER)
    if not is_waiting(before):
        return []
    _demand_shown(before, shown)
    if _is_over(before, now):
        raise Rejected(OVER)
    return _allowed(before, PayerConfirmed(payment_id=before.of_wallet.payment_id, shown=shown))


def refuse(before: Payment, shown: str) -> list[Event]:
    """The payer's no; Rejected `shown_differs`."""
    if not is_waiting(before):
        return []
    _demand_shown(before, shown)
    return fail(before, REFUSED)


def expire(before: Payment, now: int) -> list[Event]:
    """The time for the payer's word is over."""
    return fail(before, OVER) if is_waiting(before) and _is_over(before, now) else []


def settle(before: Payment, available: int) -> list[Event]:
    """Move the sum from wallet to recipient, by way of its hold; it fails when less than that is `available`."""
    if before.status is not Status.CREATED:
        return []
    if available < before.amount:
        return fail(before, NOT_ENOUGH)
    return _allowed(before, _held(before), _given(before, ""))


def authorize(before: Payment, available: int) -> list[Event]:
    """Hold the sum of a withdrawal until its bank has answered; it fails when less than that is `available`."""
    if before.status is not Status.CREATED:
        return []
    return _allowed(before, _held(before)) if available >= before.amount else fail(before, NOT_ENOUGH)


def withdrawn(before: Payment, reference: str, *, tried: Tried = NOT_TRIED, by_hand: bool = False) -> list[Event]:
    """The bank has paid it out."""
    if before.status is Status.CAPTURED:
        return []
    return _allowed(before, _given(before, reference, tried=tried, by_hand=by_hand))


def give_back(
    before: Payment, reason: str, detail: str = "", *, tried: Tried = NOT_TRIED, by_hand: bool = False
) -> list[Event]:
    """The bank has not, and will not: the hold goes back to the wallet. `reason` is a code of the table of errors."""
    if before.status is Status.CANCELLED:
        return []
    began = before.of_wallet
    returned = PaymentCancelled(
        payment_id=began.payment_id, reason=reason, detail=detail, by_hand=by_hand, attempts=tried.attempts,
        answered_ms=tried.answered_ms,
        postings=ledger.move((_hold(began), account(began.sender), began.amount), currency=began.currency),
    )  # fmt: skip
    return _allowed(before, returned)


def fail(before: Payment, reason: str, detail: str = "") -> list[Event]:
    """It moves nothing and never will; `reason` is a code of the table of errors."""
    if before.status is Status.FAILED:
        return []
    return _allowed(before, PaymentFailed(payment_id=before.of_wallet.payment_id, failure=reason, detail=detail))


def account(side: str) -> str:
    """The ledger account of a side of a payment: wallet:<number>, provider:<id> or bank:<id>."""
    kind, _, name = side.partition(":")
    if kind == "provider":
        return ledger.settlement(int(name))
    return ledger.wallet(name) if kind == "wallet" else ledger.bank(name)


def _is_over(before: Payment, now: int) -> bool:
    return not now < before.of_wallet.confirm_until <= now + FURTHEST_MS


def _held(before: Payment) -> WalletAuthorized:
    began = before.of_wallet
    moved = ledger.move((account(began.sender), _hold(began), began.amount), currency=began.currency)
    return WalletAuthorized(payment_id=began.payment_id, postings=moved)


def _given(before: Payment, reference: str, *, tried: Tried = NOT_TRIED, by_hand: bool = False) -> PaymentCaptured:
    began = before.of_wallet
    return PaymentCaptured(
        payment_id=began.payment_id, reference=reference, by_hand=by_hand, attempts=tried.attempts,
        answered_ms=tried.answered_ms,
        postings=ledger.move((_hold(began), account(began.recipient), began.amount), currency=began.currency),
    )  # fmt: skip


def _hold(began: WalletPaymentStarted) -> str:
    return ledger.hold(began.payment_id)


def _demand_shown(before: Payment, shown: str) -> None:
    if shown != before.of_wallet.shown:
        raise Rejected("shown_differs")


def _allowed(before: Payment, *events: Event) -> list[Event]:
    after = before
    for event in events:
        after = payment.evolve(after, event)
    return list(events)
