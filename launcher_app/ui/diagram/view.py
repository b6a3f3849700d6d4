"""The diagram on the screen: painted by rows under lanes that stay, walked over by keys, each arrow read aloud."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.theme import Token
from common.words import Words
from launcher_app.diagram.layout import Layout, Place
from launcher_app.ui.diagram.painting import paint

NAME = Words("Диаграмма обменов: стрелки вверх и вниз", "Diagram of exchanges: up and down arrows")
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
LINE = 24
EDGE = 4
AIR = 8


class SequenceView(QAbstractScrollArea):
    """`picked` and `opened` ring with a hop's number, `pointed` with the one under the mouse or 0.

    `resized` rings when there is room for another layout.
    """

    picked = Signal(int)
    opened = Signal(int)
    pointed = Signal(int)
    resized = Signal()

    def __init__(self, desk: Desk) -> None:
        """Nothing is shown yet."""
        super().__init__()
        self._desk = desk
        self.layout_shown: Layout | None = None
        self.current = -1
        self.hop = 0
        self.said = ""
        self._under = 0
        self.setObjectName("sequence")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("pane", True)
        self.viewport().setMouseTracking(True)
        spoken.named(desk, self, NAME)
        desk.theme.changed.connect(self._again)

    @property
    def room(self) -> float:
        """The width there is for a layout, before the zoom."""
        return self.viewport().width() / self._scale

    def show_layout(self, layout: Layout, *, fresh: bool, newest: bool = False) -> None:
        """Another one; `fresh`: of another story, shown from its beginning unless the `newest` is what matters.

        Who was at the end stays at the end, as it grows.
        """
        bar = self.verticalScrollBar()
        at_end = not fresh and bar.value() >= bar.maximum()
        whole = self._place()
        self.layout_shown = layout
        self._fit()
        if fresh:
            bar.setValue(bar.maximum() if newest else 0)
            self.current = -1
        elif at_end:
            bar.setValue(bar.maximum())
        if whole is not None and not fresh:
            self.current = _same(layout, whole)
        if self.hop and self.current < 0:
            self.choose(self.hop)
        self.viewport().update()

    def choose(self, hop: int) -> None:
        """Show which hop is chosen, without ringing; 0 for none."""
        self.hop = hop
        place = self._place()
        if place is None or place.hop != hop:
            self.current = self.layout_shown.of_hop(hop) if self.layout_shown is not None and hop else -1
            self._reveal()
        self.viewport().update()

    def point(self, hop: int) -> None:
        """The mouse is over this hop, here or in the list."""
        if hop != self._under:
            self._under = hop
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Page Up, Page Down, Home, End walk over the arrows; Enter opens; Left and Right scroll."""
        key = Qt.Key(event.key())
        arrows = self.layout_shown.arrows if self.layout_shown is not None else []
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hop:
            self.opened.emit(self.hop)
        elif arrows and key in STEPS:
            now = arrows.index(self.current) if self.current in arrows else (-1 if STEPS[key] > 0 else len(arrows))
            self._walk(arrows[max(0, min(len(arrows) - 1, now + STEPS[key]))])
        elif arrows and key in ENDS:
            self._walk(arrows[ENDS[key]])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses the arrow under it."""
        number = self._at(event.position())
        if number >= 0:
            self._walk(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens it."""
        number = self._at(event.position())
        if number >= 0:
            self._walk(number)
            self.opened.emit(self.hop)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Whoever shows the same hops is told."""
        self._point_at(self._at(event.position()))

    def viewportEvent(self, event: QEvent) -> bool:
        """The tip is the arrow's sentence; the mouse that leaves is over nothing."""
        if event.type() == QEvent.Type.Leave:
            self._point_at(-1)
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(QPointF(event.pos()))
            tip = self.layout_shown.places[number].sentence if self.layout_shown is not None and number >= 0 else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The frame shows it."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lanes may stand wider apart."""
        super().resizeEvent(event)
        self._fit()
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the rows that are seen; the lanes' names last, for they stay where they are."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._desk.theme.colour(Token.BASE))
        shown = self.layout_shown
        if shown is not None:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
            painter.translate(-left, -top)
            painter.scale(self._scale, self._scale)
            paint(painter, self._desk.theme, shown.body)
            self._paint_rows(painter, shown, top / self._scale)
            painter.translate(0, top / self._scale)
            painter.fillRect(QRectF(0, 0, shown.width, shown.head), self._desk.theme.colour(Token.BASE))
            paint(painter, self._desk.theme, shown.heads)
        painter.end()

    @property
    def _scale(self) -> float:
        return self._desk.theme.percent / 100

    def _paint_rows(self, painter: QPainter, shown: Layout, top: float) -> None:
        bottom = top + self.viewport().height() / self._scale
        for number, place in enumerate(shown.places):
            if place.bottom < top or place.top > bottom:
                continue
            marked = bool(place.hop) and place.hop in (self.hop, self._under)
            if marked:
                self._mark(painter, shown, place, current=number == self.current)
            paint(painter, self._desk.theme, place.shapes, halo=not marked)

    def _mark(self, painter: QPainter, shown: Layout, place: Place, *, current: bool) -> None:
        """The chosen hop has a bar at its side and a tint; the arrow that the keys are on has a frame too."""
        tint = self._desk.theme.colour(Token.SELECTION)
        room = QRectF(0, place.top, shown.width, place.bottom - place.top)
        if place.hop == self.hop:
            painter.fillRect(QRectF(0, place.top, EDGE, room.height()), tint)
        tint.setAlphaF(0.16 if place.hop == self.hop else 0.08)
        painter.fillRect(room, tint)
        if current and place.hop == self.hop and self.hasFocus():
            painter.setPen(QPen(self._desk.theme.colour(Token.RUNNING), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(1, 1, -1, -1))

    def _walk(self, number: int) -> None:
        """To this arrow, and say it."""
        assert self.layout_shown is not None
        place = self.layout_shown.places[number]
        self.current, self.hop = number, place.hop
        self._reveal()
        self.viewport().update()
        self.said = place.sentence
        self.setAccessibleDescription(self.said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.said))
        self.picked.emit(place.hop)

    def _point_at(self, number: int) -> None:
        hop = self.layout_shown.places[number].hop if self.layout_shown is not None and number >= 0 else 0
        if hop != self._under:
            self.point(hop)
            self.pointed.emit(hop)

    def _at(self, position: QPointF) -> int:
        """The arrow under a point of the viewport; -1 for none."""
        shown = self.layout_shown
        if shown is None or position.y() < shown.head * self._scale:
            return -1
        number = shown.at((position.y() + self.verticalScrollBar().value()) / self._scale)
        return number if number >= 0 and shown.places[number].hop else -1

    def _place(self) -> Place | None:
        shown = self.layout_shown
        return shown.places[self.current] if shown is not None and 0 <= self.current < len(shown.places) else None

    def _reveal(self) -> None:
        """Scroll as far as the current arrow needs."""
        place = self._place()
        if place is None or self.layout_shown is None:
            return
        bar, head = self.verticalScrollBar(), self.layout_shown.head
        least = round((place.bottom + AIR) * self._scale) - self.viewport().height()
        most = round((place.top - head - AIR) * self._scale)
        bar.setValue(min(max(bar.value(), least), most))

    def _fit(self) -> None:
        """The bars' lengths."""
        shown, size = self.layout_shown, self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), shown.height if shown else 0, size.height()),
            (self.horizontalScrollBar(), shown.width if shown else 0, size.width()),
        ):
            bar.setRange(0, max(0, round(whole * self._scale) - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(self._desk.theme.scaled(LINE))

    def _again(self) -> None:
        self._fit()
        self.viewport().update()


def _same(layout: Layout, place: Place) -> int:
    """Where an arrow of the layout before stands in this one."""
    found = (n for n, one in enumerate(layout.places) if (one.hop, one.reply) == (place.hop, place.reply))
    return next(found, -1)
