"""E5: the terminal's journal of a shift or a period: its money, payments, notes, rejected notes, events."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from agent_terminal.reports import event_sheet, front, note_sheets, payment_sheets
from agent_terminal.reports import journal_say as say
from agent_terminal.reports.kinds import JOURNAL
from agent_terminal.reports.shift import Shift, shift
from agent_terminal.store import reports, settings
from agent_terminal.store.shift import Span
from common import excel, money
from common.database import Connection
from common.excel import Book, Field, Heading, Sheet, Value
from common.reporting import filling, naming, period
from common.reporting.order import Covering, Figure, Order, Outcome, Tell
from common.words import Words


class Contract(msgspec.Struct, frozen=True):
    """What a journal says of the contract with the centre."""

    number: str = ""


def build(db: Connection, order: Order, tell: Tell) -> Outcome:
    """The journal of the terminal whose books these are."""
    found = shift(db, order.since, order.until)
    files = [naming.file_name(order, JOURNAL.slug, suffix) for suffix in (".xlsx", ".csv")[: 1 + order.csv]]
    Writing(db, order, found, tell).write(files)
    return Outcome(
        files=files,
        rows=found.number,
        others=found.notes.total() + len(found.encashments),
        covering=_covering(order, found),
        figures=[Figure(words, amount) for words, amount in front.sums(found)],
        agrees=found.difference == 0 == found.cassette_difference,
    )


class Writing:
    """The workbook, and by choice all payments as .csv beside it."""

    def __init__(self, db: Connection, order: Order, found: Shift, tell: Tell) -> None:
        """Nothing is written yet."""
        self._db = db
        self._order = order
        self._found = found
        self._tell = tell
        self._span = Span(order.since, order.until)
        self._title = say.TITLE.of(order.language).format(issuer=order.issuer)
        self._about = period.about(order, *_contract(db, order))

    def write(self, files: Sequence[str]) -> None:
        """All sheets in their order."""
        order = self._order
        heading = Heading(self._title, self._about, order.language, author=order.issuer)
        with Book(order.place / files[0], heading) as book:
            front.fill(book.summary(say.SHIFT.of(order.language)), self._db, order, self._found)
            for part in self._parts():
                page = book.table(self._sheet(part), empty=part.empty)
                filling.fill([page], part.rows, self._found.number, self._tell)
            book.finish()
        for name in files[1:]:
            self._write_beside(name)

    def _parts(self) -> tuple["Part", ...]:
        db, span, language = self._db, self._span, self._order.language
        payments = payment_sheets.Rows(db, span, language)
        rejects = note_sheets.reject_rows(reports.rejects(db, span), language)
        return (
            Part(say.PAYMENTS, payment_sheets.credited_fields(language), payments.credited(), say.NO_CREDITED),
            Part(say.OTHERS, payment_sheets.fields(language), payments.others(), self._no_others()),
            Part(say.NOTES, note_sheets.note_fields(language), note_sheets.note_rows(self._found), say.NO_NOTES),
            Part(say.REJECTS, note_sheets.reject_fields(language), rejects, say.NO_REJECTS, say.BY_QUARTERS),
            Part(say.EVENTS, event_sheet.fields(language), event_sheet.rows(db, span, language), say.NO_EVENTS),
        )

    def _no_others(self) -> Words:
        """That all were credited is said only when there were any."""
        return say.NO_OTHERS if self._found.number else say.NO_CREDITED

    def _sheet(self, part: "Part") -> Sheet:
        language = self._order.language
        about = self._about if part.note is None else f"{self._about}{period.BETWEEN}{part.note.of(language)}"
        return Sheet(part.name.of(language), self._title, about, part.fields, language)

    def _write_beside(self, name: str) -> None:
        payments = payment_sheets.Rows(self._db, self._span, self._order.language)
        part = Part(say.PAYMENTS, payment_sheets.fields(self._order.language), payments.every(), say.NO_CREDITED)
        table = excel.table_file(self._order.place / name, self._sheet(part))
        try:
            filling.fill([table], part.rows, self._found.number, self._tell)
            table.finish()
        finally:
            table.abandon()


class Part(NamedTuple):
    """A sheet of rows: what it is called, what is said when it is empty, what more about it."""

    name: Words
    fields: Sequence[Field]
    rows: Iterator[Sequence[Value]]
    empty: Words
    note: Words | None = None


def _contract(db: Connection, order: Order) -> list[str]:
    """The number of the contract with the centre, if there is one."""
    text = settings.value(db, "contract")
    number = msgspec.json.decode(text, type=Contract).number if text else ""
    return [say.CONTRACT.of(order.language).format(number=number)] if number else []


def _covering(order: Order, found: Shift) -> Covering:
    """The subject, the period and the sums, and whether all cash is accounted for."""
    language, when, english = order.language, period.words(order), order.language == "en"
    difference = found.difference or found.cassette_difference
    verdict = say.NOT_ALL if difference else say.ALL_THERE
    sums = [(words.of(language), money.text(amount, english=english)) for words, amount in front.sums(found)]
    return Covering(
        subject=say.SUBJECT.of(language).format(period=when, issuer=order.issuer),
        lines=[
            f"{say.PERIOD.of(language)}: {when}",
            *(say.LINE.of(language).format(what=what, sum=amount) for what, amount in sums),
            verdict.of(language).format(sum=money.text(difference, english=english)),
        ],
    )
