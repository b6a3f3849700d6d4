"""The page of the simulated bank: how it behaves, what it did, and payments by link that wait for their payers."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.form import ChoiceField, Form, FormDialog, NumberField
from common.qt.table import Column, Empty, Kind, LedgerTable
from common.qt.table.column import Shown
from common.qt.tokens import Token
from common.words import Words, same
from processing_app.bank.simulated.moods import Mood
from processing_app.service.asks.bank import (
    AskBankOperations,
    BankMoods,
    BankOperation,
    BankOperations,
    ConfirmBankLink,
    SetBankMood,
)
from processing_app.ui.intents.words import reason_words
from processing_app.ui.shops.page import lay_out, why_not

MOST = 500
MOODS = {
    Mood.OK: Words("отвечает как положено", "answers as it should"),
    Mood.SLOW: Words("отвечает не сразу", "answers late"),
    Mood.SILENT: Words("ничего не слышит и молчит", "hears nothing and says nothing"),
    Mood.LATE: Words("блокирует деньги, но ответ не доходит", "holds the money, its answer is lost"),
    Mood.UNKNOWN_ONCE: Words("делает, но первый ответ теряется", "does it, its first answer is lost"),
    Mood.LYING: Words("называет другую сумму", "names another sum"),
    Mood.GARBAGE: Words("отвечает нечитаемым", "answers garbage"),
    Mood.REFUSING: Words("отказывает в новом", "refuses what is new"),
}
NOW = Words("Банк {bank}: {mood}", "Bank {bank}: {mood}")
TIMES = Words(", ещё ответов: {n}", ", answers left: {n}")
CHANGE = Words("Настроение банка…", "The bank's mood…")
TITLE, VERB = Words("Как ведёт себя учебный банк", "How the simulated bank behaves"), Words("Сменить", "Change")
BANK, MOOD = Words("Банк", "Bank"), Words("Настроение", "Mood")
PAUSE, ANSWERS = Words("Пауза", "Pause"), Words("На сколько ответов", "For how many answers")
PAUSE_HINT = Words("Для медленного: через сколько ответит", "Of a slow one: after how long it answers")
ANSWERS_HINT = Words("0 — пока не сменят", "0: until it is changed")
SECONDS = Words("с", "s")
CHANGED = Words("Банк теперь {mood}.", "The bank {mood} now.")
NOTHING = Words("Банк ещё ничего не делал.", "The bank has done nothing yet.")
NO_LINKS = Words("Никто не платит по ссылке.", "Nobody pays by a link.")
CONFIRM = Words("Подтвердить за плательщика", "Confirm for the payer")
CHOOSE = Words("Выберите платёж в нижнем списке.", "Choose a payment in the lower list.")
CONFIRMED = Words("Платёж {name} подтверждён.", "Payment {name} is confirmed.")
WORK = {
    "authorize": Words("Блокировка", "Authorization"),
    "sale": Words("Списание сразу", "Sale"),
    "capture": Words("Списание", "Capture"),
    "void": Words("Снятие блокировки", "Void"),
    "refund": Words("Возврат", "Refund"),
}
DONE = Shown("ok", Words("Сделано", "Done"), Token.OK)


class BankPage(QWidget):
    """The mood at the top, operations, and below them links that wait."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is known yet."""
        super().__init__()
        self.desk = desk
        self._moods = BankMoods(banks=[], links=[])
        self.table = LedgerTable(
            desk, "bank-operations",
            [
                Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 110),
                Column("bank", BANK, lambda row: row.bank, width=130),
                Column("work", Words("Операция", "Operation"), lambda row: WORK.get(row.operation, same(row.operation)),
                       width=150),
                Column("payment", Words("Платёж", "Payment"), lambda row: row.payment, Kind.CODE, 140),
                Column("amount", Words("Сумма", "Sum"), lambda row: row.amount, Kind.MONEY, 105),
                Column("outcome", Words("Итог", "Outcome"), _outcome, Kind.STATUS, 210,
                       tip=lambda row: _outcome(row).words),
                Column("reference", Words("Номер у банка", "Reference"), lambda row: row.reference, width=150),
            ],
            noun=Words("операций", "operations"), key=lambda row: (row.bank, row.number),
            empty=Empty(NOTHING, icon="server"),
        )  # fmt: skip
        self.links = LedgerTable(
            desk, "bank-links",
            [Column("payment", Words("Ждёт плательщика", "Waits for its payer"), lambda row: row, Kind.CODE, 220)],
            noun=Words("платежей по ссылке", "payments by link"), key=lambda row: row,
            empty=Empty(NO_LINKS, icon="link"),
        )  # fmt: skip
        self.mood = spoken.label(desk, same(""), wrap=True)
        self.mood.setObjectName("bank-mood")
        below = QWidget()
        confirm = spoken.button(desk, CONFIRM, self.confirm, icon="check")
        lay_out(below, None, (("bank-confirm", confirm),), self.links)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.addWidget(self.table)
        both.addWidget(below)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 1)
        change = spoken.button(desk, CHANGE, self.change, icon="settings")
        lay_out(self, self.mood, (("bank-change", change),), both)

    def refresh(self) -> None:
        """The moods, and what the bank did."""
        self.desk.ask(self, "bank-moods", then=self._show_moods, failed=lambda _: None, key="moods")
        question = AskBankOperations(limit=MOST)
        self.desk.ask(self, "bank-operations", question, then=self._show, failed=self.table.fail, key="operations")

    def change(self) -> None:
        """Another mood."""
        form = Form(self.desk, "bank-mood", drafts=False)
        banks = [(one.bank, same(one.bank)) for one in self._moods.banks] or [("simulated", same("simulated"))]
        form.add(ChoiceField("bank", BANK, options=banks, required=True))
        form.add(ChoiceField("mood", MOOD, options=list(MOODS.items()), required=True))
        form.add(NumberField("pause_ms", PAUSE, hint=PAUSE_HINT, decimals=3, suffix=SECONDS, step=1000))
        form.add(NumberField("times", ANSWERS, hint=ANSWERS_HINT, step=1))
        now = self._moods.banks[0] if self._moods.banks else None
        form.fill({"bank": banks[0][0], "mood": now.mood if now else Mood.OK, "pause_ms": 0, "times": 0})

        def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
            question = SetBankMood(
                mood=values["mood"], bank=values["bank"], pause_ms=values["pause_ms"] or 0, times=values["times"] or 0
            )
            self.desk.ask(dialog, "set-bank-mood", question, then=lambda _: done(question), failed=failed)

        def changed(asked: SetBankMood) -> None:
            words = MOODS[asked.mood]
            self.desk.messages.ok(Words(CHANGED.ru.format(mood=words.ru), CHANGED.en.format(mood=words.en)))
            self.refresh()

        dialog = FormDialog(self.desk, TITLE, form, VERB, save, parent=self.window(), guarded=False)
        dialog.setObjectName("dialog-bank-mood")
        dialog.saved.connect(changed)
        dialog.open()

    def confirm(self) -> None:
        """As the payer would in the bank's application."""
        name = self.links.current()
        if name is None:
            why_not(self.desk, CHOOSE)
            return

        def confirmed(_: object) -> None:
            self.desk.messages.ok(CONFIRMED.format(name=name))
            self.refresh()

        self.desk.ask(self, "confirm-bank-link", ConfirmBankLink(payment=name), then=confirmed)

    def _show(self, found: BankOperations) -> None:
        self.table.show_rows(found.operations)

    def _show_moods(self, found: BankMoods) -> None:
        self._moods = found
        self.links.show_rows(found.links)
        self.desk.languages.bind(self.mood, self.mood.setText, _moods(found))


def _moods(found: BankMoods) -> Words:
    said = []
    for one in found.banks:
        words = MOODS[one.mood]
        left = TIMES.format(n=one.times) if one.times else same("")
        said.append(
            Words(
                NOW.ru.format(bank=one.bank, mood=words.ru) + left.ru,
                NOW.en.format(bank=one.bank, mood=words.en) + left.en,
            )
        )
    return Words(" · ".join(one.ru for one in said), " · ".join(one.en for one in said))


def _outcome(row: BankOperation) -> Shown:
    return Shown("failed", reason_words(row.failure), Token.ERROR) if row.failure else DONE
