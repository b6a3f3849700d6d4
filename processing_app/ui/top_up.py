"""Topping up an agent's deposit: now + top-up = after, counted by the service while the sum is typed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from common import ids
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.facts import sum_words
from common.qt.form import Form, FormDialog, MoneyField, TextField
from common.words import Words
from processing_app.service.asks.agents import AgentContract
from processing_app.service.asks.deposits import ToppedUp, TopUp, TopUpTried, TryTopUp

TITLE = Words("Пополнить баланс: {name}", "Top up the balance: {name}")
VERB = Words("Пополнить", "Top up")
AMOUNT = Words("Сумма пополнения", "Top-up")
AMOUNT_HINT = Words("Enter только пересчитывает; пополняет кнопка", "Enter only counts; the button tops up")
NOTE = Words("Основание", "Reason")
NOTE_HINT = Words("Увидят в истории пополнений", "Kept in the history of top-ups")
NOW, PLUS, AFTER = Words("Было", "Now"), Words("Пополнение", "Top-up"), Words("Станет", "After")
DONE = Words(
    "Депозит агента {name} пополнен на {plus}, теперь на нём {balance}.",
    "The deposit of agent {name} was topped up by {plus}, it holds {balance} now.",
)
NOTHING = Words("—", "—")
LEFT = Qt.AlignmentFlag.AlignLeft


class Sum(QFrame):
    """«Было 15,00 ₽ + 10 000,00 ₽ = станет 10 015,00 ₽»."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is counted yet."""
        super().__init__()
        self._desk = desk
        self.setProperty("card", True)
        self.setObjectName("top-up-sum")
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(12)
        self.figures: list[QLabel] = []
        for place, words in enumerate((NOW, PLUS, AFTER)):
            grid.addWidget(spoken.label(desk, words, "hint"), 0, 2 * place, LEFT)
            figure = spoken.label(desk, NOTHING, "figure")
            figure.setObjectName(("sum-now", "sum-plus", "sum-after")[place])
            grid.addWidget(figure, 1, 2 * place, LEFT)
            self.figures.append(figure)
        for place, sign in ((1, "+"), (3, "=")):
            grid.addWidget(spoken.label(desk, Words(sign, sign), "figure"), 1, place)
        grid.setColumnStretch(5, 1)

    def follow(self, count: Callable[[], object]) -> None:
        """Payments go on while the dialog is open: count again whenever something was written."""
        self._count = count
        self._desk.changed.connect(self._again)

    def _again(self) -> None:
        self._count()

    def show_sum(self, tried: TopUpTried) -> None:
        """What the service counted; a sum that is refused adds nothing."""
        plus = NOTHING if tried.mistakes else sum_words(tried.plus)
        after = NOTHING if tried.mistakes else sum_words(tried.after)
        for figure, words in zip(self.figures, (sum_words(tried.now), plus, after), strict=True):
            self._desk.languages.bind(figure, figure.setText, words)


def top_up(desk: Desk, parent: QWidget, agent: AgentContract, then: Callable[[Any], object]) -> FormDialog:
    """Ask for the sum; one dialog books once, whatever is pressed twice."""
    form = Form(desk, f"top-up-{agent.agent_id}", drafts=False)
    counted = Sum(desk)
    form.add(MoneyField("amount", AMOUNT, hint=AMOUNT_HINT, required=True))
    form.place(counted)
    form.add(TextField("note", NOTE, hint=NOTE_HINT, longest=200))
    top_up_id = ids.uuid7(desk.clock.now_ms())

    def count() -> None:
        question = TryTopUp(agent_id=agent.agent_id, amount=form.values()["amount"] or 0)
        desk.ask(counted, "try-top-up", question, then=counted.show_sum, failed=lambda _: None, key="sum")

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        question = TopUp(
            agent_id=agent.agent_id, amount=values["amount"], note=values["note"] or "", top_up_id=top_up_id
        )
        desk.ask(dialog, "top-up", question, then=done, failed=failed)

    def check(values: dict[str, Any], found: Callable[[Any], object], failed: Callable[..., object]) -> None:
        question = TryTopUp(agent_id=agent.agent_id, amount=values["amount"] or 0)
        desk.ask(dialog, "try-top-up", question, then=lambda tried: found(tried.mistakes), failed=failed)

    def booked(answer: ToppedUp) -> None:
        plus = form.values()["amount"]
        desk.messages.ok(_done(agent.name, plus, answer.balance))
        then(answer)

    form.fields["amount"].changed.connect(count)
    counted.follow(count)
    count()
    dialog = FormDialog(desk, TITLE.format(name=agent.name), form, VERB, save, check=check, parent=parent)
    dialog.setObjectName("dialog-top-up")
    dialog.saved.connect(booked)
    dialog.open()
    return dialog


def _done(name: str, plus: int, balance: int) -> Words:
    return Words(
        DONE.ru.format(name=name, plus=wording.money(plus, "ru"), balance=wording.money(balance, "ru")),
        DONE.en.format(name=name, plus=wording.money(plus, "en"), balance=wording.money(balance, "en")),
    )
