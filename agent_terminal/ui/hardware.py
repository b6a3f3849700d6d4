"""The hardware tab: where the acceptor is, who it is, its notes, a search, a self-test, its frames; and the printer."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_terminal.service.messages.hardware import AcceptorShown
from agent_terminal.ui.card import empty
from agent_terminal.ui.frames_view import FramesView
from agent_terminal.ui.hardware_line import LineCard
from agent_terminal.ui.hardware_unit import NotesCard, UnitCard
from agent_terminal.ui.hardware_work import WorkCard
from agent_terminal.ui.printer_card import PrinterCard
from common.errors import OplataError
from common.protocol import codes
from common.qt.desk import Desk
from common.qt.messages import Notice, NoticeKind
from common.qt.screen import Command, Screen
from common.qt.scrolled import scroll
from common.words import Words

LOOK_MS = 250
"""Each tick asks for one thing in turn: the device, the frames, the work that goes on."""
WIDE = 960
FIND, TEST = Words("Найти приёмник", "Find an acceptor"), Words("Самотест", "Self-test")
APPLY = Words("Применить", "Apply")
BUSY = Words("Проверка уже идёт.", "One is under way already.")


class Hardware(Screen):
    """Looks only while it is seen."""

    name = "hardware"
    title = Words("Оборудование", "Hardware")
    icon = "switch"
    help = Words(
        "Здесь выбирают купюроприёмник: имитатор, который терминал запускает сам, или настоящий CashCode на COM-порту. "
        "Всё остальное в терминале от этого выбора не зависит.\n"
        "«Найти приёмник» спрашивает каждый порт на обеих скоростях. «Самотест» сбрасывает приёмник, если у терминала "
        "никого нет, и говорит, кто он, какие знает купюры и в каком состоянии.\n"
        "Кадры на линии идут вживую: → сказал терминал, ← ответило устройство. Провода, переключатели и неисправности "
        "описаны в docs/acceptor.md.",
        "Choose the acceptor here: the simulator, started by the terminal itself, or a real CashCode on a COM port. "
        "Nothing else in the terminal depends on that choice.\n"
        "Find an acceptor asks every port at both rates. Self-test resets the acceptor if nobody is at the terminal, "
        "and says who it is, which notes it knows and how it is.\n"
        "Frames on the line are live: → said by the terminal, ← answered by the device. Wires, switches and faults are "
        "described in docs/acceptor.md.",
    )

    def __init__(self, desk: Desk) -> None:
        """Everything is filled by `refresh`."""
        super().__init__(desk)
        self.line = LineCard(desk, self._look_anew)
        self.unit, self.notes = UnitCard(desk), NotesCard(desk)
        self.work = WorkCard(desk, self.line.use)
        self.frames = FramesView(desk)
        self.printer = PrinterCard(desk)
        self._asking = False
        self._turn = 0
        self._columns = 0
        self._places = QHBoxLayout()
        self._places.setContentsMargins(16, 12, 16, 12)
        self._places.setSpacing(12)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for place in (self._left, self._right):
            place.setSpacing(12)
            self._places.addLayout(place, 1)
        scroll(self, self._places)
        self._arrange()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def commands(self) -> Sequence[Command]:
        """What is done here most."""
        return (
            Command("apply-line", APPLY, "save", self.line.apply, ("Ctrl+S",)),
            Command("find-acceptor", FIND, "search", self.work.search, ("F7",), why_not=self._why_not),
            Command("self-test", TEST, "test", self.work.test, ("F8",), why_not=self._why_not),
        )

    def refresh(self) -> None:
        """The device, its line, what is printed."""
        self.line.look()
        self._ask()
        self.work.look()
        self.frames.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self._arrange()

    def _look_anew(self) -> None:
        self.frames.begin_anew()
        self._ask()

    def _look(self) -> None:
        if not self.isVisible() or self.window().isMinimized():
            return
        self._turn = (self._turn + 1) % 4
        if self._turn == 0:
            self._ask()
        elif self._turn == 1:
            self.work.look()
        else:
            self.frames.look()

    def _ask(self) -> None:
        if not self._asking:
            self._asking = True
            self.desk.ask(self, "acceptor", then=self._show, failed=self._not_shown)

    def _show(self, shown: AcceptorShown) -> None:
        self._asking = False
        self.desk.messages.drop("acceptor")
        for card in (self.line, self.unit, self.notes):
            card.show_acceptor(shown)

    def _not_shown(self, error: OplataError) -> None:
        self._asking = False
        self.desk.messages.tell(Notice(NoticeKind.ERROR, codes.words_of(error), details=str(error), key="acceptor"))

    def _why_not(self) -> Words | None:
        return BUSY if self.work.running else None

    def _arrange(self) -> None:
        columns = 2 if self.width() >= self.desk.theme.scaled(WIDE) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for place in (self._left, self._right):
            empty(place)
        self._places.setStretch(1, columns - 1)
        every: tuple[QWidget, ...] = (self.line, self.unit, self.work, self.notes, self.frames, self.printer)
        right = (self.unit, self.notes, self.printer) if columns == 2 else ()
        for card in every:
            (self._right if card in right else self._left).addWidget(card, 1 if card is self.frames else 0)
        self._right.addStretch(1)
