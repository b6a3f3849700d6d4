"""What a centre looks like from outside while it is under load."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

import requests

from tests.proof.overload.house import House, metrics

PAUSE_SECONDS = 0.1
GAUGE = "oplata_writes_waiting"


@dataclass
class Seen:
    """Its gauge and its memory, ten times a second."""

    waiting: list[int] = field(default_factory=lambda: [0])
    memory: list[int] = field(default_factory=list)

    @property
    def grown_megabytes(self) -> float:
        """By how much it has grown at the most."""
        return (max(self.memory) - self.memory[0]) / 2**20


@contextmanager
def watched(house: House) -> Iterator[Seen]:
    """Looks until the block ends."""
    seen, enough = Seen(memory=[house.memory]), Event()

    def look() -> None:
        with requests.Session() as session:
            session.trust_env = False
            while not enough.wait(PAUSE_SECONDS):
                seen.memory.append(house.memory)
                text = session.get(f"{house.target.url}/metrics", timeout=30).text
                seen.waiting.append(metrics(text, GAUGE))

    looking = Thread(target=look, daemon=True)
    looking.start()
    try:
        yield seen
    finally:
        enough.set()
        looking.join()
