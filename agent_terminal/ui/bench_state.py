"""The bench's picture of the acceptor: which one it is, what it does, what lies in it, its last word on the line."""

from PySide6.QtWidgets import QProgressBar

from agent_terminal.ccnet.codes import BROKEN, POWERED_UP, Status
from agent_terminal.service.messages.bench import BenchState, Device
from agent_terminal.service.messages.hardware import FrameRow
from agent_terminal.ui.card import NOTHING, Card, Lamp, Saying
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.theme import Token
from common.words import Words

TITLE = Words("Состояние", "State")
NO_POWER = Words("Питания нет", "No power")
NO_CABLE = Words("Кабель выдернут: {text}", "The cable is out: {text}")
KNOWS = Words("Терминал знает: {text}", "The terminal knows: {text}")
INSIDE = Words("Внутри купюра {sum}", "A note of {sum} is inside")
CASSETTE = Words("В кассете: {count} · {sum}", "In the cassette: {count} · {sum}")
NO_CASSETTE = Words("Кассеты нет", "No cassette")
COLLECTED = Words("Инкассировано раньше: {count} · {sum}", "Collected earlier: {count} · {sum}")
FILLED = Words("Наполнение кассеты", "How full the cassette is")
LAST = Words("Последний кадр: {hex} · {words}", "The last frame: {hex} · {words}")
NOT_SEEN = Words("Состояние прибора неизвестно", "The device's state is not known")
SHORT = 8


class StateCard(Card):
    """The device's truth on top, what the terminal thinks under it where that is another thing."""

    def __init__(self, desk: Desk) -> None:
        """Nothing was seen yet."""
        super().__init__(desk, "bench-state", TITLE)
        self.lamp = Lamp(desk)
        self.state, self.known = Saying(desk, "title"), Saying(desk, "hint", fades=True)
        self.cassette, self.collected, self.frame = Saying(desk), Saying(desk, "hint"), Saying(desk, "hint")
        line = self.row(self.lamp, self.state.label, stretch=False)
        line.setStretch(1, 1)
        self.add(self.known.label)
        self.add(self.cassette.label)
        self.bar = spoken.named(desk, QProgressBar(), FILLED)
        self.bar.setFormat("%v / %m")
        self.bar.setMaximum(1)
        self.add(self.bar)
        self.add(self.collected.label)
        self.frame.label.setFont(desk.theme.font(9))
        self.add(self.frame.label)
        self.lines.addStretch(1)

    def show_state(self, seen: BenchState) -> None:
        """As it is now."""
        device = seen.device
        self._show_lamp(seen)
        self.state.say(_said(seen))
        self.known.say(_known(seen))
        for shown in (self.cassette.label, self.bar, self.collected.label):
            shown.setVisible(device is not None)
        if device is not None:
            self._show_cassette(device)

    def show_frame(self, frame: FrameRow) -> None:
        """The newest word on the line."""
        hexes = frame.hex.split()
        shown = " ".join(hexes[:SHORT]) + (" …" if len(hexes) > SHORT else "")
        said = LAST.ru.format(hex=shown, words=frame.words.ru), LAST.en.format(hex=shown, words=frame.words.en)
        self.frame.say(Words(*said))

    def _show_lamp(self, seen: BenchState) -> None:
        self.lamp.show_state(*_look_of(seen))

    def _show_cassette(self, device: Device) -> None:
        self.bar.setMaximum(device.capacity)
        self.bar.setValue(min(device.stacker, device.capacity))
        inside = Words("", "") if device.note is None else _sum(INSIDE, 0, device.note)
        cassette = _sum(CASSETTE, device.stacker, device.stacker_value) if device.cassette else NO_CASSETTE
        parts = [part for part in (inside, cassette) if part.ru]
        self.cassette.say(Words(" · ".join(part.ru for part in parts), " · ".join(part.en for part in parts)))
        self.collected.say(_sum(COLLECTED, device.collected, device.collected_value))
        self.collected.label.setVisible(device.collected > 0)


def _said(seen: BenchState) -> Words:
    device = seen.device
    if device is None:
        return seen.why_not or NOT_SEEN if not seen.line or seen.simulated else seen.acceptor
    if not device.powered:
        return NO_POWER
    if not device.plugged:
        return Words(NO_CABLE.ru.format(text=device.text.ru), NO_CABLE.en.format(text=device.text.en))
    return device.text


def _known(seen: BenchState) -> Words:
    """What the terminal thinks, where that is another thing; of a real device, why its port is not open."""
    device = seen.device
    if device is None:
        return NOTHING if seen.problem is None or seen.problem == seen.why_not else seen.problem
    if device.text == seen.acceptor:
        return NOTHING
    return Words(KNOWS.ru.format(text=seen.acceptor.ru), KNOWS.en.format(text=seen.acceptor.en))


def _look_of(seen: BenchState) -> tuple[str, Token]:
    device = seen.device
    if device is None:
        return ("ok", Token.OK) if seen.online else ("stopped", Token.NEUTRAL)
    if not device.powered or not device.plugged:
        return "stopped", Token.NEUTRAL
    if device.status in BROKEN:
        return "failed", Token.ERROR
    if device.status == Status.IDLING:
        return "ok", Token.OK
    waits = device.status in POWERED_UP or device.status in (Status.INITIALIZE, Status.DISABLED)
    return ("waiting", Token.WAITING) if waits else ("running", Token.RUNNING)


def _sum(words: Words, count: int, value: int) -> Words:
    return Words(
        words.ru.format(count=_pieces(count, "ru"), sum=wording.money(value, "ru")),
        words.en.format(count=_pieces(count, "en"), sum=wording.money(value, "en")),
    )


def _pieces(count: int, language: str) -> str:
    if language == "en":
        return f"{count} {'note' if count == 1 else 'notes'}"
    tens, ones = count % 100, count % 10
    form = "купюр" if 10 < tens < 20 or ones in (0, 5, 6, 7, 8, 9) else "купюра" if ones == 1 else "купюры"
    return f"{count} {form}"
