"""Clients that take their time: they are ended soon, cost nothing for long, and nobody honest waits for them."""

import subprocess
import sys
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from common.setup.places import PROJECT
from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.proof.overload.crawlers import Borne
from tests.proof.overload.house import House
from tests.proof.overload.loads import Loads, p99_of_parts
from tests.proof.overload.plan import Sent

LANE = "slow"
RATE = 100
"""Honest payments a second, over so many connections:"""
HONEST = 8
LOOK_SECONDS = 0.2


class Size(NamedTuple):
    """How much is run; the bound of a sample leaves room for others on the machine."""

    crawlers: int
    seconds: float
    quiet: float
    slower: float


SIZES = {
    Form.SAMPLE: Size(crawlers=300, seconds=13, quiet=2, slower=4),
    Form.SHORT: Size(crawlers=2_000, seconds=18, quiet=5, slower=1.5),
    Form.LONG: Size(crawlers=2_000, seconds=120, quiet=20, slower=1.5),
}
BORNE_SECONDS = 15.0
THREADS = 64
SPARE = 8
"""Files that come and go by themselves: readers of the database, a log that is begun anew."""


class Seen(NamedTuple):
    """What the centre had, five times a second."""

    threads: list[int]
    files: list[int]


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """Honest payments before, during and after."""
    figures, size = Figures(LANE, seed), SIZES[form]
    with House(folder) as house, Loads(house.target, seed) as loads:
        loads.send(loads.plan(HONEST, 1, rate=RATE))
        before = loads.send(loads.plan(HONEST, size.quiet, rate=RATE))
        files = _files(house)
        seen = Seen([], [])
        loads.begin(loads.plan(HONEST, size.seconds, rate=RATE))
        borne = _crawl(house, size, seen)
        during = loads.end()
        after = loads.send(loads.plan(HONEST, size.quiet, rate=RATE))
        slower = _p99(during) / median([_p99(before), _p99(after)])
        words = f"p99 {_shown(before)} before, {_shown(during)} during, {_shown(after)} after"
        figures.most("honest p99, times the quiet", slower, size.slower, words)
        sent = [before, during, after]
        figures.least("honest payments accepted", sum(len(one.accepted) for one in sent), _due(size))
        figures.none("honest payments that failed", [line for one in sent for line in (*one.other, *one.unanswered)])
        _tell(figures, size, borne)
        figures.most("threads", max(seen.threads), THREADS)
        figures.most(
            "open files afterwards, over those before", _files(house) - files, SPARE, f"{max(seen.files)} then"
        )
    return figures.rows


def _due(size: Size) -> int:
    return int(RATE * size.quiet) * 2 + int(RATE * size.seconds)


def _crawl(house: House, size: Size, seen: Seen) -> dict[str, Borne]:
    """Let them come, and look at the centre meanwhile."""
    port = urlsplit(house.target.url).port
    words = [sys.executable, "-m", "tests.proof.overload.crawlers", str(port), str(size.crawlers), str(size.seconds)]
    enough = Event()

    def look() -> None:
        while not enough.wait(LOOK_SECONDS):
            seen.threads.append(house.process.num_threads())
            seen.files.append(_files(house))

    looking = Thread(target=look, daemon=True)
    looking.start()
    try:
        done = subprocess.run(words, stdout=subprocess.PIPE, check=True, cwd=PROJECT)
    finally:
        enough.set()
        looking.join()
    return msgspec.json.decode(done.stdout, type=dict[str, Borne])


def _tell(figures: Figures, size: Size, borne: dict[str, Borne]) -> None:
    """Each kind; those whose connection may rest have a limit of their own."""
    figures.least("slow connections", sum(one.opened for one in borne.values()), size.crawlers)
    slow = {kind: one for kind, one in borne.items() if not one.may_stay}
    for kind, one in slow.items():
        figures.most(f"seconds borne: {kind}", max(one.seconds, default=size.seconds), BORNE_SECONDS)
    figures.most("slow connections left", sum(one.left for one in slow.values()), 0)


def _files(house: House) -> int:
    """Open files and sockets, or what Windows counts for them."""
    count = getattr(house.process, "num_handles" if sys.platform == "win32" else "num_fds")
    return int(count())


def _p99(sent: Sent) -> float:
    """Of a second, in the middle of all seconds: one that the machine gave to somebody else does not count."""
    return median(p99_of_parts(sent))


def _shown(sent: Sent) -> str:
    return f"{1000 * _p99(sent):.0f} ms (worst second {1000 * max(p99_of_parts(sent)):.0f})"
