"""A program that this one started for itself: its ready-file, its doors, its end; it never outlives who started it."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from common import settings, spawn
from common.clock import Clock
from common.errors import Broken, Unavailable
from common.http_client import Peer
from common.logs import Log
from common.protocol.endpoint import Endpoint, Nothing
from common.words import Words

READY_SECONDS = 20.0
STOP_SECONDS = 5.0
PAUSE_SECONDS = 0.02
ASK_SECONDS = 5.0


class Said(msgspec.Struct, frozen=True):
    """Its ready-file: where it answers, how to enter, and the line it serves, if it serves one."""

    url: str
    login: str
    password: str
    line: str = ""


class Child:
    """`python -m MODULE` with its files in one folder. Threads may ask; one of them starts and stops it."""

    def __init__(self, module: str, name: str, folder: Path, log: Log, clock: Clock, *, us: str) -> None:
        """Not started yet. Its doors are `/v1/<name>/…`; `us` is what exchange lines call this side."""
        self._module = module
        self._name = name
        self._folder = folder
        self._log = log
        self._clock = clock
        self._us = us
        self._process: spawn.Process[bytes] | None = None
        self._peer: Peer | None = None
        self.line = ""
        """What its ready-file says of the line it serves."""

    @property
    def alive(self) -> bool:
        """Whether its process runs."""
        return self._process is not None and self._process.poll() is None

    def start(self, *options: str, given_up: Callable[[], bool] = lambda: False) -> None:
        """Start it and wait until it answers; Broken `not_started` when it ends before, is late, or is given up."""
        self._folder.mkdir(parents=True, exist_ok=True)
        ready = self._folder / "ready.json"
        ready.unlink(missing_ok=True)
        words = [sys.executable, "-m", self._module, "--ready-file", str(ready), "--logs", str(self._folder)]
        words += ["--until-stdin-closes", *options]
        self._process = spawn.process(words, folder=settings.ROOT, output=spawn.DISCARD)
        try:
            self._wait(ready, given_up)
        except Broken:
            self.stop()
            raise
        said = msgspec.json.decode(ready.read_bytes(), type=Said)
        self.line = said.line
        self._peer = Peer(said.url, said.login, said.password, self._log, self._clock, us=self._us, them=self._name)

    def ask(self, act: str, **fields: Any) -> dict[str, Any]:
        """Ask one of its doors; Unavailable `no_connection` while it is not there."""
        peer = self._peer
        if peer is None:
            raise Unavailable("no_connection", self._name)
        door: Endpoint[Any, Any] = Endpoint("POST", f"/v1/{self._name}/{act}", Nothing, dict[str, Any], Words(act, act))
        body = msgspec.json.encode(fields)
        answer: dict[str, Any] = peer.post(door, door.path, body, "application/json", operation="", seconds=ASK_SECONDS)
        return answer

    def stop(self) -> int | None:
        """Close its standard input and wait; killed when it does not end in time. Its exit code."""
        peer, self._peer = self._peer, None
        if peer is not None:
            peer.close()
        process, self._process = self._process, None
        if process is None:
            return None
        spawn.close_input(process)
        deadline = self._clock.monotonic() + STOP_SECONDS
        while process.poll() is None and self._clock.monotonic() < deadline:
            self._clock.sleep(PAUSE_SECONDS)
        if process.poll() is None:
            process.kill()
        return process.wait()

    def _wait(self, ready: Path, given_up: Callable[[], bool]) -> None:
        assert self._process is not None
        deadline = self._clock.monotonic() + READY_SECONDS
        while not ready.exists():
            if self._process.poll() is not None or self._clock.monotonic() > deadline or given_up():
                raise Broken("not_started", f"{self._module}, {self._process.poll()}")
            self._clock.sleep(PAUSE_SECONDS)
