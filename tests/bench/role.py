"""A real role under measurement: started as users start it, set up through its operator's commands."""

import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from common.clock import SystemClock
from common.http_client import Peer
from common.http_server.doors import OPERATOR
from common.logs import Log
from common.secrets import Secrets
from common.settings import PROFILE, Ready
from common.setup.places import PROJECT
from tests.bench.running import Running, python

READY_SECONDS = 30.0
LOOK_SECONDS = 0.005
MODULES = {
    "provider": "provider_app",
    "processing": "processing_app",
    "terminal": "agent_terminal",
    "consumer": "consumer_app",
}


class RunningRole:
    """One instance in a folder of its own."""

    def __init__(
        self, name: str, folder: Path, *, place: int | None = None, screen: Mapping[str, str] | None = None
    ) -> None:
        """Start it and wait until it answers; `ready_seconds` is how long that took.

        `screen` is the environment of a screen where it shows its window.
        """
        folder.mkdir(parents=True)
        self._name = name
        self._module = MODULES[name]
        self._data = folder
        ready_file = folder / "ready"
        words = ["--port", "0", "--ready-file", str(ready_file), "--until-stdin-closes"]
        words += [] if screen else ["--headless"]
        started = time.monotonic()
        self.server = Running(self._command(*words), folder / "errors", place=place, environment=screen)
        try:
            self.ready = _ready(self.server, ready_file)
        except BaseException:
            self.server.stop()
            raise
        self.ready_seconds = time.monotonic() - started

    def operator(self, log: Log) -> Peer:
        """Its operator's doors, for what a command each would take too long."""
        login = Secrets(self._data / self._name / PROFILE / "secrets").login_of(OPERATOR)
        assert login is not None
        return Peer(self.ready.url, *login, log, SystemClock(), us="bench", them=self._name)

    def command(self, name: str, *options: str) -> Any:
        """Carry out one of its operator's commands; the answer."""
        done = subprocess.run(
            self._command(name, "--json", *options),
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            raise SystemExit(f"{self._module} {name}: {done.stderr.decode('utf-8', 'replace')[-1000:]}")
        return msgspec.json.decode(done.stdout)

    def _command(self, *words: str) -> list[str]:
        return python(self._module, "--data", str(self._data), *words)


def _ready(server: Running, file: Path) -> Ready:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and not server.died():
        if file.exists():
            return msgspec.json.decode(file.read_bytes(), type=Ready)
        time.sleep(LOOK_SECONDS)
    raise SystemExit(f"{file.parent}: {server.last_words()}")
