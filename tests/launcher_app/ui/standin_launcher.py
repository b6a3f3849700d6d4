"""A launcher that a test plays: its board shows what it is told to, its feed holds what it is given."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from common.clock import Clock, SystemClock
from common.logs import Log
from launcher_app.faults.desk import FaultDesk
from launcher_app.feed.hop import Hop
from launcher_app.launcher import SessionSummary, four
from launcher_app.network.seat import Seat
from launcher_app.proxy import Recorder
from launcher_app.session import Session
from launcher_app.stories.query import Query
from launcher_app.stories.story import Story
from tests.launcher_app.ui.standin import StandInBoard


class TalkingBoard(StandInBoard):
    """An answer of an operator's door may also be a function of the question's fields."""

    def ask(self, name: str, operation: str, /, *, path: str = "", **fields: Any) -> Any:
        answer = super().ask(name, operation, path=path, **fields)
        return answer(**fields) if callable(answer) else answer


class StandInFeed:
    """Holds the hops that a test puts in."""

    def __init__(self) -> None:
        self.changes = 0
        self.opened = 0
        self.trimmed = 0
        self.paused = False
        self._hops: dict[int, Hop] = {}
        self._changed: dict[int, int] = {}

    def put(self, *hops: Hop) -> None:
        for hop in hops:
            self.changes += 1
            self._hops[hop.number] = hop
            self._changed[hop.number] = self.changes

    def hops(self) -> Sequence[Hop]:
        return [self._hops[number] for number in sorted(self._hops)]

    def hop(self, number: int) -> Hop | None:
        return self._hops.get(number)

    def since(self, change: int) -> tuple[int, list[Hop]]:
        return self.changes, [hop for hop in self.hops() if self._changed[hop.number] > change]

    def by_hand(self) -> str:
        return "by-hand"


class StandInStories:
    """Holds the stories that a test puts in; every one fits every query."""

    def __init__(self) -> None:
        self.changes = 0
        self._stories: dict[str, Story] = {}

    def put(self, *stories: Story) -> None:
        self.changes += 1
        self._stories.update({one.key: one for one in stories})

    def all(self) -> Sequence[Story]:
        return list(self._stories.values())

    def of(self, key: str) -> Story | None:
        return self._stories.get(key)

    def of_hop(self, number: int) -> Story | None:
        return next((one for one in self._stories.values() if number in one.hops), None)

    def find(self, query: Query) -> list[Story]:
        return list(self._stories.values())


class StandInLauncher:
    """On the start page until `open`; networks that were used before are those in `sessions`."""

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.data = folder
        self.logs = folder / "logs"
        self.clock = clock or SystemClock()
        self.log = Log(self.logs, "launcher", self.clock, console=False)
        self.network = ""
        self.recorder = Recorder(self.clock)
        self.faults = FaultDesk(self.clock)
        self.feed = StandInFeed()
        self.stories = StandInStories()
        self.session = Session(folder / "launcher" / "nowhere")
        self.board = TalkingBoard(())
        self.sessions: list[SessionSummary] = []
        self.busy: dict[int, str] = {}
        self.opened: list[str] = []

    @property
    def changes(self) -> int:
        return self.board.changes

    def open(self, network: str, seats: Sequence[Seat] | None = None) -> None:
        self.opened.append(network)
        self.network = network
        self.session = Session(self.data / "launcher" / f"{network}.json")
        self.board = TalkingBoard(seats or four(network))

    def close_network(self) -> None:
        self.board.stop_all()
        self.network = ""

    def close(self) -> None:
        self.log.close()

    def summaries(self) -> list[SessionSummary]:
        return self.sessions

    def busy_ports(self) -> dict[int, str]:
        return self.busy
