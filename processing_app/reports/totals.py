"""E4: totals of the whole network: agents by providers, days, reasons of rejects, how fast providers answer."""

from collections.abc import Iterator

from common import excel
from common.database import Connection
from common.excel import Kind, Value
from common.reporting.order import Order, Outcome, Tell
from common.reporting.steps import label, step_of
from common.status import Status
from common.words import Words
from processing_app.reports import cells, headline, totals_summary
from processing_app.reports.cells import Column
from processing_app.reports.kinds import TOTALS
from processing_app.reports.making import SUMMARY, MainTable, Making, begin
from processing_app.reports.steps import quarter_begun
from processing_app.reports.sums import ByStatus, by, largest
from processing_app.reports.totals_summary import Found
from processing_app.store import reports
from processing_app.store.reports import Which

PAIRS = Words("Агенты и поставщики", "Agents and providers")
CREDITED = Words("Матрица сумм", "Matrix of sums")
COUNT = Words("Матрица платежей", "Matrix of payments")
DAYS = Words("По времени", "By time")
PROVIDERS = Words("Поставщики", "Providers")
REASONS = Words("Причины отказов", "Reasons of rejects")
OTHERS = Words("Остальные", "Others")
EVERY = Words("Все", "All")
MOST_COLUMNS = 12
"""Providers that have a column of their own; the rest share one, for a page is only so wide."""
AGENT = Column(Words("Агент", "Agent"), width=12)
NAME = Column(Words("Название агента", "Agent's name"), width=24)
PROVIDER = cells.PROVIDER._replace(width=24)
REJECTED_NUMBER = Column(Words("Отклонено, шт.", "Rejected, count"), Kind.COUNT, 11, summed=True)
SHARE = Column(Words("Отказов", "Rejects"), Kind.SHARE, 9)
MEDIAN = Column(Words("Медиана ответа, мс", "Median answer, ms"), Kind.COUNT, 13)
SUMMED = (
    cells.NUMBER, cells.INSERTED, cells.AGENT_FEE, cells.CREDITED, cells.PROCESSING_FEE, REJECTED_NUMBER,
    cells.REJECTED,
)  # fmt: skip
MAIN = (AGENT, NAME, PROVIDER, *SUMMED)
CREDITED_AT = MAIN.index(cells.CREDITED)
WHOLE = 10_000


def build(db: Connection, order: Order, tell: Tell) -> Outcome:
    """The workbook, and the sums of every agent with every provider as .csv where it is ordered."""
    made = begin(db, order, TOTALS, Which(order.since, order.until))
    found = _found(made)
    tell(30)
    with excel.Book(order.place / made.name(), made.heading()) as book:
        front = book.summary(SUMMARY.of(order.language))
        with MainTable(book, made, made.sheet(PAIRS, MAIN)) as main:
            main.add(_pairs(made, found))
            counted = main.finish()
        _matrix(book, made, found, CREDITED, Kind.MONEY)
        _matrix(book, made, found, COUNT, Kind.COUNT)
        time = Column(headline.TIME[found.step], width=14)
        book.table(made.sheet(DAYS, (time, *SUMMED, SHARE))).add(_days(found))
        book.table(made.sheet(PROVIDERS, (PROVIDER, *SUMMED, SHARE, MEDIAN))).add(_providers(made, found))
        book.table(made.sheet(REASONS, totals_summary.WHY)).add(totals_summary.reasons(made, found))
        agrees = totals_summary.fill(front, made, found, counted.sums[CREDITED_AT])
        book.finish()
    return Outcome(
        files=[made.name(), *main.files], rows=counted.rows, agrees=agrees,
        covering=totals_summary.covering(made, found), figures=headline.figures(found.every),
    )  # fmt: skip


def _found(made: Making) -> Found:
    pairs = by(reports.pairs(made.db, made.which), lambda row: (row["agent_id"], row["provider_id"]))
    step = step_of(made.order.since, made.order.until)
    times = by(reports.quarters(made.db, made.which), lambda row: (quarter_begun(row, step), row["provider_id"]))
    return Found(
        pairs=pairs, times=times, step=step, reasons=reports.reasons(made.db, made.which),
        medians=reports.medians(made.db, made.which),
    )  # fmt: skip


def _pairs(made: Making, found: Found) -> Iterator[list[Value]]:
    for agent_id, provider_id in sorted(found.pairs):
        agent, provider = made.names.agent(agent_id), made.names.provider(provider_id)
        sums = found.pairs[agent_id, provider_id]
        yield [agent.number, agent.name, provider.words.of(made.language), *_summed(sums)]


def _matrix(book: excel.Book, made: Making, found: Found, name: Words, kind: Kind) -> None:
    """Agents down, providers across: what was credited, or how many payments that is."""
    shown = largest(found.of_providers, MOST_COLUMNS)
    rest = found.of_providers.keys() - set(shown)
    heads = [made.names.provider(one).words for one in shown] + ([OTHERS] if rest else [])
    columns = [Column(_with_unit(words, kind), kind, 15, summed=True) for words in (*heads, EVERY)]
    page = book.table(made.sheet(name, (AGENT, NAME, *columns)))
    for agent_id in sorted({agent_id for agent_id, _ in found.pairs}):
        row = {one: _cell(found, kind, agent_id, one) for one in found.of_providers}
        values = [row[one] for one in shown] + ([sum(row[one] for one in rest)] if rest else [])
        agent = made.names.agent(agent_id)
        page.add([[agent.number, agent.name, *values, sum(row.values())]])


def _with_unit(name: Words, kind: Kind) -> Words:
    """A header of money says its unit."""
    return Words(f"{name.ru}, ₽", f"{name.en}, ₽") if kind is Kind.MONEY else name


def _cell(found: Found, kind: Kind, agent_id: int, provider_id: int) -> int:
    sums = found.pairs.get((agent_id, provider_id), ByStatus())[Status.CAPTURED]
    return sums.amount if kind is Kind.MONEY else sums.number


def _days(found: Found) -> Iterator[list[Value]]:
    for at, sums in found.of_steps.items():
        yield [label(at, found.step), *_summed(sums), _share(sums)]


def _providers(made: Making, found: Found) -> Iterator[list[Value]]:
    of = found.of_providers
    for provider_id in largest(of, len(of)):
        name = made.names.provider(provider_id).words.of(made.language)
        yield [name, *_summed(of[provider_id]), _share(of[provider_id]), found.medians.get(provider_id)]


def _summed(sums: ByStatus) -> list[Value]:
    """All payments, what was paid in, fees; credited; rejected."""
    every, credited, rejected = sums.every, sums[Status.CAPTURED], sums[Status.CANCELLED]
    return [
        every.number, every.inserted, every.agent_fee, credited.amount, credited.processing_fee, rejected.number,
        rejected.amount,
    ]  # fmt: skip


def _share(sums: ByStatus) -> int:
    return sums[Status.CANCELLED].number * WHOLE // max(sums.every.number, 1)
