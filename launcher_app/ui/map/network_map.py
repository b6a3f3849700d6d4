"""The cards of all seats in the order in which money flows, and the arrows painted behind them."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QTimer
from PySide6.QtGui import QHelpEvent, QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QToolTip, QWidget

from common.errors import OplataError
from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words, same
from launcher_app.network.seat import ON_MAP, Player, Seat
from launcher_app.ui.map import arrows, ways
from launcher_app.ui.map.arrows import CASH
from launcher_app.ui.map.facts import fact
from launcher_app.ui.map.painting import Brush
from launcher_app.ui.map.traffic import Traffic
from launcher_app.ui.role_card import RoleCard
from launcher_app.watched import Look, State

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

FACTS_MS = 2_500
GAP_SHARE, LEAST_GAP, MOST_GAP = 0.066, 58, 150
TIGHT_GAP = 22
"""Between cards that would not be seen at once otherwise: an arrow and its sign have room, its words are a tooltip."""
LANE, USUAL_LANES = 17, 2
EDGE = 8
NAME = Words("Карта сети", "Map of the network")
Do = Callable[[str, str], object]


class NetworkMap(QWidget):
    """Follows the board and the feed; `do` is called with what a person wants of a seat."""

    def __init__(self, desk: Desk, launcher: "Launcher", do: Do) -> None:
        """No seats yet."""
        super().__init__()
        self._desk = desk
        self._launcher = launcher
        self._do = do
        self.cards: dict[str, RoleCard] = {}
        self.traffic = Traffic(desk, launcher)
        self.traffic.moved.connect(self.update)
        self._facts: dict[str, Words] = {}
        self._room = 0
        self.setObjectName("map")
        self.setProperty("pane", True)
        spoken.named(desk, self, NAME)
        self._grid = QGridLayout(self)
        self._grid.setVerticalSpacing(12)
        self._ask = QTimer(self)
        self._ask.timeout.connect(self.ask_facts)
        desk.theme.changed.connect(self._space)
        desk.languages.changed.connect(self._space)
        self._space()

    def refresh(self) -> None:
        """Show what the board and the feed know."""
        board = self._launcher.board
        if [card.seat for card in self.cards.values()] != self._in_order():
            self._seat(self._in_order())
        for name, card in self.cards.items():
            look = board.looks.get(name, Look(name, State.STOPPED))
            told = self._facts.get(name, same("")) if look.answers else same("")
            if (look, told) != (card.look, card.told):
                card.show_look(look, told)
        self._follow()

    def ask_facts(self) -> None:
        """Of every one of our roles that answers, beside the window."""
        if not self.isVisible() or self.window().isMinimized():
            return
        board = self._launcher.board
        for seat in board.seats:
            look = board.looks.get(seat.name)
            if seat.player is Player.OURS and look is not None and look.answers:
                self._ask_fact(seat)

    def showEvent(self, event: QShowEvent) -> None:
        """Seen again: what is true now?"""
        super().showEvent(event)
        self._ask.start(FACTS_MS)
        self.ask_facts()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: nothing is asked, nothing moves."""
        super().hideEvent(event)
        self._ask.stop()
        self.traffic.rest()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The arrows get what room there is."""
        super().resizeEvent(event)
        self._space()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The arrows; the cards stand before them."""
        super().paintEvent(event)
        laid = self._laid()
        painter = QPainter(self)
        brush = Brush(self._desk, painter)
        for line in self.traffic.lines:
            brush.way(line, laid[line.key])
        for line in self.traffic.lines:
            brush.told(line, laid[line.key], over=line.arrow in ways.FEET)
        if CASH in laid:
            brush.cash(laid[CASH])
        for key, share in self.traffic.dots():
            if key in laid:
                brush.dot(ways.at(laid[key].way, share))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """A tooltip says of an arrow what one would hear of it."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.told_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def told_at(self, place: QPointF) -> str:
        """What the arrow there says; empty where there is none."""
        titles = {name: card.seat.title for name, card in self.cards.items()}
        laid = self._laid()
        for line in self.traffic.lines:
            if ways.near(laid[line.key], place):
                return self._desk.say(arrows.spoken(line, titles))
        return ""

    def _in_order(self) -> list[Seat]:
        seats = self._launcher.board.seats
        return sorted(seats, key=lambda one: (one.number, ON_MAP.index(one.role)))

    def _seat(self, seats: list[Seat]) -> None:
        for card in self.cards.values():
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {seat.name: RoleCard(self._desk, seat, self._do) for seat in seats}
        rows: Counter[str] = Counter()
        for card in self.cards.values():
            role = card.seat.role
            self._grid.addWidget(card, rows[role], ON_MAP.index(role))
            rows[role] += 1
        for column in range(len(ON_MAP)):
            self._grid.setColumnStretch(column, 1)
        self._space()
        self.traffic.begin()
        self._facts = {name: told for name, told in self._facts.items() if name in self.cards}

    def _follow(self) -> None:
        """New exchanges travel; the arrows say what the last ones were."""
        if not self.traffic.follow(self._in_order(), watched=self.isVisible()):
            return
        if self._grid.contentsMargins().top() != self._lanes() * self._desk.theme.scaled(LANE) + EDGE:
            self._space()
        titles = {name: card.seat.title for name, card in self.cards.items()}
        told = [arrows.spoken(line, titles) for line in self.traffic.lines]
        words = Words("\n".join(one.ru for one in told), "\n".join(one.en for one in told))
        self._desk.languages.bind(self, self.setAccessibleDescription, words)
        self.update()

    def _ask_fact(self, seat: Seat) -> None:
        ask = partial(self._launcher.board.ask, seat.name)

        def told(words: Words) -> None:
            self._told(seat.name, words)

        self._desk.work(self, lambda: fact(seat.role, ask), then=told, failed=_unheard, key=f"fact-{seat.name}")

    def _told(self, name: str, told: Words) -> None:
        if self._facts.get(name) != told:
            self._facts[name] = told
            self.refresh()

    def _laid(self) -> dict[tuple[str, ...], ways.Laid]:
        """Every arrow's way between the cards as they stand now."""
        cards = {name: card.geometry() for name, card in self.cards.items()}
        gap = float(self._grid.horizontalSpacing())
        lane = self._desk.theme.scaled(LANE)
        levels = {arrow: EDGE / 2 + lane * (place + 0.5) for place, arrow in enumerate(ways.LANES)}
        laid: dict[tuple[str, ...], ways.Laid] = {}
        for line in self.traffic.lines:
            if line.arrow in levels:
                laid[line.key] = ways.over(line.arrow, cards, levels[line.arrow], lane)
            elif line.arrow == ways.CHARGE:
                laid[line.key] = ways.back(cards[line.sender], cards[line.receiver], _words_height(gap, lane))
            else:
                laid[line.key] = ways.between(cards[line.sender], cards[line.receiver], _words_height(gap, lane))
        if all(name in cards for name in CASH):
            laid[CASH] = ways.between(cards[CASH.sender], cards[CASH.receiver], _words_height(gap, lane))
        return laid

    def fit(self, width: int) -> None:
        """Into so many pixels, if the cards can stand so near to each other."""
        if width != self._room:
            self._room = width
            self._space()

    def _lanes(self) -> int:
        """How many arrows have room over the cards: those of wallets only where there are any."""
        drawn = (ways.LANES.index(line.arrow) for line in self.traffic.lines if line.arrow in ways.FEET)
        return max([USUAL_LANES, *(place + 1 for place in drawn)])

    def _space(self) -> None:
        room, columns = self._room or self.width(), len(ON_MAP)
        wanted = max(LEAST_GAP, min(MOST_GAP, round(room * GAP_SHARE)))

        def left(*, narrow: bool) -> int:
            widest = max((card.least(narrow=narrow) for card in self.cards.values()), default=0)
            return (room - 2 * EDGE - columns * widest) // (columns - 1)

        narrow = left(narrow=False) < TIGHT_GAP
        for card in self.cards.values():
            card.be_narrow(narrow=narrow)
        gap = max(TIGHT_GAP, min(wanted, left(narrow=narrow)))
        self._grid.setHorizontalSpacing(gap)
        lanes = self._lanes() * self._desk.theme.scaled(LANE) + EDGE
        self._grid.setContentsMargins(EDGE, lanes, EDGE, EDGE)
        self.update(QRect(0, 0, self.width(), self.height()))


def _words_height(gap: float, lane: float) -> float:
    """Two or three lines of words over an arrow: the narrower it is, the more."""
    return lane * (2.2 if gap > 100 else 3.2)


def _unheard(_: OplataError) -> None:
    """A role that does not answer is shown so by its state; its fact is asked for again."""
