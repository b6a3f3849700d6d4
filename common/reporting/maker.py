"""Makes what waits, one report at a time, and writes each outcome down in one unit of work."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Protocol

import msgspec

from common import spawn
from common.database import Connection, Row
from common.errors import OplataError, Unavailable, places
from common.reporting import ordering, rows
from common.reporting.asks import ReportState
from common.reporting.files import emptied, removed
from common.reporting.ground import Ground
from common.reporting.order import Covering, Finding, Order, Said, Source
from common.reporting.running import Making
from common.reporting.store import reports
from common.words import Language, Words

KEPT, KEPT_OF_OTHERS = 500, 50
KEPT_MS = 366 * 24 * 3_600_000
"""Reports of an owner beyond these are forgotten, the oldest first, unless letters with them wait: who orders much by a
login of his own pushes out nobody else's."""
MOST_FORGOTTEN = 5
"""At the end of a report: payments wait for none of it long, and a clock that is wrong for a while costs few."""
AT_ONCE = 500
MOST_FINDINGS = 10_000
BY_SCHEDULE = Words("по расписанию № {schedule}", "by schedule No. {schedule}")
BY_OPERATOR = Words("оператор", "the operator")
Sources = Callable[[Connection, str, int, int], list[Source]]
"""`sources(db, subject, since, until)`: the registers that came of these days."""


class Post(Protocol):
    """Where letters with reports are put."""

    def enclose(
        self,
        db: Connection,
        report_id: int,
        covering: Covering,
        language: Language,
        recipients: Sequence[str],
        now: int,
    ) -> int:
        """Put a letter a recipient, in the caller's unit of work; how many."""

    def open_of(self, db: Connection, report_id: int) -> int:
        """How many letters with a report have not ended."""


