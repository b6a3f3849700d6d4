"""The pages of a payment's story: its receipt as printed, its session's notes and slips, its exchanges."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from agent_terminal.service.messages import ExchangeRow, Exchanges, NoteRow, PaymentStory, SlipRow
from agent_terminal.service.messages.printing import ReceiptShown
from common.errors import OplataError
from common.protocol import codes
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.table import Column, Empty, Kind, LedgerTable, Shown
from common.qt.theme import Token
from common.words import Words

RECEIPT, BODY = Words("Чек", "Receipt"), Words("Запрос и ответ", "Request and answer")
NO_EXCHANGES = Words(
    "Обменов в журнале нет: они были слишком давно или ещё не начинались.",
    "The log holds no exchanges: they were too long ago or have not begun.",
)
NO_NOTES = Words("Купюр в этой сессии не было.", "There were no notes in this session.")
READING = Words("Читаем чек…", "Reading the receipt…")
NOTHING = Words("", "")
WIDE = 2
NOTES = {
    "escrow": Shown("waiting", NOTHING, Token.WAITING),
    "stacked": Shown("ok", NOTHING, Token.OK),
    "returned": Shown("back", NOTHING, Token.NEUTRAL),
    "lost": Shown("attention", NOTHING, Token.WAITING),
}
SLIPS = {
    "open": Shown("note", NOTHING, Token.WAITING),
    "used": Shown("reversed", NOTHING, Token.NEUTRAL),
    "settled": Shown("ok", NOTHING, Token.OK),
}
SLIP_CODE = Words("квитанция {code}", "slip {code}")


class ReceiptPage(QWidget):
    """The lines as they stand on paper, in the language of the window."""

    def __init__(self, desk: Desk) -> None:
        """No receipt yet."""
        super().__init__()
        self._desk = desk
        self._words = NOTHING
        self.text = _plain(desk, RECEIPT, "receipt-text")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        _fill(self, self.text)
        desk.languages.changed.connect(self._say)

    def show_receipt(self, shown: ReceiptShown) -> None:
        """This one."""
        self._words = shown.text
        self._say()

    def fail(self, error: OplataError) -> None:
        """There is none, or it could not be read."""
        self._words = codes.words_of(error)
        self._say()

    def forget(self) -> None:
        """Another payment was chosen."""
        self._words = READING
        self._say()

    def _say(self) -> None:
        text = self._desk.say(self._words)
        if text != self.text.toPlainText():
            self.text.setPlainText(text)


class CashPage(QWidget):
    """Every note of the session and where it is; claim slips under them."""

    def __init__(self, desk: Desk, name: str) -> None:
        """No session yet; `name` is where its columns' widths are kept."""
        super().__init__()
        self.table = LedgerTable(
            desk, name, CASH, noun=Words("строк", "rows"), key=lambda row: row[0], empty=Empty(NO_NOTES)
        )
        _fill(self, self.table)

    def show_story(self, story: PaymentStory) -> None:
        """Of this payment's session."""
        self.show_cash(story.notes, story.slips)

    def show_cash(self, notes: list[NoteRow], slips: list[SlipRow]) -> None:
        """Notes and slips, as they came."""
        self.table.show_rows([*enumerate(notes), *((f"slip-{one.id}", one) for one in slips)])


class ExchangePage(QWidget):
    """What was asked and answered; the chosen one with its bodies."""

    def __init__(self, desk: Desk) -> None:
        """No payment yet."""
        super().__init__()
        self.table = LedgerTable(
            desk, "terminal-exchanges", EXCHANGES, noun=Words("обменов", "exchanges"), key=lambda row: row.span,
            empty=Empty(NO_EXCHANGES),
        )  # fmt: skip
        self.body = _plain(desk, BODY, "exchange-body")
        self.table.chosen.connect(lambda row: self.body.setPlainText("" if row is None else _bodies(row)))
        self.both = QSplitter(Qt.Orientation.Vertical)
        self.both.setChildrenCollapsible(False)
        for place, part in enumerate((self.table, self.body)):
            self.both.addWidget(part)
            self.both.setStretchFactor(place, 1)
        _fill(self, self.both)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other in a low and wide panel, else one under the other."""
        super().resizeEvent(event)
        low = self.width() > WIDE * self.height()
        self.both.setOrientation(Qt.Orientation.Horizontal if low else Qt.Orientation.Vertical)

    def show_exchanges(self, found: Exchanges) -> None:
        """Of this payment."""
        self.table.show_rows(found.exchanges)

    def fail(self, error: OplataError) -> None:
        """The log could not be read."""
        self.table.fail(error)

    def forget(self) -> None:
        """Another payment was chosen."""
        self.table.forget()
        self.body.clear()


def _plain(desk: Desk, words: Words, name: str) -> QPlainTextEdit:
    made = spoken.named(desk, QPlainTextEdit(), words)
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setObjectName(name)
    desk.theme.keep(made, lambda: made.setFont(desk.theme.font(9, mono=True)))
    return made


def _fill(owner: QWidget, widget: QWidget) -> None:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 4, 0, 0)
    column.addWidget(widget)


def _where(line: tuple[object, NoteRow | SlipRow]) -> Shown:
    row = line[1]
    known = (NOTES if isinstance(row, NoteRow) else SLIPS).get(row.state)
    words = row.means
    if isinstance(row, SlipRow):
        code = SLIP_CODE.format(code=row.code)
        words = Words(f"{code.ru}: {words.ru}", f"{code.en}: {words.en}")
    return Shown("info", words, Token.NEUTRAL) if known is None else known._replace(words=words)


def _sum(line: tuple[object, NoteRow | SlipRow]) -> int:
    row = line[1]
    return row.value if isinstance(row, NoteRow) else row.amount


CASH = (
    Column("at", Words("Время", "Time"), lambda line: line[1].at, Kind.MOMENT, 130),
    Column("sum", Words("Сумма", "Sum"), _sum, Kind.MONEY, 90, summed=False),
    Column("where", Words("Где она", "Where it is"), _where, Kind.STATUS, 230),
)


def _outcome(row: ExchangeRow) -> Shown:
    return Shown("ok", row.outcome, Token.OK) if row.good else Shown("failed", row.outcome, Token.ERROR)


EXCHANGES = (
    Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 130),
    Column("what", Words("Обмен", "Exchange"), lambda row: row.what, width=160),
    Column("outcome", Words("Итог", "Outcome"), _outcome, Kind.STATUS, 180),
    Column("attempt", Words("Попытка", "Attempt"), lambda row: row.attempt or None, Kind.NUMBER, 85),
    Column("ms", Words("мс", "ms"), lambda row: row.ms, Kind.NUMBER, 60),
    Column("status", Words("HTTP", "HTTP status"), lambda row: row.status or None, Kind.NUMBER, 75),
    Column("path", Words("Адрес", "Path"), lambda row: f"{row.method} {row.path}", width=150),
)


def _bodies(row: ExchangeRow) -> str:
    status = f"HTTP {row.status}" if row.status else "—"
    head = f"{wording.exact(row.at)}  {row.method} {row.path}"
    parts = [head, _pretty(row.request), f"— {status}, {row.ms} ms —", _pretty(row.answer)]
    return "\n".join(part for part in parts if part)


def _pretty(body: str) -> str:
    try:
        return msgspec.json.format(body, indent=2) if body != "null" else ""
    except msgspec.DecodeError:
        return body
