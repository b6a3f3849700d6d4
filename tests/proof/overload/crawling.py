"""Clients that take their time: they are ended soon, cost nothing for long, and nobody honest waits for them.

The centre shares its machine with the crowd that crawls at it, and what the crowd takes from the processors is no
doing of the centre's. So quiet is what a second centre has at the very same moments: it is paid by the same payments on
the same machine, and the crowd is at somebody else's door, the first one's. Between the two there is only what slow
clients do to the centre they crawl at.
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
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
RATE = 200
"""Honest payments a second, over so many connections:"""
HONEST = 16
LOOK_SECONDS = 0.2
PART_SECONDS = 1.0
"""Not less: what a server does once a second has to fall into each part."""


class Size(NamedTuple):
    """How much is run; the bound of a sample leaves room for others on the machine."""

    crawlers: int
    seconds: float
    slower: float


SIZES = {
    Form.SAMPLE: Size(crawlers=300, seconds=12.5, slower=4),
    Form.SHORT: Size(crawlers=2_000, seconds=18, slower=1.5),
    Form.LONG: Size(crawlers=2_000, seconds=120, slower=1.5),
}
DEAR = 3
"""Honest payments that a slow client may cost; as it is, it costs about one."""
ENOUGH = 0.9
"""Of all that were due: what a busy machine has not sent when the time is over is not sent any more."""
BORNE_SECONDS = 15.0
THREADS = 64
SPARE = 8
"""Files that come and go by themselves: readers of the database, a log that is begun anew."""


class Seen(NamedTuple):
    """What the centre had, five times a second."""

    threads: list[int]
    files: list[int]


class Paid(NamedTuple):
    """What became of the honest payments of a centre, and the processor time that it took meanwhile."""

    sent: Sent
    processor: float


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """Honest payments at a centre with a crowd, and at one without."""
    figures, size = Figures(LANE, seed), SIZES[form]
    with (
        House(folder / "crowded") as house,
        House(folder / "quiet") as other,
        Loads(house.target, seed) as loads,
        Loads(other.target, seed) as others,
    ):
        _pay([house, other], [loads, others], 1)
        files, seen = _files(house), Seen([], [])
        with ThreadPoolExecutor(1) as beside:
            crowd = beside.submit(_crawl, house, size, seen)
            crowded, quiet = _pay([house, other], [loads, others], size.seconds)
            borne = crowd.result()
        words = f"p99 {_shown(quiet.sent)} without them, {_shown(crowded.sent)} with them"
        figures.most("honest p99, times the quiet", _slower(crowded.sent, quiet.sent), size.slower, words)
        _tell_cost(figures, quiet, crowded, sum(one.opened for one in borne.values()))
        sent = [crowded.sent, quiet.sent]
        due = ENOUGH * RATE * size.seconds * len(sent)
        figures.least("honest payments accepted", sum(len(one.accepted) for one in sent), due)
        figures.none("honest payments that failed", [line for one in sent for line in (*one.other, *one.unanswered)])
        _tell(figures, size, borne)
        figures.most("threads", max(seen.threads), THREADS)
        left = _files(house) - files
        figures.most("open files afterwards, over those before", left, SPARE, f"{max(seen.files)} then")
    return figures.rows


def _pay(houses: list[House], loads: list[Loads], seconds: float) -> list[Paid]:
    """Pay at all centres at the same time."""
    used = [house.processor_seconds for house in houses]
    for one in loads:
        one.begin(one.plan(HONEST, seconds, rate=RATE))
    sent = [one.end() for one in loads]
    return [
        Paid(what, house.processor_seconds - before) for house, what, before in zip(houses, sent, used, strict=True)
    ]


def _slower(crowded: Sent, quiet: Sent) -> float:
    """Second by second, and the middle of that: whatever else the machine does, it does to both."""
    return median(here / there for here, there in zip(_p99(crowded), _p99(quiet), strict=False))


def _p99(sent: Sent) -> list[float]:
    return p99_of_parts(sent, PART_SECONDS)


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


def _tell_cost(figures: Figures, quiet: Paid, crowded: Paid, slow: int) -> None:
    """In processor time, which depends least on what else the machine does."""
    payment = quiet.processor / len(quiet.sent.accepted)
    client = (crowded.processor - payment * len(crowded.sent.accepted)) / slow
    words = f"{1000 * payment:.2f} ms a payment, {1000 * client:.2f} ms a slow client"
    figures.most("processor time of a slow client, in honest payments", client / payment, DEAR, words)


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


def _shown(sent: Sent) -> str:
    """For people; a second that the machine gave to somebody else is not the one in the middle."""
    parts = _p99(sent)
    return f"{1000 * median(parts):.0f} ms (worst second {1000 * max(parts):.0f})"
