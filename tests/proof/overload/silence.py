"""One provider of five takes connections and answers nothing: payments to the others do not notice."""

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import NamedTuple, Self

import msgspec

from common.setup.places import PROJECT
from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.proof.network import RETRY
from tests.proof.overload.counters import Noted
from tests.proof.overload.house import House
from tests.proof.overload.loads import Loads, share
from tests.proof.overload.plan import Sent

LANE = "silence"
PROVIDERS = 5
RATE = 50
HONEST = 8
TIMEOUT_MS = 2_000
LANES = 8
"""So many tasks of one provider may be under way, as a contract says that names no other number."""
PROBES = 12
"""What a breaker lets through besides, in the time that a provider is silent here."""
ASKS = 2
"""After a silence a payment is asked about, then credited."""


class Size(NamedTuple):
    """How much is run; the bound of a sample leaves room for others on the machine."""

    quiet: float
    silent: float
    slower: float


SIZES = {
    Form.SAMPLE: Size(quiet=3, silent=6, slower=4),
    Form.SHORT: Size(quiet=8, silent=20, slower=1.5),
    Form.LONG: Size(quiet=30, silent=120, slower=1.5),
}
BACK_SECONDS = 65.0
"""A breaker that has been open for long looks once a minute."""


class Providers:
    """The providers' process."""

    def __init__(self) -> None:
        """All speak."""
        words = [sys.executable, "-m", "tests.proof.overload.counters", str(PROVIDERS)]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT)
        self.urls = [f"http://127.0.0.1:{port}" for port in self._heard().split()]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()

    def be(self, how: str) -> float:
        """The first one is `silent`, or `speaks`; since when."""
        self._tell(how)
        self._heard()
        return time.monotonic()

    def noted(self) -> list[Noted]:
        """Everything they were asked; they end with that."""
        self._tell("")
        assert self._process.stdout is not None
        return msgspec.json.decode(self._process.stdout.read(), type=list[Noted])

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        self._process.stdin.flush()

    def _heard(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().decode().strip()


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """All speak, one falls silent, it speaks again; then every payment has its end."""
    figures, size = Figures(LANE, seed), SIZES[form]
    with (
        Providers() as providers,
        House(folder, providers.urls, retry=RETRY, timeout_ms=TIMEOUT_MS) as house,
        Loads(house.target, seed, house.providers) as loads,
    ):
        loads.send(loads.plan(HONEST, 1, rate=RATE))
        before = loads.send(loads.plan(HONEST, size.quiet, rate=RATE))
        since = providers.be("silent")
        during = loads.send(loads.plan(HONEST, size.silent, rate=RATE))
        until = providers.be("speaks")
        after = loads.send(loads.plan(HONEST, size.quiet, rate=RATE))
        back = _wait_until_quiet(house) - until
        noted = providers.noted()
        figures.most("still held at the end", house.held(), 0)
    figures.most("seconds until the returned one has everything", back, BACK_SECONDS)
    _tell_of_others(figures, size, noted, before, during)
    _tell_of_the_silent(figures, [one for one in noted if one.provider == 0], since, until)
    accepted = {one.payment_id for sent in (before, during, after) for one in sent.accepted}
    credited = Counter(one.payment_id for one in noted if one.verb == "credit" and one.answered)
    figures.none("accepted and never credited", sorted(accepted - credited.keys()))
    figures.none("asked to credit again after a yes", [one for one, times in credited.items() if times > 1])
    failed = [line for sent in (before, during, after) for line in (*sent.other, *sent.unanswered)]
    figures.none("payments that failed", failed)
    return figures.rows


def _wait_until_quiet(house: House) -> float:
    """When nothing is held any more, or too much time has gone by."""
    deadline = time.monotonic() + BACK_SECONDS
    while house.held() and time.monotonic() < deadline:
        time.sleep(0.1)
    return time.monotonic()


def _tell_of_others(figures: Figures, size: Size, noted: list[Noted], before: Sent, during: Sent) -> None:
    """From the moment a payment was due until its provider was asked to credit it."""
    others = {one.payment_id: one.at for one in noted if one.provider != 0 and one.verb == "credit"}
    quiet, silent = _p99(before, others), _p99(during, others)
    words = f"p99 {1000 * quiet:.0f} ms before, {1000 * silent:.0f} during"
    figures.most("p99 of the others until credited, times that before", silent / quiet, size.slower, words)
    figures.least("payments to others meanwhile", _number(during, others), RATE * size.silent * 0.7)


def _tell_of_the_silent(figures: Figures, asked: list[Noted], since: float, until: float) -> None:
    """It is left in peace while it is silent, and is not run over when it comes back."""
    meanwhile = [one for one in asked if since < one.at < until and not one.answered]
    again = [one for one in asked if one.at >= until]
    times = Counter(one.payment_id for one in again)
    figures.most("questions to the silent one", len(meanwhile), LANES + PROBES)
    busiest = max(Counter(int(one.at - until) for one in again).values(), default=0)
    words = f"{busiest} in its busiest second, {RATE // PROVIDERS} payments a second as a rule"
    figures.least("questions to it once it is back", len(again), 1, words)
    figures.most("open at once with the returned one", max((one.open for one in again), default=0), LANES)
    figures.most("questions about one payment to the returned one", max(times.values(), default=0), ASKS)


def _p99(sent: Sent, credited: dict[str, float]) -> float:
    """Of a second, in the middle of all seconds."""
    seconds: dict[int, list[float]] = {}
    for one in sent.accepted:
        if one.payment_id in credited:
            took = credited[one.payment_id] - sent.begun - one.due
            seconds.setdefault(int(one.due), []).append(took)
    return median(share(times, 0.99) for times in seconds.values())


def _number(sent: Sent, credited: dict[str, float]) -> int:
    return sum(one.payment_id in credited for one in sent.accepted)
