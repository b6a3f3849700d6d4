"""The hardware bench: everything a student may do to the terminal's things, beside the page and never inside it."""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from agent_terminal.service.messages.bench import BenchState
from agent_terminal.ui.acceptor_choice import AcceptorChoice
from agent_terminal.ui.bench_device import DeviceCard
from agent_terminal.ui.bench_hands import Hands
from agent_terminal.ui.bench_hints import HintsCard
from agent_terminal.ui.bench_notes import VALUES, NotesCard
from agent_terminal.ui.bench_scanner import ScannerCard
from agent_terminal.ui.bench_state import StateCard
from agent_terminal.ui.bench_things import CentreCard, NetworkCard, PrinterCard
from agent_terminal.ui.card import Saying, empty
from agent_terminal.ui.frames_view import FramesView
from common.qt import help_pages
from common.qt.desk import Desk
from common.words import Words

TITLE = Words("Стенд оборудования", "Hardware bench")
HELP = Words(
    "Стенд — это руки и вещи вокруг терминала: купюры, кассета, питание, кабели, сканер, бумага. Страница киоска не "
    "знает, что приёмник не настоящий: между ними тот же протокол CCNET.\n"
    "Клавиши 1…8 вставляют купюры, пока стенд под рукой. F5 — взглянуть ещё раз, F8 — спросить баланс у ПЦ, "
    "F1 — эта справка.\n"
    "С настоящим приёмником на COM-порту купюры вставляют в него самого; кадры, сеть и сканер работают и с ним.",
    "The bench is hands and things around the terminal: notes, cassette, power, cables, scanner, paper. The kiosk's "
    "page does not know that the acceptor is simulated: the same CCNET protocol is between them.\n"
    "Keys 1…8 push notes in while the bench is at hand. F5 looks again, F8 asks the centre for the balance, "
    "F1 is this help.\n"
    "With a real acceptor on a COM port notes go into the device itself; frames, network and scanner work with it too.",
)
LOOK_MS = 200
"""Each tick asks for one thing in turn, the state or the frames: five small questions a second, while it is seen."""
WIDE, COLUMN = 880, 500
ALL_IS_WELL = Words("Ничего ещё не сделано.", "Nothing was done yet.")


class Bench(QWidget):
    """Cards in one column, or in two where there is room."""

    name, title, help = "bench", TITLE, HELP

    def __init__(self, desk: Desk) -> None:
        """Looks as soon as it is seen."""
        super().__init__()
        self.desk = desk
        self.setObjectName("bench")
        self.hands = Hands(desk, self)
        self.hands.seen.connect(self._seen)
        self.hands.said.connect(self._told)
        self.choice = AcceptorChoice(desk, self.hands)
        self.said = Saying(desk, "hint")
        self.said.label.setObjectName("bench-said")
        self.said.say(ALL_IS_WELL)
        self.notes, self.device = NotesCard(desk, self.hands), DeviceCard(desk, self.hands)
        self.state, self.scanner = StateCard(desk), ScannerCard(desk, self.hands)
        self.printer, self.network = PrinterCard(desk, self.hands), NetworkCard(desk, self.hands)
        self.centre, self.hints = CentreCard(desk, self.hands), HintsCard(desk)
        self.frames = FramesView(desk)
        self.frames.newest.connect(self.state.show_frame)
        self._columns = 0
        self._build()
        self._keys()
        self._turn = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def refresh(self) -> None:
        """Look at once."""
        self.hands.look()
        self.frames.look()
        self.choice.look()

    def sizeHint(self) -> QSize:
        """As wide as one column reads well: what a dock beside the page gives it."""
        return QSize(self.desk.theme.scaled(COLUMN), super().sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """Seen: what was on the screen before may be old."""
        super().showEvent(event)
        if self.window().focusWidget() is None:
            self.notes.buttons[0].setFocus()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room for two columns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _look(self) -> None:
        if not self.isVisible() or self.window().isMinimized():
            return
        self._turn += 1
        if self._turn % 2:
            self.hands.look()
        else:
            self.frames.look()

    def _seen(self, state: BenchState) -> None:
        for card in (self.notes, self.device, self.state, self.printer, self.network, self.centre, self.choice):
            card.show_state(state)
        self.hints.show_news(self.hands.happened)

    def _told(self, words: Words, good: bool) -> None:
        at = self.hands.time()
        self.said.say(Words(f"{at}  {words.ru}", f"{at}  {words.en}"), "ok" if good else "mistake")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.addLayout(self.choice.line)
        head.addWidget(self.said.label)
        column.addLayout(head)
        inner = QWidget()
        self._places = QHBoxLayout(inner)
        self._places.setContentsMargins(12, 0, 12, 12)
        self._places.setSpacing(10)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for place in (self._left, self._right):
            place.setSpacing(10)
            self._places.addLayout(place, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self.area = area
        column.addWidget(area, 1)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= self.desk.theme.scaled(WIDE) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for place in (self._left, self._right):
            empty(place)
        self._places.setStretch(1, columns - 1)
        right = (self.state, self.centre, self.hints, self.frames) if columns == 2 else ()
        for card in (
            self.state, self.notes, self.device, self.scanner, self.printer, self.network, self.centre, self.hints,
            self.frames,
        ):  # fmt: skip
            (self._right if card in right else self._left).addWidget(card, 1 if card is self.frames else 0)
        if columns == 2:
            self._left.addStretch(1)

    def _keys(self) -> None:
        for place in range(len(VALUES)):
            self._key(str(place + 1), partial(self.notes.push, place))
        self._key("F5", self.refresh)
        self._key("F8", partial(self.hands.ask_now, "deposit"))
        self._key("F1", lambda: help_pages.show_page(self.desk, self.window(), self))

    def _key(self, key: str, run: object) -> None:
        made = QShortcut(QKeySequence(key), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setAutoRepeat(False)
        made.activated.connect(run)
