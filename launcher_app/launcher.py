"""What stands behind the launcher's window: the open network with its board, its feed, its faults, its session."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from common import settings
from common.clock import Clock
from common.errors import Rejected
from common.logs import Log
from launcher_app.board import Board
from launcher_app.faults.desk import FaultDesk
from launcher_app.feed.feed import Feed
from launcher_app.instance import logs_of
from launcher_app.network import ports
from launcher_app.network.ground import Ground
from launcher_app.network.seat import ORDER, Seat
from launcher_app.proxy import Recorder
from launcher_app.session import Session, kept_in
from launcher_app.stories.stories import Stories
from launcher_app.stories.story import StoryKind

BEGAN, PAYMENTS = "began_ms", "payments"
"""What a session's file keeps for us, under the names of our own."""


class SessionSummary(msgspec.Struct, frozen=True):
    """A network that was used before: its name, when it was opened the last time, how many payments it has seen."""

    name: str
    opened_ms: int
    payments: int


class Launcher:
    """Threads may share it; `network` is the open one's name, empty on the start page.

    Recorder, feed, stories and faults are the same from the beginning to the end; board and session are the network's.
    """

    def __init__(self, data: Path, log: Log, clock: Clock, *, windows: bool = True, any_port: bool = False) -> None:
        """Nothing is open yet."""
        self.data = data
        self.logs = logs_of(data)
        self.log = log
        self.clock = clock
        self.network = ""
        self.recorder = Recorder(clock)
        self.faults = FaultDesk(clock, kill=self._kill)
        self.feed = Feed(self.logs, self.recorder, clock, log=log)
        self.stories = Stories(self.feed, lambda: self.session)
        self._ground = Ground(data, log, clock, self.recorder, self.faults, windows=windows, any_port=any_port)
        self._past = 0
        self.session = Session(self._file(""))
        self.board = Board((), self._ground)

    @property
    def changes(self) -> int:
        """Grows when a seat changed, and with each network that is opened or closed."""
        return self._past + self.board.changes

    def open(self, network: str, seats: Sequence[Seat] | None = None) -> None:
        """Sit at a network: with these seats, or with those it had, or with four of ours. Nothing is started.

        Rejected `wrong_value` for a name that no profile may have.
        """
        if not settings.is_profile(network):
            raise Rejected("wrong_value", network[:80])
        self.close_network()
        session = Session(self._file(network))
        chosen = seats or session.seats or four(network)
        now = self.clock.now_ms()
        began = session.recall(BEGAN)
        session.opened(now, chosen)
        if not isinstance(began, int):
            session.remember(BEGAN, began := now)
        self.session = session
        self._use(Board(chosen, self._ground, self._keep))
        self.feed.open(chosen, began)
        self.network = network
        self.log.info("network opened", network=network, seats=len(chosen))

    def close_network(self) -> None:
        """Stop what runs and go back to the start page: faults are off, what was said is kept."""
        if not self.network:
            return
        self._count()
        self.network = ""
        self._use(Board((), self._ground))
        self.feed.close()
        self.faults.clear()
        self.faults.begin(self.faults.seed)
        self.faults.stepping, self.faults.slow = False, 1
        self.session = Session(self._file(""))

    def close(self) -> None:
        """Stop everything, for good."""
        self.close_network()
        self.board.close()
        self.feed.close()

    def summaries(self) -> list[SessionSummary]:
        """The networks that were used here, the one that was used last first."""
        found = [self._summary(name) for name in self._networks()]
        return sorted(found, key=lambda one: (-one.opened_ms, one.name))

    def busy_ports(self) -> dict[int, str]:
        """Of the usual ports those that cannot be taken now, with who has them."""
        return ports.busy(ports.usual(seat) for seat in four(settings.PROFILE))

    def _use(self, board: Board) -> None:
        self.board.close()
        self._past += self.board.changes + 1
        self.board = board

    def _kill(self, seat: str) -> None:
        """The power cut of a preset; a network without such a seat has nothing to lose."""
        if seat in self.board.looks:
            self.board.kill(seat)

    def _keep(self, seats: Sequence[Seat]) -> None:
        self.session.seat(seats)
        self.feed.follow(seats)

    def _count(self) -> None:
        """What the start page tells of the network, without its exchanges."""
        paid = sum(one.kind is StoryKind.PAYMENT for one in self.stories.all())
        before = self.session.recall(PAYMENTS)
        if not isinstance(before, int) or paid > before:  # old exchanges are read by and by
            self.session.remember(PAYMENTS, paid)

    def _summary(self, name: str) -> SessionSummary:
        kept = kept_in(self._file(name))
        if kept is None:
            return SessionSummary(name, self._used_ms(name), 0)
        payments = kept.others.get(PAYMENTS)
        return SessionSummary(name, kept.opened_ms, payments if isinstance(payments, int) else 0)

    def _networks(self) -> set[str]:
        """Those with a session, and those that were only started from a command line."""
        sessions = {path.stem for path in (self.data / "launcher").glob("*.json") if kept_in(path) is not None}
        started = {path.name for path in self._folders()}
        return sessions | {name for name in started if name.rpartition("-")[0] not in sessions}

    def _folders(self) -> Iterator[Path]:
        for role in ORDER:
            for path in (self.data / role).glob("*/identity.json"):
                yield path.parent

    def _used_ms(self, name: str) -> int:
        files = (self.data / role / name / "identity.json" for role in ORDER)
        return max((file.stat().st_mtime_ns // 10**6 for file in files if file.exists()), default=0)

    def _file(self, network: str) -> Path:
        """Without a network what is remembered goes nowhere that anybody looks."""
        return self.data / "launcher" / (f"{network}.json" if network else "nowhere")


def four(network: str) -> tuple[Seat, ...]:
    """Our own four roles."""
    return tuple(Seat(role=role, network=network) for role in ORDER)
