"""Reconciliation of the ledger, the wallet service and providers' registers: on demand, and each night by itself.

Registers are asked first, over the network; then the books are read in one snapshot, and every discrepancy is kept
with its kind and its payment. What the wallet service has yet to read is left out on both sides. Whoever asks has every
register read from its beginning; by night each is read on from where the days before it end, as long as it agrees.
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from common.clock import Clock, milliseconds
from common.database import Connection, Database
from common.errors import NOTHING_SENT, ContractFault, OplataError, Rejected
from common.logs import Log
from common.principal import SYSTEM, Principal
from common.protocol.mistake import Mistake, refuse
from common.protocol.provider import Register
from common.registers.line import DAY_MS, SHIFT_MS, day_bounds, day_of
from common.words import Words
from processing_app.core import ledger
from processing_app.core.wallet_reconciliation import (
    Balances,
    Discrepancy,
    Kind,
    Paid,
    of_balances,
    of_lines,
    of_registers,
)
from processing_app.service.asks.tasks import Done
from processing_app.service.asks.wallet_reconciliation import (
    AskWalletDifferences,
    AskWalletReconciliations,
    ReconcileWallets,
    ScheduleWalletReconciliation,
    WalletDifferences,
    WalletReconciliation,
    WalletReconciliations,
)
from processing_app.service.dialects import Accepting
from processing_app.service.providers import Providers
from processing_app.service.wallets.book import NAME, Book
from processing_app.service.wallets.discrepancies import difference_row, summary
from processing_app.service.watchman import DIFFER
from processing_app.store import balances, behind, contracts, log, wallet_book, wallets
from processing_app.store import wallet_differences as rows

USUAL_HOUR = 4
"""Of Moscow: by then yesterday's notices have long arrived."""
YOUNG_MS = 5 * 60_000
"""A payment as young as this may be on its way to its provider's register."""
LONGEST_MS = 366 * DAY_MS
HOUR_MS = 3_600_000
FOREVER = 1 << 62
OF_OURS = frozenset({Kind.MISSING_IN_WALLET, Kind.AMOUNT_DIFFERS, Kind.MISSING_AT_PROVIDER, Kind.PROVIDER_SUM_DIFFERS})
"""What the ledger has that does not agree."""
SILENCE = NOTHING_SENT | {"no_answer"}
"""A provider has said nothing at all; whatever else it says of a position may be because of that position."""
MOST_LISTED, PAGE = 100, 500
BACKWARDS = Words("Конец периода раньше начала", "The period ends before it begins")
LONG = Words("Период не длиннее 366 дней", "The period is at most 366 days")


class Registers(NamedTuple):
    """What providers say they took, and when; and whose word could not be had, with the code why.

    `settled` is up to where each register is about days before the period.
    """

    rows: list[tuple[Paid, int]]
    unread: dict[int, str]
    settled: dict[int, str]


class Compared(NamedTuple):
    """What came of it."""

    found: list[Discrepancy]
    agreed: int


