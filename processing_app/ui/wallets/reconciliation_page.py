"""The page of the reconciliation of wallets: a period compared, and what differs, by eight kinds."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.errors import OplataError
from common.qt.desk import Desk
from common.qt.form import CheckField, Form, FormDialog, NumberField
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable
from common.words import Words
from processing_app.service.asks.wallet_reconciliation import (
    AskWalletDifferences,
    AskWalletReconciliations,
    ReconcileWallets,
    ScheduleWalletReconciliation,
    WalletDifference,
    WalletDifferences,
    WalletReconciliation,
    WalletReconciliations,
)
from processing_app.service.asks.wallets import AcceptanceRows
from processing_app.ui.wallets import words as said
from processing_app.ui.wallets.payment_window import opens_payments
from processing_app.ui.wallets.reconciliation_head import Asked, ComparingHead

PAGE, MOST = 500, 20_000
NEVER = Words(
    "Кошельки ещё не сверяли. Выберите период и нажмите «Сверить».",
    "Wallets were never reconciled. Choose a period and reconcile.",
)
MATCHING = Words("Расхождений нет.", "There are no differences.")
KIND = Words("Вид", "Kind")
TITLE, SAVE = Words("Когда сверять кошельки", "When to reconcile wallets"), Words("Сохранить", "Save")
BY_ITSELF = Words("Сверять вчерашний день автоматически", "Reconcile the day before automatically")
HOUR, HOUR_HINT = (
    Words("После какого часа", "After which hour"),
    Words("По Москве, от 0 до 23", "In Moscow, from 0 to 23"),
)
SCHEDULED = Words("Вчерашний день сверится после {hour}:00.", "The day before is reconciled after {hour}:00.")
NOT_SCHEDULED = Words("Кошельки сверяются только по кнопке.", "Wallets are reconciled only when it is asked.")
USUAL_HOUR = 4


class WalletReconciliationPage(QWidget):
    """The head, chips of the kinds, the list."""

    def __init__(self, desk: Desk) -> None:
        """Nothing was compared yet."""
        super().__init__()
        self.desk = desk
        self._seen: WalletReconciliation | None = None
        self._asked_for = 0
        self._rows: list[WalletDifference] = []
        self._hour = USUAL_HOUR
        self._providers: dict[str, str] = {}
        self.head = ComparingHead(desk, self.compare, self.open_one, self.schedule)
        self.table = LedgerTable(
            desk, "wallet-differences", _columns(), noun=Words("расхождений", "differences"),
            key=lambda row: row.number, empty=Empty(NEVER, icon="reconcile"), sentence=_sentence,
            matches={"kind": lambda row, wanted: row.kind == wanted},
        )  # fmt: skip
        opens_payments(self.table, self.refresh)
        self.filters = FilterBar(desk, [Choice("kind", KIND, (), self._count, inline=True)], self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Which comparisons there are; the open one stays, for it does not change."""
        self.desk.ask(self, "acceptances", then=self._name_providers, failed=lambda _: None, key="providers")
        question = AskWalletReconciliations()
        self.desk.ask(
            self, "wallet-reconciliations", question, then=self._show_list, failed=self.table.fail, key="list"
        )

    def compare(self, asked: Asked) -> None:
        """Compare now, beside the window."""
        self.head.begin()
        question = ReconcileWallets(since=asked.since, until=asked.until)
        self.desk.ask(self, "reconcile-wallets", question, then=self._compared, failed=self._not_compared)

    def open_one(self, number: int) -> None:
        """Another comparison; the rows of the one before do not stand under its name."""
        self._asked_for, self._seen = number, None
        self.table.forget()
        self.table.wait()
        self._load()

    def schedule(self) -> None:
        """Another hour, or none."""
        form = Form(self.desk, "wallet-schedule", drafts=False)
        form.add(CheckField("by_itself", BY_ITSELF))
        form.add(NumberField("hour", HOUR, hint=HOUR_HINT, minimum=0, maximum=23, step=1, required=True))
        form.fill({"by_itself": self._hour >= 0, "hour": self._hour if self._hour >= 0 else USUAL_HOUR})

        def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
            hour = values["hour"] if values["by_itself"] else -1
            question = ScheduleWalletReconciliation(hour=hour)
            self.desk.ask(made, "schedule-wallets", question, then=lambda _: done(hour), failed=failed)

        made = FormDialog(self.desk, TITLE, form, SAVE, save, parent=self.window(), guarded=False)
        made.setObjectName("dialog-wallet-schedule")
        made.saved.connect(self._scheduled)
        made.open()

    def _scheduled(self, hour: int) -> None:
        self.desk.messages.ok(SCHEDULED.format(hour=f"{hour:02}") if hour >= 0 else NOT_SCHEDULED)
        self.refresh()

    def _compared(self, found: WalletReconciliation) -> None:
        self.head.end()
        self.refresh()
        self.open_one(found.id)

    def _not_compared(self, error: OplataError) -> None:
        self.head.end()
        self.head.show_summary(self._seen, self._providers)
        self.desk.show_error(error)

    def _load(self) -> None:
        self._rows = []
        self._ask_page()

    def _ask_page(self) -> None:
        after = self._rows[-1].number if self._rows else 0
        question = AskWalletDifferences(id=self._asked_for, after=after, limit=PAGE)
        self.desk.ask(self, "wallet-differences", question, then=self._page_came, failed=self.table.fail, key="rows")

    def _page_came(self, found: WalletDifferences) -> None:
        summary = found.summary
        self._rows += found.differences
        if summary is not None:
            self._asked_for = summary.id
        if found.more and len(self._rows) < MOST:
            self._ask_page()
            return
        self._seen = summary
        self.head.show_summary(summary, self._providers)
        counts = {} if summary is None else summary.counts
        self.filters.set_options("kind", [(name, words) for name, words in said.DIFFERENCES.items() if name in counts])
        self.table.say_when_empty(Empty(NEVER if summary is None else MATCHING, icon="reconcile"))
        self.table.show_rows(self._rows)

    def _name_providers(self, found: AcceptanceRows) -> None:
        self._providers = {str(one.provider_id): one.name for one in found.acceptances}
        if self._seen is not None and self._seen.unread and self.head.button.isEnabled():
            self.head.show_summary(self._seen, self._providers)

    def _show_list(self, found: WalletReconciliations) -> None:
        self._hour = found.hour
        self.head.offer(found.reconciliations, found.hour)
        if self._seen is None:
            self._load()

    def _count(self, kind: object) -> int | None:
        if self._seen is None:
            return None
        return self._seen.differences if kind is None else self._seen.counts.get(str(kind), 0)


