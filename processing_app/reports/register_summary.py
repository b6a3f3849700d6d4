"""The first sheet of a provider's register, and the letter that it goes with."""

from common.excel import Chart, Summary, Value
from common.reporting import period
from common.reporting.order import Covering
from common.reporting.steps import every_step, label, step_of
from common.status import Status
from common.words import Words
from processing_app.reports import cells, headline, letters
from processing_app.reports.cells import Column
from processing_app.reports.making import Making
from processing_app.reports.steps import quarter_begun
from processing_app.reports.sums import ByStatus, by, largest, merged
from processing_app.store import reports

MOST_AGENTS = 30
SUMMED = (cells.NUMBER, cells.INSERTED, cells.AGENT_FEE, cells.CREDITED, cells.REJECTED)
BY_AGENT = Words("По агентам", "By agent")
NAME = Column(Words("Название", "Name"), width=26)
OTHERS = Words("остальные", "others")
SUBJECT = Words(
    "Реестр платежей {issuer} за {period}: {payments}", "Payment register of {issuer} for {period}: {payments}"
)


def fill(front: Summary, made: Making, sums: ByStatus, credited: int) -> bool:
    """Figures, the check, a chart, tables by time and by agent; `credited` is what the rows came to."""
    agrees = headline.fill(front, sums, credited)
    _by_time(front, made)
    _by_agent(front, made)
    return agrees


def covering(made: Making, sums: ByStatus, found: str) -> Covering:
    """The letter; `found` is what the reconciliation says."""
    subject = SUBJECT.format(
        issuer=made.order.issuer, period=period.words(made.order), payments=headline.credited(made, sums)
    )
    return Covering(subject.of(made.language), [*headline.facts(made, sums), found])


def _by_time(front: Summary, made: Making) -> None:
    language, order = made.language, made.order
    step = step_of(order.since, order.until)
    found = by(reports.quarters(made.db, made.which), lambda row: quarter_begun(row, step))
    steps = every_step(order.since, order.ended, step) if found else []
    rows = [[label(at, step), *_summed(found.get(at, ByStatus()))] for at in sorted({*steps, *found})]
    fields = cells.fields(language, Column(headline.TIME[step], width=13), *SUMMED)
    range_ = front.table(fields, rows, headline.STEPS[step].of(language))
    total = letters.sum_of(sum(one[Status.CAPTURED].amount for one in found.values()), language)
    front.chart(
        Chart(
            "column", headline.CHARTS[step].of(language), range_.column(0),
            [(headline.CREDITED.of(language), range_.column(4))], headline.ALT.format(total=total).of(language),
            color=headline.COLOR,
        )
    )  # fmt: skip


def _by_agent(front: Summary, made: Making) -> None:
    language = made.language
    found = by(reports.pairs(made.db, made.which), lambda row: row["agent_id"])
    shown = largest(found, MOST_AGENTS)
    rows = [[made.names.agent(one).number, made.names.agent(one).name, *_summed(found[one])] for one in shown]
    if rest := merged(found[one] for one in found.keys() - set(shown)):
        rows.append(["", OTHERS.of(language), *_summed(rest)])
    front.table(cells.fields(language, cells.AGENT, NAME, *SUMMED), rows, BY_AGENT.of(language))


def _summed(sums: ByStatus) -> list[Value]:
    every = sums.every
    return [
        every.number, every.inserted, every.agent_fee, sums[Status.CAPTURED].amount, sums[Status.CANCELLED].amount
    ]  # fmt: skip
