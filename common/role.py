"""How every role runs: settings → folder lock → database and service → server and workers → until told to stop."""

import dataclasses
import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from filelock import FileLock, Timeout

from common import command_line, ids, settings, spawn
from common.clock import Clock, Steadiness, SystemClock
from common.database import Database, Tables, Watch
from common.errors import Broken, OplataError, Unavailable
from common.http_client import trust
from common.http_server import Application, Doors, Private
from common.http_server.admission import nobodys
from common.http_server.doors import OPERATOR
from common.logs import Log, say, speak_utf8
from common.operation import Operation
from common.program import OfClients, OfSigned, Program
from common.protocol import codes
from common.secrets import Secrets, write_whole
from common.serving import Serving
from common.settings import LOOPBACK, Identity, Option, Ready, Settings

if sys.platform == "win32":
    from common.crash_windows import keep_no_memory
else:
    from common.crash_posix import keep_no_memory

COLLECT_AT = (50_000, 20, 50)
PROTOCOL_VERSION = "1"
CLOCK_SECONDS = 5.0
LAST_SECONDS = 9
"""What is still under way this long after the order to stop is left to its repeat: the process ends within 10 s."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a role's program is built of; `url` is where others find it, `own_url` where it answers itself."""

    settings: Settings
    identity: Identity
    url: str
    log: Log
    clock: Clock
    secrets: Secrets
    watch: Watch | None = None
    own_url: str = ""

    @property
    def folder(self) -> Path:
        """All state of this instance."""
        return self.settings.folder

    @property
    def own(self) -> tuple[str, ...]:
        """Both addresses: no contract leads to either."""
        return (self.url, self.own_url or self.url)

    @property
    def begun(self) -> bool:
        """Whether a start came to its end here before: the operator's login is made last, when there is a database."""
        return self.secrets.login_of(OPERATOR) is not None

    def database(self, name: str, tables: Tables, *, version: int = 1, upgrades: Sequence[str] = ()) -> Database:
        """The role's own, in its folder; Broken when it is not what an earlier start has left."""
        return Database(
            self.folder / name, tables, version=version, upgrades=upgrades, watch=self.watch, made_before=self.begun
        )


@dataclass(frozen=True, slots=True)
class Role:
    """One of the four programs."""

    name: str
    build: Callable[[Place], Program]
    operations: tuple[Operation, ...]
    window: Callable[["Opening"], int] | None = None
    """Opens the instance in a window and works until that is closed; the exit code."""
    options: tuple[Option, ...] = ()
    """Its own, besides those of every role: `Settings.own` holds what was given."""


class Health(msgspec.Struct, frozen=True):
    """The answer of GET /health."""

    role: str
    profile: str
    uid: str
    version: str
    ready: bool
    language: str


def main(role: Role, arguments: Sequence[str] | None = None, *, watch: Watch | None = None) -> int:
    """Run a role's server, or one of its commands; the exit code."""
    speak_utf8()
    keep_no_memory()
    given = command_line.parse(role.name, role.operations, arguments, role.options)
    try:
        chosen = settings.chosen(role.name, given, serves=given.command is None)
        if given.command is not None:
            return command_line.run(given, chosen, role.operations, lambda: _Offline(role, chosen))
        if role.window is not None and not given.headless:
            return role.window(Opening(role, chosen, watch))
        with opened(role, chosen, watch=watch, serves=True) as instance:
            instance.serve()
    except OplataError as error:
        say(codes.words_of(error).of(given.lang), sys.stderr)
        return command_line.EXIT_CODES[type(error)]
    return 0


@dataclass(frozen=True, slots=True)
class Opening:
    """An instance that is to be opened by its window: again, when something was in the way."""

    role: Role
    settings: Settings
    watch: Watch | None = None

    def open(self, *, any_port: bool = False) -> "opened":
        """Open it; what `opened` raises is raised."""
        asked = dataclasses.replace(self.settings, port=0) if any_port else self.settings
        return opened(self.role, asked, watch=self.watch, serves=True)


