"""Where the acceptor is: nowhere, simulated, on a port of this computer, or at another address; speed and RTS."""

from collections.abc import Callable
from typing import Any

from agent_terminal.service.messages import SetAcceptor
from agent_terminal.service.messages.hardware import AcceptorShown, Ports
from agent_terminal.ui.card import Card, Saying
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.form import CheckField, ChoiceField, Form, TextField
from common.qt.form.failure import Failure
from common.words import Words, same

TITLE = Words("Купюроприёмник", "Acceptor")
WHERE = Words("Где приёмник", "Where it is")
NONE, SIMULATOR = Words("нет", "nowhere"), Words("Имитатор: терминал запустит его сам", "The simulator, started here")
OTHER = Words("Другой адрес…", "Another address…")
SIMULATED, ELSEWHERE = "simulator", "other"
ADDRESS = Words("Адрес", "Address")
ADDRESS_HINT = Words("COM7, /dev/ttyUSB1 или socket://127.0.0.1:8200", "COM7, /dev/ttyUSB1 or socket://127.0.0.1:8200")
SPEED = Words("Скорость, бод", "Rate, baud")
SPEED_HINT = Words(
    "Её задают переключателями в приёмнике; по линии о ней не договариваются.",
    "Set by switches in the device; it is never negotiated.",
)
RTS = Words("Поднять RTS", "Raise RTS")
RTS_HINT = Words(
    "Нужно Cashcode GX по USB. Большинство других с поднятым RTS стоит в сбросе.",
    "A Cashcode GX over USB needs it. Most others are held in reset by it.",
)
APPLY, AGAIN = Words("Применить", "Apply"), Words("Обновить список портов", "List the ports again")
CHANGED = Words("Не применено: работает прежний приёмник.", "Not applied yet: the former acceptor is in use.")
APPLYING = Words("Отпускаем прежнюю линию…", "Letting the former line go…")
SPEEDS = (9600, 19200)


class LineCard(Card):
    """Nothing typed is lost when the settings are read again; «apply» takes hold at once."""

    def __init__(self, desk: Desk, applied: Callable[[], object]) -> None:
        """`applied` is called once another line is in use."""
        super().__init__(desk, "hardware-line", TITLE)
        self._applied = applied
        self._ports = Ports(ports=[])
        self._line = ""
        self.form = Form(desk, "acceptor-line", drafts=False)
        self.where = self.form.add(ChoiceField("where", WHERE, options=self._options()))
        self.address = self.form.add(TextField("address", ADDRESS, hint=ADDRESS_HINT, longest=200, required=True))
        speeds = tuple((speed, same(speed)) for speed in SPEEDS)
        self.speed = self.form.add(ChoiceField("speed", SPEED, options=speeds, hint=SPEED_HINT))
        self.rts = self.form.add(CheckField("rts", RTS, hint=RTS_HINT))
        self.form.changed.connect(self._changed)
        self.add(self.form)
        self.failure = Failure(desk)
        self.add(self.failure)
        self.apply_button = spoken.button(desk, APPLY, self.apply, primary=True)
        self.apply_button.setObjectName("hardware-apply")
        self.again_button = spoken.button(desk, AGAIN, self.look, icon="refresh")
        self.again_button.setObjectName("hardware-ports")
        self.flow(self.apply_button, self.again_button)
        self.note = Saying(desk, "waiting", fades=True)
        self.add(self.note.label)
        self._changed()

    def look(self) -> None:
        """Which ports are there now."""
        self.desk.ask(self, "serial-ports", then=self._came, key="ports")

    def show_acceptor(self, shown: AcceptorShown) -> None:
        """What is set; what a person is just choosing stays."""
        self._line = shown.line
        self.where.set_options(self._options())
        if not self.form.dirty:
            self.form.fill(
                {"where": self._place(shown.line), "address": shown.line, "speed": shown.speed, "rts": shown.rts}
            )
            self._changed()

    def use(self, line: str, speed: int) -> None:
        """One that was found."""
        self.where.fill(self._place(line))
        self.address.fill(line)
        self.speed.fill(speed)
        self.apply()

    def rows_shown(self, name: str) -> bool:
        """Whether a field is asked for where the acceptor is now."""
        return self.form.lines.isRowVisible(self.form.rows[name])

    def apply(self) -> None:
        """Let the former line go, talk over this one."""
        if self.form.check():
            self.form.mistakes(self.form.check())
            return
        values = self.form.values()
        line = values["address"] if values["where"] == ELSEWHERE else values["where"]
        self.failure.clear()
        self.apply_button.setEnabled(False)
        self.note.say(APPLYING)
        ask = SetAcceptor(line=line or "", speed=values["speed"], rts=values["rts"])
        self.desk.ask(self, "set-acceptor", ask, then=self._set, failed=self._not_set)

    def _set(self, _told: Any) -> None:
        self.apply_button.setEnabled(True)
        self.form.saved()
        self._changed()
        self._applied()

    def _not_set(self, error: Any) -> None:
        self.apply_button.setEnabled(True)
        self._changed()
        self.failure.show_error(error)

    def _came(self, ports: Ports) -> None:
        self._ports = ports
        self.where.set_options(self._options())

    def _changed(self) -> None:
        where = self.where.value()
        self.form.show_field("address", where == ELSEWHERE)
        for field in (self.speed, self.rts):
            self.form.show_field(field.name, where not in ("", None))
        self.form.show_field("rts", where not in ("", None, SIMULATED))
        self.note.say(CHANGED if self.form.dirty else Words("", ""))

    def _options(self) -> list[tuple[str, Words]]:
        ports = [(one.name, _port(one.name, one.description)) for one in self._ports.ports]
        known = {"", SIMULATED, *(name for name, _ in ports)}
        used = [] if self._line in known or "://" in self._line else [(self._line, same(self._line))]
        return [("", NONE), (SIMULATED, SIMULATOR), *ports, *used, (ELSEWHERE, OTHER)]

    def _place(self, line: str) -> str:
        return line if line in [value for value, _ in self._options()] else ELSEWHERE


def _port(name: str, about: str) -> Words:
    known = about.replace(f"({name})", "").strip()
    return same(f"{name} · {known}" if known else name)
