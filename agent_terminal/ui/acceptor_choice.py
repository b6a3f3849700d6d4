"""Which acceptor: none, the simulator, or a port of this computer; a choice takes hold at once."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from agent_terminal.service.messages.bench import BenchState
from agent_terminal.service.messages.hardware import Ports
from agent_terminal.ui.bench_hands import Hands
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.form.choice import CalmComboBox
from common.words import Words, same

ACCEPTOR = Words("Купюроприёмник", "Acceptor")
NONE, SIMULATOR = Words("Нет", "None"), Words("Имитатор", "Simulator")
SIMULATED = "simulator"
PORT = Words("{port} · {about}", "{port} · {about}")
AGAIN = Words("Обновить список портов", "List the ports again")


class AcceptorChoice:
    """A list beside its label; ports that have gone stay in it while they are in use."""

    def __init__(self, desk: Desk, hands: Hands) -> None:
        """The ports are asked for by `look`."""
        self.desk = desk
        self._hands = hands
        self._state: BenchState | None = None
        self._ports: tuple[tuple[str, str], ...] = ()
        self._lines: list[tuple[str, Words]] = []
        self.box = spoken.named(desk, CalmComboBox(), ACCEPTOR)
        self.box.setObjectName("bench-acceptor")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(14)
        self.box.activated.connect(self._chosen)
        self.again = spoken.tool(desk, AGAIN, "refresh", self.look)
        self.again.setObjectName("bench-ports")
        self.line = QHBoxLayout()
        self.line.setSpacing(8)
        self.line.addWidget(spoken.label(desk, ACCEPTOR))
        self.line.addWidget(self.box, 1)
        self.line.addWidget(self.again)
        desk.languages.changed.connect(self._fill)

    def look(self) -> None:
        """Which ports are there."""
        self.desk.ask(self.box, "serial-ports", then=self._came, failed=lambda _: None, key="ports")

    def show_state(self, seen: BenchState) -> None:
        """What is in use."""
        before, self._state = self._state, seen
        if before is None or before.line != seen.line:
            self._fill()

    def _came(self, ports: Ports) -> None:
        self._ports = tuple((one.name, one.description) for one in ports.ports)
        self._fill()

    def _fill(self) -> None:
        used = "" if self._state is None else self._state.line
        lines = [("", NONE), (SIMULATED, SIMULATOR), *((name, _port(name, about)) for name, about in self._ports)]
        if used not in [name for name, _ in lines]:
            lines.append((used, same(used)))
        texts = [self.desk.say(words) for _, words in lines]
        if self.box.view().isVisible():
            return
        if texts != [self.box.itemText(place) for place in range(self.box.count())]:
            self.box.clear()
            self.box.addItems(texts)
        self._lines = lines
        self.box.setCurrentIndex([name for name, _ in lines].index(used))

    def _chosen(self, place: Any) -> None:
        line, seen = self._lines[place][0], self._state
        if seen is not None and line != seen.line:
            self._hands.use(line, seen.speed, seen.rts)


def _port(name: str, about: str) -> Words:
    known = about.replace(f"({name})", "").strip()
    return PORT.format(port=name, about=known) if known else same(name)
