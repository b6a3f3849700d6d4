"""Top-ups of wallets as kiosks ask for them: whose wallet a number is, and how a kiosk's payment of one has ended.

Cash comes to a wallet that is blocked as to any: its holder only may not spend it, and no payer learns of that.
"""

from common.clock import Clock
from common.database import Connection, Database, Row
from common.errors import Rejected
from common.principal import Principal
from common.protocol.processing import CheckNumber, NumberFound
from common.status import Status
from processing_app.core import wallet_number, wallet_top_up
from processing_app.core.ledger import WALLETS
from processing_app.core.payment import Payment
from processing_app.core.wallet_top_up import TopUp
from processing_app.service.quota import Quota
from processing_app.service.wallets import naming
from processing_app.service.wallets.offered import NUMBER
from processing_app.service.wallets.own import HOUR_MS, guessed
from processing_app.store import log


class TopUps:
    """What kiosks ask about wallets."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Nobody has guessed yet."""
        self._database = database
        self._guesses = Quota(clock, HOUR_MS, "too_many_guesses")

    def check(self, who: Principal, ask: CheckNumber) -> NumberFound:
        """The holder's short name. Rejected: wrong_field (a slip of a finger), unknown_account.

        Unavailable `too_many_guesses` for guessers.
        """
        demand_number(ask.account)
        row = demand_known(self._database.read(lambda db: guessed(db, self._guesses, who.id, ask.account)), ask.account)
        return NumberFound(
            payment_id=ask.payment_id, account=ask.account, subscriber=naming.holder(row), currency=row["currency"]
        )

    def ended(self, db: Connection, who: Principal, payment: Payment) -> None:
        """A kiosk's payment of a wallet has come to an end, or to another one. Part of that unit of work.

        Whoever settles one by hand may not contradict the wallet, which knows better: Rejected `wrong_value`.
        """
        terms = payment.authorized
        if terms.provider_id != WALLETS:
            return
        state = found(db, terms.payment_id)
        agreed = {
            Status.CANCELLED: not state.wallet,
            Status.CAPTURED: bool(state.wallet) and not state.reversal_id,
            Status.REFUNDED: bool(state.reversal_id),
        }
        if not agreed[payment.status]:
            raise Rejected("wrong_value", f"outcome: {payment.status.value}")


def found(db: Connection, payment_id: str) -> TopUp:
    """What is known of a kiosk's payment to a wallet."""
    return wallet_top_up.fold(stored.event for stored in log.load(db, log.wallet_top_up(payment_id)))


def demand_number(account: str) -> None:
    """Refuse a number that no wallet may have: Rejected `wrong_field`."""
    if not wallet_number.sound(account):
        raise Rejected("wrong_field", NUMBER.error.ru)


def demand_known(row: Row | None, account: str) -> Row:
    """A wallet's contract as it was found; of a number that is nobody's Rejected `unknown_account`."""
    if row is None:
        raise Rejected("unknown_account", account)
    return row
