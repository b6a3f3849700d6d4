"""The pipes to the second engine's program: what it is told goes in lines of JSON, what it tells waits to be taken."""

import contextlib
import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from common import spawn

LAST_LINES = 12
ENDED = "ended"


class Heard(NamedTuple):
    """What happened, and more about it."""

    event: str
    what: str = ""


class Line:
    """One run of the program. Nobody waits here: it is started, told and read in threads."""

    def __init__(self, command: Sequence[str], folder: Path, ring: Callable[[], object]) -> None:
        """Start it. `ring` is called in a thread whenever there is something to take; `ended` comes last and once."""
        self._command = command
        self._folder = folder
        self._ring = ring
        self._heard: deque[Heard] = deque()
        self._other: deque[str] = deque(maxlen=LAST_LINES)
        self._process: spawn.Process[bytes] | None = None
        self._to_do = spawn.pool("cefpython3", 1)
        self._to_do.submit(self._start)

    def say(self, act: str, *values: object) -> None:
        """Tell it to do something; one that has ended does not listen."""
        with contextlib.suppress(RuntimeError):  # nothing is said after the last word
            self._to_do.submit(self._write, json.dumps({"act": act, "with": values}).encode("ascii") + b"\n")

    def close(self) -> None:
        """The last word: it closes its browser and ends."""
        with contextlib.suppress(RuntimeError):
            self._to_do.submit(self._close_input)
        self._to_do.shutdown(wait=False)

    def kill(self) -> None:
        """End it at once."""
        if self._process is not None:
            self._process.kill()

    def take(self) -> Iterator[Heard]:
        """What it has told since."""
        while self._heard:
            yield self._heard.popleft()

    def _start(self) -> None:
        try:
            self._process = spawn.process(self._command, folder=self._folder, output=spawn.CAPTURE)
        except OSError as problem:
            self._put(Heard(ENDED, str(problem)))
        else:
            spawn.thread("cefpython3 tells", self._read)

    def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        for line in self._process.stdout:
            text = line.decode("utf-8", "replace").strip()
            heard = event(text)
            if heard is not None:
                self._put(heard)
            elif text:
                self._other.append(text)
        code = self._process.wait()
        self._process.stdout.close()
        self._close_input()
        self._put(Heard(ENDED, "\n".join([*self._other, f"exit code {code}"])))

    def _write(self, line: bytes) -> None:
        if self._process is None or self._process.stdin is None:
            return
        with contextlib.suppress(OSError, ValueError):  # one that has died is heard of by its end
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def _close_input(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()

    def _put(self, heard: Heard) -> None:
        self._heard.append(heard)
        with contextlib.suppress(RuntimeError):  # the window that would take it may be gone by now
            self._ring()


def event(text: str) -> Heard | None:
    """What a line tells; None where it is no line of ours but a word of Chromium's own."""
    try:
        told = json.loads(text)
        return Heard(str(told["event"]), str(told["what"]))
    except (ValueError, TypeError, KeyError):
        return None
