"""Behind the bell: the last two hundred notices, the newest first."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.messages import ICONS, KINDS, TOKENS
from common.words import Words

TITLE = Words("Уведомления", "Notifications")
NOTHING = Words("Уведомлений ещё не было.", "No notifications yet.")
COPY = Words("Копировать всё", "Copy all")
CLOSE = Words("Закрыть", "Close")
SIZE = (620, 380)


def show(desk: Desk, window: QWidget) -> None:
    """Open the list; what is in it counts as read."""
    dialog = QDialog(window)
    dialog.setObjectName("bell-list")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    desk.languages.bind(dialog, dialog.setWindowTitle, TITLE)
    dialog.resize(desk.theme.scaled(SIZE[0]), desk.theme.scaled(SIZE[1]))
    column = QVBoxLayout(dialog)
    every = QListWidget()
    every.setWordWrap(True)
    spoken.named(desk, every, TITLE)
    for told in reversed(desk.messages.recent):
        kind = told.notice.kind
        item = QListWidgetItem(desk.theme.icon(ICONS[kind], TOKENS[kind]), "")
        text = f"{wording.time(told.at)}  {desk.say(told.notice.words)}"
        item.setText(f"{text}\n{told.notice.details}" if told.notice.details else text)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{desk.say(KINDS[kind])}: {text}")
        every.addItem(item)
    if every.count():
        every.setCurrentRow(0)
        column.addWidget(every)
    else:
        column.addWidget(spoken.label(desk, NOTHING), 1, Qt.AlignmentFlag.AlignCenter)
    row = QHBoxLayout()
    column.addLayout(row)
    row.addStretch(1)
    lines = [every.item(n).text() for n in range(every.count())]
    row.addWidget(spoken.button(desk, COPY, lambda: QGuiApplication.clipboard().setText("\n".join(lines)), icon="copy"))
    row.addWidget(spoken.button(desk, CLOSE, dialog.close))
    desk.messages.read()
    dialog.open()
