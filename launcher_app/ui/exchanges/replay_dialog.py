"""«Повторить…»: the body as plain text, checked before it is sent; then the answer, and what it means."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from common.errors import OplataError
from common.protocol import codes
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.dialog import confirm
from common.qt.growing import MARGIN
from common.qt.languages import LANGUAGE_KEY
from common.words import Words, same
from launcher_app import replaying
from launcher_app.feed.hop import Hop
from launcher_app.replaying import MEANINGS, Meaning, Sent
from launcher_app.ui.exchanges import lines, written

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

SIZE = QSize(760, 620)
TITLE = Words("Повторить обмен", "Send the exchange again")
BODY, ANSWER = Words("Тело запроса", "The request's body"), Words("Ответ на повтор", "The answer to the copy")
NO_BODY = Words("У этого запроса нет тела: он уйдёт таким же.", "This request has no body: it goes as it was.")
LOGIN = Words(
    "Уйдёт от имени отправителя, с его логином и паролем (их здесь не видно). В списке — «повтор вручную».",
    "It goes in the sender's name, with its login and password (not shown). In the list: “sent again by hand”.",
)
MOVES = Words(
    "Этот запрос двигает деньги. С прежним номером операции получатель обязан ответить тем же и денег не тронуть; "
    "с новым номером деньги двинутся ещё раз.",
    "This request moves money. With the same id the receiver must answer the same and touch no money; "
    "with a new id the money moves once more.",
)
SURE = Words(
    "Послать запрос, который двигает деньги, ещё раз? Получатель увидит настоящий запрос; отменить его отсюда нельзя.",
    "Send a request that moves money once more? To the receiver it is a real one; it cannot be taken back from here.",
)
SEND, DO_NOT = Words("Отправить", "Send"), Words("Не отправлять", "Do not send")
SEND_KEYS = Words("Отправить (Ctrl+Enter)", "Send (Ctrl+Enter)")
AS_IT_WAS, CLOSE = Words("Вернуть как было", "As it was"), Words("Закрыть", "Close")
SENDING = Words("Отправлено, ждём ответа…", "Sent, waiting for the answer…")
NOTHING = Words("", "")
ROLES: dict[Meaning, spoken.LabelRole] = {
    Meaning.ONLY_ASKED: "ok",
    Meaning.TOLD: "ok",
    Meaning.SAME_ANSWER: "ok",
    Meaning.DONE_NOW: "ok",
    Meaning.OTHER_ANSWER: "mistake",
    Meaning.NEW_OPERATION: "waiting",
    Meaning.REUSED: "ok",
    Meaning.REFUSED: "waiting",
    Meaning.NO_ANSWER: "mistake",
}
SIGNS: dict[spoken.LabelRole, str] = {"ok": "●", "waiting": "▲", "mistake": "✖"}


class ReplayDialog(QDialog):
    """Stays open after the answer has come, so that the same can be asked once more."""

    def __init__(self, desk: Desk, launcher: "Launcher", hop: Hop, parent: QWidget) -> None:
        """The body as it was."""
        super().__init__(parent)
        self._desk = desk
        self._launcher = launcher
        self._hop = hop
        self._is_waiting = False
        self.setObjectName("replay-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        desk.languages.bind(self, self.setWindowTitle, TITLE)
        desk.languages.bind(self, self.setAccessibleName, TITLE)
        room = self.screen().availableSize() - QSize(MARGIN, MARGIN)
        self.resize((SIZE * desk.theme.percent / 100).boundedTo(room))
        self.body, self.answer = _sheet(desk, BODY, "replay-body"), _sheet(desk, ANSWER, "replay-answer")
        self.answer.setReadOnly(True)
        self.mistake = spoken.label(desk, NOTHING, "mistake", wrap=True)
        self.mistake.setObjectName("replay-mistake")
        self.verdict = spoken.label(desk, NOTHING, wrap=True)
        self.verdict.setObjectName("replay-verdict")
        self.send_button = spoken.button(desk, SEND_KEYS, self.send, icon="restart", primary=True)
        self.send_button.setObjectName("replay-send")
        self._lay_out()
        self._fill()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send)
        QShortcut(QKeySequence(LANGUAGE_KEY), self, desk.switch_language)

    def send(self) -> None:
        """If nothing is wrong with it, and if a person really wants to move money."""
        if self._is_waiting:
            return
        wrong = self._mistake()
        if wrong is not None:
            return
        if replaying.moves_money(self._hop, self.body.toPlainText()):
            confirm(self._desk, self, SURE, SEND, DO_NOT, self._go)
        else:
            self._go()

    def _mistake(self) -> Words | None:
        """Shown under the body, with the cursor where it is."""
        text = self.body.toPlainText()
        found = replaying.wrong(self._hop, text) if text else None
        words = found.words if found is not None else replaying.why_not(self._launcher, self._hop)
        self._show_mistake(words, in_body=found is not None)
        if found is not None and found.line:
            cursor = QTextCursor(self.body.document().findBlockByNumber(found.line - 1))
            cursor.movePosition(
                QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, min(found.column, 10_000) - 1
            )
            self.body.setTextCursor(cursor)
            self.body.setFocus(Qt.FocusReason.OtherFocusReason)
        return words

    def _show_mistake(self, words: Words | None, *, in_body: bool = False) -> None:
        self._desk.languages.bind(self.mistake, self.mistake.setText, _signed("✖", words) if words else NOTHING)
        self.mistake.setVisible(words is not None)
        self.body.setProperty("mistaken", in_body)
        self.body.style().unpolish(self.body)
        self.body.style().polish(self.body)

    def _go(self) -> None:
        self._is_waiting = True
        text, hop, launcher = self.body.toPlainText(), self._hop, self._launcher
        self._say(SENDING, "hint")
        self._desk.work(self, lambda: replaying.send(launcher, hop, text), then=self._show, failed=self._failed)

    def _show(self, sent: Sent) -> None:
        self._is_waiting = False
        role = ROLES[sent.meaning]
        words = MEANINGS[sent.meaning]
        if sent.status:
            words = Words(f"{sent.status}, {sent.ms} мс. {words.ru}", f"{sent.status}, {sent.ms} ms. {words.en}")
        self._say(_signed(SIGNS[role], words), role)
        self.answer.setPlainText(written.pretty(sent.reply))
        self._reply_part.show()

    def _failed(self, error: OplataError) -> None:
        self._is_waiting = False
        self._say(_signed("✖", codes.words_of(error)), "mistake")

    def _say(self, words: Words, role: spoken.LabelRole) -> None:
        self.verdict.setProperty("role", role)
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)
        self._desk.languages.bind(self.verdict, self.verdict.setText, words)
        self.verdict.show()

    def _fill(self) -> None:
        text = replaying.editable(self._hop)
        self.body.setPlainText(text)
        self.body.setEnabled(bool(text))
        self._show_mistake(None)

    def _lay_out(self) -> None:
        desk, hop = self._desk, self._hop
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        arrow, what = lines.arrow(hop), lines.door(hop)
        title = Words(f"{arrow.ru}: {what.ru}", f"{arrow.en}: {what.en}")
        column.addWidget(spoken.label(desk, title, "title", wrap=True))
        column.addWidget(spoken.label(desk, same(f"{hop.method} {hop.path}"), "hint", wrap=True))
        column.addWidget(spoken.label(desk, LOGIN, "hint", wrap=True))
        if replaying.moves_money(hop):
            column.addWidget(_warning(desk))
        if replaying.is_signed(hop):
            column.addWidget(spoken.label(desk, replaying.SIGNED, "hint", wrap=True))
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(_part(desk, BODY if replaying.editable(hop) else NO_BODY, self.body, self.mistake))
        self._reply_part = _part(desk, ANSWER, self.answer)
        split.addWidget(self._reply_part)
        self._reply_part.hide()
        column.addWidget(split, 1)
        column.addWidget(self.verdict)
        self.verdict.hide()
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        back = spoken.button(self._desk, AS_IT_WAS, self._fill, icon="undo")
        close = spoken.button(self._desk, CLOSE, self.reject)
        close.setObjectName("replay-close")
        line.addWidget(back)
        line.addStretch(1)
        line.addWidget(self.send_button)
        line.addWidget(close)
        return line


def _sheet(desk: Desk, words: Words, name: str) -> QPlainTextEdit:
    made = QPlainTextEdit(tabChangesFocus=True)
    made.setObjectName(name)
    made.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
    desk.theme.keep(made, lambda: made.setFont(desk.theme.font(9, mono=True)))
    return spoken.named(desk, made, words)


def _part(desk: Desk, words: Words, *widgets: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(spoken.label(desk, words, "hint", wrap=True))
    for widget in widgets:
        column.addWidget(widget, 1 if isinstance(widget, QPlainTextEdit) else 0)
    return made


def _warning(desk: Desk) -> QFrame:
    made = QFrame()
    made.setProperty("notice", "warn")
    line = QHBoxLayout(made)
    line.setContentsMargins(10, 6, 10, 6)
    line.addWidget(spoken.label(desk, _signed("▲", MOVES), wrap=True))
    return made


def _signed(sign: str, words: Words) -> Words:
    return Words(f"{sign} {words.ru}", f"{sign} {words.en}")
