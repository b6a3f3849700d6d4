"""What one receiver was told of its payments and what not: its state, its notices, sending again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from common.errors import ContractFault, OplataError
from common.protocol.endpoint import Message
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.table import Column, Empty, Kind, LedgerTable
from common.words import Words, same
from processing_app.service.asks.notices import AskNotices, NoticeId, NoticeRows, ReceiverId, ReceiverRow
from processing_app.ui.shops.page import why_not
from processing_app.ui.wallets import words as said

MOST = 500
RESUME, AGAIN = Words("Возобновить", "Resume"), Words("Послать ещё раз", "Send again")
NOBODY = Words("Уведомлений не просили.", "Nobody asked for notices.")
NOT_ASKED = Words("не просил", "not asked for")
SHORT = {
    "active": Words("доходят", "arrive"),
    "paused": Words("приостановлены, ждут: {n}", "paused, waiting: {n}"),
    "ended": Words("отказался", "declined"),
}
LATE = Words("ждут отправки: {n}", "wait to be sent: {n}")
NO_NOTICES = Words("Уведомлений ещё не было.", "No notices yet.")
CHOOSE = Words("Выберите уведомление в списке.", "Choose a notice in the list.")
ARRIVED = Words("Это уведомление уже дошло.", "This notice has arrived already.")
RESUMED = Words("Получателю снова сообщают о платежах.", "The receiver is told of payments again.")
SENT_AGAIN = Words("Уведомление уйдёт ещё раз.", "The notice goes once more.")
WAITING = Words(". Ждут: {n}", ". Waiting: {n}")


class ReceiverNotices(QWidget):
    """Shows the receiver it is told, as wallet:<number> or provider:<id>; `told(words)` says how it is with it."""

    told = Signal(object)

    def __init__(self, desk: Desk, name: str) -> None:
        """`name` is the list's, for its columns. Nobody is chosen yet."""
        super().__init__()
        self.desk = desk
        self._receiver = ""
        self._row: ReceiverRow | None = None
        self.state = spoken.label(desk, NOBODY, wrap=True)
        self.state.setObjectName("receiver-state")
        self.url = spoken.label(desk, said.NOTHING, "hint", wrap=True)
        self.url.setObjectName("receiver-url")
        self.url.hide()
        self.resume_button = spoken.button(desk, RESUME, self.resume, icon="start")
        self.resume_button.setObjectName("receiver-resume")
        self.resume_button.hide()
        self.again_button = spoken.button(desk, AGAIN, self.send_again, icon="restart")
        self.again_button.setObjectName("notice-again")
        self.again_button.hide()
        self.table = LedgerTable(
            desk, name,
            [
                Column("made", Words("Когда", "When"), lambda row: row.made, Kind.MOMENT, 90),
                Column("text", Words("О чём", "About"), lambda row: row.text, width=190, tip=lambda row: row.text),
                Column("state", Words("Состояние", "State"), lambda row: said.NOTICES[row.state], Kind.STATUS, 140),
                Column("attempts", Words("Попыток", "Attempts"), lambda row: row.attempts, Kind.NUMBER, 76),
                Column("outcome", Words("Последний ответ", "The last answer"), lambda row: row.outcome, width=170,
                       tip=lambda row: row.outcome),
                Column("sequence", Words("№", "No."), lambda row: row.sequence, Kind.NUMBER, 55),
                Column("tried", Words("Попытка", "Tried"), lambda row: row.tried, Kind.MOMENT, 90, hidden=True),
            ],
            noun=Words("уведомлений", "notices"), key=lambda row: row.notice, empty=Empty(NO_NOTICES, icon="bell"),
        )  # fmt: skip
        self.table.retried.connect(self.reload)
        self._lay_out()

    def show_receiver(self, receiver: str) -> None:
        """This one's; an empty name for nobody."""
        if receiver != self._receiver:
            self._receiver, self._row = receiver, None
            self.table.forget()
            self._show_state()
        self.reload()

    def reload(self) -> None:
        """Ask again."""
        if self._receiver:
            question = AskNotices(receiver=self._receiver, limit=MOST)
            self.desk.ask(self, "notices", question, then=self._show, failed=self._failed, key="notices")

    def resume(self) -> None:
        """Send what waits; a receiver that is still in trouble is paused again."""
        self._do("resume-receiver", ReceiverId(receiver=self._receiver), RESUMED)

    def send_again(self) -> None:
        """The chosen one."""
        row = self.table.current()
        if row is None or row.state == "sent":
            why_not(self.desk, CHOOSE if row is None else ARRIVED)
        else:
            self._do("retry-notice", NoticeId(notice=row.notice), SENT_AGAIN)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.state)
        column.addWidget(self.url)
        line = QHBoxLayout()
        line.addWidget(self.resume_button)
        line.addWidget(self.again_button)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.table, 1)

    def _do(self, operation: str, question: Message, done: Words) -> None:
        def ended(_: object) -> None:
            self.desk.messages.ok(done)
            self.reload()

        self.desk.ask(self, operation, question, then=ended)

    def _show(self, found: NoticeRows) -> None:
        if found.receiver.receiver == self._receiver:
            self._row = found.receiver
            self._show_state()
            self.table.show_rows(found.notices)

    def _failed(self, error: OplataError) -> None:
        """Whoever never asked to be told has no line."""
        if isinstance(error, ContractFault) and error.code == "not_found":
            self._row = None
            self._show_state()
            self.table.show_rows([])
        else:
            self.table.fail(error)

    def _show_state(self) -> None:
        row = self._row
        self.resume_button.setVisible(row is not None and row.state == "paused")
        self.again_button.setVisible(row is not None)
        self.desk.languages.bind(self.state, self.state.setText, NOBODY if row is None else _about(row))
        self.told.emit(NOT_ASKED if row is None else _short(row))
        url = "" if row is None else row.url
        self.desk.languages.bind(self.url, self.url.setText, same(url))
        self.url.setVisible(bool(url))


def _about(row: ReceiverRow) -> Words:
    state = said.receiver_state(row).words
    why = Words(f": {row.reason.ru}", f": {row.reason.en}") if row.reason.ru else said.NOTHING
    waiting = WAITING.format(n=row.waiting) if row.waiting else said.NOTHING
    return Words(f"{state.ru}{why.ru}{waiting.ru}", f"{state.en}{why.en}{waiting.en}")


def _short(row: ReceiverRow) -> Words:
    late = row.state == "active" and row.waiting
    return (LATE if late else SHORT[row.state]).format(n=row.waiting)
