"""A validator and a simulated device joined by bytes in one process, in virtual time, with nothing asleep."""

from collections.abc import Callable

from agent_terminal.ccnet import frames
from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.happenings import Decision, Happening
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.options import ROUBLES, Options
from agent_terminal.ccnet.timing import Timing
from agent_terminal.ccnet.validator import Said, Validator
from tests.agent_terminal.ccnet.journal import CashJournal, Crash

EVERY_NOTE = frozenset(value * 100 for value in ROUBLES.values())
BRISK = Options(initialize_seconds=0.5)
STEP = 0.01


class Bench:
    """The host may crash and be restarted; its journal, as a database would, survives it."""

    def __init__(
        self,
        options: Options = BRISK,
        timing: Timing | None = None,
        decide: Callable[[BillType], Decision] = lambda _bill: Decision.STACK,
        accept: frozenset[int] = EVERY_NOTE,
    ) -> None:
        self.now = 1000.0
        self.timing = timing or Timing()
        self.journal = CashJournal(decide)
        self.device = Device(options, now=self.now)
        self.accept = accept
        self.crashes = 0
        self.said: list[bytes] = []
        self.heard: list[bytes] = []
        self.distort: Callable[[bytes], bytes] = lambda data: data
        """What happens to the device's bytes on the line."""
        self.start_host()

    def start_host(self) -> None:
        self.validator = Validator(self.journal, timing=self.timing)
        self.validator.accept(self.accept)
        self.decoder = frames.Decoder()

    def run(self, seconds: float) -> None:
        """Let that time pass."""
        end = self.now + seconds
        while self.now < end:
            try:
                self._turn()
            except Crash:
                self.crashes += 1
                self.start_host()
        self.device.mechanics.advance(self.now)

    def until(self, condition: Callable[[], bool], seconds: float = 60.0) -> None:
        """Let time pass until the world is so; it must become so in time."""
        end = self.now + seconds
        while not condition():
            assert self.now < end, f"waited {seconds} s in vain: {self.picture()}"
            self.run(STEP)

    def ready(self) -> "Bench":
        """Let the device become ready for notes."""
        self.until(lambda: self.device.mechanics.status == 0x14)
        self.run(0.5)
        return self

    def insert(self, number: int | None, reason: int | None = None) -> bool:
        self.device.mechanics.advance(self.now)
        return self.device.mechanics.insert(number, self.now, reason)

    def settle(self, seconds: float = 60.0) -> None:
        """Let the device come to rest with nothing left to report, and the host hear of it."""
        self.until(self._at_rest, seconds)
        self.run(1.0)

    def tells(self, kind: type[Happening]) -> list[Happening]:
        return [one for one in self.journal.happenings if isinstance(one, kind)]

    def commands(self, code: int) -> int:
        """How often the host said a command."""
        return sum(payload[0] == code for payload in self.said)

    def picture(self) -> str:
        mechanics = self.device.mechanics
        return f"{mechanics.status!r} {mechanics.memory} {vars(self.journal)} {list(self.device.spoken)[-12:]}"

    def _at_rest(self) -> bool:
        mechanics = self.device.mechanics
        mechanics.advance(self.now)
        return mechanics.status in (0x14, 0x19) and not mechanics.events and mechanics.memory.note is None

    def _turn(self) -> None:
        said = self.validator.say(self.now)
        if said is None:
            self.now += STEP
            return
        self.said.append(said.frame[3:-2])
        self._exchange(said)

    def _exchange(self, said: Said) -> None:
        self.decoder = frames.Decoder()
        chunks = self.device.receive(said.frame, self.now)
        self.now += 0.002
        for pause, data in chunks:
            self.now += pause
            if pause > self.timing.gap:
                self._heed(self.decoder.gap())
            self._heed(self.decoder.feed(self.distort(data)))
        if self.validator.waiting and self.decoder.inside:
            self.now += self.timing.gap
            self._heed(self.decoder.gap())
        if self.validator.waiting:
            self.now += said.wait
            self._tell(self.validator.silence(self.now))

    def _heed(self, found: list[frames.Frame | frames.Garbled]) -> None:
        for frame in found:
            if not self.validator.waiting or frame.address != frames.VALIDATOR:
                continue
            if isinstance(frame, frames.Garbled):
                self._tell(self.validator.garbled(self.now))
            else:
                self.heard.append(frame.payload)
                self._tell(self.validator.hear(frame.payload, self.now))

    def _tell(self, happenings: list[Happening]) -> None:
        for happening in happenings:
            self.journal.happened(happening)

    def heard_table(self) -> bytes:
        """The bill table as it came."""
        return next(payload for payload in self.heard if len(payload) == 120)
