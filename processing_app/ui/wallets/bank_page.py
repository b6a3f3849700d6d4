"""The page of the simulated bank's accounts: how each takes withdrawals, what came to it, and every transfer."""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from common import ids
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.form import ChoiceField, Form, FormDialog, NumberField, TextField
from common.qt.table import Column, Empty, Kind, LedgerTable
from common.qt.table.column import Shown
from common.qt.tokens import Token
from common.words import Words, same
from processing_app.bank.simulated.account_moods import AccountMood
from processing_app.service.asks.bank_accounts import (
    AskBankTransfers,
    BankAccounts,
    BankTransfer,
    BankTransfers,
    MoodOfAccount,
    SetAccountMood,
)
from processing_app.ui.shops.page import lay_out
from processing_app.ui.wallets.payment_window import opens_payments
from processing_app.ui.wallets.words import NOTHING
from processing_app.wording import reason

MOST = 500
MOODS = {
    AccountMood.OK: Words("принимает как положено", "takes transfers as it should"),
    AccountMood.REFUSES: Words("отказывает: счёт закрыт", "refuses: the account is closed"),
    AccountMood.SILENT: Words("ничего не слышит и молчит", "hears nothing and says nothing"),
    AccountMood.TWICE: Words("отвечает дважды", "answers twice"),
    AccountMood.GARBAGE: Words("делает, но отвечает нечитаемым", "does it and answers garbage"),
    AccountMood.SLOW: Words("исполняет не сразу", "does it late"),
    AccountMood.LOST: Words("делает, но ответ теряется", "does it, its answer is lost"),
}
VERDICTS = {
    "done": Shown("ok", Words("Зачислен", "Paid in"), Token.OK),
    "refused": Shown("failed", Words("Отказ", "Refused"), Token.ERROR),
    "pending": Shown("running", Words("Исполняется", "Under way"), Token.RUNNING),
}
EVERY = Words("все счета без своего настроения", "all accounts without a mood of their own")
CHANGE = Words("Настроение счёта…", "An account's mood…")
TITLE, VERB = Words("Как банк принимает переводы", "How the bank takes transfers"), Words("Сменить", "Change")
ACCOUNT, MOOD = Words("Счёт", "Account"), Words("Настроение", "Mood")
ACCOUNT_HINT = Words("20 цифр; пусто — все счета без своего", "20 digits; empty: all that have none of their own")
PAUSE, ANSWERS = Words("Пауза", "Pause"), Words("На сколько вопросов", "For how many questions")
PAUSE_HINT = Words("Для медленного: через сколько исполнит", "Of a slow one: after how long it is done")
ANSWERS_HINT = Words("0 — пока не сменят", "0: until it is changed")
SECONDS = Words("с", "s")
CHANGED = Words("{account}: {mood}.", "{account}: {mood}.")
NOW = Words("Учебный банк {mood}", "The simulated bank {mood}")
NO_ACCOUNTS = Words("На счета ещё ничего не приходило.", "Nothing has come to any account yet.")
NO_TRANSFERS = Words("Из кошельков ещё не выводили.", "Nobody has withdrawn from a wallet yet.")


class AccountLine(NamedTuple):
    """An account with what came to it, and its own mood if it has one."""

    bank: str
    account: str
    transfers: int
    amount: int
    mood: MoodOfAccount | None


