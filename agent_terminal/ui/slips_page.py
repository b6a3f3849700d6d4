"""Claim slips: cash kept for payers, paid out once, after a question."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_terminal.service.messages import Done, SettleClaim, SlipRow, Slips
from common.qt import dialog, spoken, wording
from common.qt.desk import Desk
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, Shown
from common.qt.theme import Token
from common.words import Words

NOUN = Words("квитанций", "claim slips")
EMPTY = Words(
    "Квитанций на возврат нет: все деньги плательщиков зачислены или отправлены.",
    "No claim slips: all cash of payers was credited or sent.",
)
SETTLE = Words("Выдать деньги…", "Pay the cash out…")
SURE = Words(
    "Выдать {sum} по квитанции {code}? Сверьте код с квитанцией плательщика: отменить выдачу нельзя.",
    "Pay {sum} out on slip {code}? Compare the code with the payer's slip: it cannot be undone.",
)
YES, NO = Words("Деньги выданы", "The cash was paid out"), Words("Не выдавать", "Do not pay out")
CHOOSE = Words("Сначала выберите квитанцию в списке.", "Choose a claim slip in the list first.")
NOT_OPEN = Words("По этой квитанции деньги уже не ждут.", "No cash waits on this slip any more.")
STATE = Words("Состояние", "State")
LOOKS = {
    "open": Shown("note", Words("Ждёт плательщика", "Waits for its payer"), Token.WAITING),
    "settled": Shown("ok", Words("Выдана персоналом", "Paid out by staff"), Token.OK),
    "used": Shown("reversed", Words("Ушла на другой номер", "Used for another number"), Token.NEUTRAL),
}
OPEN = "open"


class SlipsPage(QWidget):
    """The list with its one decision."""

    def __init__(self, desk: Desk) -> None:
        """An empty list."""
        super().__init__()
        self._desk = desk
        self._settling: set[int] = set()
        self._slips: list[SlipRow] = []
        self.table = LedgerTable(
            desk, "slips", COLUMNS, noun=NOUN, key=lambda row: row.id, empty=Empty(EMPTY, icon="note"),
            matches={"state": lambda row, wanted: row.state == wanted},
        )  # fmt: skip
        states = Choice("state", STATE, list(LOOKS.items()), self._count, inline=True)
        self.filters = FilterBar(desk, [states], self.table)
        self.settle_button = spoken.button(desk, SETTLE, self.settle, icon="note")
        self.settle_button.setObjectName("settle-slip")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 4)
        line = QHBoxLayout()
        line.addWidget(self.filters, 1)
        line.addWidget(self.settle_button)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        self.table.chosen.connect(lambda _: self.settle_button.setVisible(self.why_not() is None))
        self.settle_button.hide()

    def show_slips(self, found: Slips) -> None:
        """Those that wait first."""
        self._slips = found.slips
        self.table.show_rows(found.slips)
        self.filters.recount()
        self.settle_button.setVisible(self.why_not() is None)

    def why_not(self) -> Words | None:
        """Why the chosen one cannot be paid out."""
        row: SlipRow | None = self.table.current()
        if row is None:
            return CHOOSE
        return None if row.state == OPEN and row.id not in self._settling else NOT_OPEN

    def settle(self) -> None:
        """Only after a question that names code and sum; once, however often it is pressed."""
        row: SlipRow | None = self.table.current()
        if row is None or self.why_not() is not None:
            return
        sums = wording.money(row.amount, "ru"), wording.money(row.amount, "en")
        words = Words(SURE.ru.format(sum=sums[0], code=row.code), SURE.en.format(sum=sums[1], code=row.code))
        dialog.confirm(self._desk, self.window(), words, YES, NO, lambda: self._pay_out(row))

    def _pay_out(self, row: SlipRow) -> None:
        if row.id in self._settling:
            return
        self._settling.add(row.id)

        def done(told: Done) -> None:
            self._desk.messages.ok(told.done)
            self._reload(row)

        def failed(error: Any) -> None:
            self._settling.discard(row.id)
            self._desk.show_error(error)

        self._desk.ask(self, "settle-claim", SettleClaim(id=row.id), then=done, failed=failed)

    def _reload(self, row: SlipRow) -> None:
        """The window's other lists follow by themselves: the database has changed."""
        self._settling.discard(row.id)
        self._desk.changed.emit()

    def _count(self, state: str | None) -> int:
        return sum(state is None or one.state == state for one in self._slips)


def _state(row: SlipRow) -> Shown:
    return LOOKS.get(row.state) or Shown("info", row.means, Token.NEUTRAL)


COLUMNS = (
    Column("at", Words("Когда", "When"), lambda row: row.at, Kind.MOMENT, 140),
    Column("code", Words("Код", "Code"), lambda row: row.code, Kind.CODE, 105),
    Column("amount", Words("Сумма", "Sum"), lambda row: row.amount, Kind.MONEY, 110),
    Column("state", STATE, _state, Kind.STATUS, 200),
    Column("why", Words("Почему", "Why"), lambda row: row.why, width=260),
    Column("changed", Words("Изменена", "Changed"), lambda row: row.changed, Kind.MOMENT, 140, True),
    Column("session", Words("Сессия", "Session"), lambda row: row.session_id, width=260, hidden=True),
)