class opened:  # noqa: N801 - used as a function: `with opened(role, settings) as instance`
    """An instance of a role with its folder locked: Broken `folder_in_use` when another one has it."""

    def __init__(
        self,
        role: Role,
        chosen: Settings,
        *,
        watch: Watch | None = None,
        serves: bool = False,
        clock: Clock | None = None,
    ) -> None:
        """Lock the folder, bind the port (when it serves), build the program."""
        self.settings = chosen
        self._lock = _locked(chosen)
        self.server: Serving | None = None
        self.window_doors: Doors = {}
        self._log: Log | None = None
        self._built: Program | None = None
        try:
            self.clock = clock or SystemClock()
            self.identity = settings.identity(chosen, ids.uuid7(self.clock.now_ms()))
            self._private = Private(chosen.tls, chosen.role) if chosen.tls is not None else None
            trust.use(self._trust())
            url = self._served() if serves else chosen.public_url or _known_url(self.identity)
            self.log = self._log = Log(
                chosen.logs, chosen.log_name, self.clock, console=serves, language=chosen.language
            )
            self.secrets = Secrets(chosen.folder / "secrets")
            own = self.serving.own_url if serves else url
            self.place = Place(chosen, self.identity, url, self.log, self.clock, self.secrets, watch, own)
            self.program = self._built = role.build(self.place)
            self._make_operator()
            self.program.gatekeeper.guessed = lambda login: self.log.alarm(f"login:{login}", "login_guessed", login)
        except OSError as problem:
            self._release()
            raise Broken("folder_not_writable", f"{problem.filename}: {problem.strerror}") from problem
        except BaseException:
            self._release()
            raise

    def __enter__(self) -> "opened":
        return self

    def __exit__(self, *_: object) -> None:
        self._release()

    def serve(self) -> None:
        """Answer until a signal or the end of standard input; finish what is under way."""
        stop = self.told_to_stop()
        try:
            self.begin(stop)
            while not stop.wait(0.5):
                if not self.serving.running:
                    raise Unavailable("not_now", "HTTP")
        finally:
            self.finish(stop)

    @property
    def serving(self) -> Serving:
        """Its HTTP server."""
        assert self.server is not None
        return self.server

    def told_to_stop(self) -> spawn.Signal:
        """What is set when the system or the program at the other end of standard input wants an end."""
        stop = spawn.Signal()
        _stop_by_signals(stop)
        if self.settings.until_stdin_closes:
            spawn.at_end_of_input(stop.set)
        return stop

    def begin(self, stop: spawn.Signal) -> None:
        """Answer, do what is done unasked until `stop` is set, and say that it is ready."""
        self.serving.start()
        self.program.start(stop)
        spawn.thread("clock", lambda: self._watch_the_clock(stop))
        _rest_the_collector()
        self._announce()
        self.log.info("ready", url=self.serving.own_url, public_url=self.place.url, profile=self.settings.profile)

    def finish(self, stop: spawn.Signal) -> None:
        """Finish what is under way; the process ends within 10 s of this."""
        spawn.call_after(LAST_SECONDS, _leave)
        stop.set()
        self.log.info("stopping")
        for path in self._ready_files():
            with suppress(OSError):  # on Windows somebody may be reading it; its pid tells that nobody is there
                path.unlink(missing_ok=True)
        self.serving.stop()

    def _served(self) -> str:
        """Take the port; where others find this instance, which it keeps: its next start is found there, too."""
        chosen = self.settings
        usual = 0 if chosen.public_url else self.identity.port
        port = usual if chosen.port is None else chosen.port
        if self._private is None and not trust.is_loopback(chosen.host) and not chosen.plain_http:
            raise Broken("plain_http_refused", chosen.host)
        self.server = Serving(port, self._application, chosen.public_url, host=chosen.host, private=self._private)
        found_at = urlsplit(self.server.url).port or self.server.port
        known = Identity(self.identity.uid, found_at)
        if self.server.url != _known_url(known):
            known = msgspec.structs.replace(known, url=self.server.url)
        if known != self.identity:
            self.identity = known
            write_whole(chosen.folder / "identity.json", msgspec.json.encode(self.identity))
        return self.server.url

    def _trust(self) -> trust.Trust:
        """Of its own folder's authority, if it has one; `trust` beside its database pins single addresses."""
        authority = self._private.authority if self._private is not None else None
        return trust.Trust(authority, self.settings.folder / "trust", self.settings.plain_http)

    def _application(self) -> Application:
        return Application(
            {**self.program.doors(), **self.window_doors},
            self.program.database,
            self.program.gatekeeper,
            self.log,
            self.clock,
            role=f"{self.settings.role}:{self.settings.profile}",
            about=self._health,
            clients=self.program.clients if isinstance(self.program, OfClients) else None,
            seals=self.program.seals if isinstance(self.program, OfSigned) else nobodys,
        )

    def _health(self) -> Health:
        chosen = self.settings
        return Health(chosen.role, chosen.profile, self.identity.uid, PROTOCOL_VERSION, True, chosen.language)

    def _announce(self) -> None:
        chosen = self.settings
        authority = str(self._private.authority) if self._private is not None else ""
        body = msgspec.json.encode(Ready(chosen.role, chosen.profile, self.serving.own_url, os.getpid(), authority))
        try:
            settings.remember_current(self.settings)
            for path in self._ready_files():
                write_whole(path, body)
        except OSError as problem:
            raise Broken("folder_not_writable", f"{problem.filename}: {problem.strerror}") from problem

    def _ready_files(self) -> list[Path]:
        asked = self.settings.ready_file
        return [self.settings.folder / "ready.json", *([asked] if asked is not None else [])]

    def _make_operator(self) -> None:
        """At the first start: the login that this computer's commands and windows use."""
        if self.secrets.login_of(OPERATOR) is not None:
            return
        gatekeeper = self.program.gatekeeper
        password = self.program.database.write(
            lambda db: gatekeeper.issue(db, OPERATOR, OPERATOR, OPERATOR), "make_operator"
        )
        self.secrets.keep(OPERATOR, OPERATOR, password)

    def _watch_the_clock(self, stop: spawn.Signal) -> None:
        """Deadlines and registers go by its hours: a person should know that somebody set them."""
        steadiness = Steadiness(self.clock)
        while not stop.wait(CLOCK_SECONDS):
            jumped = steadiness.jumped()
            if jumped:
                self.log.alarm("clock:all", "clock_set", f"{jumped // 1000:+d}")

    def _release(self) -> None:
        """Let go of everything in turn, even if one of them fails."""
        with ExitStack() as last_first:
            last_first.callback(self._lock.release)
            if self.server is not None:
                last_first.callback(self.server.stop)
            if self._log is not None:
                last_first.callback(self._log.close)
            if self._built is not None:
                last_first.callback(self._built.database.close)
                last_first.callback(self._built.close)


