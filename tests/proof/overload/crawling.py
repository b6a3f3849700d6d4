"""Clients that take their time: they are ended soon, cost nothing for long, and nobody honest waits for them.

The centre shares its machine with the crowd that crawls at it. What the crowd takes from the processors is no doing of
the centre's, so it is quiet here when the same crowd crawls at somebody else's door (`elsewhere.py`) on the same
machine: between that and the crowd at the centre's own door there is only the centre's work.
"""

import subprocess
import sys
from dataclasses import dataclass
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
from tests.proof.overload.elsewhere import elsewhere
from tests.proof.overload.house import House
from tests.proof.overload.loads import Loads, p99_of_parts
from tests.proof.overload.plan import Sent

LANE = "slow"
RATE = 100
"""Honest payments a second, over so many connections:"""
HONEST = 16
LOOK_SECONDS = 0.2


class Size(NamedTuple):
    """How much is run, how long the crowd is elsewhere first; a sample leaves room for others on the machine."""

    crawlers: int
    elsewhere: float
    seconds: float
    slower: float


SIZES = {
    Form.SAMPLE: Size(crawlers=300, elsewhere=3, seconds=12.5, slower=4),
    Form.SHORT: Size(crawlers=2_000, elsewhere=18, seconds=18, slower=1.5),
    Form.LONG: Size(crawlers=2_000, elsewhere=120, seconds=120, slower=1.5),
}
DEAR = 2
"""Honest payments that a slow client may cost; as it is, it costs about one."""
ENOUGH = 0.9
"""Of all that were due: what a busy machine has not sent when the time is over is not sent any more."""
BORNE_SECONDS = 15.0
THREADS = 64
SPARE = 8
"""Files that come and go by themselves: readers of the database, a log that is begun anew."""


@dataclass
class Crowded:
    """What became of the honest and of the slow, and what the centre had meanwhile, five times a second."""

    sent: Sent
    borne: dict[str, Borne]
    processor: float
    threads: list[int]
    files: list[int]

    @property
    def p99(self) -> float:
        """Of a second, in the middle of all seconds: one that the machine gave to somebody else does not count."""
        return median(p99_of_parts(self.sent))

    @property
    def shown(self) -> str:
        """For people."""
        return f"{1000 * self.p99:.0f} ms (worst second {1000 * max(p99_of_parts(self.sent)):.0f})"


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """Honest payments while the crowd is elsewhere, and while it is here."""
    figures, size = Figures(LANE, seed), SIZES[form]
    with House(folder) as house, Loads(house.target, seed) as loads, elsewhere() as door:
        loads.send(loads.plan(HONEST, 1, rate=RATE))
        files = _files(house)
        quiet = _crowd(house, loads, door, size.crawlers, size.elsewhere)
        during = _crowd(house, loads, urlsplit(house.target.url).port or 0, size.crawlers, size.seconds)
        words = f"p99 {quiet.shown} with the crowd elsewhere, {during.shown} with it here"
        figures.most("honest p99, times the quiet", during.p99 / quiet.p99, size.slower, words)
        _tell_cost(figures, quiet, during)
        sent = [quiet.sent, during.sent]
        due = ENOUGH * RATE * (size.elsewhere + size.seconds)
        figures.least("honest payments accepted", sum(len(one.accepted) for one in sent), due)
        figures.none("honest payments that failed", [line for one in sent for line in (*one.other, *one.unanswered)])
        _tell(figures, size, during.borne)
        figures.most("threads", max(during.threads), THREADS)
        left = _files(house) - files
        figures.most("open files afterwards, over those before", left, SPARE, f"{max(during.files)} then")
    return figures.rows


def _crowd(house: House, loads: Loads, port: int, crawlers: int, seconds: float) -> Crowded:
    """Let them come to this port, pay meanwhile, and look at the centre."""
    words = [sys.executable, "-m", "tests.proof.overload.crawlers", str(port), str(crawlers), str(seconds)]
    threads, files, enough = list[int](), list[int](), Event()

    def look() -> None:
        while not enough.wait(LOOK_SECONDS):
            threads.append(house.process.num_threads())
            files.append(_files(house))

    looking = Thread(target=look, daemon=True)
    used = house.processor_seconds
    loads.begin(loads.plan(HONEST, seconds, rate=RATE))
    looking.start()
    try:
        done = subprocess.run(words, stdout=subprocess.PIPE, check=True, cwd=PROJECT)
    finally:
        enough.set()
        looking.join()
    borne = msgspec.json.decode(done.stdout, type=dict[str, Borne])
    return Crowded(loads.end(), borne, house.processor_seconds - used, threads, files)


def _tell_cost(figures: Figures, quiet: Crowded, during: Crowded) -> None:
    """In processor time, which does not depend on what else the machine does."""
    payment = quiet.processor / len(quiet.sent.accepted)
    clients = during.processor - payment * len(during.sent.accepted)
    slow = sum(one.opened for one in during.borne.values())
    words = f"{1000 * payment:.2f} ms a payment, {1000 * clients / slow:.2f} ms a slow client"
    figures.most("processor time of a slow client, in honest payments", clients / slow / payment, DEAR, words)


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
