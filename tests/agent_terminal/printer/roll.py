"""A receipt printer at the other end of a line: keeps what it is sent, and says of its roll what a test wants."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from agent_terminal.ccnet.simulator.line import Line, TcpLine
from agent_terminal.printer.status import ASK_PAPER
from common import spawn
from common.clock import SystemClock

PAPER_IN, PAPER_OUT = b"\x12", b"\x72"
PATIENCE_SECONDS = 10.0


class Roll:
    """`mute` is one of the many printers that never answer; the roll of one that `ends_in_the_middle` is too short."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._stop = spawn.Signal()
        self.printed = b""
        self.paper = True
        self.mute = False
        self.ends_in_the_middle = False
        self._thread = spawn.thread("a printer", self._run)

    @property
    def address(self) -> str:
        """What the terminal is to print on."""
        return self._line.address.removeprefix("socket://")

    def close(self) -> None:
        self._stop.set()
        self._thread.join(PATIENCE_SECONDS)
        self._line.close()

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until the printer has got so far."""
        clock = SystemClock()
        last = clock.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert clock.monotonic() < last, self.printed[-40:]
            clock.sleep(0.01)

    def _run(self) -> None:
        heard = b""
        while not self._stop.is_set():
            heard += self._line.read(0.02)
            while heard:
                at = heard.find(ASK_PAPER)
                self.printed += heard if at < 0 else heard[:at]
                heard = b"" if at < 0 else heard[at + len(ASK_PAPER) :]
                if at > 0 and self.ends_in_the_middle:
                    self.paper = False
                if at >= 0 and not self.mute:
                    self._line.write(PAPER_IN if self.paper else PAPER_OUT)


@contextmanager
def at(line: Line) -> Iterator[Roll]:
    """A printer at the other end of this line, which goes with it."""
    made = Roll(line)
    try:
        yield made
    finally:
        made.close()


def on_the_network() -> AbstractContextManager[Roll]:
    """A printer with a port of its own."""
    return at(TcpLine())
