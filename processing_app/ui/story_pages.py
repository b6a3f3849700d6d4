"""The pages under a payment's story: its postings, its exchanges with their bodies, its data field by field."""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.table import Column, Empty, Kind, LedgerTable
from common.qt.table.column import Shown
from common.qt.theme import Token
from common.words import Words, same
from processing_app.service.asks import ExchangeRow, PaymentRow, Timeline

WAYS = {
    "send": Words("Перевод в другой кошелёк", "Sent to another wallet"),
    "withdraw": Words("Вывод на счёт в банке", "Withdrawn to a bank account"),
    "qr": Words("Оплата по QR", "Paid by QR"),
    "barcode": Words("Оплата по штрихкоду", "Paid by barcode"),
}
"""How a wallet pays."""
BANKS_REFERENCE = Words("Номер в банке", "Bank's reference")
PROVIDERS_REFERENCE = Words("Номер у поставщика", "Provider's reference")
NO_POSTINGS = Words("Проводок нет.", "There are no postings.")
NO_EXCHANGES = Words(
    "Обменов в журнале нет: они были слишком давно или ещё не начинались.",
    "The log holds no exchanges: they were too long ago or have not begun.",
)
BODY = Words("Запрос и ответ", "Request and answer")


class Moved(NamedTuple):
    """One posting of an event."""

    key: str
    at: Any
    words: Words
    source: str
    destination: str
    amount: int


class Datum(NamedTuple):
    """One field of the payment."""

    name: Words
    value: Words


class PostingPage(QWidget):
    """From which account to which, how much, when."""

    def __init__(self, desk: Desk) -> None:
        """No payment yet."""
        super().__init__()
        self.table = LedgerTable(
            desk,
            "story-postings",
            [
                Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 90),
                Column("event", Words("Событие", "Event"), lambda row: row.words, width=150),
                Column("source", Words("Откуда", "From"), lambda row: row.source, width=150),
                Column("destination", Words("Куда", "To"), lambda row: row.destination, width=150),
                Column("amount", Words("Сумма", "Sum"), lambda row: row.amount, Kind.MONEY, 90),
            ],
            noun=Words("проводок", "postings"),
            key=lambda row: row.key,
            empty=Empty(NO_POSTINGS),
        )
        _fill(self, self.table)

    def show_told(self, told: Timeline) -> None:
        """The postings of this payment's events."""
        self.table.show_rows(
            [
                Moved(f"{place}.{number}", step.at, step.words, *moved)
                for place, step in enumerate(told.steps)
                for number, moved in enumerate(step.moved)
            ]
        )


class ExchangePage(QWidget):
    """What was asked and answered; the chosen one with its bodies."""

    def __init__(self, desk: Desk) -> None:
        """No payment yet."""
        super().__init__()
        self._desk = desk
        self.table = LedgerTable(
            desk,
            "story-exchanges",
            [
                Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 90),
                Column("what", Words("Обмен", "Exchange"), lambda row: row.what, width=175),
                Column("outcome", Words("Итог", "Outcome"), _outcome, Kind.STATUS, 170),
                Column("attempt", Words("Попытка", "Attempt"), lambda row: row.attempt or None, Kind.NUMBER, 70),
                Column("ms", Words("мс", "ms"), lambda row: round(row.ms), Kind.NUMBER, 60),
                Column("path", Words("Адрес", "Path"), lambda row: f"{row.method} {row.path}", width=140),
                Column("status", Words("HTTP", "HTTP status"), lambda row: row.status or None, Kind.NUMBER, 60),
            ],
            noun=Words("обменов", "exchanges"),
            key=lambda row: row.span,
            empty=Empty(NO_EXCHANGES),
        )
        self.body = QPlainTextEdit()
        self.body.setReadOnly(True)
        self.body.setObjectName("exchange-body")
        self.body.setTabChangesFocus(True)
        spoken.named(desk, self.body, BODY)
        desk.theme.keep(self.body, lambda: self.body.setFont(desk.theme.font(9, mono=True)))
        self.table.chosen.connect(self._show_body)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.table)
        both.addWidget(self.body)
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 1)
        _fill(self, both)

    def show_told(self, told: Timeline) -> None:
        """The exchanges of this payment."""
        self.table.show_rows(told.exchanges)

    def choose(self, span: str) -> None:
        """The exchange behind a line of the story."""
        self.table.select(span)

    def _show_body(self, row: ExchangeRow | None) -> None:
        self.body.setPlainText("" if row is None else _bodies(row))


