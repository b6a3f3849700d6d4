"""Reports as people order, follow, cancel and remove them; the owner of another role's login sees only his own."""

import msgspec

from common import spawn
from common.clock import milliseconds
from common.database import Connection, Row
from common.errors import Rejected
from common.http_server.doors import OPERATOR
from common.principal import Principal
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistake, refuse
from common.registers.findings import finding_row
from common.reporting import files, ordering, rows
from common.reporting.asks import (
    AskFindings,
    AskReports,
    AskSubjects,
    Findings,
    KindRow,
    MailWish,
    OrderReport,
    ReportId,
    ReportKinds,
    ReportRow,
    ReportRows,
    ReportState,
    Said,
    SubjectRow,
    SubjectRows,
)
from common.reporting.ground import Ground
from common.reporting.kinds import Subject
from common.reporting.maker import Maker, Post
from common.reporting.order import Kept
from common.reporting.store import reports
from common.words import Words

MOST_WAITING = 200
PAGE = 500
WAIT_SECONDS = 100.0
"""How long a caller is kept waiting; a report that takes longer is looked for in the list."""
MOST_WAITERS = 8
"""How many are kept waiting at once: the threads that they wait in are for payments' checks."""
LOOK_SECONDS = 0.05
REMOVED = Words("Отчёт {id} и его файлы убраны", "Report {id} and its files were removed")


