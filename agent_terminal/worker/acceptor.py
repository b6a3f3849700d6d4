"""The acceptor's thread: one line at a time, opened when settings name one, closed with its mouth shut."""

from pathlib import Path

from agent_terminal.ccnet.handler import CashHandler
from agent_terminal.ccnet.port import Line, Port
from agent_terminal.ccnet.timing import Timing
from agent_terminal.service.ground import Closed, Ground
from agent_terminal.service.kept import SIMULATOR, Acceptor
from agent_terminal.worker import simulated
from common import spawn
from common.child import Child
from common.clock import Clock
from common.logs import Log

LEAVE_SECONDS = 9.0


class AcceptorLine:
    """Runs the port of the acceptor that is set; a line that goes dead is opened again by the port itself."""

    def __init__(
        self,
        ground: Ground,
        cash: CashHandler,
        clock: Clock,
        log: Log,
        timing: Timing | None = None,
        folder: Path | None = None,
    ) -> None:
        """No line yet; `timing` is for lines faster than real ones, `folder` is where a simulator keeps its notes."""
        self._timing = timing
        self._ground = ground
        self._cash = cash
        self._clock = clock
        self._log = log
        self._folder = (folder or Path()) / simulated.NAME
        self._one_at_a_time = spawn.Lock()
        self._stop: spawn.Signal | None = None
        self._thread: spawn.Thread | None = None
        self._child: Child | None = None

    def use(self, acceptor: Acceptor) -> None:
        """Let the former line go, then talk over this one; an empty one means none."""
        with self._one_at_a_time:
            self._leave()
            self._ground.hardware.forget(configured=bool(acceptor.line))
            self._ground.link.forget(acceptor)
            if acceptor.line:
                self._talk(acceptor)

    def close(self) -> None:
        """Shut the mouth and end the thread, and the simulator, if there is one."""
        self._ground.link.work.stop()
        with self._one_at_a_time:
            self._leave()

    def _talk(self, acceptor: Acceptor) -> None:
        stop = spawn.Signal()
        line = self._line_of(acceptor, stop)
        port = Port(line, self._cash, self._clock, timing=self._timing, tape=self._ground.link.tape)
        self._stop = stop
        self._thread = spawn.thread("acceptor", lambda: port.run(stop.is_set))
        self._ground.link.talker = port
        self._ground.set_mouth(port)
        self._log.info("acceptor", line=line.url)

    def _line_of(self, acceptor: Acceptor, stop: spawn.Signal) -> Line:
        if acceptor.line != SIMULATOR:
            return Line(acceptor.line, acceptor.speed, acceptor.rts)
        self._child = self._ground.link.simulator = simulated.child(self._folder, self._log, self._clock)
        return simulated.SimulatedLine(
            acceptor.line,
            acceptor.speed,
            child=self._child,
            state=self._folder / "device.json",
            quick=self._timing is not None,
            given_up=stop.is_set,
        )

    def _leave(self) -> None:
        if self._stop is None or self._thread is None:
            return
        self._ground.set_mouth(Closed())
        self._stop.set()
        self._thread.join(LEAVE_SECONDS)
        self._stop = self._thread = None
        child, self._child = self._child, None
        if child is not None:
            child.stop()
