"""What stands in the place of rows: loading, nothing yet, nothing that matches, could not be loaded."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.tokens import Token
from common.words import Words

ICON = 40
LOADING_MS = 300
WIDEST = 460
NOBODY = Words("", "")


class Overlay(QWidget):
    """An icon, a sentence, one button; over the rows' place, under the header, so that columns stay in sight."""

    def __init__(self, desk: Desk, view: QAbstractScrollArea) -> None:
        """Nothing to say yet."""
        super().__init__(view)
        self._desk = desk
        self._view = view
        self.setObjectName("empty")
        self._icon, self._token = "info", Token.NEUTRAL
        self._run: Callable[[], object] | None = None
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.text = spoken.label(desk, NOBODY, wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = spoken.button(desk, NOBODY, self._press, primary=True)
        self.button.setObjectName("empty-button")
        self._lay_out()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(LOADING_MS)
        self._patience.timeout.connect(self._lose_patience)
        self._loading = NOBODY
        view.viewport().installEventFilter(self)
        desk.theme.keep(self, self._paint)
        self.hide()

    def say(
        self,
        icon: str,
        token: Token,
        words: Words,
        button: Words | None = None,
        run: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence, and a button if there is something to do."""
        self._patience.stop()
        self._icon, self._token, self._run = icon, token, run
        self._desk.languages.bind(self.text, self.text.setText, words)
        spoken.named(self._desk, self.text, words)
        _name(self._desk, self.button, button or NOBODY)
        self.button.setVisible(button is not None)
        self._paint()
        self._place()
        self.show()
        self.raise_()

    def wait(self, words: Words) -> None:
        """Say so if the rows take longer than a moment."""
        self._loading = words
        if not self._patience.isActive():
            self._patience.start()

    def clear(self) -> None:
        """There are rows."""
        self._patience.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over the rows' place."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():  # its page may be put away
            self._place()
        return super().eventFilter(watched, event)

    def _lose_patience(self) -> None:
        self.say("waiting", Token.RUNNING, self._loading)

    def _press(self) -> None:
        if self._run is not None:
            self._run()

    def _paint(self) -> None:
        side = self._desk.theme.scaled(ICON)
        self._picture.setPixmap(self._desk.theme.picture(self._icon, self._token, side))
        self.text.setMaximumWidth(self._desk.theme.scaled(WIDEST))

    def _place(self) -> None:
        self.setGeometry(self._view.viewport().geometry())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (self._picture, self.text, self.button):
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(widget, 4 if widget is self.text else 0)
            line.addStretch(1)
            column.addLayout(line)
        column.addStretch(3)


def _name(desk: Desk, button: QPushButton, words: Words) -> None:
    desk.languages.bind(button, button.setText, words)
    desk.languages.bind(button, button.setAccessibleName, words)
