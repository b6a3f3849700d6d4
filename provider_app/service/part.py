"""What every part of the service works with."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from common.clock import Clock
from common.credentials import Gatekeeper
from common.database import Connection, Database
from common.errors import Broken, OplataError
from common.http_client import Caller
from common.logs import Log
from common.secrets import Secrets
from common.settings import PROFILE
from common.words import Words
from provider_app.service.messages import MOST
from provider_app.store import about

T = TypeVar("T")
POSITION = re.compile(r"[0-9]{1,18}")


class Consumer(Caller, Protocol):
    """A subscriber's own program."""

    def close(self) -> None:
        """Let the connections go."""


Connect = Callable[[str, str, str, str], Consumer]
"""`connect(url, login, password, them)`."""
Draw = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Means:
    """Everything that the service does not make itself; `draw()` is in [0, 1)."""

    database: Database
    gatekeeper: Gatekeeper
    secrets: Secrets
    log: Log
    clock: Clock
    draw: Draw
    connect: Connect
    url: str
    uid: str
    profile: str


class Part:
    """A part of the service."""

    def __init__(self, means: Means) -> None:
        """Keep the means at hand."""
        self.means = means
        self.database = means.database
        self.clock = means.clock
        self.log = means.log

    def decided(self, work: Callable[[Connection], T | OplataError], name: str) -> T:
        """Run a unit of work whose «no» is itself written down, then say that no."""
        outcome = self.database.write(work, name)
        if isinstance(outcome, OplataError):
            raise outcome
        return outcome

    def title(self, db: Connection) -> tuple[Words, Words]:
        """The provider's name and group; until a person says them, the profile's name."""
        profile = self.means.profile
        name = Words("Поставщик", "Provider") if profile == PROFILE else Words(profile, profile)
        return about.get(db) or (name, Words("Связь", "Communication"))


def position(text: str) -> int:
    """An opaque position as it is kept; Broken for one that we never gave."""
    if text and not POSITION.fullmatch(text):
        raise Broken("wrong_json", "after")
    return int(text or 0)


def bounded(limit: int) -> int:
    """How many rows a page has: at most what is asked, and at most a thousand."""
    if limit < 1:
        raise Broken("wrong_json", "limit")
    return min(limit, MOST)


def page(rows: list[T], limit: int) -> tuple[list[T], bool]:
    """At most `limit` rows of one more than that, and whether there are more."""
    return rows[:limit], len(rows) > limit


__all__ = ["Consumer", "Means", "Part", "bounded", "page", "position"]