def _columns() -> list[Column]:
    return [
        Column("kind", KIND, said.difference_shown, Kind.STATUS, 270, tip=lambda row: row.words),
        Column("code", Words("Код", "Code"), lambda row: row.code, Kind.CODE, 105),
        Column("wallet", Words("Кошелёк", "Wallet"), lambda row: row.wallet, width=120),
        Column("provider", Words("Поставщик", "Provider"), lambda row: row.provider, width=130),
        Column("ours", Words("В учёте", "In the ledger"), lambda row: row.ours, Kind.MONEY, 115, summed=False),
        Column("theirs", Words("С другой стороны", "On the other side"), lambda row: row.theirs, Kind.MONEY, 155,
               summed=False),
        Column("differs", Words("Разница", "Difference"), _difference, Kind.MONEY, 105),
        Column("side", Words("С чем сверяли", "Compared with"), _side, width=160),
        Column("payment_id", Words("Номер платежа", "Payment id"), lambda row: row.payment_id, width=260, hidden=True),
    ]  # fmt: skip


def _difference(row: WalletDifference) -> int:
    return (row.ours or 0) - (row.theirs or 0)


def _side(row: WalletDifference) -> Words:
    return said.REGISTER if row.provider_id else said.WALLET


def _sentence(row: WalletDifference) -> Words:
    of = row.wallet or row.provider
    return Words(f"{row.words.ru}, {row.code}, {of}", f"{row.words.en}, {row.code}, {of}")
