"""E2: a provider's register of payments: totals, every credited and rejected payment, what the reconciliation found."""

from collections.abc import Iterable, Iterator
from heapq import merge
from operator import itemgetter

from common import excel
from common.database import Connection, Row
from common.errors import Rejected
from common.excel import Value
from common.reporting.order import Order, Outcome, Tell
from common.status import Status
from common.words import Words
from processing_app.reports import cells, headline, reconciled, register_summary
from processing_app.reports.kinds import REGISTER
from processing_app.reports.making import SUMMARY, MainTable, Making, begin, number_of, told
from processing_app.reports.sums import ByStatus, by
from processing_app.store import reports
from processing_app.store.names import names
from processing_app.store.reports import Which

CREDITED = Words("Зачислено", "Credited")
REJECTED = Words("Отклонено", "Rejected")
UNFINISHED = Words("В работе", "Under way")
CONTRACT = Words("поставщик {name}, договор № {number}", "provider {name}, contract no. {number}")
START = (
    cells.PLACE, cells.AT, cells.CODE, cells.AGENT, cells.TERMINAL, cells.ACCOUNT, cells.INSERTED, cells.AGENT_FEE,
)  # fmt: skip
ANSWER = (cells.REFERENCE, cells.ATTEMPTS)
MAIN = (*START, cells.CREDITED, *ANSWER)
OTHERS = (*START, cells.TO_CREDIT, *ANSWER, cells.STATUS_AND_WHY, cells.MONEY)
AMOUNT = MAIN.index(cells.CREDITED)


def build(db: Connection, order: Order, tell: Tell) -> Outcome:
    """The workbook, and its main table as .csv where it is ordered."""
    made = _begun(db, order)
    sums = by(reports.pairs(db, made.which), lambda row: "").get("", ByStatus())
    with excel.Book(order.place / made.name(), made.heading()) as book:
        front = book.summary(SUMMARY.of(order.language))
        with MainTable(book, made, made.sheet(CREDITED, MAIN)) as main:
            main.add(told(_credited(made), sums[Status.CAPTURED].number, tell))
            counted = main.finish()
        book.table(made.sheet(REJECTED, OTHERS)).add(_others(made, _ended(made)))
        found = reconciled.add(book, made)
        if sums[Status.AUTHORIZED].number:
            book.table(made.sheet(UNFINISHED, OTHERS)).add(_others(made, reports.unfinished(db, made.which)))
        agrees = register_summary.fill(front, made, sums, counted.sums[AMOUNT])
        book.finish()
    return Outcome(
        files=[made.name(), *main.files], rows=counted.rows, agrees=agrees,
        others=sums.every.number - sums[Status.CAPTURED].number,
        covering=register_summary.covering(made, sums, found), figures=headline.figures(sums),
    )  # fmt: skip


def _begun(db: Connection, order: Order) -> Making:
    known, number = names(db), number_of(order)
    if number not in known.providers:
        raise Rejected("unknown_contract", order.subject)
    contract = CONTRACT.format(name=known.provider(number).words.of(order.language), number=number)
    which = Which(order.since, order.until, provider_id=number)
    return begin(db, order, REGISTER, which, known, contract.of(order.language))


def _credited(made: Making) -> Iterator[list[Value]]:
    say = made.cells
    for place, row in enumerate(reports.payments(made.db, made.which, Status.CAPTURED), 1):
        yield [*say.payment(place, row, say.agent(row)), *say.answer(row)]


def _ended(made: Making) -> Iterable[Row]:
    """Rejected and reversed payments together, in the order they were accepted."""
    parts = (reports.payments(made.db, made.which, status) for status in (Status.CANCELLED, Status.REFUNDED))
    return merge(*parts, key=itemgetter("position"))


def _others(made: Making, rows: Iterable[Row]) -> Iterator[list[Value]]:
    say = made.cells
    for place, row in enumerate(rows, 1):
        yield [*say.payment(place, row, say.agent(row)), *say.answer(row), say.status_and_why(row), say.money(row)]
