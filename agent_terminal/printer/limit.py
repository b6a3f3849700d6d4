"""A call into a device that may never come back: it is waited for so long, and no other begins while it hangs."""

from collections.abc import Callable

from common import spawn
from common.errors import Unavailable

GRACE_SECONDS = 0.2
"""One that has just got through is given so long to end."""


class Limit:
    """One device's calls, one at a time."""

    def __init__(self, name: str, seconds: float) -> None:
        """`name` is what errors call the device."""
        self._name = name
        self._seconds = seconds
        self._running: spawn.Thread | None = None

    def run(self, work: Callable[[], None]) -> None:
        """Do it; Unavailable `printer_silent` after the time, `printer_absent` while the last one still hangs."""
        self._demand_free()
        failed: list[BaseException] = []
        done = spawn.Signal()

        def run() -> None:
            try:
                work()
            except BaseException as problem:  # noqa: BLE001 - it is raised again by the one who waits
                failed.append(problem)
            finally:
                done.set()

        self._running = spawn.thread("printer", run)
        if not done.wait(self._seconds):
            raise Unavailable("printer_silent", f"{self._name}: {self._seconds:g} с / s")
        if failed:
            raise failed[0]

    def _demand_free(self) -> None:
        if self._running is None:
            return
        self._running.join(GRACE_SECONDS)
        if self._running.is_alive():
            raise Unavailable("printer_absent", f"{self._name}: занят прежней печатью / busy with the last paper")
