"""Reconciliation: agent, centre and provider compared for a period, in the background, its result kept."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from common import spawn
from common.clock import Clock, milliseconds
from common.database import Connection, Database
from common.errors import OplataError, Rejected
from common.logs import Log
from common.principal import Principal
from common.protocol import codes
from common.protocol.mistake import Mistake, refuse
from common.words import Words
from processing_app.core.differences import Reason
from processing_app.core.reconciliation import Difference, Theirs
from processing_app.service.asks.registers import (
    AskReconciliation,
    AskReconciliations,
    Reconcile,
    ReconciliationRow,
    ReconciliationRows,
)
from processing_app.service.asks.registers import Reconciliation as Found
from processing_app.service.compared import DONE, FAILED, RUNNING, Kept, difference_row, row_of
from processing_app.service.comparing import Compared, Comparing, Period
from processing_app.service.providers import Providers
from processing_app.service.watchman import DIFFER, RECONCILIATION
from processing_app.store import contracts, reconciliations

LONGEST_MS = 366 * 24 * 3_600_000
KEPT_COMPARISONS = 50
MOST_KEPT = 10_000
"""Differences of one comparison that can be looked at; nobody reads more."""
AT_ONCE = 500
PAGE = 500
STARTING = Words("Читаем наши книги", "Reading our books")
KEEPING = Words("Сохраняем расхождения", "Keeping the differences")
BACKWARDS = Words("Конец периода раньше начала", "The period ends before it begins")
LONG = Words("Период не длиннее 366 дней", "The period is at most 366 days")
BUSY = Words(
    "Сейчас этого сделать нельзя: сверка уже идёт. Ничего не изменилось.",
    "This cannot be done now: another comparison is under way. Nothing changed.",
)


class Reconciliation:
    """Starts comparisons, one at a time, and shows what they found."""

    def __init__(self, database: Database, clock: Clock, providers: Providers, journal: Log) -> None:
        """Nothing runs."""
        self._database = database
        self._clock = clock
        self._providers = providers
        self._log = journal
        self._under_way: dict[int, tuple[Words, int]] = {}
        self._begun: set[int] = set()
        """Comparisons of this run of the program: one that is not of them and has no end was interrupted."""
        self._lock = spawn.Lock()
        self._stop = spawn.Signal()
        self._thread: spawn.Thread | None = None

    def reconcile(self, who: Principal, ask: Reconcile) -> ReconciliationRow:
        """Begin a comparison; with `wait` answer when it is done."""
        period = Period(milliseconds(ask.since), milliseconds(ask.until), ask.provider_id)
        refuse(list(_of_period(period)))
        with self._lock:
            if self._under_way:
                busy = Rejected("too_early", "reconciliation")
                busy.heard = BUSY
                raise busy
            number = self._database.write(lambda db: self._begin(db, who, period), "reconcile")
            self._under_way[number] = (STARTING, 0)
        if ask.wait:
            self._run(number, period)
        else:
            self._thread = spawn.thread("reconciliation", lambda: self._run(number, period))
        return self._database.read(lambda db: self._row(db, number))

    def reconciliations(self, db: Connection, who: Principal, ask: AskReconciliations) -> ReconciliationRows:
        """The latest comparisons."""
        found = reconciliations.newest(db, max(1, min(ask.limit, KEPT_COMPARISONS)))
        return ReconciliationRows(reconciliations=[row_of(row, self._progress(row["id"])) for row in found])

    def reconciliation(self, db: Connection, who: Principal, ask: AskReconciliation) -> Found:
        """What a comparison found, a page of it."""
        newest = reconciliations.newest(db, 1)
        number = ask.id or (newest[0]["id"] if newest else 0)
        summary = self._row(db, number)
        page = reconciliations.differences(
            db, number, ask.kind, offset=max(0, ask.offset), limit=max(1, min(ask.limit, PAGE))
        )
        providers = {row["provider_id"]: row["name"] for row in contracts.providers(db)}
        agents = {row["agent_id"]: row["name"] for row in contracts.agents(db)}
        return Found(
            summary=summary,
            rows=[difference_row(row, providers, agents) for row in page],
            total=reconciliations.count(db, number, ask.kind),
        )

    def close(self) -> None:
        """Stop what runs; it is shown as interrupted."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _begin(self, db: Connection, who: Principal, period: Period) -> int:
        if period.provider_id and contracts.provider(db, period.provider_id) is None:
            raise Rejected("unknown_contract", str(period.provider_id))
        number = reconciliations.add(
            db, who=who.id, started=self._clock.now_ms(), ended=None, since=period.since, until=period.until,
            provider_id=period.provider_id, state=RUNNING, outcome=msgspec.json.encode(Kept()),
        )  # fmt: skip
        reconciliations.forget_oldest(db, number - KEPT_COMPARISONS)
        self._begun.add(number)
        db.undo(lambda: self._begun.discard(number))
        return number

    def _run(self, number: int, period: Period) -> None:
        def tell(words: Words, percent: int) -> None:
            self._under_way[number] = (words, percent)

        try:
            comparing = Comparing(self._database, self._providers, self._stop, tell)
            compared = comparing.compare(period, self._clock.now_ms())
            tell(KEEPING, 95)
            self._keep(number, compared)
        except OplataError as error:
            self._log.warning("reconciliation failed", code=error.code, detail=error.detail)
            self._fail(number, codes.words_of(error))
        except Exception as bug:  # noqa: BLE001 - a thread's end: this comparison is shown as failed, nothing else stops
            self._log.error("reconciliation stumbled", error=f"{type(bug).__name__}: {bug}")
            self._fail(number, codes.words("internal_error", str(number)))
        finally:
            self._under_way.pop(number, None)

    def _keep(self, number: int, compared: Compared) -> None:
        outcome, without = compared.outcome, compared.without
        found = [*(_no_register(one.provider_id) for one in without), *outcome.differences, *outcome.in_path]
        for start in range(0, min(len(found), MOST_KEPT), AT_ONCE):
            self._keep_part(number, start + 1, found[start : start + AT_ONCE])
        kept = Kept(
            counts=dict(Counter(one.kind.value for one in found)), agreed=outcome.agreed,
            kept=min(len(found), MOST_KEPT), agent=outcome.agent, centre=outcome.centre, provider=outcome.provider,
            without=without, silent=compared.silent,
        )  # fmt: skip
        self._end(number, DONE, kept)
        if outcome.differences:
            self._log.alarm(f"{RECONCILIATION}:{number}", DIFFER, str(len(outcome.differences)))

    def _keep_part(self, number: int, first: int, found: list[Difference]) -> None:
        """A part a unit of work: payments that are being accepted wait for none of it long."""
        part = [(one.kind.value, msgspec.json.encode(one)) for one in found]
        self._database.write(lambda db: reconciliations.add_differences(db, number, first, part), "keep_differences")

    def _fail(self, number: int, words: Words) -> None:
        try:
            self._end(number, FAILED, Kept(problem=words))
        except OplataError as error:
            self._begun.discard(number)
            self._log.error("the end of a reconciliation was not kept", code=error.code, detail=error.detail)

    def _end(self, number: int, state: str, kept: Kept) -> None:
        ended, outcome = self._clock.now_ms(), msgspec.json.encode(kept)
        self._database.write(
            lambda db: reconciliations.end(db, number, ended=ended, state=state, outcome=outcome), "end_reconciliation"
        )

    def _row(self, db: Connection, number: int) -> ReconciliationRow:
        row = reconciliations.find(db, number)
        if row is None:
            raise Rejected("unknown_reconciliation", str(number))
        return row_of(row, self._progress(number))

    def _progress(self, number: int) -> tuple[Words, int] | None:
        """How far it is; the row may have been read a moment before its beginning or its end was noted here."""
        return self._under_way.get(number, (KEEPING, 95)) if number in self._begun else None


def _of_period(period: Period) -> Iterator[Mistake]:
    if period.until <= period.since:
        yield Mistake(field="until", words=BACKWARDS)
    if period.until - period.since > LONGEST_MS:
        yield Mistake(field="until", words=LONG)


def _no_register(provider_id: int) -> Difference:
    return Difference(Reason.NO_REGISTER, "", None, None, Theirs(provider_id, "", 0, "", 0))