class Reports:
    """The role's part of the service that is called `reports`."""

    def __init__(self, ground: Ground, maker: Maker, post: Post) -> None:
        """Nothing is ordered yet."""
        self._ground = ground
        self._maker = maker
        self._post = post
        self._ordering = ordering.Ordering(ground)
        self._waiters = 0
        self._counting = spawn.Lock()

    def report(self, who: Principal, ask: OrderReport) -> ReportRow:
        """Order a report; with `wait` answer when it is ready, or after a while all the same."""
        number = self.order(who, ask)
        if ask.wait and not self._maker.works:
            self._maker.make(number, lambda: False)
        elif ask.wait and self._counted(1):
            try:
                self._wait(number)
            finally:
                self._counted(-1)
        return self._ground.database.read(lambda db: self._row(db, number))

    def order(self, who: Principal, ask: OrderReport, most: int = MOST_WAITING) -> int:
        """Write the order down; `most` bounds how many one owner has unfinished."""
        since, until, mail = milliseconds(ask.since), milliseconds(ask.until), ask.mail or MailWish()
        about = self._ground.database.read(lambda db: self._checked(db, ask, since, until, mail))

        def work(db: Connection) -> int:
            unfinished = reports.count_unfinished(db, ordering.owner_of(who))
            if unfinished >= most:
                raise Rejected("too_many_reports", str(unfinished))
            return self._ordering.put(
                db, kind=ask.kind, about=about, since=since, until=until, language=ask.language, csv=ask.csv,
                mail=mail, owner=who,
            )  # fmt: skip

        number = self._ground.database.write(work, "order_report")
        self._maker.bell.set()
        return number

    def reports(self, db: Connection, who: Principal, ask: AskReports) -> ReportRows:
        """A page of reports, newest first; somebody of another role sees only his own."""
        now, letters = self._maker.now(db), reports.letters(db)
        mine = [row for row in reports.newest_first(db) if _may_see(who, row)]
        fitting = [row for row in mine if self._fits(row, rows.state_of(row, now), ask)]
        page = fitting[max(0, ask.offset) :][: max(0, min(ask.limit, PAGE))]
        return ReportRows(
            reports=[self._shown(who, row, now, letters) for row in page],
            found=len(fitting),
            unfinished=sum(row["ended"] is None for row in mine),
        )

    def show_report(self, db: Connection, who: Principal, ask: ReportId) -> ReportRow:
        """One report."""
        return self._row(db, ask.id)

    def own(self, db: Connection, who: Principal, number: int) -> ReportRow:
        """One report as its owner sees it; somebody else's is not there."""
        row = self._found(db, number)
        if not _may_see(who, row):
            raise Rejected("unknown_report", str(number))
        return self._shown(who, row, self._maker.now(db), reports.letters(db))

    def report_kinds(self, db: Connection, who: Principal, ask: Nothing) -> ReportKinds:
        """Everything that can be ordered here."""
        kinds = [
            KindRow(name=one.name, title=one.title, does=one.does, about=one.about, csv=one.csv, compares=one.compares)
            for one in self._ground.kinds
        ]
        return ReportKinds(kinds=kinds)

    def report_subjects(self, db: Connection, who: Principal, ask: AskSubjects) -> SubjectRows:
        """Whom a report may be about."""
        kind = self._ground.kind(ask.kind)
        if kind is None:
            refuse([Mistake(field="kind", words=ordering.UNKNOWN_KIND.format(kind=ask.kind[:80]))])
        found = self._ground.subjects(db, kind, ask.text) if kind is not None and kind.about else []
        return SubjectRows(subjects=[SubjectRow(key=one.key, name=one.name, address=one.address) for one in found])

    def cancel_report(self, who: Principal, ask: ReportId) -> ReportRow:
        """Make it no more; whoever is first, the end of the report or this, has decided."""
        self._ground.database.write(lambda db: self._cancel(db, ask.id), "cancel_report")
        self._maker.cancel(ask.id)
        return self._ground.database.read(lambda db: self._row(db, ask.id))

    def forget_report(self, who: Principal, ask: ReportId) -> Said:
        """Remove an ended report with its files, unless letters with them wait."""
        self._ground.database.write(lambda db: self._forget(db, ask.id), "forget_report")
        files.removed(self._ground.folder_of(ask.id))
        return Said(words=REMOVED.format(id=ask.id))

    def findings(self, db: Connection, who: Principal, ask: AskFindings) -> Findings:
        """A page of what a comparison found."""
        row = self._found(db, ask.id)
        if row["state"] != ReportState.DONE:
            raise Rejected("report_unfinished", str(ask.id))
        page = reports.findings(db, ask.id, ask.kind, offset=max(0, ask.offset), limit=max(0, min(ask.limit, PAGE)))
        return Findings(
            rows=[finding_row(one["number"], one["kind"], msgspec.json.decode(one["data"])) for one in page],
            found=reports.count_findings(db, ask.id, ask.kind),
        )

    def file(self, db: Connection, who: Principal, number: int, name: str) -> Kept:
        """Which file of a ready report this is; what is not there and what is somebody else's are one answer."""
        row = self._found(db, number)
        if not _may_see(who, row):
            raise Rejected("unknown_report", str(number))
        kept = next((one for one in rows.said_of(row).files if one.name == name), None)
        if kept is None:
            raise Rejected("unknown_report", f"{number}/{name[:80] or '…'}")
        return kept

    def _checked(self, db: Connection, ask: OrderReport, since: int, until: int, mail: MailWish) -> Subject:
        """Whom the report is about; everything that is wrong with the order is said at once."""
        mistakes = self._ordering.mistakes(db, ask.kind, ask.subject, ask.csv, mail)
        refuse([*mistakes, *ordering.of_period(since, until)])
        about = self._ordering.subject(db, ask.kind, ask.subject)
        assert about is not None
        return about

    def _counted(self, change: int) -> bool:
        """One more waits, if there is room for him, or one less."""
        with self._counting:
            room = self._waiters + change <= MOST_WAITERS
            self._waiters += change if room else 0
            return room

    def _wait(self, number: int) -> None:
        """Until it has ended, or long enough."""
        clock = self._ground.clock
        deadline = clock.monotonic() + WAIT_SECONDS
        pause = spawn.Signal()
        while self._maker.works and clock.monotonic() < deadline:
            row = self._ground.database.read(lambda db: reports.find(db, number))
            if row is None or row["ended"] is not None:
                return
            pause.wait(LOOK_SECONDS)

    def _cancel(self, db: Connection, number: int) -> None:
        row = self._found(db, number)
        if not ordering.close(db, number):
            raise Rejected("report_ended", str(number))
        ended = self._ground.clock.now_ms()
        reports.end(db, number, state=ReportState.CANCELLED.value, started=row["started"], ended=ended, outcome=b"")

    def _forget(self, db: Connection, number: int) -> None:
        if self._found(db, number)["ended"] is None:
            raise Rejected("report_unfinished", str(number))
        if self._post.open_of(db, number):
            raise Rejected("report_awaited", str(number))
        reports.forget(db, number)

    def _found(self, db: Connection, number: int) -> Row:
        row = reports.find(db, number)
        if row is None:
            raise Rejected("unknown_report", str(number))
        return row

    def _row(self, db: Connection, number: int) -> ReportRow:
        letters = reports.letters(db).get(number, 0)
        return rows.report_row(self._ground, self._found(db, number), self._maker.now(db), letters)

    def _shown(self, who: Principal, row: Row, now: rows.Now, letters: dict[int, int]) -> ReportRow:
        """Where files are on this computer is nobody else's business."""
        shown = rows.report_row(self._ground, row, now, letters.get(row["id"], 0))
        if who.kind == OPERATOR:
            return shown
        problem = shown.problem and _without(shown.problem, str(self._ground.folder))
        return msgspec.structs.replace(shown, folder="", problem=problem)

    def _fits(self, row: Row, state: ReportState, ask: AskReports) -> bool:
        if (ask.kind and ask.kind != row["kind"]) or (ask.state and ask.state != state):
            return False
        kind = self._ground.kind(row["kind"])
        title = f"{kind.title.ru} {kind.title.en}" if kind is not None else ""
        return ask.text.casefold().strip() in f"{row['id']} {row['subject']} {row['name']} {title}".casefold()


def _may_see(who: Principal, row: Row) -> bool:
    return who.kind == OPERATOR or row["owner"] == ordering.owner_of(who)


def _without(words: Words, place: str) -> Words:
    return Words(words.ru.replace(place, "…"), words.en.replace(place, "…"))
