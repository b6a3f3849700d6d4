"""A program at a seat that runs already, at an address: a student's own, or one on another computer."""

from typing import Any

from common.errors import Broken
from common.settings import Ready
from launcher_app.network.ground import Ground
from launcher_app.network.seat import Seat
from launcher_app.network.student import listens


class AtAddress:
    """Started by somebody else, perhaps on another computer: only reached."""

    def __init__(self, seat: Seat, ground: Ground) -> None:
        """Nobody is passed on to it yet."""
        self._seat = seat
        self._on = False

    @property
    def running(self) -> bool:
        """Whether who calls is passed on to it."""
        return self._on

    @property
    def process_id(self) -> int:
        """Not ours to know."""
        return 0

    @property
    def url(self) -> str:
        """Where it was said to answer."""
        return self._seat.url if self._on else ""

    @property
    def mute(self) -> bool:
        """One that nobody knows an address of."""
        return not self._seat.url

    def start(self, public_url: str, port: int) -> None:
        """From now on who calls is passed on to it."""
        self._on = True

    def stop(self) -> None:
        """It runs on, but nobody is passed on to it."""
        self._on = False

    def kill(self) -> None:
        """All that can be cut is the way to it."""
        self._on = False

    def answers(self, url: str) -> bool:
        """Whether something listens there."""
        return listens(url)

    def code(self) -> int | None:
        """Nobody knows."""
        return None

    def elsewhere(self) -> Ready | None:
        """Nobody knows."""
        return None

    def last_lines(self) -> tuple[str, ...]:
        """Nobody knows."""
        return ()

    def ask(self, operation: str, path: str, fields: dict[str, Any]) -> Any:
        """A stranger has no doors for our operator."""
        raise Broken("not_started", self._seat.name)

    def close(self) -> None:
        """Nothing is held."""
