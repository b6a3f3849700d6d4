"""Rounds of load, interleaved so that a machine's moods meet every server alike, and their medians."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from statistics import median

from tests.bench import generator, machine
from tests.bench.generator import CONNECTIONS, Load, Target
from tests.bench.running import Running

QUIET = 0.1
QUIET_SECONDS = 0.2
QUIET_AT_MOST = 10.0


@dataclass(frozen=True, slots=True)
class Subject:
    """A server under measurement."""

    server: Running
    target: Target


@dataclass(frozen=True, slots=True)
class Round:
    """One server's share of a round."""

    load: Load
    cpu_seconds: float
    others: float = 0.0
    """The share of the machine's processors that neither the server nor the generator had: other people's work."""

    @property
    def cpu_each(self) -> float:
        """Microseconds of processor time per good answer."""
        return self.cpu_seconds * 1e6 / max(self.load.good, 1)


@dataclass(frozen=True, slots=True)
class Measured:
    """All rounds of one server."""

    rounds: tuple[Round, ...]

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return median(one.load.rate for one in self.rounds)

    @property
    def p50_ms(self) -> float:
        """Half of the answers came within this."""
        return median(one.load.p50 for one in self.rounds) / 1000

    @property
    def p99_ms(self) -> float:
        """All but a hundredth of the answers came within this."""
        return median(one.load.p99 for one in self.rounds) / 1000

    @property
    def cpu_each(self) -> float:
        """Microseconds of processor time per good answer."""
        return median(one.cpu_each for one in self.rounds)

    @property
    def others(self) -> float:
        """The share of the processors that other programs took."""
        return median(one.others for one in self.rounds)

    @property
    def spread(self) -> float:
        """How far the fastest round is from the slowest: 1 is not at all."""
        rates = [one.load.rate for one in self.rounds]
        return max(rates) / max(min(rates), 1e-9)

    @property
    def good(self) -> int:
        """Good answers of all rounds."""
        return sum(one.load.good for one in self.rounds)

    @property
    def wrong(self) -> int:
        """Wrong answers of all rounds."""
        return sum(one.load.wrong for one in self.rounds)

    @property
    def unanswered(self) -> list[str]:
        """Ids that were sent and never answered: a round ends with some on their way."""
        return [payment_id for one in self.rounds for payment_id in one.load.unanswered]

    @property
    def sample(self) -> str:
        """The first wrong answer."""
        return next((one.load.sample for one in self.rounds if one.load.sample), "")


def interleaved(subjects: Mapping[str, Subject], rounds: int, seconds: int) -> dict[str, Measured]:
    """A B C A B C …: `rounds` rounds of every server."""
    done: dict[str, list[Round]] = {name: [] for name in subjects}
    for _ in range(rounds):
        for name, subject in subjects.items():
            done[name].append(one(subject, seconds, list(subjects.values())))
    return {name: Measured(tuple(list_of)) for name, list_of in done.items()}


def one(
    subject: Subject,
    seconds: int,
    all_of_them: Sequence[Subject],
    connections: int = CONNECTIONS,
    during: AbstractContextManager[object] | None = None,
) -> Round:
    """One server under load, after all of them have finished what they did; `during` is entered for the load only."""
    for other in all_of_them:
        wait_until_quiet(other.server.cpu_seconds)
    before, all_before, started = subject.server.cpu_seconds(), machine.busy_seconds(), time.monotonic()
    with during or nullcontext():
        load = generator.send(subject.target, seconds, connections)
    used, elapsed = subject.server.cpu_seconds() - before, time.monotonic() - started
    others = machine.busy_seconds() - all_before - used
    return Round(load, used, max(others, 0.0) / (elapsed * (os.cpu_count() or 1)))


def wait_until_quiet(cpu_seconds: Callable[[], float]) -> None:
    """Let a server write its logs and finish its deliveries, so that it does not disturb the next one's round."""
    until = time.monotonic() + QUIET_AT_MOST
    while time.monotonic() < until:
        before = cpu_seconds()
        time.sleep(QUIET_SECONDS)
        if cpu_seconds() - before < QUIET * QUIET_SECONDS:
            return
