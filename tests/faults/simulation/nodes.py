"""The four roles as processes of the simulation: started, killed at a commit, started again from their files."""

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from agent_terminal.app import Terminal
from common.errors import OplataError
from common.exchange import Exchange
from common.http_server import Application, Doors
from common.logs import Log
from common.principal import Principal
from common.role import Place as RolePlace
from common.secrets import Secrets
from common.settings import Identity, Settings
from consumer_app.app import Program as Consumer
from processing_app.app import Processing
from processing_app.worker import Worker
from provider_app.app import ProviderProgram
from tests.faults.simulation.line import Wire
from tests.faults.simulation.network import Answer, Network, Place
from tests.faults.simulation.plan import BANK, VAULT, Fault, Plan
from tests.faults.simulation.scheduler import Killed, Life, Scheduler
from tests.faults.simulation.threads import Signal, Thread
from tests.faults.wire import VirtualLine

START_MS = 1_900_000_000_000
OPERATOR = Principal("operator", "operator")
COMMIT_SECONDS = 0.003
ONLY_SHOWN = frozenset({"session", "checked", "rejects"})
"""Units after which a payer sees another screen, and no worker has anything to do."""
UNITS_OF = {
    **dict.fromkeys(("bank", "bank callback", "mood", "acs", "link confirmed"), BANK),
    **dict.fromkeys(("tokenise", "refuse_card", "use_card", "seal_again", "clean_vault"), VAULT),
}
"""Units of work by the database beside the role's own that they are of."""
BOOT_SECONDS, BOOT_AGAIN_SECONDS = 0.5, 3.0
STORAGE = {
    "disk_full": ("database or disk is full", sqlite3.SQLITE_FULL),
    "io_error": ("disk I/O error", sqlite3.SQLITE_IOERR),
    "busy": ("database is locked", sqlite3.SQLITE_BUSY),
    "false_error": ("disk I/O error", sqlite3.SQLITE_IOERR),
}
"""What SQLite says of a commit that fails."""


class NodeClock:
    """A node's own clock: `offset` seconds off the world's."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self.offset = 0.0
        self.began_ms = START_MS
        self.busy: Callable[[], bool] = lambda: False
        """Whether something moves that must be looked at in time."""
        self.still: Callable[[], bool] = lambda: False
        """Whether the next look cannot see anything but what the last one saw."""

    def now_ms(self) -> int:
        return self.began_ms + int((self._scheduler.now + self.offset) * 1000)

    def monotonic(self) -> float:
        return self._scheduler.now

    def sleep(self, seconds: float) -> None:
        if self.busy():
            self._scheduler.sleep(seconds)
        else:
            self._scheduler.doze(seconds, still=self.still())


class QuietLog(Log):
    """A log that keeps errors in memory, for a failure's report."""

    def __init__(self) -> None:
        self.language = "ru"
        self.kept: list[str] = []

    def info(self, event: str, **_: Any) -> None: ...

    def quiet(self, event: str, *_: Any) -> None: ...

    def exchange(self, line: Exchange) -> None: ...

    def warning(self, event: str, **more: Any) -> None:
        self.kept.append(f"! {event} {more}")

    def error(self, event: str, **more: Any) -> None:
        self.kept.append(f"!! {event} {more}")

    def close(self) -> None: ...


class Idle:
    """Reports are made by processes of their own: none is made here."""

    def start(self, stop: object) -> None: ...

    def close(self) -> None: ...

    def doors(self) -> dict[Any, Any]:
        return {}


