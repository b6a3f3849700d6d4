"""The simulated banknote acceptor as a process, driven over its control door."""

import sys
from pathlib import Path
from typing import Any

import msgspec

from common import settings, spawn
from common.clock import Clock
from common.errors import Broken
from common.http_client import Peer
from common.logs import Log
from common.protocol.endpoint import Endpoint, Nothing
from common.words import Words

MODULE = "agent_terminal.ccnet.simulator"
QUICK = ("--initialize-seconds", "0.3", "--accept-seconds", "0.1", "--stack-seconds", "0.15")
READY_SECONDS = 20.0
PAUSE_SECONDS = 0.02


class Said(msgspec.Struct, frozen=True):
    """Its ready-file."""

    url: str
    line: str
    login: str
    password: str


class Simulator:
    """A device with its memory in a file: what is in its stacker survives the process."""

    def __init__(self, folder: Path, log: Log, clock: Clock) -> None:
        """Not started yet."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._log = log
        self._clock = clock
        self._process: spawn.Process[bytes] | None = None
        self._peer: Peer | None = None
        self.line = ""

    def start(self, *options: str) -> None:
        """Start it and wait until its door and its line are there."""
        ready = self._folder / "ready.json"
        ready.unlink(missing_ok=True)
        words = [sys.executable, "-m", MODULE, "--ready-file", str(ready), "--state", str(self._folder / "device.json")]
        words += ["--logs", str(self._folder), "--until-stdin-closes", *(options or QUICK)]
        self._process = spawn.process(words, folder=settings.ROOT, output=spawn.DISCARD)
        deadline = self._clock.monotonic() + READY_SECONDS
        while not ready.exists():
            if self._process.poll() is not None or self._clock.monotonic() > deadline:
                raise Broken("not_started", f"{MODULE}, {self._process.poll()}")
            self._clock.sleep(PAUSE_SECONDS)
        said = msgspec.json.decode(ready.read_bytes(), type=Said)
        self.line = said.line
        self._peer = Peer(said.url, said.login, said.password, self._log, self._clock, us="bench", them="simulator")

    def do(self, act: str, **fields: Any) -> dict[str, Any]:
        """One act at the device; its state after it, `done` says whether it had an effect."""
        assert self._peer is not None
        door: Endpoint[Any, Any] = Endpoint("POST", f"/v1/simulator/{act}", Nothing, dict[str, Any], Words(act, act))
        body = msgspec.json.encode(fields)
        answer: dict[str, Any] = self._peer.post(door, door.path, body, "application/json", operation="")
        return answer

    def stop(self) -> None:
        """End the process; to the device that is a power cut."""
        if self._process is not None:
            if self._peer is not None:
                self._peer.close()
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._process.wait()
