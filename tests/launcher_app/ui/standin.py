"""A board of seats that a test plays: it shows what it is told to, and keeps what it was asked to do."""

from collections.abc import Sequence
from typing import Any

from common.errors import Broken, OplataError
from launcher_app.launcher import four
from launcher_app.network import ports
from launcher_app.network.seat import Seat
from launcher_app.watched import Look, State


class StandInBoard:
    """Everything is stopped at first; `answers` is what its seats' operator doors say, by seat and operation."""

    def __init__(self, seats: Sequence[Seat] = four("default")) -> None:
        self.seats = tuple(seats)
        self.looks = {one.name: self._stopped(one) for one in self.seats}
        self.changes = 0
        self.ports_free = True
        self.done: list[tuple[object, ...]] = []
        self.answers: dict[tuple[str, str], Any] = {}

    @property
    def running(self) -> int:
        return sum(look.answers for look in self.looks.values())

    @property
    def at_rest(self) -> bool:
        return all(look.may_start or look.state is State.ELSEWHERE for look in self.looks.values())

    def show(self, look: Look) -> None:
        self.looks[look.name] = look
        self.changes += 1

    def start(self, name: str, port: int | None = None) -> None:
        self.done.append(("start", name, *([port] if port is not None else [])))

    def stop(self, name: str) -> None:
        self.done.append(("stop", name))

    def restart(self, name: str) -> None:
        self.done.append(("restart", name))

    def kill(self, name: str) -> None:
        self.done.append(("kill", name))

    def raise_window(self, name: str) -> None:
        self.done.append(("raise", name))

    def start_all(self) -> None:
        self.done.append(("start all",))

    def stop_all(self) -> None:
        self.done.append(("stop all",))

    def ask(self, name: str, operation: str, /, *, path: str = "", **fields: Any) -> Any:
        """What the test prepared; an error is raised; nothing prepared is a seat that does not run."""
        answer = self.answers.get((name, operation), Broken("not_started", name))
        if isinstance(answer, OplataError):
            raise answer
        return answer

    def public_url(self, name: str) -> str:
        return next(ports.url(ports.usual(one)) for one in self.seats if one.name == name)

    def proxy(self, name: str) -> None:
        return None

    def add(self, seat: Seat) -> None:
        self.done.append(("add", seat))
        self._seat([*self.seats, seat])

    def remove(self, name: str) -> None:
        self.done.append(("remove", name))
        self._seat([one for one in self.seats if one.name != name])

    def replace(self, seat: Seat) -> None:
        self.done.append(("replace", seat))
        self._seat([seat if one.name == seat.name else one for one in self.seats])

    def close(self) -> None:
        """Nothing runs."""

    def _seat(self, seats: Sequence[Seat]) -> None:
        self.seats = tuple(seats)
        self.looks = {one.name: self.looks.get(one.name) or self._stopped(one) for one in self.seats}
        self.changes += 1

    def _stopped(self, seat: Seat) -> Look:
        return Look(seat.name, State.STOPPED, public_url=ports.url(ports.usual(seat)))
