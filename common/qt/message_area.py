"""Where notices are shown: at most two below the content, with their buttons, details and a cross.

Above it, each that comes or goes by itself would move everything from under the pointer that is about to press.
"""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.messages import ICONS, KINDS, TOKENS, Notice, NoticeKind
from common.words import Words

MOST = 2
ICON = 20
DETAILS = Words("Подробности", "Details")
CLOSE = Words("Закрыть сообщение", "Close the message")
DETAIL_LINES = 5


class MessageArea(QWidget):
    """The newest two notices; the others wait behind the bell."""

    def __init__(self, desk: Desk) -> None:
        """Empty, and no taller than nothing."""
        super().__init__()
        self._desk = desk
        self._shown: list[NoticeFrame] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        desk.messages.told.connect(self._show)
        desk.messages.dropped.connect(self._drop)

    def visible_notices(self) -> list[Notice]:
        """What is on the screen now, the newest last."""
        return [frame.notice for frame in self._shown]

    def close_last(self) -> bool:
        """Close the newest; False when there is none."""
        if not self._shown:
            return False
        self._remove(self._shown[-1])
        return True

    def _show(self, notice: Notice) -> None:
        if notice.key:
            self._drop(notice.key)
        frame = NoticeFrame(self._desk, notice)
        frame.over.connect(lambda: self._remove(frame))
        self._shown.append(frame)
        self._column.addWidget(frame)
        while len(self._shown) > MOST:
            self._remove(self._shown[0])

    def _drop(self, key: str) -> None:
        for frame in [one for one in self._shown if one.notice.key == key]:
            self._remove(frame)

    def _remove(self, frame: "NoticeFrame") -> None:
        if frame in self._shown:
            self._shown.remove(frame)
            self._column.removeWidget(frame)
            frame.hide()
            frame.deleteLater()


class NoticeFrame(QFrame):
    """One notice; the time it stays stands still under the mouse and while it has the focus."""

    over = Signal()

    def __init__(self, desk: Desk, notice: Notice) -> None:
        """Show it."""
        super().__init__()
        self._desk = desk
        self.notice = notice
        self.setProperty("notice", notice.kind.value)
        self.setObjectName(f"notice-{notice.kind.value}")
        spoken.named(desk, self, KINDS[notice.kind])
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 6, 6, 6)
        row = QHBoxLayout()
        self._column.addLayout(row)
        row.addWidget(self._picture())
        self.text = spoken.label(desk, notice.words, wrap=True)
        row.addWidget(self.text, 1)
        for act in notice.acts:
            row.addWidget(spoken.button(desk, act.words, lambda act=act: self._act(act.run)))  # type: ignore[misc]
        self._details: QPlainTextEdit | None = None
        if notice.details:
            row.addWidget(spoken.link(desk, DETAILS, self._toggle))
        row.addWidget(spoken.tool(desk, CLOSE, "close", self.over.emit))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.over)
        if notice.seconds and notice.kind is not NoticeKind.ERROR:
            self._timer.start(round(notice.seconds * 1000))
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A person who is about to press a button here has all the time they need."""
        if self._timer.isActive() and event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._go_on()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: object) -> None:
        """The mouse came: wait."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse left: go on."""
        self._go_on()

    def _go_on(self) -> None:
        if self.notice.seconds and self.notice.kind is not NoticeKind.ERROR:
            self._timer.start(round(self.notice.seconds * 1000))

    def _act(self, run: object) -> None:
        self.over.emit()
        if callable(run):
            run()

    def _picture(self) -> QLabel:
        picture = QLabel()
        spoken.named(self._desk, picture, KINDS[self.notice.kind])

        def paint() -> None:
            side = self._desk.theme.scaled(ICON)
            picture.setPixmap(self._desk.theme.picture(ICONS[self.notice.kind], TOKENS[self.notice.kind], side))

        self._desk.theme.keep(picture, paint)
        return picture

    def _toggle(self) -> None:
        if self._details is not None:
            self._details.setVisible(not self._details.isVisible())
            return
        self._details = QPlainTextEdit(self.notice.details)
        self._details.setReadOnly(True)
        self._details.setFont(self._desk.theme.font(9, mono=True))
        self._details.setMaximumHeight(self._details.fontMetrics().lineSpacing() * DETAIL_LINES + 14)
        spoken.named(self._desk, self._details, DETAILS)
        self._column.addWidget(self._details)
