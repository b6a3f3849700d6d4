"""The course of a balance as a small line; read aloud as a sentence."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from common.qt.desk import Desk
from common.qt.spoken import named
from common.qt.theme import Token
from common.words import Words
from consumer_app import messages
from consumer_app.ui import telling

NONE = Words("Ход баланса: ещё нет данных", "The balance's course: nothing yet")
COURSE = Words(
    "Ход баланса: от {first} до {last}, наименьший {least}, наибольший {most}",
    "The balance's course: from {first} to {last}, least {least}, greatest {most}",
)
WIDTH, HEIGHT, EDGE = 140, 36, 4


class Sparkline(QWidget):
    """The points it was shown last, evenly spaced: what matters is which way it goes."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is known yet."""
        super().__init__()
        self.desk = desk
        self.points: list[messages.BalancePoint] = []
        self.currency = ""
        self.setObjectName("sparkline")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._speak()
        desk.theme.changed.connect(self.update)

    def show_points(self, points: list[messages.BalancePoint], currency: str) -> None:
        """Other points."""
        self.points = points
        self.currency = currency
        self._speak()
        self.update()

    def sizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(self.desk.theme.scaled(WIDTH), self.desk.theme.scaled(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line, a dot at its end, and the zero where it is crossed."""
        if len(self.points) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        values = [point.balance for point in self.points]
        low, high = min(*values, 0), max(values)
        span = max(high - low, 1)
        room_x, room_y = self.width() - 2 * EDGE, self.height() - 2 * EDGE

        def place(number: int, value: int) -> QPointF:
            return QPointF(EDGE + room_x * number / (len(values) - 1), EDGE + room_y * (high - value) / span)

        painter.setPen(QPen(self.desk.theme.colour(Token.LINE), 1))
        painter.drawLine(place(0, 0), place(len(values) - 1, 0))
        painter.setPen(QPen(self.desk.theme.colour(Token.ROLE_CONSUMER), 2))
        painter.drawPolyline(QPolygonF([place(number, value) for number, value in enumerate(values)]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.desk.theme.colour(Token.ROLE_CONSUMER))
        painter.drawEllipse(place(len(values) - 1, values[-1]), 3, 3)
        painter.end()

    def _speak(self) -> None:
        words = self._words()
        named(self.desk, self, words)
        self.desk.languages.bind(self, self.setToolTip, words)

    def _words(self) -> Words:
        if not self.points:
            return NONE
        values = [point.balance for point in self.points]
        ends = {"first": values[0], "last": values[-1], "least": min(values), "most": max(values)}
        ru = {name: telling.money(value, "ru", self.currency) for name, value in ends.items()}
        en = {name: telling.money(value, "en", self.currency) for name, value in ends.items()}
        return Words(COURSE.ru.format(**ru), COURSE.en.format(**en))
