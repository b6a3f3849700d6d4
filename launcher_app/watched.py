"""A seat of the network as it is watched: started, asked how it is, stopped; what it said when it fell is kept."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from common import spawn
from common.command_line import EXIT_CODES
from common.errors import Broken
from common.protocol import codes
from common.settings import Ready
from launcher_app.checks import machine
from launcher_app.network import front, ports
from launcher_app.network.address import AtAddress
from launcher_app.network.front import Front
from launcher_app.network.ground import Ground
from launcher_app.network.look import WORDS as WORDS
from launcher_app.network.look import Look as Look
from launcher_app.network.look import State as State
from launcher_app.network.ours import Ours
from launcher_app.network.playing import Playing
from launcher_app.network.ports import another_port as another_port
from launcher_app.network.ports import holder as holder
from launcher_app.network.seat import Player, Seat
from launcher_app.network.student import ByCommand, listens
from launcher_app.proxy import Proxy

LATE_SECONDS = 15.0
PLAYERS: dict[Player, type[Ours] | type[ByCommand] | type[AtAddress]] = {
    Player.OURS: Ours,
    Player.COMMAND: ByCommand,
    Player.ADDRESS: AtAddress,
}


class Watched:
    """One seat. Every method may wait: none is for the thread that draws."""

    def __init__(self, seat: Seat, ground: Ground) -> None:
        """Nothing is started yet."""
        self.seat = seat
        self._ground = ground
        self._playing: Playing = PLAYERS[seat.player](seat, ground)
        self.front = Front(lambda url, port: ground.proxy(seat, url, port))
        self._chosen = 0
        self._began = 0.0
        self._wanted = False
        self._stopping = False
        self._let_go = False
        self._answered = False
        self._taken: Look | None = None
        self._lock = spawn.Lock()
        self.looking = spawn.Lock()
        """Held by whoever looks and tells others of it."""

    @property
    def name(self) -> str:
        """The seat's."""
        return self.seat.name

    @property
    def port(self) -> int:
        """Where others find it: from its earlier starts, or usual; 0 when any will do."""
        known = ports.kept(self.seat, self._ground.data) or self.front.port
        return known or (0 if self._ground.any_port else ports.usual(self.seat))

    @property
    def public_url(self) -> str:
        """The address that others are told; empty while nobody knows it."""
        port = self.front.port or self.port
        return ports.url(port) if port else ""

    @property
    def proxy(self) -> Proxy | None:
        """What stands before it, while it answers."""
        return self.front.proxy

    @property
    def ours(self) -> bool:
        """Whether our own instance sits here, and can be asked."""
        return self.seat.player is Player.OURS

    def start(self, port: int | None = None) -> None:
        """Start it, unless it is there; `look` tells how it goes. A port given here is its own from now on."""
        with self._lock:
            if self._let_go or self._playing.running or self._elsewhere() is not None:
                return
            self._taken, self._wanted, self._answered = None, True, False
            self._began = self._ground.clock.monotonic()
            self._chosen = self.port if port is None else port
            try:
                self._playing.start(self._behind(self._chosen), self._chosen)
            except Broken as problem:
                self._give_up(problem, self._chosen)
            except OSError as problem:
                self._give_up(Broken("folder_not_writable", f"{problem.filename}: {problem.strerror}"), self._chosen)

    def stop(self) -> None:
        """Ask it to end and wait; one that does not listen is killed. What was started elsewhere is left alone."""
        with self._lock:
            self._wanted, self._stopping, self._taken = False, True, None
            try:
                self._playing.stop()
            finally:
                self.front.close()
                self._stopping = False

    def kill(self) -> None:
        """Cut its power: it has fallen, and may be started again."""
        with self._lock:
            self._playing.kill()
            self.front.close()

    def ask(self, operation: str, path: str = "", **fields: Any) -> Any:
        """An operator's door of our instance; Broken `not_started` when nobody is to be asked."""
        return self._playing.ask(operation, path, fields)

    def look(self) -> Look:
        """How it is now."""
        found = self._look()
        recorded = found.state is State.RUNNING and self.front.proxy is not None
        return replace(found, public_url=self.public_url, recorded=recorded)

    def close(self) -> None:
        """End it and let go: whoever was about to start it comes too late."""
        with self._lock:
            self._let_go = True
        self.stop()
        self._playing.close()

    def _look(self) -> Look:
        seconds = int(self._ground.clock.monotonic() - self._began)
        if self._stopping:
            return Look(self.name, State.STOPPING)
        if self._taken is not None:
            return self._taken
        if self._playing.running:
            return self._look_at_running(seconds)
        self._shut()
        if (ready := self._elsewhere()) is not None:
            return Look(self.name, State.ELSEWHERE, ready.url, ready.pid)
        code = self._playing.code() if self._wanted else None
        if code is None or (code == 0 and self.ours):
            return Look(self.name, State.STOPPED)
        return self._fallen(code)

    def _look_at_running(self, seconds: int) -> Look:
        playing = self._playing
        url, process_id = playing.url, playing.process_id
        if playing.mute:
            return Look(self.name, State.RUNNING, process_id=process_id)
        if url and playing.answers(url) and self._opens(partial(self.front.open, url)):
            self._answered = True
            return Look(self.name, State.RUNNING, url, process_id)
        if url and self.front.proxy is not None and not listens(url):
            self._opens(self.front.hold)  # it works, its server does not: who calls is to see just that
        if self._taken is not None:
            return self._taken
        late = self._answered or seconds > LATE_SECONDS
        state, last = (State.SILENT, playing.last_lines()) if late else (State.STARTING, ())
        port = 0 if url or self.front.port else self._chosen
        stranger = holder(port, process_id) if port else ""
        port = port if stranger else 0
        return Look(self.name, state, url, process_id, seconds, last=last, port=port, holder=stranger)

    def _elsewhere(self) -> Ready | None:
        """Who plays this very instance: it must answer, since a process that is gone leaves its number to others."""
        ready = self._playing.elsewhere()
        return ready if ready is not None and self._playing.answers(ready.url) else None

    def _fallen(self, code: int) -> Look:
        last, port = self._playing.last_lines(), self._chosen
        if self.ours and code == EXIT_CODES[Broken] and port and not machine.is_free(port):
            return Look(self.name, State.FELL, code=code, last=last, port=port, holder=holder(port))
        return Look(self.name, State.FELL, code=code, last=last)

    def _behind(self, port: int) -> str:
        """Take the public port; the address that others are told, empty when nobody stands before the player."""
        if not self.seat.called or front.is_itself(self.seat.url, port):
            return ""
        self.front.take(port)
        return self.front.url

    def _opens(self, change: Callable[[], None]) -> bool:
        """Whether the public port could be opened, or kept."""
        try:
            change()
        except Broken as problem:
            self._give_up(problem, self.front.port)
            return False
        return True

    def _shut(self) -> None:
        """Nobody is behind the public port any more; one that is just being started has taken it for itself."""
        if self._lock.acquire(blocking=False):
            try:
                if not self._playing.running:
                    self.front.close()
            finally:
                self._lock.release()

    def _give_up(self, problem: Broken, port: int) -> None:
        """Somebody has the public port, or the program cannot be started at all: nothing of ours runs."""
        self._playing.kill()
        self.front.close()
        fallen = Look(self.name, State.FELL, code=EXIT_CODES[Broken])
        if front.in_use(problem):
            self._taken = replace(fallen, port=port, holder=holder(port))
        else:
            self._taken = replace(fallen, last=(codes.words_of(problem).ru,))
