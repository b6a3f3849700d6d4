"""The first sheet of a provider's register, and the letter that it goes with."""

from common.excel import Chart, Kind, Line, Summary, Value
from common.reporting import period
from common.reporting.order import Covering, Figure
from common.status import Status
from common.words import Words
from processing_app.reports import cells, letters
from processing_app.reports.cells import Column
from processing_app.reports.making import Making
from processing_app.reports.steps import Step, every_step, label, quarter_begun, step_of
from processing_app.reports.sums import ByStatus, by, largest, merged
from processing_app.store import reports

MOST_AGENTS = 30
COLOR = "#012570"
"""The centre's own."""
SUMMED = (cells.NUMBER, cells.INSERTED, cells.AGENT_FEE, cells.CREDITED, cells.REJECTED)
STEPS = {
    Step.HOUR: Words("По часам", "By hour"),
    Step.DAY: Words("По дням", "By day"),
    Step.MONTH: Words("По месяцам", "By month"),
}
TIME = {Step.HOUR: Words("Час", "Hour"), Step.DAY: Words("День", "Day"), Step.MONTH: Words("Месяц", "Month")}
CHARTS = {
    Step.HOUR: Words("Зачислено по часам, ₽", "Credited by hour, ₽"),
    Step.DAY: Words("Зачислено по дням, ₽", "Credited by day, ₽"),
    Step.MONTH: Words("Зачислено по месяцам, ₽", "Credited by month, ₽"),
}
ALT = Words("Столбики: сколько зачислено, {total}", "Columns: how much was credited, {total}")
BY_AGENT = Words("По агентам", "By agent")
NAME = Column(Words("Название", "Name"), width=26)
OTHERS = Words("остальные", "others")
PAYMENTS = Words("Платежей", "Payments")
PAID_IN = Words("Внесено плательщиками, ₽", "Paid in, ₽")
AGENTS_FEES = Words("Комиссия агентов, ₽", "Agents' fees, ₽")
CREDITED = Words("Зачислено, ₽", "Credited, ₽")
REJECTED = Words("Отклонено, ₽", "Rejected, ₽")
REVERSED = Words("Сторнировано, ₽", "Reversed, ₽")
UNDER_WAY = Words("Ещё в работе, ₽", "Still under way, ₽")
CHECK = Words("Проверка", "Check")
SUBJECT = Words(
    "Реестр платежей {issuer} за {period}: {payments}", "Payment register of {issuer} for {period}: {payments}"
)
FACTS = (
    Words("Период: {period} ({zone}), по времени приёма платежа.", "Period: {period} ({zone}), by time of acceptance."),
    Words("Зачислено: {credited}.", "Credited: {credited}."),
    Words("Внесено плательщиками: {inserted}, комиссия агентов {fee}.", "Paid in: {inserted}, agents' fees {fee}."),
    Words("Отклонено: {rejected}; сторнировано: {reversed}.", "Rejected: {rejected}; reversed: {reversed}."),
)
STILL = Words("Ещё в работе: {unfinished}.", "Still under way: {unfinished}.")


def fill(front: Summary, made: Making, sums: ByStatus, credited: int) -> bool:
    """Figures, the check, a chart, tables by time and by agent; `credited` is what the rows came to."""
    every = sums.every
    front.figures([
        Line(PAYMENTS, every.number, Kind.COUNT), Line(PAID_IN, every.inserted), Line(AGENTS_FEES, every.agent_fee),
        Line(CREDITED, credited), Line(REJECTED, sums[Status.CANCELLED].amount),
    ])  # fmt: skip
    front.lines([
        Line(PAID_IN, every.inserted, sign="+"), Line(AGENTS_FEES, every.agent_fee, sign="−"),
        Line(REJECTED, sums[Status.CANCELLED].amount, sign="−"),
        Line(REVERSED, sums[Status.REFUNDED].amount, sign="−"),
        Line(UNDER_WAY, sums[Status.AUTHORIZED].amount, sign="−"), Line(CREDITED, credited, sign="="),
    ])  # fmt: skip
    difference = sums[Status.CAPTURED].amount - credited
    front.check(CHECK, difference)
    _by_time(front, made)
    _by_agent(front, made)
    return not difference


def figures(sums: ByStatus) -> list[Figure]:
    """What the list of reports shows."""
    credited, rejected = sums[Status.CAPTURED], sums[Status.CANCELLED]
    return [
        Figure(Words("Зачислено платежей", "Payments credited"), credited.number, "count"),
        Figure(Words("Зачислено", "Credited"), credited.amount),
        Figure(Words("Отклонено платежей", "Payments rejected"), rejected.number, "count"),
    ]


def covering(made: Making, sums: ByStatus, found: str) -> Covering:
    """The letter; `found` is what the reconciliation says."""
    language, every = made.language, sums.every
    said = {
        name: letters.payments_for(sums[status].number, sums[status].amount, language)
        for name, status in (
            ("credited", Status.CAPTURED), ("rejected", Status.CANCELLED), ("reversed", Status.REFUNDED),
            ("unfinished", Status.AUTHORIZED),
        )
    }  # fmt: skip
    said |= {
        "period": period.words(made.order), "zone": period.zone(made.order), "issuer": made.order.issuer,
        "inserted": letters.sum_of(every.inserted, language), "fee": letters.sum_of(every.agent_fee, language),
    }  # fmt: skip
    facts = (*FACTS, STILL) if sums[Status.AUTHORIZED].number else FACTS
    subject = SUBJECT.format(payments=said["credited"], **said)
    return Covering(subject.of(language), [*(fact.format(**said).of(language) for fact in facts), found])


def _by_time(front: Summary, made: Making) -> None:
    language, order = made.language, made.order
    step = step_of(order.since, order.until)
    found = by(reports.quarters(made.db, made.which), lambda row: quarter_begun(row, step))
    steps = every_step(order.since, min(order.until, max(order.now, order.since + 1)), step) if found else []
    rows = [[label(at, step), *_summed(found.get(at, ByStatus()))] for at in sorted({*steps, *found})]
    fields = cells.fields(language, Column(TIME[step], width=13), *SUMMED)
    range_ = front.table(fields, rows, STEPS[step].of(language))
    total = letters.sum_of(sum(one[Status.CAPTURED].amount for one in found.values()), language)
    front.chart(
        Chart(
            "column", CHARTS[step].of(language), range_.column(0), [(CREDITED.of(language), range_.column(4))],
            ALT.format(total=total).of(language), color=COLOR,
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
    credited, rejected = sums[Status.CAPTURED].amount, sums[Status.CANCELLED].amount
    return [every.number, every.inserted, every.agent_fee, credited, rejected]