class BankAccountsPage(QWidget):
    """Accounts above, transfers to the chosen one below."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is known yet."""
        super().__init__()
        self.desk = desk
        self.table = LedgerTable(
            desk, "bank-accounts",
            [
                Column("account", ACCOUNT, lambda row: row.account or EVERY, width=230),
                Column("mood", MOOD, _mood, width=240, tip=_mood),
                Column("transfers", Words("Переводов", "Transfers"), lambda row: row.transfers, Kind.NUMBER, 90),
                Column("amount", Words("Пришло", "Came"), lambda row: row.amount, Kind.MONEY, 120),
                Column("bank", Words("Банк", "Bank"), lambda row: row.bank, width=110),
            ],
            noun=Words("счетов", "accounts"), key=lambda row: (row.bank, row.account),
            empty=Empty(NO_ACCOUNTS, icon="server"),
        )  # fmt: skip
        self.transfers = LedgerTable(
            desk, "bank-transfers", _transfer_columns(), noun=Words("переводов", "transfers"),
            key=lambda row: (row.bank, row.number), empty=Empty(NO_TRANSFERS, icon="server"),
        )  # fmt: skip
        self.table.chosen.connect(lambda _: self._ask_transfers())
        opens_payments(self.transfers, self.refresh, _payment)
        self.transfers.retried.connect(self._ask_transfers)
        self.mood = spoken.label(desk, NOTHING, wrap=True)
        self.mood.setObjectName("bank-accounts-mood")
        both = QSplitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.addWidget(self.table)
        both.addWidget(self.transfers)
        change = spoken.button(desk, CHANGE, self.change, icon="settings")
        lay_out(self, self.mood, (("bank-account-mood", change),), both)

    def refresh(self) -> None:
        """Accounts, moods and transfers as they are now."""
        self.desk.ask(self, "bank-accounts", then=self._show, failed=self.table.fail, key="accounts")
        self._ask_transfers()

    def change(self) -> None:
        """Another behaviour of the chosen account, or of another one."""
        row: AccountLine | None = self.table.current()
        mood = row.mood if row is not None else None
        form = Form(self.desk, "account-mood", drafts=False)
        form.add(TextField("account", ACCOUNT, hint=ACCOUNT_HINT, longest=40))
        form.add(ChoiceField("mood", MOOD, options=list(MOODS.items()), required=True))
        form.add(NumberField("pause_ms", PAUSE, hint=PAUSE_HINT, decimals=3, suffix=SECONDS, step=1000))
        form.add(NumberField("times", ANSWERS, hint=ANSWERS_HINT, step=1))
        form.fill(
            {
                "account": row.account if row is not None else "", "mood": mood.mood if mood else AccountMood.OK,
                "pause_ms": mood.pause_ms if mood else 0, "times": mood.times if mood else 0,
            }
        )  # fmt: skip

        def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
            question = SetAccountMood(
                mood=values["mood"], account=values["account"] or "", bank=row.bank if row is not None else "simulated",
                pause_ms=values["pause_ms"] or 0, times=values["times"] or 0,
            )  # fmt: skip
            self.desk.ask(made, "set-account-mood", question, then=lambda _: done(question), failed=failed)

        made = FormDialog(self.desk, TITLE, form, VERB, save, parent=self.window(), guarded=False)
        made.setObjectName("dialog-account-mood")
        made.saved.connect(self._changed)
        made.open()

    def _changed(self, asked: SetAccountMood) -> None:
        account, mood = same(asked.account) if asked.account else EVERY, MOODS[asked.mood]
        self.desk.messages.ok(
            Words(
                CHANGED.ru.format(account=account.ru, mood=mood.ru), CHANGED.en.format(account=account.en, mood=mood.en)
            )
        )
        self.refresh()

    def _ask_transfers(self) -> None:
        row = self.table.current()
        question = AskBankTransfers(account="" if row is None else row.account, limit=MOST)
        self.desk.ask(
            self, "bank-transfers", question, then=self._show_transfers, failed=self.transfers.fail, key="transfers"
        )

    def _show(self, found: BankAccounts) -> None:
        moods = {(one.bank, one.account): one for one in found.moods}
        lines = [
            AccountLine(one.bank, one.account, one.transfers, one.amount, moods.pop((one.bank, one.account), None))
            for one in found.accounts
        ]
        lines += [AccountLine(bank, account, 0, 0, one) for (bank, account), one in moods.items()]
        self.table.show_rows(lines)
        usual = next((one.mood for one in found.moods if not one.account), AccountMood.OK)
        words = MOODS[usual]
        self.desk.languages.bind(
            self.mood, self.mood.setText, Words(NOW.ru.format(mood=words.ru), NOW.en.format(mood=words.en))
        )

    def _show_transfers(self, found: BankTransfers) -> None:
        self.transfers.show_rows(found.transfers)


def _transfer_columns() -> list[Column]:
    return [
        Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 110),
        Column("account", ACCOUNT, lambda row: row.account, width=190),
        Column("amount", Words("Сумма", "Sum"), lambda row: row.amount, Kind.MONEY, 110),
        Column("verdict", Words("Итог", "Outcome"), lambda row: VERDICTS[row.verdict], Kind.STATUS, 130, tip=_refusal),
        Column("refusal", Words("Почему", "Why"), _refusal, width=150, tip=_refusal),
        Column("reference", Words("Номер в банке", "Bank's reference"), lambda row: row.reference, width=140),
        Column("code", Words("Код", "Code"), lambda row: _payment(row)[1], Kind.CODE, 105),
        Column("payment", Words("Номер платежа", "Payment id"), lambda row: row.payment, width=270, hidden=True),
        Column("bank", Words("Банк", "Bank"), lambda row: row.bank, width=110, hidden=True),
    ]  # fmt: skip


def _payment(row: BankTransfer) -> tuple[str, str]:
    return row.payment, ids.payment_code(row.payment)


def _refusal(row: BankTransfer) -> Words | None:
    return reason(row.reason) if row.reason else None


def _mood(row: AccountLine) -> Words | None:
    return MOODS[row.mood.mood] if row.mood is not None else None
