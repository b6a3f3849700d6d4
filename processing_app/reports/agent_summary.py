"""The first sheet of an agent's statement, from balance to balance, and the letter that it goes with."""

from datetime import datetime
from typing import NamedTuple

from common.excel import Chart, Kind, Line, Summary, Value
from common.reporting import period
from common.reporting.order import Covering, Figure
from common.reporting.steps import Step, every_step, label
from common.status import Status
from common.words import Words
from processing_app.reports import cells, letters
from processing_app.reports.cells import Column
from processing_app.reports.deposit import Deposit, Moved
from processing_app.reports.headline import CHECK, COLOR, STEPS, TIME
from processing_app.reports.making import Making
from processing_app.reports.sums import ByStatus

OPENING = Words("Баланс на начало, ₽", "Opening balance, ₽")
TOPPED_UP = Words("Пополнения, ₽", "Top-ups, ₽")
ACCEPTED = Words("Принятые платежи, ₽", "Payments accepted, ₽")
FEE = Words("Комиссия процессинга, ₽", "Processing fee, ₽")
REJECTED = Words("Возвращено по отклонённым, ₽", "Returned for rejected, ₽")
REVERSED = Words("Возвращено сторно, ₽", "Returned by reversals, ₽")
CLOSING = Words("Баланс на конец, ₽", "Closing balance, ₽")
INCOME = Words("Доход агента, ₽", "Agent's income, ₽")
OWN_FEE = Words("Комиссия агента, ₽", "Agent's own fee, ₽")
CREDITED_FEE = Words("Комиссия процессинга, ₽", "Processing fee, ₽")
DEPOSIT = Words("Депозит", "Deposit")
OF_CREDITED = Words("Доход с зачисленных платежей", "Income from credited payments")
MOVED = (
    Column(Words("Пополнено, ₽", "Topped up, ₽"), Kind.MONEY, 14),
    Column(Words("Списано, ₽", "Taken, ₽"), Kind.MONEY, 14),
    Column(Words("Возвращено, ₽", "Returned, ₽"), Kind.MONEY, 14),
    Column(Words("Баланс на конец, ₽", "Balance at the end, ₽"), Kind.MONEY, 16, summed=False),
)
AT_START = Words("На начало", "At the start")
CHART = Words("Баланс депозита, ₽", "Balance of the deposit, ₽")
ALT = Words("Линия: баланс от {opening} до {closing}", "A line: the balance from {opening} to {closing}")
SUBJECT = Words(
    "Отчёт агента {name} за {period}: баланс {closing}", "Statement of {name} for {period}: balance {closing}"
)
FACTS = (
    Words("Период: {period} ({zone}), договор № {number}.", "Period: {period} ({zone}), contract no. {number}."),
    Words(
        "Баланс на начало: {opening}, пополнено: {topped_up}.", "Opening balance: {opening}, topped up: {topped_up}."
    ),
    Words("Зачислено: {credited}; комиссия процессинга с них {fee}.", "Credited: {credited}; processing fee {fee}."),
    Words("Доход агента: {income}.", "Agent's income: {income}."),
    Words("Баланс на конец: {closing}.", "Closing balance: {closing}."),
)


class Found(NamedTuple):
    """Payments of the period by status, the deposit by the log, and what was given back within the period."""

    sums: ByStatus
    deposit: Deposit
    rejected: int
    reversed: int
    step: Step

    @property
    def credited_fee(self) -> int:
        """The processing fee of the credited payments."""
        return self.sums[Status.CAPTURED].processing_fee

    @property
    def computed(self) -> int:
        """The closing balance by the payments' own rows, where the log says it by postings."""
        every = self.sums.every
        came = self.deposit.opening + self.deposit.topped_up + self.rejected + self.reversed
        return came - every.amount - every.processing_fee


def fill(front: Summary, made: Making, found: Found) -> bool:
    """From balance to balance with its check, the income, the balance through the period; whether it agrees."""
    every, credited, bank = found.sums.every, found.sums[Status.CAPTURED], found.deposit
    front.lines([
        Line(OPENING, bank.opening, sign="+"), Line(TOPPED_UP, bank.topped_up, sign="+"),
        Line(ACCEPTED, every.amount, sign="−"), Line(FEE, every.processing_fee, sign="−"),
        Line(REJECTED, found.rejected, sign="+"), Line(REVERSED, found.reversed, sign="+"),
        Line(CLOSING, bank.closing, sign="="),
    ], DEPOSIT.of(made.language))  # fmt: skip
    front.check(CHECK, found.computed - bank.closing)
    front.lines([
        Line(OWN_FEE, credited.agent_fee, sign="+"), Line(CREDITED_FEE, credited.processing_fee, sign="−"),
        Line(INCOME, credited.income, sign="="),
    ], OF_CREDITED.of(made.language), beside=True)  # fmt: skip
    _through(front, made, found)
    return found.computed == bank.closing


def figures(found: Found) -> list[Figure]:
    """What the list of reports shows."""
    return [
        Figure(Words("Зачислено платежей", "Payments credited"), found.sums[Status.CAPTURED].number, "count"),
        Figure(Words("Доход агента", "Agent's income"), found.sums[Status.CAPTURED].income),
        Figure(Words("Баланс на конец", "Closing balance"), found.deposit.closing),
    ]


def covering(made: Making, found: Found) -> Covering:
    """The letter."""
    language, credited = made.language, found.sums[Status.CAPTURED]
    agent = made.names.agent(made.which.agent_id)
    sums = {
        "opening": found.deposit.opening, "closing": found.deposit.closing, "topped_up": found.deposit.topped_up,
        "fee": credited.processing_fee, "income": credited.income,
    }  # fmt: skip
    said = {name: letters.sum_of(amount, language) for name, amount in sums.items()}
    said |= {
        "name": agent.name, "number": agent.number, "period": period.words(made.order), "zone": period.zone(made.order),
        "credited": letters.payments_for(credited.number, credited.amount, language),
    }  # fmt: skip
    return Covering(SUBJECT.format(**said).of(language), [fact.format(**said).of(language) for fact in FACTS])


def _through(front: Summary, made: Making, found: Found) -> None:
    """The deposit step by step, from the opening balance; where nothing moved it stays what it was."""
    language, step, bank = made.language, found.step, found.deposit
    steps, balance = _steps(made, found), bank.opening
    rows: list[list[Value]] = [[AT_START.of(language), None, None, None, balance]] if steps else []
    for at in steps:
        moved = bank.steps.get(at, Moved(balance=balance))
        balance = moved.balance
        rows.append([label(at, step), moved.topped_up, moved.taken, moved.returned, balance])
    fields = cells.fields(language, Column(TIME[step], width=34), *MOVED)
    range_ = front.table(fields, rows, STEPS[step].of(language))
    ends = {"opening": letters.sum_of(bank.opening, language), "closing": letters.sum_of(bank.closing, language)}
    front.chart(
        Chart(
            "line", CHART.of(language), range_.column(0), [(CHART.of(language), range_.column(4))],
            ALT.format(**ends).of(language), color=COLOR,
        )
    )  # fmt: skip


def _steps(made: Making, found: Found) -> list[datetime]:
    order = made.order
    if not found.deposit.steps:
        return []
    return sorted({*every_step(order.since, order.ended, found.step), *found.deposit.steps})
