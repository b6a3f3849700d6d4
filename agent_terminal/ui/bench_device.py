"""What a person may do to the simulated acceptor besides notes: jams, cassette, power, cable, frauds, failures."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from agent_terminal.ccnet.codes import Status
from agent_terminal.ccnet.reasons import FAILURES
from agent_terminal.service.messages.bench import BenchState, Device
from agent_terminal.ui.bench_hands import Hands
from agent_terminal.ui.card import Card
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.form.choice import CalmComboBox
from common.words import Words

TITLE = Words("Руки и неисправности", "Hands and faults")
JAM_HEAD, JAM_CASSETTE = (
    Words("Замять в приёмнике", "Jam in the head"),
    Words("Замять в кассете", "Jam in the cassette"),
)
CLEAR = Words("Исправить", "Mend")
TAKE, PUT = Words("Вынуть кассету", "Take the cassette"), Words("Вставить пустую кассету", "Put an empty cassette")
FILL = Words("Кассета полна", "Cassette full")
OFF, ON = Words("Отключить питание", "Cut the power"), Words("Включить питание", "Power on")
WHEN = Words("Когда отключить", "When to cut")
PULL_CABLE, PLUG_CABLE = Words("Выдернуть кабель", "Pull its cable"), Words("Вставить кабель", "Plug its cable")
PULL = Words("Потянуть купюру назад", "Pull the note back")
CHEAT = Words("Леска: обман", "Fishing: a fraud")
BREAK, WHAT = Words("Сломать", "Break"), Words("Что сломать", "What to break")
SPOIL = Words("Помехи: 3 ответа", "Noise: 3 answers")
MOMENTS: tuple[tuple[str, Words], ...] = (
    ("", Words("сейчас", "now")),
    ("accepting", Words("при проверке купюры", "while a note is checked")),
    ("in_escrow", Words("в эскроу", "in escrow")),
    ("before_exit_sensor", Words("до датчика выхода (вернёт)", "before the exit sensor (comes back)")),
    ("after_exit_sensor", Words("после датчика (в кассете)", "after the sensor (in the cassette)")),
    ("before_receipt_sent", Words("до отправки 81", "before 81 is sent")),
    ("after_receipt_sent", Words("после отправки 81, до ACK", "after 81, before its ACK")),
)
BROKEN = (Status.JAMMED, Status.CASSETTE_JAMMED, Status.FAILURE)
FAILED = (0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x5F)


class DeviceCard(Card):
    """Buttons that turn with the device: what is out can be put in, what is off can be switched on."""

    def __init__(self, desk: Desk, hands: Hands) -> None:
        """The device was not seen yet."""
        super().__init__(desk, "bench-device", TITLE)
        self._hands = hands
        self._cassette = self._powered = self._plugged = True
        self.jam_head = self._button("jam-head", JAM_HEAD, lambda: hands.do("jam"))
        self.jam_cassette = self._button("jam-cassette", JAM_CASSETTE, lambda: hands.do("jam", in_cassette=True))
        self.clear = self._button("clear", CLEAR, lambda: hands.do("clear"))
        self.flow(self.jam_head, self.jam_cassette, self.clear)
        self.cassette = self._button("cassette", self._cassette_words, self._turn_cassette)
        self.fill = self._button("fill", FILL, lambda: hands.do("cassette", do="fill"))
        self.flow(self.cassette, self.fill)
        self.power = self._button("power", self._power_words, self._turn_power)
        self.moments = self._choice("bench-moment", WHEN, MOMENTS)
        self.row(self.power, self.moments, stretch=False).setStretch(1, 1)
        self.cable = self._button("wire", self._cable_words, self._turn_cable)
        self.spoil = self._button("spoil", SPOIL, lambda: hands.do("spoil", bad_crcs=3))
        self.flow(self.cable, self.spoil)
        self.pull = self._button("pull", PULL, lambda: hands.do("pull"))
        self.cheat = self._button("cheat", CHEAT, lambda: hands.do("cheat"))
        self.flow(self.pull, self.cheat)
        self.fail = self._button("fail", BREAK, lambda: hands.do("fail", code=self.failures.currentData()))
        parts = tuple(
            (code, Words(f"{code:02X} · {FAILURES[code].ru}", f"{code:02X} · {FAILURES[code].en}")) for code in FAILED
        )
        self.failures = self._choice("bench-failure", WHAT, parts)
        self.row(self.fail, self.failures, stretch=False).setStretch(1, 1)

    def show_state(self, seen: BenchState) -> None:
        """Turn the buttons to what can be done."""
        self.out_of_reach(seen.why_not)
        device = seen.device
        if device is None:
            return
        self.clear.setEnabled(device.status in BROKEN)
        turned = (device.cassette, device.powered, device.plugged)
        if turned != (self._cassette, self._powered, self._plugged):
            self._turn(device)

    def _turn(self, device: Device) -> None:
        self._cassette, self._powered, self._plugged = device.cassette, device.powered, device.plugged
        for button, words in (
            (self.cassette, self._cassette_words), (self.power, self._power_words), (self.cable, self._cable_words),
        ):  # fmt: skip
            self.desk.languages.bind(button, button.setText, words)
            self.desk.languages.bind(button, button.setAccessibleName, words)
        self.moments.setEnabled(self._powered)

    def _turn_cassette(self) -> None:
        self._hands.do("cassette", do="take" if self._cassette else "put")

    def _turn_power(self) -> None:
        if not self._powered:
            self._hands.do("power", on=True)
        elif moment := self.moments.currentData():
            self._hands.do("power", on=False, at=moment)
        else:
            self._hands.do("power", on=False)

    def _turn_cable(self) -> None:
        self._hands.do("wire", plugged=not self._plugged)

    def _cassette_words(self) -> Words:
        return TAKE if self._cassette else PUT

    def _power_words(self) -> Words:
        return OFF if self._powered else ON

    def _cable_words(self) -> Words:
        return PULL_CABLE if self._plugged else PLUG_CABLE

    def _button(self, name: str, words: Words | Callable[[], Words], run: Callable[[], object]) -> QPushButton:
        made = spoken.button(self.desk, words, run)
        made.setObjectName(f"bench-{name}")
        return made

    def _choice(self, name: str, words: Words, options: tuple[tuple[object, Words], ...]) -> CalmComboBox:
        box = spoken.named(self.desk, CalmComboBox(), words)
        box.setObjectName(name)
        box.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        for value, _ in options:
            box.addItem("", value)

        def speak() -> None:
            for place, (_, said) in enumerate(options):
                box.setItemText(place, self.desk.say(said))

        self.desk.languages.changed.connect(speak)
        speak()
        return box
