"""The books: show them, prove them from the log, make every projection again from the beginning ("emerge world")."""

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from common import queue
from common.database import Connection
from common.errors import Broken
from common.logs import Log
from common.money import RUB
from common.principal import Principal
from common.protocol.endpoint import Nothing
from processing_app.core import ledger, payment
from processing_app.core.events import AgentToppedUp
from processing_app.core.payment import Payment
from processing_app.core.wallet_events import WalletToppedUp, WalletTopUpReversed
from processing_app.service import accounts, lists
from processing_app.service.asks import (
    Accounts,
    AskAccounts,
    AskEvents,
    AskPostings,
    Events,
    FindPayments,
    Ledger,
    LedgerAccount,
    PaymentRows,
    PaymentTotals,
    Postings,
    Verified,
)
from processing_app.service.asks.statistics import Rebuild
from processing_app.service.intents.proof import Intents
from processing_app.service.reading import event_row
from processing_app.service.turnover import Turnover
from processing_app.service.wallets.proof import WalletPayments
from processing_app.service.watchman import BOOKS
from processing_app.store import balances, contracts, intent_rows, intents, log, payers, wallet_payments
from processing_app.store import payments as rows

PAGE = 1000
AS_AUTHORIZED = (
    "payment_id", "number", "agent_id", "terminal", "provider_id", "account", "inserted", "agent_fee", "amount",
    "processing_fee", "currency",
)  # fmt: skip
"""What a payment's row repeats of the event that authorized it."""
SHOWN = 5
TOP_UPS = (AgentToppedUp, WalletToppedUp, WalletTopUpReversed)
"""Events that move money and are of no payment's automaton."""


class Recomputed:
    """Everything that follows from the log: balances, holds, payments with where and when they began and changed."""

    def __init__(self, intents: Intents) -> None:
        """Nothing has happened."""
        self.balances: dict[str, int] = {}
        self.versions: dict[str, int] = {}
        self.payments: dict[str, tuple[int, int, int, Payment]] = {}
        self.intents = intents
        self.wallets = WalletPayments()
        self.events = 0
        self.last_hash = ""

    def add(self, stored: log.Stored) -> None:
        """One more event; Broken when it cannot follow what came before."""
        if stored.version != self.versions.get(stored.stream, 0) + 1:
            raise Broken("books_do_not_balance", f"{stored.stream} version {stored.version}")
        self.versions[stored.stream] = stored.version
        self.balances |= ledger.apply(self.balances, stored.event.postings)
        if not (isinstance(stored.event, TOP_UPS) or self.wallets.add(stored) or self.intents.add(stored)):
            position, at, _, before = self.payments.get(
                stored.stream, (stored.position, stored.at, stored.at, payment.NEW)
            )
            self.payments[stored.stream] = (position, at, stored.at, payment.evolve(before, stored.event))
        self.events += 1
        self.last_hash = stored.hash.hex()

    @property
    def accounts(self) -> dict[str, int]:
        """Every balance but the holds."""
        return {name: amount for name, amount in self.balances.items() if ledger.held_payment(name) is None}

    def held(self, payment_id: str) -> int:
        """What is on a payment's hold."""
        return self.balances.get(ledger.hold(payment_id), 0)


class Projection(Protocol):
    """What follows the log, and can be made again."""

    def rebuild(self, db: Connection) -> None:
        """From the beginning; a unit of work."""


class Books:
    """Reads and proves; changes nothing but projections."""

    def __init__(self, journal: Log, behind: Mapping[str, Projection]) -> None:
        """Turnover is added up as it is asked for; the log hears of books that are not as they were written.

        `behind` are the projections that follow the log, by the names by which one of them is made again.
        """
        self._turnover = Turnover()
        self._log = journal
        self._behind = behind

    def ledger(self, db: Connection, who: Principal, ask: Nothing) -> Ledger:
        """All balances as stored."""
        stored = balances.every(db)
        holds = rows.held(db) + intent_rows.held(db) + wallet_payments.held(db)
        return Ledger(
            accounts=[LedgerAccount(account=name, amount=amount) for name, amount in stored.items()],
            holds=holds, sum=sum(stored.values()) + holds, currency=RUB,
        )  # fmt: skip

    def accounts(self, db: Connection, who: Principal, ask: AskAccounts) -> Accounts:
        """All ledger accounts with their turnover in a period."""
        return accounts.accounts(db, ask, self._turnover)

    def postings(self, db: Connection, who: Principal, ask: AskPostings) -> Postings:
        """The postings of one ledger account."""
        return accounts.postings(db, ask, self._turnover)

    def events(self, db: Connection, who: Principal, ask: AskEvents) -> Events:
        """The log in order."""
        page = log.after(db, ask.after, max(1, min(ask.limit, PAGE)))
        return Events(events=[event_row(one) for one in page], position=page[-1].position if page else ask.after)

    def payments(self, db: Connection, who: Principal, ask: FindPayments) -> PaymentRows:
        """A page of the payments that a person filters for."""
        return lists.page(db, ask)

    def payment_totals(self, db: Connection, who: Principal, ask: FindPayments) -> PaymentTotals:
        """Counters and sums of the payments that a person filters for."""
        return lists.totals(db, ask)

    def verify(self, db: Connection, who: Principal, ask: Nothing) -> Verified:
        """Recompute everything from the log and compare; Broken `books_do_not_balance` names the first differences."""
        try:
            return _verified(db)
        except Broken as trouble:
            self._log.alarm(BOOKS, trouble.code, trouble.detail)
            raise

    def rebuild(self, db: Connection, who: Principal, ask: Rebuild) -> Verified:
        """Drop what follows from the log, or one part of it, and make it again from the beginning. A unit of work."""
        world = _emerge(log.everything(db), {})
        for name, projection in self._behind.items():
            if ask.only in ("", name):
                projection.rebuild(db)
        if not ask.only:
            payers.forget(db)
            _rebuild_books(db, world)
        return _proven(world)