class WalletReconciling:
    """Compares, keeps and shows."""

    def __init__(self, database: Database, clock: Clock, providers: Providers, book: Book, journal: Log) -> None:
        """Everything is given."""
        self._database = database
        self._clock = clock
        self._providers = providers
        self._book = book
        self._log = journal

    def reconcile_wallets(self, who: Principal, ask: ReconcileWallets) -> WalletReconciliation:
        """Compare a period now; Rejected `wrong_value` for one that ends before it begins or is too long."""
        since, until = milliseconds(ask.since), milliseconds(ask.until)
        refuse(list(_mistakes(since, until)))
        number = self._reconcile(who, since, until)
        return self._database.read(lambda db: summary(rows.find(db, number)))

    def wallet_reconciliations(
        self, db: Connection, who: Principal, ask: AskWalletReconciliations
    ) -> WalletReconciliations:
        """The latest ones."""
        found = rows.newest(db, max(1, min(ask.limit, MOST_LISTED)))
        return WalletReconciliations(reconciliations=[summary(row) for row in found], hour=rows.hour(db, USUAL_HOUR))

    def wallet_differences(self, db: Connection, who: Principal, ask: AskWalletDifferences) -> WalletDifferences:
        """What one of them found; without any reconciliation, nothing. Rejected `unknown_reconciliation`."""
        newest = rows.newest(db, 1)
        row = rows.find(db, ask.id) if ask.id else (newest[0] if newest else None)
        if row is None:
            if ask.id:
                raise Rejected("unknown_reconciliation", str(ask.id))
            return WalletDifferences(summary=None, differences=[], more=False)
        limit = max(1, min(ask.limit, PAGE))
        page = rows.page(db, row["id"], ask.kind, after=ask.after, limit=limit + 1)
        names = {one["provider_id"]: one["name"] for one in contracts.providers(db)}
        return WalletDifferences(
            summary=summary(row),
            differences=[difference_row(one, names) for one in page[:limit]],
            more=len(page) > limit,
        )

    def schedule_wallets(self, db: Connection, who: Principal, ask: ScheduleWalletReconciliation) -> Done:
        """After which hour of Moscow it comes by itself."""
        rows.set_hour(db, ask.hour)
        return Done()

    def turn(self) -> bool:
        """Reconcile the Moscow day before, once, after its hour. False: there is no more of it at once."""
        now = self._clock.now_ms()
        since, until = day_bounds(day_of(now - DAY_MS))
        if self._database.read(lambda db: self._is_due(db, now, since)):
            self._reconcile(SYSTEM, since, until)
        return False

    def _is_due(self, db: Connection, now: int, since: int) -> bool:
        hour = rows.hour(db, USUAL_HOUR)
        reached = (now + SHIFT_MS) % DAY_MS >= hour * HOUR_MS
        return hour >= 0 and reached and wallets.any_wallet(db) and not rows.was_done(db, SYSTEM.id, since)

    def _reconcile(self, who: Principal, since: int, until: int) -> int:
        started = self._clock.now_ms()
        by_night = who is SYSTEM
        registers = self._registers(since, until, self._database.read(rows.settled) if by_night else {})
        while self._book.turn():
            pass
        compared = self._database.read(lambda db: self._compare(db, since, until, registers, started))
        counts = dict(Counter(one.kind.value for one in compared.found))

        def keep(db: Connection) -> int:
            number = rows.add(
                db, compared.found, counts, registers.unread, who=who.id, started=started,
                ended=self._clock.now_ms(), since=since, until=until, agreed=compared.agreed,
            )  # fmt: skip
            if by_night:
                rows.settle(db, registers.settled)
            if counts:
                contracts.add_alarm(
                    db, at=started, about=f"wallets:{number}", code=DIFFER, detail=str(len(compared.found))
                )
            return number

        number = self._database.write(keep, "wallet reconciliation")
        if counts:
            self._log.warning("wallets differ", reconciliation=number, found=len(compared.found))
        return number

    def _compare(self, db: Connection, since: int, until: int, registers: Registers, now: int) -> Compared:
        up_to = int(behind.at(db, NAME) or 0)
        entries = rows.of_ledger(db, since, until, up_to)
        found = list(of_lines(entries, rows.of_book(db, since, until)))
        found += list(of_balances(_balances(db, up_to), found))
        paid = [(one, at) for one, at in rows.paid(db, since, until) if one.provider_id not in registers.unread]
        young = frozenset(one.payment_id for one, at in paid if at > now - YOUNG_MS)
        found += of_registers([one for one, _ in paid], _concerning(db, registers.rows, paid, since, until), young)
        wrong = sum(one.kind in OF_OURS for one in found)
        return Compared(found, len(entries) + len(paid) - wrong)

    def _registers(self, since: int, until: int, settled: Mapping[int, str]) -> Registers:
        """Of every provider's that takes QR and barcodes what a period may be about: all that was ever taken is a lot.

        Whoever does not answer is told apart. One that is read on from where it is `settled` is read whole after all
        where it does not agree: its provider may have begun it anew.
        """
        taking = self._database.read(lambda db: [row["provider_id"] for row in wallets.acceptances(db)])
        ours = [one for one, _ in self._database.read(lambda db: rows.paid(db, since, until))]
        keys = {_key(one) for one in ours}
        registers = Registers([], {}, {})
        for provider_id in taking:
            after = settled.get(provider_id, "")
            try:
                read_on = self._read_on(provider_id, after, (since, until), ours) if after else None
                said, up_to = read_on or self._register(provider_id, "", (since, until), keys)
            except OplataError as trouble:
                registers.unread[provider_id] = trouble.code
                continue
            registers.rows.extend(said)
            registers.settled[provider_id] = up_to
        return registers

    def _read_on(
        self, provider_id: int, after: str, period: tuple[int, int], ours: list[Paid]
    ) -> tuple[list[tuple[Paid, int]], str] | None:
        """The rest of a register; None where its provider has no answer for such a position, or it does not agree.

        Silence is not about the position: it is raised.
        """
        paid = [one for one in ours if one.provider_id == provider_id]
        try:
            said, up_to = self._register(provider_id, after, period, {_key(one) for one in paid})
        except OplataError as trouble:
            if trouble.code in SILENCE:
                raise
            return None
        return (said, up_to) if Counter(one for one, _ in said) == Counter(paid) else None

    def _register(
        self, provider_id: int, after: str, period: tuple[int, int], keys: Container[tuple[int, str]]
    ) -> tuple[list[tuple[Paid, int]], str]:
        """A register's rows of a period or of these payments, and up to which page all are older than the period."""
        adapter = self._providers.of(provider_id).adapter
        if not isinstance(adapter, Accepting):
            raise ContractFault("no_such_door", "accepted")
        found: list[tuple[Paid, int]] = []
        since, until = period
        settled, older = after, True
        while True:
            page: Register = adapter.accepted(after)
            for row in page.rows:
                one, at = Paid(provider_id, row.payment_id, row.amount, row.currency), milliseconds(row.at)
                older = older and at < since and _key(one) not in keys
                if since <= at < until or _key(one) in keys:
                    found.append((one, at))
            if not page.more or page.position == after:
                return found, settled
            after = page.position
            settled = after if older else settled


