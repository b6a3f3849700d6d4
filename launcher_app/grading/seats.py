"""Who sits at a place of the network: our role, or the student's in its place; both are started, killed, read alike."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from common.protocol import card as cards
from common.protocol.card import Card
from launcher_app.grading.ground import Ground
from launcher_app.grading.program import FAST, Program
from launcher_app.grading.target import Target
from launcher_app.instance import Instance
from launcher_app.network.student import GUARD

GUARDED = (*GUARD, "3")
"""Seconds that a student's program has to end by itself."""
LARGEST_LOG = 32 * 1024 * 1024
MODULES = {
    "provider": "provider_app",
    "processing": "processing_app",
    "terminal": "agent_terminal",
    "consumer": "consumer_app",
}


class CannotRestart(Exception):
    """It was started by somebody else: there is no command to start it again."""


class Seat(Protocol):
    """A role's process. `start` tells where it answers, `again` starts what was killed."""

    role: str
    name: str

    def start(self) -> str:
        """Start it and wait until it answers; Broken `not_started` when it does not."""

    def kill(self) -> None:
        """End it at once; CannotRestart where nobody could start it again."""

    def again(self) -> str:
        """Start it again on what it has kept."""

    def stop(self) -> None:
        """End it politely."""

    def papers(self) -> Iterator[Path]:
        """Its logs and what it has said."""


class OurSeat:
    """One of our roles."""

    def __init__(self, role: str, profile: str, ground: Ground, *, factor: int = 1) -> None:
        """Not started yet; `factor` hurries its clock."""
        self.role = role
        self.name = f"{role}-{profile}"
        self.clock = ground.clock
        self.hurried = factor > 1
        self._data = ground.folder / f"ours-{self.name}"
        self._data.mkdir(parents=True, exist_ok=True)
        self._output = self._data / "output.txt"
        self._by = (FAST, str(factor), MODULES[role]) if factor > 1 else ()
        self.instance = Instance(role, profile, self._data, ground.log, ground.clock, port=0)

    def start(self) -> str:
        """Start it and wait until it answers."""
        with self._output.open("ab") as said:
            self.instance.start(by=self._by, output=said.fileno())
        self.instance.wait()
        return self.instance.url

    def begin_with_window(self) -> None:
        """Start it anew with its window, drawn where no screen is needed; `instance.wait` tells when it answers."""
        self.instance.stop()
        with self._output.open("ab") as said:
            drawn = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
            self.instance.start(output=said.fileno(), windows=True, environment=drawn)

    def kill(self) -> None:
        """End it at once."""
        self.instance.kill()

    def again(self) -> str:
        """Start it again."""
        return self.start()

    def stop(self) -> None:
        """End it."""
        self.instance.stop()

    def papers(self) -> Iterator[Path]:
        """Its logs and its output."""
        yield from sorted((self._data / "logs").glob(f"{self.role}-*"))
        yield self._output

    def ask(self, operation: str, *, path: str = "", **fields: Any) -> Any:
        """Its operator's door."""
        return self.instance.ask(operation, path=path, **fields)


class TheirSeat:
    """The student's program: a command that starts it, or an address where it runs already."""

    def __init__(
        self, target: Target, ground: Ground, *, card: Card | None = None, name: str = "theirs", factor: int = 1
    ) -> None:
        """Not started yet; `card` tells it whom it calls."""
        self.role = target.role
        self.name = name
        self.target = target
        folder = ground.folder / name
        self.program = Program(target.start, folder, ground.clock, factor=factor, guard=GUARDED)
        self._card = folder / "card.paycard.json"
        if card is not None:
            cards.write(self._card, card)

    @property
    def values(self) -> dict[str, object]:
        """What its commands may name."""
        return {"card": self._card}

    def start(self) -> str:
        """Start it, if it has a command for that."""
        if not self.target.start:
            return self.target.url
        return self.program.start(self.target.ready_seconds, **self.values) or self.target.url

    def kill(self) -> None:
        """End it at once."""
        if not self.target.start:
            raise CannotRestart
        self.program.kill()

    def again(self) -> str:
        """Start it again."""
        return self.start()

    def stop(self) -> None:
        """End it: by its own command first."""
        if self.target.stop:
            self.program.run(self.target.stop, **self.values)
        self.program.stop()

    def papers(self) -> Iterator[Path]:
        """Its output, and what lies in its folder of logs."""
        yield from dict.fromkeys(self._papers())

    def _papers(self) -> Iterator[Path]:
        yield self.program.output
        named = self.target.grade.logs
        folders = [Path(named.replace("{folder}", str(self.program.folder)))] if named else []
        for folder in [*folders, self.program.folder]:
            yield from sorted(path for path in folder.glob("**/*.log*") if path.is_file())
            yield from sorted(path for path in folder.glob("**/*.jsonl") if path.is_file())


def paper_name(seat: Seat, paper: Path) -> str:
    """What a log is called where it is pointed at: whose it is, and its file."""
    return f"{seat.name}/{paper.name}"


def read_paper(path: Path) -> list[str]:
    """A paper's lines, of a very long one the first; one that cannot be read has none."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_LOG).decode("utf-8", "replace").splitlines()
    except OSError:
        return []
