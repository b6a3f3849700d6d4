"""A role in the launcher's list: started, asked how it is, stopped; what it said when it fell is kept."""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

import msgspec
import psutil

from common import spawn
from common.clock import Clock
from common.command_line import EXIT_CODES
from common.errors import Broken, OplataError
from common.http_client import Peer
from common.logs import Log
from common.protocol.endpoint import Endpoint, Nothing
from common.settings import NEXT_PORT, Ready
from common.words import Words
from launcher_app.checks import machine
from launcher_app.instance import Instance, logs_of

LAST_LINES = 5
LAST_BYTES = 8000
LATE_SECONDS = 15.0
HEALTH_SECONDS = 2.0


class State(StrEnum):
    """What is known about a role's process."""

    STOPPED = "stopped"
    STARTING = "starting"
    RUNNING = "running"
    SILENT = "silent"
    STOPPING = "stopping"
    FELL = "fell"
    ELSEWHERE = "elsewhere"


WORDS = {
    State.STOPPED: Words("остановлен", "stopped"),
    State.STARTING: Words("запускается", "starting"),
    State.RUNNING: Words("работает", "running"),
    State.SILENT: Words("запущен, но не отвечает", "started, does not answer"),
    State.STOPPING: Words("останавливается", "stopping"),
    State.FELL: Words("упал", "fell"),
    State.ELSEWHERE: Words("работает, запущен не отсюда", "running, started elsewhere"),
}


class Health(msgspec.Struct, frozen=True):
    """What we read of the answer of GET /health."""

    role: str
    profile: str
    ready: bool


HEALTH: Endpoint[Nothing, Health] = Endpoint(
    "GET", "/health", Nothing, Health, Words("отвечает ли роль", "does the role answer")
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a role was when it was looked at."""

    role: str
    state: State
    url: str = ""
    process_id: int = 0
    seconds: int = 0
    code: int | None = None
    last: tuple[str, ...] = ()
    port: int = 0
    """The port that somebody else has, when that is why it does not run; `holder` is who."""
    holder: str = ""

    @property
    def answers(self) -> bool:
        """Whether it answered just now."""
        return self.state in (State.RUNNING, State.ELSEWHERE)

    @property
    def may_start(self) -> bool:
        """Whether there is nothing to stop."""
        return self.state in (State.STOPPED, State.FELL)


class Watched:
    """One role of the list. Every method may wait: none is for the thread that draws."""

    def __init__(
        self, role: str, profile: str, data: Path, log: Log, clock: Clock, *, windows: bool, port: int | None = None
    ) -> None:
        """Nothing is started yet. `port` None: the one it had before, or the role's own."""
        self.role = role
        self._new_instance = partial(Instance, role, profile, data, log, clock)
        self._instance = self._new_instance(port=port)
        self._windows = windows
        self._log = log
        self._clock = clock
        self._said = logs_of(data) / f"launcher-{role}-{profile}.out"
        self._began = 0.0
        self._wanted = False
        self._stopping = False
        self._answered = False
        self._health: tuple[str, Peer] | None = None
        self._lock = spawn.Lock()

    def start(self, port: int | None = None) -> None:
        """Start it, unless it is there; `look` tells how it goes. A port given here is its own from now on."""
        with self._lock:
            if self._instance.running() or self._elsewhere() is not None:
                return
            self._instance.stop()
            if port is not None:
                self._instance = self._new_instance(port=port)
            self._wanted, self._answered, self._began = True, False, self._clock.monotonic()
            with self._said.open("wb") as said:
                self._instance.start(output=said.fileno(), windows=self._windows)

    def stop(self) -> None:
        """Ask it to end and wait; one that does not listen is killed. What was started elsewhere is left alone."""
        with self._lock:
            self._wanted, self._stopping = False, True
            try:
                self._instance.stop()
            finally:
                self._stopping = False

    def raise_window(self) -> None:
        """Bring its window before the others."""
        with self._lock:
            self._instance.meet()
            self._instance.ask("ui-raise")

    def look(self) -> Look:
        """How it is now."""
        began = self._clock.monotonic() - self._began
        if self._stopping:
            return Look(self.role, State.STOPPING)
        if self._instance.running():
            return self._look_at_ours(int(began))
        if (ready := self._elsewhere()) is not None and self._answers(ready.url):
            return Look(self.role, State.ELSEWHERE, ready.url, ready.pid)
        if self._wanted and (code := self._instance.ended(0)):
            return self._fallen(code)
        return Look(self.role, State.STOPPED)

    def close(self) -> None:
        """End it and let go."""
        self.stop()
        if self._health is not None:
            self._health[1].close()

    def _look_at_ours(self, seconds: int) -> Look:
        ready, process_id = self._instance.said(), self._instance.process_id
        if ready is not None and ready.pid == process_id and self._answers(ready.url):
            self._answered = True
            return Look(self.role, State.RUNNING, ready.url, process_id)
        late = self._answered or seconds > LATE_SECONDS
        state, last = (State.SILENT, self._last_lines()) if late else (State.STARTING, ())
        if ready is not None and ready.pid == process_id:
            return Look(self.role, state, ready.url, process_id, seconds, last=last)
        port = self._instance.port
        stranger = holder(port, process_id)
        return Look(self.role, state, "", process_id, seconds, last=last, port=port if stranger else 0, holder=stranger)

    def _fallen(self, code: int) -> Look:
        port = self._instance.port
        if code == EXIT_CODES[Broken] and not machine.is_free(port):
            return Look(self.role, State.FELL, code=code, last=self._last_lines(), port=port, holder=holder(port))
        return Look(self.role, State.FELL, code=code, last=self._last_lines())

    def _answers(self, url: str) -> bool:
        if self._health is None or self._health[0] != url:
            if self._health is not None:
                self._health[1].close()
            self._health = (url, Peer(url, "health", "", self._log, self._clock, us="launcher", them=self.role))
        try:
            return self._health[1].call(HEALTH, Nothing(), seconds=HEALTH_SECONDS).ready
        except OplataError:
            return False

    def _elsewhere(self) -> Ready | None:
        """An instance on the same folder that was started by somebody else."""
        ready = self._instance.said()
        return ready if ready is not None and psutil.pid_exists(ready.pid) else None

    def _last_lines(self) -> tuple[str, ...]:
        """The end of what it said."""
        try:
            text = self._said.read_bytes()[-LAST_BYTES:].decode("utf-8", "replace")
        except OSError:
            return ()
        return tuple([line for line in text.splitlines() if line.strip()][-LAST_LINES:])


def holder(port: int, but: int = 0) -> str:
    """«PID 4411, python»: the program that listens there; empty where the system does not tell, or it is this one."""
    try:
        pid = next(
            one.pid
            for one in psutil.net_connections("tcp")
            if one.laddr
            and one.laddr.port == port
            and one.status == psutil.CONN_LISTEN
            and one.pid not in (None, 0, but)
        )
        return f"PID {pid}, {psutil.Process(pid).name()}"
    except (StopIteration, psutil.Error, OSError):
        return ""


def another_port(port: int) -> int:
    """The next free one of the same role's places: 8112 after 8102."""
    while not machine.is_free(port := port + NEXT_PORT):
        pass
    return port


def network(
    profile: str, data: Path, log: Log, clock: Clock, *, windows: bool = True, port: int | None = None
) -> list[Watched]:
    """The four roles in the order they are started."""
    return [
        Watched(role, profile, data, log, clock, windows=windows, port=port)
        for role in ("provider", "processing", "terminal", "consumer")
    ]
