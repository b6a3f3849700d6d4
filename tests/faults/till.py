"""A terminal with its acceptor in virtual time: real service and books, real driver, simulated device, one thread."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from agent_terminal.ccnet.codes import Status
from agent_terminal.ccnet.port import Port
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.faults import Faults
from agent_terminal.ccnet.simulator.options import Options
from agent_terminal.service import desk
from agent_terminal.store import banknotes
from agent_terminal.store.banknotes import Note, NoteState
from common.database import Database
from common.errors import Rejected
from tests.agent_terminal.stand import Stand
from tests.faults.doom import Doom, Mortal
from tests.faults.wire import VirtualLine, Wire

SPRY = Options(initialize_seconds=0.6, accept_seconds=0.4, stack_seconds=0.6)
TURN_SECONDS = 1.0
DARK_SECONDS = 3.0
WALKED_AWAY = 900
LEAVE_STEP = 15
ANY_DEPOSIT = 10**10
AT_REST = (Status.IDLING, Status.DISABLED)


class Till:
    """Time passes in `run` and `until`; `die` is the end of the terminal's process, `come_back` its next start."""

    def __init__(self, folder: Path, options: Options = SPRY, opened: type[Database] = Database) -> None:
        self.stand = Stand(folder, opened=opened)
        self.clock = self.stand.clock
        self.centre = self.stand.centre
        self.centre.available = ANY_DEPOSIT
        self.centre.meanwhile = self.centre.capture_all
        self.device = Device(options, now=self.clock.monotonic())
        self.mechanics = self.device.mechanics
        self.wire = Wire(self.device, self.clock)
        self._work_at = 0.0
        self._shown: tuple[object, str] = (None, "")
        self.stand.connect()
        self._switch_on()

    def close(self) -> None:
        self.stand.close()

    def doom(self, doom: Doom | None) -> None:
        """From now on the terminal's program lives under it."""
        self.wire.doom = self._cash._doom = doom

    def die(self, *, power_lost: bool) -> None:
        """The program is gone; the device goes on by itself, or goes dark with it."""
        self.doom(None)
        self._now()
        if power_lost:
            self.mechanics.power_off(self.clock.monotonic())
        self.stand.close()

    def come_back(self, dark_seconds: float = DARK_SECONDS) -> None:
        """After a while power is there again, and the program begins anew from its database."""
        self.clock.advance(dark_seconds)
        self._now()
        self.wire.cut = False
        self.power_on()
        self.stand._open()
        self._switch_on()

    def power_on(self) -> None:
        """Give the device its power back, if it has none."""
        if not self.mechanics.powered:
            self.mechanics.power_on(self.clock.monotonic())

    def blink(self) -> None:
        """The device alone loses its power for a moment."""
        self.mechanics.power_off(self.clock.monotonic())
        self.clock.advance(0.3)
        self.power_on()

    def insert(self, number: int | None, reason: int | None = None) -> bool:
        """Whether the device drew the note in."""
        now = self._now()
        return self.mechanics.insert(number, now, reason)

    def staff(self) -> None:
        """Somebody comes and does whatever has to be done by hand."""
        now = self._now()
        self.wire.cut = False
        self.power_on()
        memory = self.mechanics.memory
        if memory.full and memory.cassette:
            self.mechanics.take_cassette(now)
        if not memory.cassette:
            self.mechanics.put_cassette(now)
        self.mechanics.clear(now)

    def run(self, seconds: float) -> None:
        end = self.clock.monotonic() + seconds
        while self.clock.monotonic() < end:
            self._turn()
        self._now()

    def until(self, condition: Callable[[], bool], seconds: float = 90.0) -> None:
        """Let time pass until the world is so; it must become so in time."""
        end = self.clock.monotonic() + seconds
        while not condition():
            assert self.clock.monotonic() < end, f"in vain: {self.picture()}"
            self._turn()
            self._now()

    def recover(self) -> None:
        """Nothing new goes wrong; staff set the device right until it rests, empty and heard.

        A full cassette shows itself only at rest, so they come twice.
        """
        self.doom(None)
        self.mechanics._traps.clear()
        self.device.faults = Faults()
        for _ in range(2):
            self.staff()
            self.until(lambda: self._rests() or self.mechanics.memory.full)
        self.until(self._rests)
        self.run(1.5)

    def leave(self) -> None:
        """Whoever stood before the screen is gone; nothing moves in the acceptor, and time passes."""
        for _ in range(0, WALKED_AWAY, LEAVE_STEP):
            self.stand.turn()
            if self._settled():
                return
            self.clock.advance(LEAVE_STEP)

    def show(self) -> str:
        """The screen; looked at again when something has changed, and once a second."""
        moment = (self.stand.database, *self.stand.ground.news(), int(self.clock.monotonic()))
        if self._shown[0] != moment:
            self._shown = (moment, self.stand.screen().screen)
        return self._shown[1]

    def want(self, *wishes: str) -> bool:
        """The payer presses what can be pressed; whether it could be."""
        for wish in wishes:
            try:
                self.stand.do(wish)
            except Rejected:
                continue
            return True
        return False

    def held(self) -> int:
        """Cash inside, as the payer sees it."""
        return int(self.stand.screen().data.get("held", 0))

    def worth(self) -> int:
        """What lies in the stacker, and lay in those that were taken away."""
        memory = self.mechanics.memory
        return sum(self.device.options.bills[number].value for number in memory.stacker + memory.collected)

    def notes(self) -> list[Note]:
        """Every note that was ever written down."""
        rows = self.stand.database.read(lambda db: db.raw.execute("SELECT * FROM banknotes ORDER BY id").fetchall())
        return [banknotes._note(row) for row in rows]

    def picture(self) -> str:
        """What is to be known when the books are wrong."""
        mechanics = self.mechanics
        books = Counter(note.state.value for note in self.notes())
        return f"{mechanics.status!r} {mechanics.memory} {dict(books)} {list(self.device.spoken)[-14:]}"

    def demand_books_agree(self) -> None:
        """Notes in the stacker = notes written = money credited or kept for the payer, and nothing is left open."""
        memory = self.mechanics.memory
        inside = sorted(memory.stacker + memory.collected)
        notes = self.notes()
        written = sorted(note.type for note in notes if note.state is NoteState.STACKED)
        assert written == inside, f"written {written}, inside {inside}: {self.picture()}"
        assert not [note for note in notes if note.state is NoteState.ESCROW], self.picture()
        money = self.stand.demand_money_adds_up()
        assert money.captured + money.on_slips == money.stacked == self.worth(), (money, self.picture())
        assert sum(ask.inserted for ask in self.centre.accepted.values()) == money.captured, money

    def _switch_on(self) -> None:
        self.stand.ground.hardware.forget(configured=True)
        self._cash = Mortal(self.stand.cash, None)
        line = VirtualLine("virtual", wire=self.wire)
        self.port = Port(line, self._cash, self.clock)
        self.stand.ground.set_mouth(self.port)

    def _turn(self) -> None:
        if self.clock.monotonic() >= self._work_at:
            self._work_at = self.clock.monotonic() + TURN_SECONDS
            self.stand.turn()
        self.port._turn()

    def _now(self) -> float:
        now = self.clock.monotonic()
        self.mechanics.advance(now)
        return now

    def _settled(self) -> bool:
        money = self.stand.database.read(desk.money)
        return self.show() in ("K0", "K14") and not (money.in_sessions or money.to_send or money.sent)

    def _rests(self) -> bool:
        mechanics = self.mechanics
        empty = mechanics.memory.note is None and not mechanics.events
        return mechanics.status in AT_REST and empty and self.stand.ground.hardware.reason is None