def _rebuild_books(db: Connection, world: Recomputed) -> None:
    """Balances and payments as the log has them."""
    limits = _credit_limits(db)
    accounts = dict.fromkeys(limits, 0) | world.accounts
    lowest = {name: ledger.lowest(name, limits.get(name, 0)) for name in accounts}
    balances.rewrite(db, accounts, lowest)
    rows.clear(db)
    for position, at, changed, one in world.payments.values():
        rows.add(db, position, one.authorized, at)
        rows.change(db, position, one, changed)
    world.intents.rebuild(db)
    world.wallets.rebuild(db)


def _verified(db: Connection) -> Verified:
    world = _emerge(log.everything(db), intents.taken(db))
    tasks = queue.kinds(db)
    differences = [
        *_balance_differences(db, world),
        *_payment_differences(db, world),
        *_task_differences(world, tasks.keys()),
        *world.intents.differences(db, world.balances, tasks),
        *world.wallets.differences(db, world.balances, tasks),
    ]
    total = sum(world.balances.values())
    if differences or total:
        raise Broken("books_do_not_balance", "; ".join(differences[:SHOWN]) or f"sum {total}")
    return _proven(world)


def _proven(world: Recomputed) -> Verified:
    return Verified(
        events=world.events, payments=len(world.payments), intents=len(world.intents.every),
        wallet_payments=len(world.wallets.every), accounts=len(world.accounts),
        sum=sum(world.balances.values()), last_hash=world.last_hash,
    )  # fmt: skip


def _emerge(events: Iterator[log.Stored], snapshots: Mapping[str, tuple[int, bytes]]) -> Recomputed:
    world = Recomputed(Intents(snapshots))
    for stored in events:
        world.add(stored)
    return world


def _balance_differences(db: Connection, world: Recomputed) -> Iterator[str]:
    limits, accounts = _credit_limits(db), world.accounts
    stored = {row["account"]: row for row in balances.rows(db)}
    for name in accounts.keys() - stored.keys():
        yield f"{name}: None ≠ {accounts[name]}"
    for name, row in stored.items():
        expected = (accounts.get(name, 0), ledger.lowest(name, limits.get(name, 0)), RUB)
        if (row["amount"], row["lowest"], row["currency"]) != expected:
            yield f"{name}: {row['amount']} ≥ {row['lowest']} {row['currency']} ≠ {expected[0]} ≥ {expected[1]} {RUB}"


def _credit_limits(db: Connection) -> dict[str, int]:
    return {ledger.deposit(row["agent_id"]): row["credit_limit"] for row in contracts.agents(db)}


def _payment_differences(db: Connection, world: Recomputed) -> Iterator[str]:
    after = seen = 0
    while page := rows.every(db, after, PAGE):
        for row in page:
            seen += 1
            known = world.payments.get(log.intent(row["payment_id"]))
            if known is None:
                yield f"payment {row['payment_id']} is not in the log"
                continue
            expected = _row(*known, held=world.held(row["payment_id"]))
            wrong = [name for name, value in expected.items() if row[name] != value]
            if wrong:
                yield f"payment {row['payment_id']}: {', '.join(f'{name} = {row[name]}' for name in wrong)}"
        after = page[-1]["position"]
    if seen != len(world.payments):
        yield f"{seen} payments ≠ {len(world.payments)} in the log"


def _row(position: int, at: int, changed: int, one: Payment, *, held: int) -> dict[str, object]:
    """A payment's row as the log has it."""
    terms = one.authorized
    same = {name: getattr(terms, name) for name in AS_AUTHORIZED}
    now = {"status": one.status.value, "held": held, "reason": one.reason, "reference": one.reference}
    now |= one.tried._asdict()
    return same | now | {"position": position, "at": at, "changed": changed}


def _task_differences(world: Recomputed, keys: Collection[str]) -> Iterator[str]:
    """A hold that nobody works on would stay for ever; a task about nothing would be tried for ever."""
    for key in keys:
        known = log.intent(key) in world.payments or world.intents.known(key) or world.wallets.known(key)
        if not known:
            yield f"a task about {key}, which is not in the log"
    for stream, (_, _, _, one) in world.payments.items():
        payment_id = stream.partition("/")[2]
        if world.held(payment_id) and payment_id not in keys:
            yield f"payment {payment_id} is held without a task ({one.status.value})"
