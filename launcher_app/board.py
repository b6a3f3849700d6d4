"""The launcher's four roles, looked at by a thread of their own: what the list shows is at hand, nobody waits."""

from collections.abc import Sequence

from common import spawn
from common.logs import Log
from launcher_app.watched import Look, State, Watched

QUICK_SECONDS, CALM_SECONDS = 0.3, 1.0
RESTLESS = (State.STARTING, State.STOPPING, State.SILENT)


class Board:
    """`looks` is how each role was the last time it was looked at; `changes` grows when one of them changed."""

    def __init__(self, roles: Sequence[Watched], log: Log) -> None:
        """Begin to look."""
        self.roles = {one.role: one for one in roles}
        self.looks = {role: Look(role, State.STOPPED) for role in self.roles}
        self.changes = 0
        self._log = log
        self._wake = spawn.Signal()
        self._closed = False
        self._thread = spawn.thread("board", self._run)

    @property
    def running(self) -> int:
        """How many roles answer."""
        return sum(look.answers for look in self.looks.values())

    @property
    def at_rest(self) -> bool:
        """Whether nothing was started from here, or all of it has ended."""
        return all(look.may_start or look.state is State.ELSEWHERE for look in self.looks.values())

    def start(self, role: str, port: int | None = None) -> None:
        """Start one."""
        self.roles[role].start(port)
        self._wake.set()

    def start_all(self) -> None:
        """Start what is not there, in the order in which they need each other."""
        for one in self.roles.values():
            one.start()
        self._wake.set()

    def stop(self, role: str) -> None:
        """Stop one."""
        self._wake.set()
        self.roles[role].stop()
        self._wake.set()

    def restart(self, role: str) -> None:
        """Stop one and start it again."""
        self.stop(role)
        self.start(role)

    def stop_all(self) -> None:
        """Stop everything that was started from here, all at once."""
        self._wake.set()
        with spawn.pool("stopping", len(self.roles)) as pool:
            for done in [pool.submit(one.stop) for one in self.roles.values()]:
                done.result()
        self._wake.set()

    def raise_window(self, role: str) -> None:
        """Bring its window to the front."""
        self.roles[role].raise_window()

    def close(self) -> None:
        """Stop everything and look no more."""
        self.stop_all()
        self._closed = True
        self._wake.set()
        self._thread.join()
        for one in self.roles.values():
            one.close()

    def _run(self) -> None:
        while not self._closed:
            self._wake.clear()
            for role, one in self.roles.items():
                self._note(role, one)
            restless = any(look.state in RESTLESS for look in self.looks.values())
            self._wake.wait(QUICK_SECONDS if restless else CALM_SECONDS)

    def _note(self, role: str, one: Watched) -> None:
        try:
            look = one.look()
        except OSError as trouble:
            self._log.warning("look failed", role=role, error=str(trouble))
            return
        if look != self.looks[role]:
            self._log.info("role", role=role, state=look.state.value, pid=look.process_id, url=look.url)
            self.looks[role] = look
            self.changes += 1