class Maker:
    """One a role. What is being made and how far it is stays in memory: a killed program begins it anew."""

    def __init__(self, ground: Ground, post: Post, sources: Sources) -> None:
        """Nothing is made yet."""
        self.works = False
        """Whether a worker makes what is ordered; without one, who waits for a report makes it."""
        self.bell = spawn.Signal()
        self._ground = ground
        self._post = post
        self._sources = sources
        self._making: Making | None = None
        self._one_at_a_time = spawn.Lock()

    def now(self, db: Connection) -> rows.Now:
        """Which is being made, and who waits."""
        making, waiting = self._making, tuple(ordering.waiting(db))
        if making is None:
            return rows.Now(waiting=waiting, works=self.works)
        return rows.Now(making.number, making.started, making.percent, waiting, self.works)

    def turn(self, given_up: Callable[[], bool]) -> bool:
        """Make the first that waits; False when none does."""
        waiting = self._ground.database.read(ordering.waiting)
        if waiting and not given_up():
            self.make(waiting[0], given_up)
        return bool(waiting)

    def make(self, number: int, given_up: Callable[[], bool]) -> None:
        """Make one. What only the storage keeps from being written down is raised, and the report waits on."""
        started = self._ground.clock.now_ms()
        with self._one_at_a_time:
            try:
                self._make(number, started, given_up)
            except Unavailable:
                raise
            except OplataError as problem:
                self._keep(number, started, Said(code=problem.code, detail=problem.detail))
            except Exception as bug:  # noqa: BLE001 - this report is shown as failed: those behind it do not wait for it
                self._keep(number, started, Said(code="report_failed", detail=places(bug)))
            finally:
                self._making = None
                self._clear_away(number)

    def cancel(self, number: int) -> None:
        """Stop the process of a report that was cancelled; its files go with it."""
        making = self._making
        if making is not None and making.number == number:
            making.cancel()
        else:
            removed(self._ground.folder_of(number))

    def sweep(self) -> None:
        """Remove folders of reports that are not there any more, as a killed program may leave them."""
        done = self._ground.database.read(lambda db: {str(one) for one in reports.in_state(db, ReportState.DONE)})
        folder = self._ground.folder_of(0).parent
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name not in done:
                removed(path)

    def _make(self, number: int, started: int, given_up: Callable[[], bool]) -> None:
        database = self._ground.database
        order = database.read(lambda db: self._order(db, number))
        if order is None:  # it has ended, or is not there: nobody waits for it
            database.write(lambda db: ordering.close(db, number), "close_errand")
            return
        self._making = making = Making(self._ground.module, order, self._ground.log, self._ground.clock)
        if database.read(lambda db: ordering.waits(db, number)):  # not cancelled before anybody could be told
            said = self._said(making, order, given_up)
            if said is not None:
                self._keep(number, started, said)

    def _order(self, db: Connection, number: int) -> Order | None:
        row = reports.find(db, number)
        if row is None or row["ended"] is not None:
            return None
        ground, language = self._ground, row["language"]
        kind = ground.kind(row["kind"])
        compared = kind is not None and kind.compares
        return Order(
            id=number, kind=row["kind"], subject=row["subject"], name=row["name"], since=row["since"],
            until=row["until"], language=language, csv=bool(row["csv"]), issuer=ground.issuer(db).of(language),
            who=_who(row), now=ground.clock.now_ms(), database=str(ground.database.path),
            folder=str(ground.folder_of(number)),
            sources=self._sources(db, row["subject"], row["since"], row["until"]) if compared else [],
        )  # fmt: skip

    def _said(self, making: Making, order: Order, given_up: Callable[[], bool]) -> Said | None:
        try:
            emptied(order.place)
        except OplataError as problem:
            return Said(code=problem.code, detail=problem.detail)
        return making.outcome(given_up)

    def _keep(self, number: int, started: int, said: Said) -> None:
        """Findings first, a part a unit of work, so that payments wait for none of it long; nobody sees them before
        the report has ended, and one that is made anew begins without them."""
        database = self._ground.database
        if said.outcome is not None:
            found = said.outcome.findings[:MOST_FINDINGS]
            said = msgspec.structs.replace(said, outcome=msgspec.structs.replace(said.outcome, findings=[]))
            for start in range(0, len(found), AT_ONCE):
                self._keep_part(number, start, found[start : start + AT_ONCE])
        forgotten = database.write(lambda db: self._end(db, number, started, said), "end_report")
        for old in forgotten:
            removed(self._ground.folder_of(old))
        level = self._ground.log.info if said.outcome is not None else self._ground.log.warning
        level("report ended", report=number, code=said.code, detail=said.detail)

    def _keep_part(self, number: int, start: int, found: list[Finding]) -> None:
        part = [(one.kind, msgspec.json.encode(one.data)) for one in found]

        def work(db: Connection) -> None:
            if not start:
                reports.forget_findings(db, number)
            reports.add_findings(db, number, start + 1, part)

        self._ground.database.write(work, "keep_findings")

    def _end(self, db: Connection, number: int, started: int, said: Said) -> list[int]:
        """A unit of work: the outcome, its letters, the errand closed; nothing of it when the report was cancelled."""
        row = reports.find(db, number)
        if row is None or not ordering.close(db, number):
            return []
        now, outcome, mail = self._ground.clock.now_ms(), said.outcome, rows.mail_of(row)
        state = ReportState.DONE if outcome is not None else ReportState.FAILED
        if outcome is None or not outcome.counts:  # an attempt before this one may have found some
            reports.forget_findings(db, number)
        reports.end(db, number, state=state.value, started=started, ended=now, outcome=msgspec.json.encode(said))
        if outcome is not None and mail.recipients and (mail.empty_too or not outcome.empty):
            self._post.enclose(db, number, outcome.covering, row["language"], mail.recipients, now)
        return self._forget_old(db, row["owner"], now)

    def _forget_old(self, db: Connection, owner: str, now: int) -> list[int]:
        kept = KEPT if ordering.is_ours(owner) else KEPT_OF_OTHERS
        found = reports.old(db, owner, kept=kept, before=now - KEPT_MS)
        old = list(islice((one for one in found if not self._post.open_of(db, one)), MOST_FORGOTTEN))
        for one in old:
            reports.forget(db, one)
        return old

    def _clear_away(self, number: int) -> None:
        """Only a report that is ready keeps its folder."""
        try:
            row = self._ground.database.read(lambda db: reports.find(db, number))
        except OplataError:
            return  # swept at the next start
        if row is None or row["state"] != ReportState.DONE:
            removed(self._ground.folder_of(number))


def _who(row: Row) -> str:
    """Who formed it, as the file says."""
    language: Language = row["language"]
    if row["schedule"] is not None:
        return BY_SCHEDULE.format(schedule=row["schedule"]).of(language)
    return BY_OPERATOR.of(language) if row["owner"].startswith("operator:") else str(row["name"])
