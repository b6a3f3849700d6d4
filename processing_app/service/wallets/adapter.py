"""Wallets as a provider in the centre's own delivery: crediting moves the money in one commit, once for the kiosk's id.

Nothing is sent anywhere, so nothing is ever unknown: the kiosk's payment and the wallet are in one database.
"""

from collections.abc import Iterator

from common import trace
from common.clock import Clock, moment
from common.database import Connection, Database, Row
from common.principal import SYSTEM, Principal
from common.protocol.provider import AccountFound, Outcome, PaymentKnown, PaymentVoided, Register, RegisterRow
from processing_app.core import ledger, wallet_top_up
from processing_app.core.events import Event, PaymentAuthorized
from processing_app.core.ledger import WALLETS
from processing_app.core.wallet_events import WalletToppedUp
from processing_app.service.wallets import naming
from processing_app.service.wallets.top_ups import demand_known, demand_number
from processing_app.store import balances, log, payments
from processing_app.store import wallets as rows
from processing_app.store.log import Stored

PAGE = 500


class WalletAdapter:
    """Check, credit, status, void, reverse and register, as of any provider."""

    can = frozenset({"status", "void", "reverse", "register"})

    def __init__(self, database: Database, clock: Clock) -> None:
        """Everything is given."""
        self._database = database
        self._clock = clock

    def check(self, payment_id: str, account: str, fields: dict[str, str]) -> AccountFound:
        """Whose wallet it is; kiosks ask `TopUps.check`, which lets nobody guess."""
        demand_number(account)
        row = demand_known(self._database.read(lambda db: rows.wallet(db, account)), account)
        return AccountFound(account=account, subscriber=naming.holder(row), currency=row["currency"])

    def credit(self, terms: PaymentAuthorized) -> str:
        """The sum is in the wallet, now or before; Rejected `unknown_account`."""
        return self._database.write(lambda db: self._credit(db, terms), "top_up_wallet")

    def status(self, payment_id: str) -> PaymentKnown:
        """What is known of a kiosk's payment."""
        return self._database.read(lambda db: _known(payment_id, log.load(db, log.wallet_top_up(payment_id))))

    def void(self, payment_id: str) -> PaymentVoided:
        """Whether it may be given up: whoever cancels the kiosk's payment does so in the database that would pay it."""
        known = self.status(payment_id)
        voided = known.status is Outcome.UNKNOWN
        return PaymentVoided(
            payment_id=payment_id, status=Outcome.VOIDED if voided else Outcome.CREDITED, reference=known.reference
        )

    def reverse(self, terms: PaymentAuthorized, reversal_id: str, reason: str) -> str:
        """The whole sum leaves the wallet, once for this reversal; Rejected `spent`, `not_credited`."""
        return self._database.write(lambda db: self._reverse(db, terms, reversal_id), "reverse_top_up")

    def register(self, after: str) -> Register:
        """What came to wallets from kiosks and what went back, in the order the payments were accepted."""
        return self._database.read(lambda db: _register(db, int(after or 0)))

    def _credit(self, db: Connection, terms: PaymentAuthorized) -> str:
        demand_known(rows.wallet(db, terms.account), terms.account)
        history = log.load(db, log.wallet_top_up(terms.payment_id))
        before = wallet_top_up.fold(one.event for one in history)
        return self._saved(
            db, terms.payment_id, history,
            wallet_top_up.credit(before, terms.payment_id, terms.account, terms.amount, terms.currency),
        )  # fmt: skip

    def _reverse(self, db: Connection, terms: PaymentAuthorized, reversal_id: str) -> str:
        history = log.load(db, log.wallet_top_up(terms.payment_id))
        before = wallet_top_up.fold(one.event for one in history)
        available = balances.of(db, ledger.wallet(terms.account))
        return self._saved(
            db, terms.payment_id, history, wallet_top_up.reverse(before, terms.payment_id, reversal_id, available)
        )

    def _saved(self, db: Connection, payment_id: str, history: list[Stored], events: list[Event]) -> str:
        if not events:
            return _reference(history[0].position)
        stream = log.wallet_top_up(payment_id)
        first = log.save(db, stream, len(history), events, _us(), self._clock.now_ms())
        return _reference(history[0].position if history else first)


def _us() -> Principal:
    return SYSTEM._replace(trace=trace.current.get())


def _reference(position: int) -> str:
    """By which number wallets know a top-up: its place in the log."""
    return f"W{position}"


def _known(payment_id: str, history: list[Stored]) -> PaymentKnown:
    if not history:
        return PaymentKnown(payment_id=payment_id, status=Outcome.UNKNOWN)
    state = wallet_top_up.fold(one.event for one in history)
    return PaymentKnown(
        payment_id=payment_id, status=Outcome.REVERSED if state.reversal_id else Outcome.CREDITED,
        reference=_reference(history[0].position), amount=state.amount, currency=state.currency,
        at=moment(history[0].at),
    )  # fmt: skip


def _register(db: Connection, after: int) -> Register:
    found = payments.of_provider(db, WALLETS, after, PAGE + 1)
    page = found[:PAGE]
    return Register(
        rows=[line for row in page for line in _lines(db, row)],
        position=str(page[-1]["position"]) if page else str(after),
        more=len(found) > PAGE,
    )


def _lines(db: Connection, row: Row) -> Iterator[RegisterRow]:
    history = log.load(db, log.wallet_top_up(row["payment_id"]))
    for one in history:
        yield RegisterRow(
            payment_id=row["payment_id"], kind="credit" if isinstance(one.event, WalletToppedUp) else "reverse",
            account=row["account"], amount=row["amount"], currency=row["currency"],
            reference=_reference(history[0].position), at=moment(one.at),
        )  # fmt: skip
