"""The clock of intents: wakes those whose time has come, a few times a second."""

from collections.abc import Callable
from typing import Any

from common import spawn
from common.clock import Clock
from common.database import Database
from common.errors import places
from common.logs import Log
from processing_app.service.intents.waking import Waking

PAUSE_SECONDS = 0.2
AFTER_BUG_MS = 60_000


class Timers:
    """A thread of its own. A simulation calls `step` itself. `woken` is told of each intent afterwards."""

    def __init__(
        self, database: Database, waking: Waking, woken: Callable[[str], None], clock: Clock, log: Log
    ) -> None:  # fmt: skip
        """Nothing is due yet."""
        self._database = database
        self._waking = waking
        self._woken = woken
        self._clock = clock
        self._log = log
        self._stumbled: dict[str, int] = {}
        self._thread: Any = None

    def start(self, stop: spawn.Signal) -> None:
        """Wake until told to stop."""
        self._thread = spawn.thread("timers", lambda: self._run(stop))

    def close(self) -> None:
        """Wait for the intent that is being woken."""
        if self._thread is not None:
            self._thread.join()

    def step(self) -> int:
        """Wake all that are due now; how many it were. One that cannot be woken is tried again after a while."""
        now, stumbled = self._clock.now_ms(), self._stumbled
        found = self._database.read(lambda db: self._waking.due(db, len(stumbled)))
        due = [name for name in found if stumbled.get(name, 0) <= now]
        for name in due:
            self._stumbled.pop(name, None)
            try:
                self._database.write(lambda db, name=name: self._waking.wake(db, name), "wake")  # type: ignore[misc]
                self._woken(name)
            except Exception as bug:  # noqa: BLE001 - one intent's end: the others are woken all the same
                self._stumbled[name] = now + AFTER_BUG_MS
                self._log.error("waking stumbled", intent=name, error=places(bug))
        return len(due)

    def _run(self, stop: spawn.Signal) -> None:
        while not stop.is_set():
            woken = 0
            try:
                woken = self.step()
            except Exception as bug:  # noqa: BLE001 - the thread's end: time goes on at the next turn
                self._log.error("timers stumbled", error=places(bug))
            if not woken:
                stop.wait(PAUSE_SECONDS)
