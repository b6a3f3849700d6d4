"""The real driver on a real line in this process: a device served over TCP or a pty, a port that talks to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from agent_terminal.ccnet.happenings import Happening
from agent_terminal.ccnet.port import Line as PortLine
from agent_terminal.ccnet.port import Port
from agent_terminal.ccnet.simulator.control import Insert, insert
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.line import Line, TcpLine
from agent_terminal.ccnet.simulator.options import Options
from agent_terminal.ccnet.simulator.running import Running
from agent_terminal.ccnet.tape import Tape
from agent_terminal.ccnet.timing import Timing
from common import spawn
from common.clock import SystemClock
from tests.agent_terminal.ccnet.bench import EVERY_NOTE
from tests.agent_terminal.ccnet.journal import CashJournal

QUICK = Options(
    initialize_seconds=0.1, accept_seconds=0.03, stack_seconds=0.04, return_seconds=0.03, reject_seconds=0.05
)
BRISK = Timing(poll=0.01, free=0.001, answer=0.1, slow_answer=0.5, gap=0.02, absent=0.5, reset_again=0.5)
PATIENCE_SECONDS = 20.0
STEP = 0.005


class Rig:
    """What a test has in its hands."""

    def __init__(self, device: Device, running: Running, port: Port, journal: CashJournal, clock: SystemClock) -> None:
        self.device = device
        self.running = running
        self.port = port
        self.journal = journal
        self._clock = clock

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until the world is so."""
        last = self._clock.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert self._clock.monotonic() < last, f"{vars(self.journal)} {list(self.device.spoken)[-10:]}"
            self._clock.sleep(STEP)

    def insert(self, number: int) -> None:
        """Push it in as soon as the device waits for one."""
        self.until(lambda: self.running.act(lambda device, now: insert(device, now, Insert(type=number))))

    def tells(self, kind: type[Happening]) -> list[Happening]:
        return [one for one in list(self.journal.happenings) if isinstance(one, kind)]


@contextmanager
def served(device: Device, line: Line) -> Iterator[Running]:
    """The device alive on its line."""
    stop = spawn.Signal()
    running = Running(device, line, SystemClock())
    thread = spawn.thread("device", lambda: running.run(stop.is_set))
    try:
        yield running
    finally:
        stop.set()
        thread.join()
        line.close()


@contextmanager
def driven(url: str, journal: CashJournal, timing: Timing = BRISK, tape: Tape | None = None) -> Iterator[Port]:
    """The driver at work; at the end it is told to leave and has left."""
    stop = spawn.Signal()
    port = Port(PortLine(url), journal, SystemClock(), timing=timing, reopen_seconds=0.05, tape=tape)
    port.accept(EVERY_NOTE)
    thread = spawn.thread("validator", lambda: port.run(stop.is_set))
    try:
        yield port
    finally:
        stop.set()
        thread.join()


@contextmanager
def rig(
    line: Line | None = None, options: Options = QUICK, timing: Timing = BRISK, tape: Tape | None = None
) -> Iterator[Rig]:
    """Both ends."""
    clock, journal = SystemClock(), CashJournal()
    line = line or TcpLine()
    device = Device(options, now=clock.monotonic())
    with served(device, line) as running, driven(line.address, journal, timing, tape) as port:
        yield Rig(device, running, port, journal, clock)
