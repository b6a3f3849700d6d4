"""One report on its way: the process apart that makes it, its percent, its last word, its end when it is not wanted."""

import contextlib
import sys
from collections.abc import Callable

import msgspec

from common import settings, spawn
from common.clock import Clock
from common.logs import Log
from common.reporting.order import Order, Said

LONGEST_MINUTES = 30
LOOK_SECONDS = 0.1
END_SECONDS = 2.0
SHOWN = 200


class Making:
    """Started by `outcome`, from one thread; `percent` and `cancel` are for others."""

    def __init__(self, module: str, order: Order, log: Log, clock: Clock) -> None:
        """Nothing runs yet."""
        self.number = order.id
        self.percent = 0
        self.started = clock.now_ms()
        self._module = module
        self._order = order
        self._log = log
        self._clock = clock
        self._cancelled = spawn.Signal()
        self._ended = spawn.Signal()
        self._last: Said | None = None
        self._noise = ""

    def cancel(self) -> None:
        """It is not wanted any more."""
        self._cancelled.set()

    def outcome(self, given_up: Callable[[], bool]) -> Said | None:
        """Make it and wait; None when it was cancelled or given up."""
        try:
            words = [sys.executable, "-m", self._module]
            process = spawn.process(words, folder=settings.ROOT, output=spawn.CAPTURE, modest=True)
        except OSError as problem:
            return Said(code="report_interrupted", detail=str(problem.strerror))
        spawn.thread(f"report {self.number}", lambda: self._listen(process))
        try:
            return self._waited(process, given_up)
        finally:
            _end(process)
            self._ended.wait(END_SECONDS)

    def _waited(self, process: "spawn.Process[bytes]", given_up: Callable[[], bool]) -> Said | None:
        assert process.stdin is not None
        with contextlib.suppress(OSError):  # one that died at once says nothing, and that is heard
            process.stdin.write(msgspec.json.encode(self._order) + b"\n")
            process.stdin.flush()
        deadline = self._clock.monotonic() + LONGEST_MINUTES * 60
        while not self._ended.wait(LOOK_SECONDS):
            if self._cancelled.is_set() or given_up():
                return None
            if self._clock.monotonic() > deadline:
                return Said(code="report_too_slow", detail=str(LONGEST_MINUTES))
        return self._last or self._died(process)

    def _died(self, process: "spawn.Process[bytes]") -> Said:
        code = process.wait()
        self._log.error("a report's process ended without a last word", report=self.number, code=code, said=self._noise)
        return Said(code="report_interrupted", detail=str(code))

    def _listen(self, process: "spawn.Process[bytes]") -> None:
        """Lines until its end; what is no word of ours (Python's own complaints) is only logged."""
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self._hear(line)
        self._ended.set()

    def _hear(self, line: bytes) -> None:
        try:
            said = msgspec.json.decode(line, type=Said)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            self._noise = line.decode("utf-8", "replace").strip()[:SHOWN] or self._noise
            return
        if said.percent is not None:
            self.percent = max(self.percent, min(said.percent, 100))
        if said.outcome is not None or said.code:
            self._last = said


def _end(process: "spawn.Process[bytes]") -> None:
    """The end of its input ends it; one that does not hear is killed."""
    assert process.stdin is not None
    with contextlib.suppress(OSError):
        process.stdin.close()
    try:
        process.wait(END_SECONDS)
    except spawn.Late:
        process.kill()
        process.wait()
