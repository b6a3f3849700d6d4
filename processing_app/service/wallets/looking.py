"""Payments of wallets as their sides look at them: one, what waits for a word, one's own, what a provider was paid."""

from common import ids
from common.clock import Clock
from common.database import Connection
from common.principal import Principal
from common.protocol.wallets.payments import AskAccepted, AskPayment, AskPayments, Payments, PaymentShown
from processing_app.service.payments import position_of
from processing_app.service.wallets import shown
from processing_app.store import log, wallet_payments
from processing_app.store.wallet_payments import Shown

PAGE, ACCEPTED_PAGE = 200, 500


class Looks:
    """Reads; of others' payments it says what it says of none."""

    def __init__(self, clock: Clock) -> None:
        """The clock tells what does not wait any more."""
        self._clock = clock

    def look(self, db: Connection, who: Principal, ask: AskPayment) -> PaymentShown:
        """One payment of the asker's; ContractFault `not_found`."""
        side = shown.side_of(who)
        found = wallet_payments.look(db, ask.payment_id) if ids.is_uuid(ask.payment_id) else None
        return shown.of_row(shown.demand_side(found, side), side)

    def waiting(self, db: Connection, who: Principal, ask: AskPayments) -> Payments:
        """Charges that wait for the asker's word, the oldest first."""
        limit = _few(ask.limit, PAGE)
        found = wallet_payments.waiting(db, who.id, self._clock.now_ms(), limit + 1)
        return _page(found, limit, shown.side_of(who), "")

    def own(self, db: Connection, who: Principal, ask: AskPayments) -> Payments:
        """What the asker's wallet gave or tried to, and what came to it, newest first."""
        limit = _few(ask.limit, PAGE)
        before = position_of(ask.before) if ask.before else log.NEWEST
        found = wallet_payments.of_wallet(db, who.id, before, limit + 1)
        last = str(found[:limit][-1].row["position"]) if found else ask.before
        return _page(found, limit, shown.side_of(who), last)

    def accepted(self, db: Connection, who: Principal, ask: AskAccepted) -> Payments:
        """What came to the asking provider, in that order."""
        limit, side = _few(ask.limit, ACCEPTED_PAGE), shown.side_of(who)
        found = wallet_payments.done_to(db, side, position_of(ask.after), limit + 1)
        return _page(found, limit, side, str(found[:limit][-1].row["ended"]) if found else ask.after)


def _page(found: list[Shown], limit: int, side: str, position: str) -> Payments:
    payments = [shown.of_row(one, side) for one in found[:limit]]
    return Payments(payments=payments, position=position, more=len(found) > limit)


def _few(limit: int, most: int) -> int:
    return max(1, min(limit, most))
