"""What is done behind the log, unasked: statistics are added up, notifications written down and sent."""

from collections.abc import Callable
from typing import Any

from common import spawn
from common.errors import OplataError, places
from common.logs import Log
from processing_app.service.statistics import Statistics
from processing_app.service.webhooks.notifier import Notifier
from processing_app.service.webhooks.sender import DOUBTFUL, SOUND, Sender

PAUSE_SECONDS = 0.2
LEISURE_SECONDS = 1.0
TROUBLE_SECONDS = 5.0
WIDTHS = {SOUND: 8, DOUBTFUL: 4}
"""Threads that wait for receivers' answers."""


class Backoffice:
    """Two threads, so that a long log to add up keeps no notification waiting. A simulation calls the turns itself."""

    def __init__(self, statistics: Statistics, notifier: Notifier, sender: Sender, log: Log) -> None:
        """Nothing runs yet."""
        self._statistics = statistics
        self._notifier = notifier
        self._sender = sender
        self._log = log
        self._bell = spawn.Signal()
        self._threads: list[Any] = []
        self._pools: dict[str, spawn.ThreadPoolExecutor] = {}
        sender.changed = self._bell.set

    def start(self, stop: spawn.Signal) -> None:
        """Work until told to stop."""
        self._threads = [
            spawn.thread("statistics", lambda: self._run(stop, stop, self._statistics.turn, LEISURE_SECONDS)),
            spawn.thread("webhooks", lambda: self._run(stop, self._bell, self._notify, PAUSE_SECONDS)),
        ]

    def close(self) -> None:
        """Wait for the attempts under way; those that have not begun are left to the next start."""
        for thread in self._threads:
            thread.join()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)

    def _notify(self) -> bool:
        """Write down, then send: both, whatever there is more of."""
        written = self._notifier.turn()
        return self._sender.turn(self._submit) > 0 or written

    def _run(self, stop: spawn.Signal, bell: spawn.Signal, turn: Callable[[], bool], pause: float) -> None:
        """Turn by turn; what goes wrong is logged, and comes again a little later."""
        while not stop.is_set():
            try:
                rest = 0.0 if turn() else pause
            except OplataError as trouble:
                rest = TROUBLE_SECONDS
                self._log.warning("the log waits to be read on", code=trouble.code, detail=trouble.detail)
            except Exception as bug:  # noqa: BLE001 - a thread's end: payments go on, what is behind the log waits
                rest = TROUBLE_SECONDS
                self._log.error("behind the log stumbled", error=places(bug))
            if rest:
                bell.wait(rest)
            if bell is not stop:
                bell.clear()

    def _submit(self, pool: str, work: Callable[[], None]) -> None:
        if pool not in self._pools:
            self._pools[pool] = spawn.pool(pool, WIDTHS[pool])
        self._pools[pool].submit(work)