def _concerning(
    db: Connection, registers: list[tuple[Paid, int]], paid: list[tuple[Paid, int]], since: int, until: int
) -> list[Paid]:
    """Of registers what a period is about: payments that were done in it, and those that never were."""
    ours = {_key(one) for one, _ in paid}
    return [
        row
        for row, at in registers
        if _key(row) in ours or (since <= at < until and not rows.was_paid(db, row.provider_id, row.payment_id))
    ]


def _key(one: Paid) -> tuple[int, str]:
    return one.provider_id, one.payment_id


def _balances(db: Connection, up_to: int) -> Mapping[str, Balances]:
    """Every wallet's by the ledger, as of a position of the log, and by its book."""
    theirs = {row["wallet_id"]: row["balance"] for row in wallet_book.every(db)}
    ours = {
        account.split(":")[1]: amount
        for account, amount in balances.every(db).items()
        if account.startswith(ledger.WALLET)
    }
    for later in rows.of_ledger(db, 0, FOREVER, log.NEWEST, up_to):
        ours[later.wallet_id] -= later.amount
    return {
        wallet_id: Balances(ours.get(wallet_id, 0), theirs.get(wallet_id, 0), rows.last_payment(db, wallet_id))
        for wallet_id in ours.keys() | theirs.keys()
        if ours.get(wallet_id, 0) != theirs.get(wallet_id, 0)
    }


def _mistakes(since: int, until: int) -> Iterator[Mistake]:
    if until <= since:
        yield Mistake("until", BACKWARDS)
    elif until - since > LONGEST_MS:
        yield Mistake("until", LONG)
