"""The launcher on a real screen: started as `run_all.py` starts it, clicked by a person, ended with all it started."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import psutil

from common import settings, spawn
from common.clock import SystemClock
from common.logs import Log
from launcher_app.instance import MODULES, Instance
from launcher_app.payer import Bench, Payer
from tests.journeys.person import SHOTS, Person, Seen
from tests.journeys.screen import Screen

SECONDS, PAUSE_SECONDS = 40.0, 0.1


class Launched:
    """Nothing that it has started outlives the block."""

    def __init__(self, folder: Path, screen: Screen, network: str = "default", *, opened: bool = False) -> None:
        """Not started yet; `network` is the one that its roles are expected in, `opened`: from the beginning on."""
        self.clock = SystemClock()
        self.log = Log(folder / "test-logs", "test", self.clock, console=False)
        self.folder = folder
        self.screen = screen
        self.roles = {role: Instance(role, network, folder, self.log, self.clock) for role in MODULES}
        role = Instance("launcher", settings.PROFILE, folder, self.log, self.clock)
        self.person = Person(screen, role, SECONDS)
        self._options = ("--profile", network) if opened else ()
        self.process: spawn.Process[bytes] | None = None

    def __enter__(self) -> Self:
        words = [sys.executable, "-m", "launcher_app", "--any-port", "--data", str(self.folder)]
        self.process = spawn.process(
            [*words, *self._options, "--until-stdin-closes"],
            folder=settings.ROOT,
            environment=self.screen.environment,
            output=spawn.DISCARD,
        )
        self.person.until(self._met, "the launcher answers")
        self.person.come()
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process is not None
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait(30)
        for one in (*self.roles.values(), self.person.role):
            one.stop()
        self.log.close()

    def until(self, ready: Callable[[], object], what: str) -> None:
        """Ask until it is so: four programs with windows take their time on a busy machine."""
        deadline = self.clock.monotonic() + SECONDS
        while not ready():
            assert self.clock.monotonic() < deadline, what
            self.clock.sleep(PAUSE_SECONDS)

    def pids(self) -> set[int]:
        """The processes of the roles that say they run."""
        return {ready.pid for one in self.roles.values() if (ready := one.said()) is not None}

    def wait_for_roles(self) -> set[int]:
        """All four answer, and can be asked from here; their processes."""
        self.until(lambda: len(self.pids()) == len(MODULES), "all four answer")
        for role in self.roles.values():
            role.meet()
        return self.pids()

    def children(self) -> set[int]:
        """Every process that the launcher has started and that lives."""
        assert self.process is not None
        return {one.pid for one in psutil.Process(self.process.pid).children(recursive=True)}

    def wait_until_gone(self, pids: set[int]) -> None:
        """They have ended."""
        self.until(lambda: not any(psutil.pid_exists(pid) for pid in pids), "all are gone")

    def click_until(self, name: str, text: str) -> None:
        """Click it until this can be read: a role's window that opens just now may catch the first click."""

        def read() -> bool:
            if any(text in (one.text, one.said) for one in self.person.sees()):
                return True
            self.person.come()
            self.person.click(name)
            return False

        self.person.until(read, f"«{text}» after a click on {name}")

    def ask(self, role: str, operation: str, **fields: Any) -> Any:
        """An operator's door of a role."""
        return self.roles[role].ask(operation, **fields)

    @contextmanager
    def paying(self, provider_id: int, account: str, note: int) -> Iterator[str]:
        """A payer before the terminal has just pressed «Оплатить»: the payment's code; goes away with the receipt."""
        terminal = self.roles["terminal"]
        payer = Payer(terminal, Bench(terminal.ask), self.log, self.clock)
        try:
            yield payer.pay(provider_id, account, note)
            payer.await_screen("K8", "K10", "K10x")
            payer.leave()
        finally:
            payer.close()

    def line_of(self, code: str) -> str:
        """What the list of exchanges says of a payment, cell after cell; empty while it is not there."""
        cells = self._cells()
        row = next((_row(one) for one in cells if code in one.text), None)
        return " | ".join(one.text for one in cells if _row(one) == row)

    def watch(self, code: str, seen: list[str], until: str) -> None:
        """Keep what the list says of a payment until it says this."""

        def said() -> bool:
            seen.append(self.line_of(code))
            return until in seen[-1]

        self.person.until(said, until)

    def choose(self, code: str) -> None:
        """Click a payment's line in the list of exchanges."""
        found = self.person.until(lambda: next((one for one in self._cells() if code in one.text), None), code)
        self.person.click(found.text, kind="cell", window="launcher")

    def picture(self, name: str) -> None:
        """Kept beside the other pictures of the journeys."""
        SHOTS.mkdir(exist_ok=True)
        self.screen.still().save(str(SHOTS / f"launcher-{name}.png"))

    def _cells(self) -> list[Seen]:
        return [one for one in self.person.sees() if one.kind == "cell" and one.window == "launcher"]

    def _met(self) -> bool:
        self.person.role.meet()
        return True


def _row(cell: Seen) -> str:
    return cell.name.partition(":")[0]
