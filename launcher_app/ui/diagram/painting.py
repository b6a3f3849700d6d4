"""Paints the shapes of a diagram, in the window and into pictures alike."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from common.qt.theme import FONT, Theme
from common.qt.tokens import Token
from launcher_app.diagram.layout import Layout
from launcher_app.diagram.shapes import Arrowhead, Box, Icon, Line, Shape, Text

SHARPER = 2
MOST_PIXELS = 24_000


def paint(painter: QPainter, theme: Theme, shapes: Iterable[Shape], *, halo: bool = True) -> None:
    """One after the other; `halo` keeps a text readable over the lines that cross it."""
    for one in shapes:
        match one:
            case Line(start, end, token, width, dash):
                painter.setPen(_pen(theme.colour(token), width, dash))
                painter.drawLine(QPointF(*start), QPointF(*end))
            case Arrowhead(_, _, token):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour(token))
                painter.drawPolygon(QPolygonF([QPointF(*point) for point in one.points]))
            case Box(corner, width, height, fill, edge, radius):
                painter.setPen(QPen(theme.colour(edge), 1))
                painter.setBrush(theme.colour(fill))
                painter.drawRoundedRect(QRectF(*corner, width, height), radius, radius)
            case Icon(corner, side, name, token):
                picture = theme.picture(name, token, round(side * SHARPER))
                painter.drawPixmap(QRectF(*corner, side, side), picture, QRectF(picture.rect()))
            case Text():
                _text(painter, theme, one, halo=halo)


def image(layout: Layout, theme: Theme) -> QImage:
    """The whole diagram as a picture, twice as sharp as the screen unless that would be too large."""
    scale = min(SHARPER, MOST_PIXELS / max(layout.width, layout.height))
    made = QImage(round(layout.width * scale), round(layout.height * scale), QImage.Format.Format_RGB32)
    made.fill(theme.colour(Token.BASE))
    painter = QPainter(made)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(scale, scale)
    paint(painter, theme, (*layout.body, *layout.heads))
    for place in layout.places:
        paint(painter, theme, place.shapes)
    painter.end()
    return made


def _text(painter: QPainter, theme: Theme, one: Text, *, halo: bool) -> None:
    font = QFont(FONT)
    font.setPixelSize(round(one.size))
    font.setBold(one.bold)
    painter.setFont(font)
    width = QFontMetricsF(font).horizontalAdvance(one.text)
    left = {"start": 0.0, "middle": width / 2, "end": width}[one.anchor]
    painter.save()
    painter.translate(QPointF(*one.at))
    if one.upright:
        painter.rotate(-90)
    if halo and one.halo:
        painter.fillRect(QRectF(-left - 2, -one.size + 1, width + 4, one.size + 2), theme.colour(Token.BASE))
    painter.setPen(theme.colour(one.token))
    painter.drawText(QPointF(-left, 0), one.text)
    painter.restore()


def _pen(colour: QColor, width: float, dash: tuple[float, ...]) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash:
        pen.setDashPattern([part / width for part in dash])
    return pen
