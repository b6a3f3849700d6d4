"""E3: an agent's statement: the deposit from balance to balance, payments, top-ups, providers, rejected payments."""

from collections.abc import Iterable, Iterator
from heapq import merge
from operator import itemgetter

from common import excel
from common.database import Connection, Row
from common.errors import Rejected
from common.excel import Kind, Value
from common.reporting.order import Order, Outcome, Tell
from common.reporting.steps import step_of
from common.status import Status
from common.words import Words
from processing_app import wording
from processing_app.reports import agent_summary, cells, deposit
from processing_app.reports.agent_summary import Found
from processing_app.reports.cells import Column
from processing_app.reports.deposit import TopUp
from processing_app.reports.kinds import AGENT_STATEMENT
from processing_app.reports.making import SUMMARY, MainTable, Making, begin, number_of, told
from processing_app.reports.sums import ByStatus, by, largest
from processing_app.store import reports
from processing_app.store.names import names
from processing_app.store.reports import Which

PAYMENTS = Words("Платежи", "Payments")
TOP_UPS = Words("Пополнения", "Top-ups")
PROVIDERS = Words("По поставщикам", "By provider")
OTHERS = Words("Отклонено и разбор", "Rejected and in review")
CONTRACT = Words("агент {name}, договор № {number}", "agent {name}, contract no. {number}")
START = (
    cells.PLACE, cells.AT, cells.CODE, cells.PROVIDER, cells.TERMINAL, cells.ACCOUNT, cells.INSERTED, cells.AGENT_FEE,
)  # fmt: skip
MAIN = (*START, cells.CREDITED, cells.REFERENCE, cells.ATTEMPTS, cells.PROCESSING_FEE, cells.INCOME)
REST = (*START, cells.TO_CREDIT, cells.PROCESSING_FEE, cells.STATUS, cells.WHY, cells.MONEY)
TOPPED = (
    Column(Words("Дата", "Date"), Kind.MOMENT, 19),
    Column(Words("Сумма, ₽", "Amount, ₽"), Kind.MONEY, 16),
    Column(Words("Основание", "Grounds"), width=40),
    Column(Words("Оператор", "Operator"), width=22),
    Column(Words("Баланс после, ₽", "Balance after, ₽"), Kind.MONEY, 18, summed=False),
)
BY_PROVIDER = (
    cells.PROVIDER._replace(width=30), cells.NUMBER, cells.INSERTED, cells.AGENT_FEE, cells.CREDITED,
    cells.PROCESSING_FEE, cells.INCOME,
)  # fmt: skip
FEE = MAIN.index(cells.PROCESSING_FEE)


def build(db: Connection, order: Order, tell: Tell) -> Outcome:
    """The workbook, and its main table as .csv where it is ordered."""
    made = _begun(db, order)
    found = _found(made)
    with excel.Book(order.place / made.name(), made.heading()) as book:
        front = book.summary(SUMMARY.of(order.language))
        with MainTable(book, made, made.sheet(PAYMENTS, MAIN)) as main:
            main.add(told(_credited(made), found.sums[Status.CAPTURED].number, tell))
            counted = main.finish()
        book.table(made.sheet(TOP_UPS, TOPPED)).add(_topped(made, one) for one in found.deposit.top_ups)
        book.table(made.sheet(PROVIDERS, BY_PROVIDER)).add(_by_provider(made))
        book.table(made.sheet(OTHERS, REST)).add(_others(made))
        agrees = agent_summary.fill(front, made, found)
        book.finish()
    return Outcome(
        files=[made.name(), *main.files], rows=counted.rows, agrees=agrees and counted.sums[FEE] == found.credited_fee,
        covering=agent_summary.covering(made, found), figures=agent_summary.figures(found), others=_others_of(found),
    )  # fmt: skip


def _begun(db: Connection, order: Order) -> Making:
    known, number = names(db), number_of(order)
    if number not in known.agents:
        raise Rejected("unknown_contract", order.subject)
    agent = known.agent(number)
    which = Which(order.since, order.until, agent_id=number)
    contract = CONTRACT.format(name=agent.name, number=agent.number)
    return begin(db, order, AGENT_STATEMENT, which, known, contract.of(order.language))


def _found(made: Making) -> Found:
    order, which = made.order, made.which
    step = step_of(order.since, order.until)
    returned = {Status(row["status"]): row["amount"] for row in reports.returned(made.db, which)}
    return Found(
        sums=by(reports.pairs(made.db, which), lambda row: "").get("", ByStatus()),
        deposit=deposit.through(made.db, which.agent_id, order.since, order.until, step),
        rejected=returned.get(Status.CANCELLED, 0), reversed=returned.get(Status.REFUNDED, 0), step=step,
    )  # fmt: skip


def _others_of(found: Found) -> int:
    """Top-ups, payments that were not credited, and sums that came back, whenever they had been paid in."""
    unpaid = found.sums.every.number - found.sums[Status.CAPTURED].number
    return len(found.deposit.top_ups) + unpaid + bool(found.rejected) + bool(found.reversed)


def _credited(made: Making) -> Iterator[list[Value]]:
    say = made.cells
    for place, row in enumerate(reports.payments(made.db, made.which, Status.CAPTURED), 1):
        fee = row["processing_fee"]
        yield [*say.payment(place, row, say.provider(row)), *say.answer(row), fee, row["agent_fee"] - fee]


def _topped(made: Making, one: TopUp) -> list[Value]:
    return [one.at, one.amount, one.note, wording.who(one.principal).of(made.language), one.balance]


def _by_provider(made: Making) -> Iterator[list[Value]]:
    found = by(reports.pairs(made.db, made.which), lambda row: row["provider_id"])
    for provider_id in largest(found, len(found)):
        name = made.names.provider(provider_id).words.of(made.language)
        sums = found[provider_id][Status.CAPTURED]
        yield [name, *sums[:4], sums.processing_fee, sums.income]


def _others(made: Making) -> Iterator[list[Value]]:
    """Rejected and reversed payments and those under way, in the order they were accepted."""
    ended = (reports.payments(made.db, made.which, status) for status in (Status.CANCELLED, Status.REFUNDED))
    rows: Iterable[Row] = merge(*ended, reports.unfinished(made.db, made.which), key=itemgetter("position"))
    say = made.cells
    for place, row in enumerate(rows, 1):
        start = say.payment(place, row, say.provider(row))
        yield [*start, row["processing_fee"], say.status(row), say.why(row), say.money(row)]
