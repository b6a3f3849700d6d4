"""The acceptor's thread: one line at a time, opened when settings name one, closed with its mouth shut."""

from agent_terminal.ccnet.handler import CashHandler
from agent_terminal.ccnet.port import Line, Port
from agent_terminal.ccnet.timing import Timing
from agent_terminal.service.ground import Closed, Ground
from agent_terminal.service.kept import Acceptor
from common import spawn
from common.clock import Clock
from common.logs import Log

LEAVE_SECONDS = 9.0


class AcceptorLine:
    """Runs the port of the acceptor that is set; a line that goes dead is opened again by the port itself."""

    def __init__(self, ground: Ground, cash: CashHandler, clock: Clock, log: Log, timing: Timing | None = None) -> None:
        """No line yet; `timing` is for lines faster than real ones."""
        self._timing = timing
        self._ground = ground
        self._cash = cash
        self._clock = clock
        self._log = log
        self._one_at_a_time = spawn.Lock()
        self._stop: spawn.Signal | None = None
        self._thread: spawn.Thread | None = None

    def use(self, acceptor: Acceptor) -> None:
        """Let the former line go, then talk over this one; an empty one means none."""
        with self._one_at_a_time:
            self._leave()
            self._ground.hardware.forget(configured=bool(acceptor.line))
            if acceptor.line:
                self._talk(Line(acceptor.line, acceptor.speed))

    def close(self) -> None:
        """Shut the mouth and end the thread."""
        with self._one_at_a_time:
            self._leave()

    def _talk(self, line: Line) -> None:
        port, stop = Port(line, self._cash, self._clock, timing=self._timing), spawn.Signal()
        self._stop = stop
        self._thread = spawn.thread("acceptor", lambda: port.run(stop.is_set))
        self._ground.set_mouth(port)
        self._log.info("acceptor", line=line.url)

    def _leave(self) -> None:
        if self._stop is None or self._thread is None:
            return
        self._ground.set_mouth(Closed())
        self._stop.set()
        self._thread.join(LEAVE_SECONDS)
        self._stop = self._thread = None
