"""What a wallet's holder and a provider see of their own contracts, and whose wallet a number is."""

from common.clock import Clock, moment
from common.database import Connection, Row
from common.errors import Rejected
from common.money import RUB
from common.principal import Principal
from common.protocol.wallets.wallet import AcceptanceShown, AskRecipient, AskWallet, Recipient, WalletShown
from processing_app.core import ledger, wallet_number
from processing_app.service.quota import Quota
from processing_app.service.wallets import naming
from processing_app.service.wallets.acceptances import known_acceptance
from processing_app.service.wallets.accounts import known_wallet, limits_of
from processing_app.store import balances, wallet_days, wallet_payments
from processing_app.store import wallets as rows

HOUR_MS = 3_600_000
WRONG_NUMBERS = 20
"""So many numbers that nobody has may one ask about in an hour. A slip of a finger costs none of them."""
MOST_WAITING = 100


class Own:
    """Whoever asks is told of his own: the principal says which wallet, or which provider, it is."""

    def __init__(self, clock: Clock) -> None:
        """Nobody has guessed yet."""
        self._clock = clock
        self._guesses = Quota(clock, HOUR_MS, "too_many_guesses")

    def wallet(self, db: Connection, who: Principal, ask: AskWallet) -> WalletShown:
        """The holder's own wallet."""
        row, now = known_wallet(db, who.id), self._clock.now_ms()
        return WalletShown(
            number=who.id, name=row["name"], balance=balances.snapshot(db, ledger.wallet(who.id)),
            currency=row["currency"], blocked=bool(row["blocked"]), limits=limits_of(row),
            spent_today=wallet_days.spent_today(db, who.id, now),
            waiting=len(wallet_payments.waiting(db, who.id, now, MOST_WAITING)), at=moment(now),
        )  # fmt: skip

    def acceptance(self, db: Connection, who: Principal, ask: AskWallet) -> AcceptanceShown:
        """The provider's own."""
        provider_id = int(who.id)
        row = known_acceptance(db, provider_id)
        return AcceptanceShown(
            provider_id=provider_id, name=naming.provider_name(db, provider_id),
            balance=balances.snapshot(db, ledger.settlement(provider_id)), currency=RUB, active=bool(row["active"]),
            at=moment(self._clock.now_ms()),
        )  # fmt: skip

    def recipient(self, db: Connection, who: Principal, ask: AskRecipient) -> Recipient:
        """The holder's short name; what `known` raises is raised."""
        return Recipient(number=ask.number, name=naming.holder(self.known(db, who, ask.number)))

    def known(self, db: Connection, who: Principal, number: str) -> Row:
        """A recipient's contract; Rejected `unknown_recipient`, Unavailable `too_many_guesses`."""
        if not wallet_number.sound(number):
            raise Rejected("unknown_recipient", number[: wallet_number.DIGITS])
        row = guessed(db, self._guesses, who.id, number)
        if row is None:
            raise Rejected("unknown_recipient", number)
        return row


def guessed(db: Connection, guesses: Quota, asker: int | str, number: str) -> Row | None:
    """The wallet with this number; that there is none costs the asker one of his guesses. `too_many_guesses`."""
    guesses.take(asker, WRONG_NUMBERS)
    row = rows.wallet(db, number)
    if row is not None:
        guesses.give_back(asker, WRONG_NUMBERS)
    return row