class Node(Place):
    """One role. `program` is its life's; the folder outlives it."""

    def __init__(self, name: str, folder: Path, port: int, scheduler: Scheduler, network: Network, plan: Plan) -> None:
        self.name = name
        self.folder = folder
        self.url = f"http://127.0.0.1:{port}"
        self.clock = NodeClock(scheduler)
        self.log = QuietLog()
        self.commits = 0
        self.commits_beside: Counter[str] = Counter()
        self.lives: list[Life] = []
        self.program: Any = None
        self.application: Application | None = None
        self.second_worker = False
        self._scheduler, self._plan, self._network = scheduler, plan, network
        self._full_until = 0.0
        self._now: list[Fault] = []
        network.places[f"127.0.0.1:{port}"] = self

    def start(self, after: float = 0.0) -> None:
        """A new life from what the folder holds."""
        self.life = Life(f"{self.name}/{len(self.lives)}")
        self.life.disk = self.disk
        self.lives.append(self.life)
        self._scheduler.spawn(self.life, f"{self.name} start", self._boot, after)

    def crash(self, seconds: float) -> None:
        """kill -9: nothing of this life happens any more; somebody starts it again after a while."""
        self._network.note(self.name, "† dies")
        self.life.alive = False
        self._scheduler.kill(self.life)
        self.close()
        self.start(seconds + BOOT_SECONDS)

    def close(self) -> None:
        """Let go of the files; what was not committed is gone."""
        self.application = None
        self.program = None
        self.disk.cut()

    def ask(self, work: Callable[[Any], Any], seconds: float = 60.0) -> Any:
        """Something done inside this process by a person; None when it died or took too long. Errors are raised."""
        if self.application is None:
            self._scheduler.sleep(0.5)
            return None
        answer = Answer()
        program = self.program

        def done() -> None:
            try:
                answer.put((work(program), None))
            except Killed:
                raise
            except Exception as error:  # noqa: BLE001 - whoever asked gets it
                answer.put((None, error))

        self._scheduler.spawn(self.life, f"{self.name} person", done)
        got = answer.wait(seconds)
        if got is None:
            return None
        if got[1] is not None:
            raise got[1]
        return got[0]

    def _boot(self) -> None:
        """A start that the storage does not let through ends the process; it is started again."""
        try:
            self._begin_life()
        except OplataError:
            self.crash(BOOT_AGAIN_SECONDS)

    def _begin_life(self) -> None:
        settings = Settings(self.name, "default", 0, self.folder, self.folder, None, "ru", until_stdin_closes=False)
        place = RolePlace(
            settings, Identity(f"uid-{self.name}", 1), self.url, self.log, self.clock,
            Secrets(settings.folder / "secrets"), self._watch,
        )  # fmt: skip
        place.folder.mkdir(parents=True, exist_ok=True)
        program = self.program = self.build(place)
        program.reporting = Idle()
        application = Application(
            self.doors(program),
            program.database,
            program.gatekeeper,
            self.log,
            self.clock,
            role=self.name,
            about=dict,
            clients=getattr(program, "clients", None),
        )
        self.begin(program)
        self.application = application

    def build(self, place: RolePlace) -> Any:
        raise NotImplementedError

    def doors(self, program: Any) -> Doors:
        """What other roles may ask it."""
        return {endpoint: door for endpoint, door in program.doors().items() if _between_roles(endpoint.path)}

    def begin(self, program: Any) -> None:
        """Start what it does unasked."""
        program.start(Signal())

    def _watch(self, moment: str, names: Sequence[str]) -> None:
        if moment == "before":
            self._before(UNITS_OF.get(names[0], "") if names else "")
            return
        for fault in self._now:
            if fault.kind == "crash_after":
                self._die(fault)
        if not ONLY_SHOWN.issuperset(names):
            self._scheduler.stir(self.life)

    def _before(self, beside: str) -> None:
        """A commit takes a while, fails when the disk is full, and may be the last thing that was tried."""
        self._scheduler.sleep(COMMIT_SECONDS * self._scheduler.chance.random())
        if beside:
            self._now = self._plan.of_commit(beside, self.commits_beside[beside])
            self.commits_beside[beside] += 1
        else:
            self._now = self._plan.of_commit(self.name, self.commits)
            self.commits += 1
        for fault in self._now:
            if fault.kind == "disk_full":
                self._full_until = self._scheduler.now + fault.size
            if fault.kind == "crash_before":
                self._die(fault)
            if fault.kind == "false_error":
                (self.disk.beside[f"{beside}.db"] if beside else self.disk).after_commit = _problem(fault.kind)
            if fault.kind in ("io_error", "busy"):
                raise _problem(fault.kind)
        if self._scheduler.now < self._full_until and self._plan.on:
            raise _problem("disk_full")

    def _die(self, fault: Fault) -> None:
        self.crash(fault.size)
        raise Killed


def _problem(kind: str) -> sqlite3.OperationalError:
    text, code = STORAGE[kind]
    problem = sqlite3.OperationalError(text)
    problem.sqlite_errorcode = code
    return problem


def unit(node: Node, part: str, name: str, ask: Any) -> Any:
    """A unit of work that a role's operator wants."""

    def work(program: Any) -> Any:
        owner = attrgetter(part)(program.service) if part else program.service
        return program.database.write(lambda db: getattr(owner, name)(db, OPERATOR, ask))

    return node.ask(work)


def _for_ever() -> None:
    Signal().wait()


def _between_roles(path: str) -> bool:
    """What other roles, shops and payers' browsers may ask."""
    if path.startswith(("/v2/", "/bank/")):
        return True
    return (path.startswith("/v1/") and not path.startswith("/v1/operator/")) or path == "/osmp"


class ProviderNode(Node):
    """The provider."""

    def build(self, place: RolePlace) -> Any:
        return ProviderProgram(place)


class CentreNode(Node):
    """The processing centre; a second delivery worker may work beside the first."""

    def build(self, place: RolePlace) -> Any:
        return Processing(place)

    def begin(self, program: Any) -> None:
        super().begin(program)
        if self.second_worker:
            delivery, banks = program.service.delivery, {"bank": program.platform.driver}
            Worker(program.database, delivery, self.log, self.clock, program._lanes, banks).start(Signal())  # type: ignore[arg-type]


class ConsumerNode(Node):
    """The consumer."""

    def build(self, place: RolePlace) -> Any:
        return Consumer(place)


class TerminalNode(Node):
    """The terminal; its acceptor's device lives outside of it."""

    wire: Wire

    def build(self, place: RolePlace) -> Any:
        terminal = Terminal(place)
        terminal._line._line_of = lambda acceptor, stop: VirtualLine("virtual", wire=self.wire)  # type: ignore[method-assign]
        terminal.service.printing.press.turn = _for_ever  # type: ignore[method-assign] # paper has tests of its own
        return terminal

    def doors(self, program: Any) -> Doors:
        """No role asks a terminal, and payers need no page here."""
        return {}

    def begin(self, program: Any) -> None:
        super().begin(program)
        if self.second_worker:
            Thread("second sender", lambda: self._send_beside(program.service.sending))

    def _send_beside(self, sending: Any) -> None:
        while True:
            with contextlib.suppress(OplataError):
                sending._send_due()
            self._scheduler.rest(0.5)
