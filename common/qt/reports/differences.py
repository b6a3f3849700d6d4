"""What a comparison found: each difference with its payment, its likely reason and what to do about it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.reports import looks
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, Page, Query, Shown
from common.qt.table.query import Answered, Failed
from common.qt.tokens import Token
from common.reporting.asks import AskFindings, FindingRow, Findings, ReportRow
from common.words import Words, same

NOUN = Words("расхождений", "differences")
TITLE = Words("Расхождения с файлом", "Differences from the file")
NONE = Words("Расхождений нет: файл и наши книги сходятся.", "No differences: the file and our books agree.")
KIND = Words("Вид", "Kind")
TO_PAYMENT = Words("К платежу", "To the payment")
WHY = Words("{reason} {action}", "{reason} {action}")


class Differences(QWidget):
    """`show_payment(payment_id)` goes to a payment's own story; without it there is no such button."""

    def __init__(self, desk: Desk, show_payment: Callable[[str], object] | None) -> None:
        """Of no comparison yet."""
        super().__init__()
        self._desk = desk
        self._report: ReportRow | None = None
        self._show_payment = show_payment
        self.table = LedgerTable(
            desk, "findings", COLUMNS, noun=NOUN, key=lambda row: row.number, empty=Empty(NONE, icon="ok"),
            sentence=_sentence, title=TITLE,
        )  # fmt: skip
        self.filters = FilterBar(desk, [Choice("kind", KIND, (), self._count, inline=True)], self.table)
        self.table.follow(self._fetch)
        self.table.chosen.connect(self._chosen)
        self.why: QLabel = spoken.label(desk, same(""), wrap=True)
        self.why.setObjectName("finding-why")
        self.to_payment = spoken.button(desk, TO_PAYMENT, self.open_payment, icon="payments")
        self.to_payment.setObjectName("finding-payment")
        self.to_payment.hide()
        line = QHBoxLayout()
        line.addWidget(self.why, 1)
        line.addWidget(self.to_payment)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(6)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        column.addLayout(line)

    def show_report(self, row: ReportRow) -> None:
        """The differences of this comparison; asked for again only when it is another one, or when it was ended."""
        before, self._report = self._report, row
        if before is None or (before.id, before.state, before.ended) != (row.id, row.state, row.ended):
            self.filters.choose("kind", None)
            self.filters.set_options("kind", [(kind, looks.difference(kind)) for kind in row.counts])
            self.table.forget()
            self.table.reload()

    def open_payment(self) -> None:
        """The chosen one's own story."""
        row: FindingRow | None = self.table.current()
        if row is not None and row.payment_id and self._show_payment is not None:
            self._show_payment(row.payment_id)

    def _fetch(self, query: Query, answered: Answered, failed: Failed) -> None:
        if self._report is None:
            answered(Page([], 0))
            return
        question = AskFindings(
            id=self._report.id, kind=query.filters.get("kind", ""), offset=query.offset, limit=query.limit
        )

        def came(found: Findings) -> None:
            answered(Page(list(found.rows), found.found, every=sum(self._report.counts.values()) or None))  # type: ignore[union-attr]

        self._desk.ask(self, "findings", question, then=came, failed=failed)

    def _chosen(self, row: FindingRow | None) -> None:
        words = same("") if row is None else Words(_why(row, "ru"), _why(row, "en"))
        self._desk.languages.bind(self.why, self.why.setText, words)
        self.to_payment.setVisible(bool(row and row.payment_id and self._show_payment is not None))

    def _count(self, kind: object) -> int | None:
        if self._report is None:
            return None
        counts = self._report.counts
        return sum(counts.values()) if kind is None else counts.get(str(kind), 0)


def _why(row: FindingRow, language: Any) -> str:
    parts = (row.words.of(language).strip(), row.action_words.of(language).strip())
    return " ".join(one if one.endswith((".", "!", "?")) else f"{one}." for one in parts if one)


def _kind(row: FindingRow) -> Shown:
    return Shown("failed", row.kind_words, Token.ERROR)


def _difference(row: FindingRow) -> int | None:
    return None if row.amount is None or row.their_amount is None else row.their_amount - row.amount


def _sentence(row: FindingRow) -> Words:
    name = row.code or row.key
    return Words(f"{row.kind_words.ru}, {name}: {row.words.ru}", f"{row.kind_words.en}, {name}: {row.words.en}")


COLUMNS = (
    Column("kind_shown", Words("Вид", "Kind"), _kind, Kind.STATUS, 170),
    Column("code", Words("Код", "Code"), lambda row: row.code, Kind.CODE, 100),
    Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 140),
    Column("account", Words("Номер у нас", "Our account"), lambda row: row.account or None, width=110),
    Column("their_account", Words("Номер у них", "Their account"), lambda row: row.their_account or None, width=110),
    Column("amount", Words("У нас", "Ours"), lambda row: row.amount, Kind.MONEY, 95),
    Column("their_amount", Words("У них", "Theirs"), lambda row: row.their_amount, Kind.MONEY, 95),
    Column("difference", Words("Разница", "Difference"), _difference, Kind.MONEY, 95),
    Column("words", Words("Вероятная причина", "Likely reason"), lambda row: row.words, width=320),
    Column("action", Words("Что делать", "What to do"), lambda row: row.action_words, width=260),
    Column("key", Words("Номер в файле", "Number in the file"), lambda row: row.key, width=120),
    Column("payment_id", Words("Номер платежа", "Payment id"), lambda row: row.payment_id, width=260, hidden=True),
)
