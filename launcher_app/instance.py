"""One role's instance as a process: started, awaited, asked by its operator's doors, stopped or killed."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import psutil

from common import settings, spawn
from common.clock import Clock
from common.errors import Broken
from common.http_client import Peer
from common.http_client.trust import of_own
from common.http_server.doors import OPERATOR
from common.logs import Log
from common.protocol.endpoint import Endpoint, Nothing
from common.protocol.wallets import doors as wallets
from common.secrets import Secrets
from common.settings import Identity, Ready, Settings
from common.words import Words

MODULES = {
    "provider": "provider_app",
    "processing": "processing_app",
    "terminal": "agent_terminal",
    "consumer": "consumer_app",
}
READY_SECONDS = 30.0
STOP_SECONDS = 12.0
ASK_SECONDS = 60.0
PAUSE_SECONDS = 0.02
SECRET = wallets.SECRETS | {"password", "passport", "email", "address", "recipients", "token", "key", "pin"}
"""Fields of the operator's and the kiosk's doors that no log may hold."""
BARCODE = "barcode"
"""The operation whose answer is a dynamic barcode: there a `code` is money."""


def open_log(data: Path, name: str, clock: Clock) -> Log:
    """The launcher's log; Broken `folder_not_writable` when there can be none."""
    try:
        return Log(logs_of(data), name, clock, console=False)
    except OSError as problem:
        raise Broken("folder_not_writable", f"{logs_of(data)}: {problem.strerror}") from problem


def logs_of(data: Path) -> Path:
    """The folder of the logs: `logs/` beside the usual data folder, inside any other."""
    return settings.ROOT / "logs" if data == settings.ROOT / "data" else data / "logs"


class Instance:
    """A profile of a role in a data folder; `ask` speaks to its operator's doors."""

    def __init__(
        self,
        role: str,
        profile: str,
        data: Path,
        log: Log,
        clock: Clock,
        *,
        port: int | None = None,
        tls: Path | None = None,
    ) -> None:
        """Nothing is started yet. `port` None: the one it had before, or the role's own; `tls`: its certificates."""
        self.role = role
        self.profile = profile
        self.public_url = ""
        """Where others find it, when somebody stands before it: then it answers at any free port."""
        self._port = port
        self._log = log
        self._clock = clock
        self._settings = Settings(role, profile, port, data, logs_of(data), None, "ru", True, tls=tls)
        self._process: spawn.Process[bytes] | None = None
        self._ready: Ready | None = None
        self._peer: Peer | None = None

    @property
    def folder(self) -> Path:
        """All state of this instance."""
        return self._settings.folder

    @property
    def port(self) -> int:
        """Where it would answer: the port it was given or had before, or the role's own."""
        try:
            had = msgspec.json.decode((self.folder / "identity.json").read_bytes(), type=Identity).port
        except (OSError, msgspec.MsgspecError):
            had = settings.PORTS[self.role]
        return had if self._port is None else self._port

    @property
    def url(self) -> str:
        """Where it answers."""
        assert self._ready is not None
        return self._ready.url

    @property
    def started(self) -> bool:
        """Whether it was ever started from here."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """Its process."""
        assert self._process is not None
        return self._process.pid

    def start(
        self,
        *,
        quiet: bool = True,
        by: Sequence[str] = (),
        windows: bool = False,
        output: int | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start the process; `wait` tells when it answers.

        `by` is another program that plays the role; `output` is an open file for what it says; `windows` shows its
        window, on the screen that `environment` names.
        """
        words = [sys.executable, "-m", *(by or (MODULES[self.role],)), "--profile", self.profile]
        words += ["--until-stdin-closes", *(() if windows else ("--headless",))]
        if self._settings.data != settings.ROOT / "data":
            words += ["--data", str(self._settings.data)]
        if self._settings.tls is not None:
            words += ["--tls", str(self._settings.tls)]
        drawn = self._port == 0 and self._process is not None
        if self.public_url:
            words += ["--public-url", self.public_url]
        elif self._port is not None and not drawn:  # a free port was drawn at the first start: cards name it by now
            words += ["--port", str(self._port)]
        self._forget_dead()
        whole = dict(environment or os.environ) | {"PYTHONPATH": str(settings.ROOT), "PYTHONUTF8": "1"}
        said = spawn.DISCARD if quiet and output is None else output
        self._process = spawn.process(words, environment=whole, output=said)

    def wait(self, seconds: float = READY_SECONDS) -> None:
        """Return when it answers; Broken `not_started` with its exit code when it does not."""
        assert self._process is not None
        deadline = self._clock.monotonic() + seconds
        while (ready := self.said()) is None or ready.pid != self._process.pid:
            if self._process.poll() is not None or self._clock.monotonic() > deadline:
                raise Broken("not_started", f"{self.role} {self.profile}, {self._process.poll()}")
            self._clock.sleep(PAUSE_SECONDS)
        self._port = None
        self.meet()

    def said(self) -> Ready | None:
        """What the instance that runs on this folder said of itself, whoever started it; it may have died since."""
        return settings.running(self._settings)

    def meet(self) -> None:
        """Speak to the instance that runs on this folder from now on; Broken `not_started` when there is none."""
        ready, login = self.said(), Secrets(self.folder / "secrets").login_of(OPERATOR)
        if ready is None or login is None:
            raise Broken("not_started", f"{self.role} {self.profile}")
        self._let_go()
        self._ready = ready
        them = f"{self.role}:{self.profile}"
        self._peer = Peer(ready.url, *login, self._log, self._clock, us="launcher", them=them, trust=of_own(ready.ca))

    def ask(self, operation: str, *, path: str = "", answer: Any = dict[str, Any], **fields: Any) -> Any:
        """Ask an operator's door; what it answers, as plain values unless a type is given."""
        assert self._peer is not None
        where, does = path or f"/v1/operator/{operation}", Words(operation, operation)
        unsafe = SECRET | {"code"} if operation == BARCODE else SECRET
        door: Endpoint[Any, Any] = Endpoint("POST", where, Nothing, answer, does, unsafe_to_show=unsafe)
        body = msgspec.json.encode(fields)
        return self._peer.post(door, door.path, body, "application/json", operation="", seconds=ASK_SECONDS)

    def ended(self, seconds: float) -> int | None:
        """Wait until the process has ended by itself; its exit code, or None when it has not."""
        assert self._process is not None
        deadline = self._clock.monotonic() + seconds
        while self._process.poll() is None and self._clock.monotonic() < deadline:
            self._clock.sleep(PAUSE_SECONDS)
        if self._process.poll() is not None:
            self._let_go()
            spawn.close_input(self._process)
        return self._process.poll()

    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def stop(self, seconds: float = STOP_SECONDS) -> int | None:
        """Close its standard input and wait; killed when it does not end in time. Its exit code."""
        self._let_go()
        if self._process is None:
            return None
        spawn.close_input(self._process)
        deadline = self._clock.monotonic() + seconds
        while self._process.poll() is None and self._clock.monotonic() < deadline:
            self._clock.sleep(PAUSE_SECONDS)
        if self._process.poll() is None:
            self._process.kill()
        return self._process.wait()

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        assert self._process is not None
        self._let_go()
        self._process.kill()
        self._process.wait()
        spawn.close_input(self._process)

    def _forget_dead(self) -> None:
        """Remove the ready-file of a process that is gone; one that runs on this folder is still found by commands."""
        earlier = self.said()
        if earlier is None or not psutil.pid_exists(earlier.pid):
            (self.folder / "ready.json").unlink(missing_ok=True)

    def _let_go(self) -> None:
        if self._peer is not None:
            self._peer.close()
            self._peer = None