class _Offline:
    """A command's way in when no instance runs: the service itself, over the same database."""

    def __init__(self, role: Role, chosen: Settings) -> None:
        self._instance = opened(role, chosen)

    def __enter__(self) -> Any:
        return self._instance.program

    def __exit__(self, *_: object) -> None:
        self._instance.__exit__()


def _locked(chosen: Settings) -> FileLock:
    folder = chosen.folder
    lock = FileLock(folder / "lock", timeout=0)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds passports and passwords
        lock.acquire()
        (folder / "pid").write_text(str(os.getpid()), encoding="ascii")
    except Timeout as problem:
        owner = _read(folder / "pid")
        raise Broken("folder_in_use", f"{folder}, PID {owner}") from problem
    except OSError as problem:
        lock.release()
        raise Broken("folder_not_writable", f"{folder}: {problem.strerror}") from problem
    return lock


def _known_url(identity: Identity) -> str:
    """Where others find an instance that does not run now."""
    return identity.url or f"http://{LOOPBACK}:{identity.port}"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return "?"


def _rest_the_collector() -> None:
    """What was built at the start stays for good: the garbage collector need not walk through it for every request."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AT)


def _stop_by_signals(stop: spawn.Signal) -> None:
    names = ["SIGTERM", "SIGINT", "SIGBREAK"]
    for name in names:
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, lambda *_: stop.set())


def _leave() -> None:
    """Whatever still waits for another role is safe: its task is stored, its repeat has the same id."""
    os._exit(0)
