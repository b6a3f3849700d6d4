"""A server under measurement: a process that ends with its standard input, and what it has cost so far."""

import contextlib
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from common.setup.places import PROJECT
from tests.bench import machine

STOP_SECONDS = 30


class Running:
    """A started process; its errors go to a file."""

    def __init__(
        self,
        words: list[str],
        errors: Path,
        *,
        place: int | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start it, on a core of its own when a place is given."""
        self.errors = errors
        self._words = " ".join(words)
        command = words if place is None else machine.pinned(place, words)
        with errors.open("ab") as file:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=file, cwd=PROJECT, env=environment
            )
        self._watched = psutil.Process(self._process.pid)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def next_line(self) -> str:
        """The next line it prints; when it dies instead, its errors are ours."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline().decode("utf-8").strip()
        if not line:
            raise SystemExit(f"{self._words}: {self.last_words()}")
        return line

    def tell(self, text: str) -> None:
        """Write to its standard input and close it."""
        assert self._process.stdin is not None
        self._process.stdin.write(text.encode())
        self._process.stdin.close()

    def last_words(self) -> str:
        """The end of its errors."""
        return self.errors.read_text(encoding="utf-8", errors="replace")[-2000:]

    def died(self) -> bool:
        """Has it ended?"""
        return self._process.poll() is not None

    def cpu_seconds(self) -> float:
        """Processor time of all its threads."""
        times = self._watched.cpu_times()
        return times.user + times.system

    def family_seconds(self) -> float:
        """The same with its children, those that have ended included where the system tells."""
        times = self._watched.cpu_times()
        ended = getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
        with contextlib.suppress(psutil.NoSuchProcess):
            for child in self._watched.children():
                ended += child.cpu_times().user + child.cpu_times().system
        return self.cpu_seconds() + ended

    def memory(self) -> int:
        """Resident bytes."""
        resident: int = self._watched.memory_info().rss
        return resident

    def stop(self) -> None:
        """Close its standard input and wait; one that does not listen is killed."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


def python(*words: str) -> list[str]:
    """A command of this interpreter."""
    return [sys.executable, "-m", *words]
