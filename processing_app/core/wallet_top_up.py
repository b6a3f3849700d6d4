"""A kiosk's payment to a wallet: credited once for its id, taken back once while the money is there."""

from collections.abc import Iterable
from typing import NamedTuple

from common.errors import Broken, Rejected
from processing_app.core import ledger
from processing_app.core.events import Event
from processing_app.core.wallet_events import WalletToppedUp, WalletTopUpReversed


class TopUp(NamedTuple):
    """What its events make of it; an empty `wallet`: nothing has come, an empty `reversal_id`: nothing went back."""

    wallet: str = ""
    amount: int = 0
    currency: str = ""
    reversal_id: str = ""


NOTHING = TopUp()


def fold(events: Iterable[Event]) -> TopUp:
    """The top-up that its events make; Broken `invalid_transition` when one cannot follow."""
    state = NOTHING
    for event in events:
        if isinstance(event, WalletToppedUp) and not state.wallet:
            state = TopUp(event.wallet, event.amount, event.currency)
        elif isinstance(event, WalletTopUpReversed) and state.wallet and not state.reversal_id:
            state = state._replace(reversal_id=event.reversal_id)
        else:
            raise Broken("invalid_transition", type(event).__name__)
    return state


def credit(before: TopUp, payment_id: str, wallet: str, amount: int, currency: str) -> list[Event]:
    """The sum is in the wallet; nothing when it was before. Broken `payment_id_reused` for another sum or wallet."""
    if before.wallet:
        if (before.wallet, before.amount, before.currency) != (wallet, amount, currency):
            raise Broken("payment_id_reused", payment_id)
        return []
    postings = ledger.move((ledger.TOP_UPS, ledger.wallet(wallet), amount), currency=currency)
    return [WalletToppedUp(payment_id=payment_id, wallet=wallet, amount=amount, currency=currency, postings=postings)]


def reverse(before: TopUp, payment_id: str, reversal_id: str, available: int) -> list[Event]:
    """The whole sum goes back to the kiosk's agent; nothing when this reversal did it before.

    `available` is what is in the wallet, minor units. Rejected: not_credited, spent (it went back already, or the
    wallet has less).
    """
    if not before.wallet:
        raise Rejected("not_credited", payment_id)
    if before.reversal_id == reversal_id:
        return []
    if before.reversal_id or available < before.amount:
        raise Rejected("spent", "0" if before.reversal_id else str(available))
    postings = ledger.move((ledger.wallet(before.wallet), ledger.TOP_UPS, before.amount), currency=before.currency)
    return [
        WalletTopUpReversed(
            payment_id=payment_id, reversal_id=reversal_id, wallet=before.wallet, amount=before.amount,
            currency=before.currency, postings=postings,
        )
    ]  # fmt: skip
