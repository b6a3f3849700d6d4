"""Our own instance at a seat: a process that is asked for its health, and by its operator's doors."""

from typing import Any

import msgspec
import psutil

from common import spawn
from common.clock import Clock
from common.errors import Broken, OplataError
from common.http_client import Peer
from common.logs import Log
from common.protocol.endpoint import Endpoint, Nothing
from common.settings import Ready
from common.words import Words
from launcher_app.instance import Instance, logs_of
from launcher_app.network.ground import Ground
from launcher_app.network.said import last_lines
from launcher_app.network.seat import Seat

HEALTH_SECONDS = 2.0
POLITE_SECONDS = 5.0


class Health(msgspec.Struct, frozen=True):
    """What we read of the answer of GET /health."""

    role: str
    profile: str
    ready: bool


HEALTH: Endpoint[Nothing, Health] = Endpoint(
    "GET", "/health", Nothing, Health, Words("отвечает ли роль", "does the role answer")
)


class Ours:
    """One of our four programs; its data, its logs and its contracts are its own."""

    def __init__(self, seat: Seat, ground: Ground) -> None:
        """Nothing is started yet."""
        self._seat = seat
        self._ground = ground
        self._instance = self._made(None)
        self._pulse = Pulse(seat.name, ground.log, ground.clock)
        self._asked = Instance(seat.role, seat.profile, ground.data, ground.log, ground.clock)
        self._met: Ready | None = None
        self._lock = spawn.Lock()
        self._output = logs_of(ground.data) / f"launcher-{seat.role}-{seat.profile}.out"

    @property
    def running(self) -> bool:
        """Whether its process is there."""
        return self._instance.running()

    @property
    def process_id(self) -> int:
        """Its process."""
        return self._instance.process_id if self.running else 0

    @property
    def url(self) -> str:
        """Where it answers itself."""
        ready = self._instance.said()
        return ready.url if ready is not None and ready.pid == self.process_id else ""

    @property
    def mute(self) -> bool:
        """Every one of ours answers."""
        return False

    def start(self, public_url: str, port: int) -> None:
        """Start the process; where nobody stands before it, it answers at a port that it keeps."""
        self._instance.stop(0)
        if not public_url:
            self._instance = self._made(port)
        self._instance.public_url = public_url
        self._output.parent.mkdir(parents=True, exist_ok=True)
        with self._output.open("wb") as said:
            self._instance.start(output=said.fileno(), windows=self._ground.windows)

    def stop(self) -> None:
        """Politely; by force when it does not end in time."""
        self._instance.stop(POLITE_SECONDS)

    def kill(self) -> None:
        """Cut its power."""
        if self.running:
            self._instance.kill()

    def answers(self, url: str) -> bool:
        """Whether it says that it is ready."""
        return self._pulse.beats(url)

    def code(self) -> int | None:
        """How it ended."""
        return self._instance.ended(0) if self._instance.started else None

    def elsewhere(self) -> Ready | None:
        """An instance on the same folder that was started by somebody else."""
        ready = self._instance.said()
        return ready if ready is not None and ready.pid != self.process_id and psutil.pid_exists(ready.pid) else None

    def last_lines(self) -> tuple[str, ...]:
        """The end of what it said."""
        return last_lines(self._output)

    def ask(self, operation: str, path: str, fields: dict[str, Any]) -> Any:
        """Ask whoever runs on its folder, whoever started it."""
        with self._lock:
            ready = self._asked.said()
            if ready is None or not psutil.pid_exists(ready.pid):
                raise Broken("not_started", self._seat.name)
            if ready != self._met:
                self._asked.meet()
                self._met = ready
        return self._asked.ask(operation, path=path, **fields)

    def close(self) -> None:
        """Let the connections go."""
        self._pulse.close()
        self._asked.stop(0)

    def _made(self, port: int | None) -> Instance:
        seat, ground = self._seat, self._ground
        return Instance(seat.role, seat.profile, ground.data, ground.log, ground.clock, port=port)


class Pulse:
    """Asks for the health of one role over a connection that is kept."""

    def __init__(self, name: str, log: Log, clock: Clock) -> None:
        """Nobody is known yet."""
        self._name = name
        self._log = log
        self._clock = clock
        self._peer: Peer | None = None

    def beats(self, url: str) -> bool:
        """Whether a role answers there that it is ready."""
        if self._peer is None or self._peer.url != url:
            self.close()
            self._peer = Peer(url, "health", "", self._log, self._clock, us="launcher", them=self._name)
        try:
            return self._peer.call(HEALTH, Nothing(), seconds=HEALTH_SECONDS).ready
        except OplataError:
            return False

    def close(self) -> None:
        """Let the connection go."""
        peer, self._peer = self._peer, None
        if peer is not None:
            peer.close()
