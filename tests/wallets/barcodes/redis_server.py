"""A real Redis server of the test's own: on a port of this computer, in a folder, killed and started at will."""

import os
import shutil
from pathlib import Path
from types import TracebackType

import pytest

from common import ids, spawn

PROGRAMS = ("redis-server", "redis-check-rdb")
"""The same file under two names; the package with the second one alone starts no service."""
PORTS = (20_000, 30_000)
"""Below those that systems give away by themselves: nobody gets ours while the server is down."""
READY = b"Ready to accept connections"
PASSWORD = "canary-of-redis"
TRIES = 20

found = next((path for path in map(shutil.which, PROGRAMS) if path is not None), None)
ON_BUILD_MACHINE = os.environ.get("CI", "").lower() in ("1", "true")
needed = pytest.mark.skipif(
    found is None and not ON_BUILD_MACHINE, reason="нет Redis | no Redis: sudo apt-get install -y redis-tools"
)


class RedisServer:
    """One that keeps its memory in a file only when told to."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        assert found is not None, "redis-server"
        self._folder = folder
        self._program = folder / PROGRAMS[0]
        self._program.symlink_to(found)
        self._running: spawn.Process[bytes] | None = None
        chance = ids.chance()
        for _ in range(TRIES):
            self.port = chance.randrange(*PORTS)
            if self._started():
                return
        raise AssertionError(f"no Redis after {TRIES} tries")

    def __enter__(self) -> "RedisServer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()

    @property
    def url(self) -> str:
        """Where it is, with its password."""
        return f"redis://:{PASSWORD}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Again at the same port, with what it has kept."""
        assert self._running is None
        assert self._started()

    def kill(self) -> None:
        """It loses what it has not written down."""
        if self._running is not None:
            self._running.kill()
            self._running.wait()
            assert self._running.stdout is not None
            self._running.stdout.close()
            assert self._running.stdin is not None
            self._running.stdin.close()
            self._running = None

    def _started(self) -> bool:
        words = ("--port", str(self.port), "--bind", "127.0.0.1", "--requirepass", PASSWORD, "--save", "")
        started = spawn.process(
            [str(self._program), *words, "--dir", str(self._folder)], folder=self._folder, output=spawn.CAPTURE
        )
        self._running = started
        assert started.stdout is not None
        if any(READY in line for line in started.stdout):
            return True
        self.kill()
        return False
