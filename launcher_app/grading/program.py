"""A student's program as a process: started, awaited, killed, started again; what it says is kept."""

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from common import settings, spawn
from common.clock import Clock
from common.errors import Broken
from launcher_app.grading.target import command
from launcher_app.network import tree

PAUSE_SECONDS = 0.02
STOP_SECONDS = 5.0
COMMAND_SECONDS = 40.0
TAIL = 6
FAST = "launcher_app.grading.fast"
FACTOR = "OPLATA_CLOCK"


class Ready(msgspec.Struct, frozen=True):
    """What it writes when it answers."""

    url: str


class Program:
    """Its folder keeps its data over a kill; `factor` makes its clock run that many times faster.

    `guard` is the beginning of a command that runs it and sees to its end, should we come to ours.
    """

    def __init__(
        self, words: Sequence[str], folder: Path, clock: Clock, *, factor: int = 1, guard: Sequence[str] = ()
    ) -> None:
        """Not started yet."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.output = folder / "output.txt"
        self._words = list(words)
        self._clock = clock
        self._factor = factor
        self._guard = list(guard)
        self._ready = folder / "ready.json"
        self._process: spawn.Process[bytes] | None = None

    @property
    def process(self) -> "spawn.Process[bytes] | None":
        """Its process; None before the first start and after a stop."""
        return self._process

    def begin(self, **values: object) -> None:
        """Start it and do not wait."""
        self._ready.unlink(missing_ok=True)
        words = command(self._words, ready=self._ready, folder=self.folder, **values)
        if self._factor > 1:
            words = [words[0], "-m", FAST, str(self._factor), *words[1:]]
        with self.output.open("ab") as said:
            self._process = self._spawned([*self._guard, *words], said.fileno())

    def start(self, seconds: float, **values: object) -> str:
        """Start it; its address once it says so, empty for one that says none; Broken `not_started` otherwise."""
        self.begin(**values)
        if not any("{ready}" in word for word in self._words):
            return ""
        return self._said(seconds)

    def said(self) -> str:
        """The address that it has written; empty before it did, and for one that answers nowhere."""
        ready = self._read()
        return "" if ready is None else ready.url

    def run(self, words: Sequence[str], **values: object) -> int | None:
        """One command of the same program, to its end; its exit code, None when it did not end in time."""
        deadline = self._clock.monotonic() + COMMAND_SECONDS
        filled = command(words, folder=self.folder, **values)
        with self.output.open("ab") as said:
            process = self._spawned(filled, said.fileno())
        spawn.close_input(process)
        try:
            while process.poll() is None and self._clock.monotonic() < deadline:
                self._clock.sleep(PAUSE_SECONDS)
            return process.poll()
        finally:
            if process.poll() is None:
                tree.kill(process.pid)
                process.wait()

    def kill(self) -> None:
        """End it at once with all that it has started, whatever they are doing."""
        if self._process is not None:
            if self._process.poll() is None:  # the number of one that has ended may be somebody else's by now
                tree.kill(self._process.pid)
            self._process.wait()
            spawn.close_input(self._process)
            self._process = None

    def stop(self) -> None:
        """Ask it to end by closing its input and by a signal; killed when it does not, and with it what it left."""
        process = self._process
        if process is None:
            return
        family = tree.family(process.pid)  # whom a shell has started is found only while it lives
        spawn.close_input(process)
        if not self._guard:  # a guard needs its life to be polite with
            process.terminate()
        deadline = self._clock.monotonic() + STOP_SECONDS
        while process.poll() is None and self._clock.monotonic() < deadline:
            self._clock.sleep(PAUSE_SECONDS)
        self.kill()
        tree.end(family)

    def tail(self) -> str:
        """The last lines that it said."""
        try:
            lines = self.output.read_bytes().decode("utf-8", "replace").splitlines()
        except OSError:
            return ""
        return " · ".join(lines[-TAIL:])

    def _spawned(self, words: Sequence[str], output: int) -> "spawn.Process[bytes]":
        here = {"PYTHONPATH": str(settings.ROOT), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", FACTOR: str(self._factor)}
        try:
            return spawn.process(words, folder=settings.ROOT, environment={**os.environ, **here}, output=output)
        except OSError as problem:
            raise Broken("not_started", f"{words[0]}: {problem.strerror}") from problem

    def _read(self) -> Ready | None:
        try:
            return msgspec.json.decode(self._ready.read_bytes(), type=Ready)
        except (OSError, msgspec.MsgspecError):
            return None

    def _said(self, seconds: float) -> str:
        assert self._process is not None
        deadline = self._clock.monotonic() + seconds
        while self._clock.monotonic() < deadline:
            if (ready := self._read()) is not None:
                return ready.url
            if self._process.poll() is not None:
                break
            self._clock.sleep(PAUSE_SECONDS)
        code = self._process.poll()
        how = f"exit {code}" if code is not None else f"> {seconds:g} с / s"
        raise Broken("not_started", f"{how}. {self.tail()}"[:600])