class Data(QWidget):
    """Every field of the payment, to be read and copied."""

    def __init__(self, desk: Desk) -> None:
        """No payment yet."""
        super().__init__()
        self.table = LedgerTable(
            desk,
            "story-data",
            [
                Column("name", Words("Поле", "Field"), lambda row: row.name, width=170),
                Column("value", Words("Значение", "Value"), lambda row: row.value, width=320),
            ],
            noun=Words("полей", "fields"),
            key=lambda row: row.name.en,
            empty=Empty(NO_POSTINGS),
        )
        _fill(self, self.table)

    def show_told(self, told: Timeline) -> None:
        """The fields of this payment."""
        self.table.show_rows(_data(told.story.payment))


def _outcome(row: ExchangeRow) -> Shown:
    return Shown("ok", row.outcome, Token.OK) if row.good else Shown("failed", row.outcome, Token.ERROR)


def _bodies(row: ExchangeRow) -> str:
    headers = "\n".join(f"{name}: {value}" for name, value in row.request_headers.items())
    status = f"HTTP {row.status}" if row.status else row.error
    parts = [f"{row.method} {row.path}", headers, _pretty(row.request), f"— {status}, {row.ms:g} ms —"]
    return "\n".join(part for part in [*parts, _pretty(row.answer)] if part)


def _pretty(body: str) -> str:
    try:
        return msgspec.json.format(body, indent=2) if body != "null" else ""
    except msgspec.DecodeError:
        return body


def _data(row: PaymentRow) -> list[Datum]:
    def money(value: int) -> Words:
        return Words(wording.money(value, "ru", row.currency), wording.money(value, "en", row.currency))

    return [
        Datum(Words("Код", "Code"), same(row.code)),
        Datum(Words("Номер платежа", "Payment id"), same(row.payment_id)),
        Datum(Words("Числовой номер", "Number"), same(row.number)),
        *(_of_wallet(row, money(row.amount)) if row.way else _of_kiosk(row, money)),
        Datum(Words("Принят", "Accepted"), same(wording.exact(row.accepted_at))),
        Datum(Words("Изменён", "Changed"), same(wording.exact(row.changed_at))),
        Datum(BANKS_REFERENCE if row.way else PROVIDERS_REFERENCE, same(row.reference or "—")),
        Datum(Words("Причина", "Reason"), row.reason_words if row.reason_words.ru else same("—")),
    ]


def _of_wallet(row: PaymentRow, amount: Words) -> list[Datum]:
    """Who pays whom, and how."""
    return [
        Datum(Words("Вид", "Kind"), WAYS[row.way]),
        Datum(Words("Плательщик", "Payer"), same(f"{row.agent_name} ({row.agent_number})")),
        Datum(Words("Получатель", "Recipient"), row.provider_name),
        Datum(Words("Счёт или заказ", "Account or order"), same(row.account or "—")),
        Datum(Words("Сумма", "Sum"), amount),
    ]


def _of_kiosk(row: PaymentRow, money: Callable[[int], Words]) -> list[Datum]:
    return [
        Datum(Words("Поставщик", "Provider"), row.provider_name),
        Datum(Words("Лицевой счёт", "Account"), same(row.account)),
        Datum(Words("Агент", "Agent"), same(f"{row.agent_name} ({row.agent_number})")),
        Datum(Words("Терминал", "Terminal"), same(row.terminal)),
        Datum(Words("Внесено", "Inserted"), money(row.inserted)),
        Datum(Words("Комиссия агента", "Agent's commission"), money(row.agent_fee)),
        Datum(Words("К зачислению", "To credit"), money(row.amount)),
        Datum(Words("Комиссия процессинга", "Processing commission"), money(row.processing_fee)),
    ]


def _fill(owner: QWidget, widget: QWidget) -> None:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 4, 0, 0)
    column.addWidget(widget)
