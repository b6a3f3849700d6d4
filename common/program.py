"""What a built role offers to whoever runs it: its doors, its workers, and what it knows of its askers."""

from typing import Any, Protocol, runtime_checkable

from common import spawn
from common.credentials import Gatekeeper
from common.database import Database
from common.http_server import Clients, Doors
from common.principal import Principal


@runtime_checkable
class OfClients(Protocol):
    """What a program has, too, whose doors are for askers with tokens."""

    clients: Clients


@runtime_checkable
class OfSigned(Protocol):
    """What a program has, too, that hears what must be signed (`Endpoint.signed_by`)."""

    def seals(self, who: Principal) -> list[str]:
        """The secrets by which questions of this asker may be signed now: one, or two while it changes; [] of others.

        Called from a pool at each such question, before its door: it may read `secrets` and nothing slower. What the
        door then gets was signed by one of them within five minutes of now; to refuse a repeat is the door's part.
        """


class Program(Protocol):
    """A built role: its doors for others and for its operator, and what it does unasked."""

    database: Database
    gatekeeper: Gatekeeper
    service: Any

    def doors(self) -> Doors:
        """The table of doors, operator's included."""

    def start(self, stop: spawn.Signal) -> None:
        """Start the workers; they end soon after `stop` is set."""

    def close(self) -> None:
        """Wait for the workers and let go of everything but the database."""
