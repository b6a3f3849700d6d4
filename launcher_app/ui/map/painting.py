"""How the arrows of the map are drawn: a line with a head, the words, the sign of the last end, the travelling dot."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF

from common.qt.desk import Desk
from common.qt.theme import Token
from launcher_app.ui.map.arrows import SIGNS, Line, verb
from launcher_app.ui.map.ways import Laid

HEAD = 6
DOT = 5
THIN = 1.6
AIR = 4
BAD, BOLT = "✖", "⚡"
BOLT_SIDE = 13
POINTS, LEAST_POINTS = 8.5, 7.0
OVERHANG = 1.15
"""A word may be so much wider than its place; a wider one is left to the tooltip."""


class Brush:
    """Paints with a desk's colours and language."""

    def __init__(self, desk: Desk, painter: QPainter) -> None:
        """For one painting."""
        self._desk = desk
        self._painter = painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(desk.theme.font(POINTS))

    def way(self, line: Line, laid: Laid) -> None:
        """The line of an arrow of requests, red when the last of them failed."""
        sign, token = _end_of(line)
        self._way(laid, token if sign == BAD else Token.BORDER)

    def told(self, line: Line, laid: Laid, *, over: bool) -> None:
        """What was asked on it, how that ended, whether a fault waits there."""
        sign, token = _end_of(line)
        words = verb(line)
        text = self._desk.say(words) if words is not None else ""
        signs = [(sign, token)] if sign else []
        if line.faults and not laid.stepped:
            signs.append((BOLT, Token.WAITING))
        if over:
            self._on_line(laid, text, signs)
        else:
            self._above(laid, text, signs)

    def cash(self, laid: Laid) -> None:
        """The dotted arrow of cash and paper."""
        self._way(laid, Token.ROLE_AGENT, dotted=True)
        self._text(QRectF(laid.words), "₽", Token.ROLE_AGENT, Qt.AlignmentFlag.AlignBottom, bold=True)

    def dot(self, place: QPointF) -> None:
        """An exchange on its way."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._desk.theme.colour(Token.RUNNING))
        self._painter.drawEllipse(place, DOT, DOT)

    def _way(self, laid: Laid, token: Token, *, dotted: bool = False) -> None:
        pen = QPen(self._desk.theme.colour(token), THIN)
        if dotted:
            pen.setStyle(Qt.PenStyle.DotLine)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(QPolygonF(laid.way))
        end, before = laid.way[-1], laid.way[-2]
        right, down = _step(end.x() - before.x()), _step(end.y() - before.y())
        back = QPointF(end.x() - right * HEAD, end.y() - down * HEAD)
        aside = QPointF(down * HEAD * 0.6, right * HEAD * 0.6)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._desk.theme.colour(token))
        self._painter.drawPolygon(QPolygonF([end, back + aside, back - aside]))

    def _above(self, laid: Laid, text: str, signs: list[tuple[str, Token]]) -> None:
        """The words over the line, the signs under it."""
        if not laid.stepped and text:
            self._narrow(laid.words, text)
        width, height = self._painter.fontMetrics().horizontalAdvance("⚡") + AIR, self._painter.fontMetrics().height()
        beside = width * len(signs) <= laid.words.width() + AIR
        left = laid.sign.x() - width * (len(signs) if beside else 1) / 2
        for place, (sign, token) in enumerate(signs):
            right, down = (place * width, 0) if beside else (0, place * height)
            self._sign(QRectF(left + right, laid.sign.y() + 3 + down, width, height), sign, token)

    def _narrow(self, place: QRectF, text: str) -> None:
        """In letters so small that the longest word has room."""
        whole = self._painter.font()
        longest = max(self._painter.fontMetrics().horizontalAdvance(word) for word in text.split())
        if longest > place.width():
            font = QFont(whole)
            font.setPointSizeF(max(LEAST_POINTS, whole.pointSizeF() * place.width() / longest))
            self._painter.setFont(font)
            longest = max(self._painter.fontMetrics().horizontalAdvance(word) for word in text.split())
        if longest <= place.width() * OVERHANG:
            self._text(place, text, Token.TEXT, Qt.AlignmentFlag.AlignBottom)
        self._painter.setFont(whole)

    def _on_line(self, laid: Laid, text: str, signs: list[tuple[str, Token]]) -> None:
        """The words in the line itself, on the window's ground."""
        shown = " ".join([text, *(sign for sign, _ in signs)]).strip()
        if not shown:
            return
        width = self._painter.fontMetrics().horizontalAdvance(shown) + 4 * AIR
        place = QRectF(laid.sign.x() - width / 2, laid.words.top(), width, laid.words.height())
        self._painter.fillRect(place, self._desk.theme.colour(Token.WINDOW))
        left = place.left() + AIR
        for piece, token in [(text, Token.TEXT), *signs]:
            wide = self._painter.fontMetrics().horizontalAdvance(piece) + AIR
            here = QRectF(left, place.top(), wide, place.height())
            if piece == text:
                self._text(here, piece, token, Qt.AlignmentFlag.AlignVCenter)
            else:
                self._sign(here, piece, token)
            left += wide

    def _sign(self, place: QRectF, sign: str, token: Token) -> None:
        if sign != BOLT:
            self._text(place, sign, token, Qt.AlignmentFlag.AlignVCenter, bold=True)
            return
        side = self._desk.theme.scaled(BOLT_SIDE)
        corner = place.center() - QPointF(side / 2, side / 2)
        self._painter.drawPixmap(corner, self._desk.theme.picture("bolt", token, side))

    def _text(self, place: QRectF, text: str, token: Token, where: Qt.AlignmentFlag, *, bold: bool = False) -> None:
        font = QFont(self._painter.font())
        font.setBold(bold)
        self._painter.save()
        self._painter.setFont(font)
        self._painter.setPen(self._desk.theme.colour(token))
        flags = Qt.AlignmentFlag.AlignHCenter | where
        self._painter.drawText(place, int(flags) | int(Qt.TextFlag.TextWordWrap), text)
        self._painter.restore()


def _end_of(line: Line) -> tuple[str, Token]:
    if line.hop is None:
        return "", Token.NEUTRAL
    sign, token, _ = SIGNS[line.hop.outcome]
    return sign, token


def _step(length: float) -> int:
    return (length > 1) - (length < -1)
