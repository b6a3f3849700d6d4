"""What summaries of payments begin with: figures, where the money went and whether that adds up; letters say it too."""

from common.excel import Kind, Line, Summary
from common.reporting import period
from common.reporting.order import Figure
from common.reporting.steps import Step
from common.status import Status
from common.words import Words
from processing_app.reports import letters
from processing_app.reports.making import Making
from processing_app.reports.sums import ByStatus

COLOR = "#012570"
"""The centre's own."""
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
ALT = Words("Столбики: сколько зачислено, всего {total}", "Columns: how much was credited, {total} in all")
PAYMENTS = Words("Платежей", "Payments")
PAID_IN = Words("Внесено плательщиками, ₽", "Paid in, ₽")
AGENTS_FEES = Words("Комиссия агентов, ₽", "Agents' fees, ₽")
CREDITED = Words("Зачислено, ₽", "Credited, ₽")
REJECTED = Words("Отклонено, ₽", "Rejected, ₽")
REVERSED = Words("Сторнировано, ₽", "Reversed, ₽")
UNDER_WAY = Words("Ещё в работе, ₽", "Still under way, ₽")
CHECK = Words("Проверка", "Check")
FACTS = (
    Words("Период: {period} ({zone}), по времени приёма платежа.", "Period: {period} ({zone}), by time of acceptance."),
    Words("Зачислено: {credited}.", "Credited: {credited}."),
    Words("Внесено плательщиками: {inserted}, комиссия агентов {fee}.", "Paid in: {inserted}, agents' fees {fee}."),
    Words("Отклонено: {rejected}; сторнировано: {reversed}.", "Rejected: {rejected}; reversed: {reversed}."),
)
STILL = Words("Ещё в работе: {unfinished}.", "Still under way: {unfinished}.")
SAID = (
    ("credited", Status.CAPTURED), ("rejected", Status.CANCELLED), ("reversed", Status.REFUNDED),
    ("unfinished", Status.AUTHORIZED),
)  # fmt: skip


def fill(front: Summary, sums: ByStatus, credited: int) -> bool:
    """Figures and the way of the money, `credited` as the rows came to; whether it adds up."""
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
    others = sum(sums[status].amount for status in (Status.CANCELLED, Status.REFUNDED, Status.AUTHORIZED))
    difference = every.inserted - every.agent_fee - others - credited
    front.check(CHECK, difference)
    return not difference


def figures(sums: ByStatus) -> list[Figure]:
    """What the list of reports shows."""
    credited, rejected = sums[Status.CAPTURED], sums[Status.CANCELLED]
    return [
        Figure(Words("Зачислено платежей", "Payments credited"), credited.number, "count"),
        Figure(Words("Зачислено", "Credited"), credited.amount),
        Figure(Words("Отклонено платежей", "Payments rejected"), rejected.number, "count"),
    ]


def credited(made: Making, sums: ByStatus) -> str:
    """«12 платежей на 5 400,00 ₽», as a letter's subject ends."""
    one = sums[Status.CAPTURED]
    none = letters.NONE_CREDITED if sums.every.number else letters.NO_PAYMENTS
    return letters.payments_for(one.number, one.amount, made.language, none)


def facts(made: Making, sums: ByStatus) -> list[str]:
    """The same as lines of a letter."""
    language, every = made.language, sums.every
    said = {name: letters.payments_for(sums[one].number, sums[one].amount, language) for name, one in SAID}
    said |= {
        "period": period.words(made.order), "zone": period.zone(made.order),
        "inserted": letters.sum_of(every.inserted, language), "fee": letters.sum_of(every.agent_fee, language),
    }  # fmt: skip
    lines = (*FACTS, STILL) if sums[Status.AUTHORIZED].number else FACTS
    return [line.format(**said).of(language) for line in lines]
