"""Starts the tiny role as a process of its own, as the launcher starts a role."""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, NamedTuple, Self

import pytest

from common import spawn
from common.clock import SystemClock
from common.settings import ROOT
from tests.common import tiny

READY_SECONDS = 15


class Running:
    """A role that answers, or one that said why it does not."""

    def __init__(
        self, data: Path, *arguments: str, ready: bool = True, module: str = "tests.common.tiny", **environment: str
    ) -> None:
        """Start it and wait until its ready-file is there, or it ended."""
        self.data = data
        self.ready_file = data / "ready-for-test.json"
        data.mkdir(parents=True, exist_ok=True)
        self.ready_file.unlink(missing_ok=True)
        clock = SystemClock()
        started = clock.monotonic()
        self.process = spawn.process(
            [
                sys.executable,
                "-m",
                module,
                "--data",
                str(data),
                "--ready-file",
                str(self.ready_file),
                "--port",
                "0",
                *arguments,
            ],
            folder=ROOT,
            environment={**os.environ, **environment},
            output=spawn.CAPTURE,
        )
        while ready and not self.ready_file.exists() and self.process.poll() is None:
            assert clock.monotonic() - started < READY_SECONDS
            clock.sleep(0.01)
        self.seconds = clock.monotonic() - started

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        if self.process.stdin is not None and self.process.stdin.closed:
            self.process.stdin = None
        self.process.communicate(timeout=10)

    @property
    def said(self) -> dict[str, Any]:
        """The ready-file."""
        found: dict[str, Any] = json.loads(self.ready_file.read_bytes())
        return found

    def terminate(self) -> None:
        """As the system or a person stops a program."""
        if sys.platform == "win32":
            self.process.send_signal(signal.CTRL_BREAK_EVENT)
        else:
            self.process.terminate()

    def end(self, seconds: float = 10) -> tuple[int, str]:
        """Its exit code and what it printed."""
        output, _ = self.process.communicate(timeout=seconds)
        return self.process.returncode, output.decode("utf-8")


class Command(NamedTuple):
    """What a command came to."""

    code: int
    said: str
    complained: str


class Commands:
    """Runs commands in this process, over a folder of data."""

    def __init__(self, data: Path, screen: pytest.CaptureFixture[str]) -> None:
        self.data, self._screen = data, screen

    def __call__(self, *arguments: str) -> Command:
        self._screen.readouterr()
        try:
            code = tiny.main(["--data", str(self.data), *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        screen = self._screen.readouterr()
        return Command(code, screen.out, screen.err)
