"""The seats of the open network, looked at by a thread of their own: what is shown is at hand, nobody waits."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from common import spawn
from common.errors import Broken, Rejected
from launcher_app.checks import machine
from launcher_app.network.ground import Ground
from launcher_app.network.seat import ORDER, Seat
from launcher_app.proxy import Proxy
from launcher_app.watched import Look, State, Watched

QUICK_SECONDS, CALM_SECONDS = 0.3, 1.0
RESTLESS = (State.STARTING, State.STOPPING, State.SILENT)


def _forgotten(_: Sequence[Seat]) -> None:
    """Nobody keeps them."""


class Board:
    """`looks` is how each seat was the last time it was looked at, by the seat's name; `changes` grows with them.

    `keep` is told the seats whenever they change.
    """

    def __init__(
        self, seats: Sequence[Seat], ground: Ground, keep: Callable[[Sequence[Seat]], None] = _forgotten
    ) -> None:
        """Begin to look."""
        self.changes = 0
        self.ports_free = False
        self._ground = ground
        self._keep = keep
        self._watched = _in_order(Watched(one, ground) for one in seats)
        self.looks = {name: Look(name, State.STOPPED, public_url=one.public_url) for name, one in self._watched.items()}
        self._lock = spawn.Lock()
        self._trying = spawn.Lock()
        """A port that is being tried cannot be taken: Windows gives it to one at a time."""
        self._wake = spawn.Signal()
        self._closed = False
        self._thread = spawn.thread("board", self._run)

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Who sits where, in the order in which they need each other."""
        return tuple(one.seat for one in self._watched.values())

    @property
    def running(self) -> int:
        """How many seats answer."""
        return sum(look.answers for look in tuple(self.looks.values()))

    @property
    def at_rest(self) -> bool:
        """Whether nothing was started from here, or all of it has ended."""
        return all(look.may_start or look.state is State.ELSEWHERE for look in tuple(self.looks.values()))

    def start(self, name: str, port: int | None = None) -> None:
        """Start one; a port given here is its own from now on."""
        if self._closed:
            return
        one = self._watched[name]
        if port is not None and (one.seat.port or not one.ours) and one.look().may_start:
            self.replace(msgspec.structs.replace(one.seat, port=port))
        with self._trying:
            self._watched[name].start(port)
        self._note(name, self._watched[name])  # nobody is to take the fall before for the end of this start
        self._wake.set()

    def start_all(self) -> None:
        """Start what is not there, in the order in which they need each other."""
        for name in tuple(self._watched):
            self.start(name)

    def stop(self, name: str) -> None:
        """Stop one."""
        self._wake.set()
        self._watched[name].stop()
        self._wake.set()

    def restart(self, name: str) -> None:
        """Stop one and start it again."""
        self.stop(name)
        self.start(name)

    def kill(self, name: str) -> None:
        """Cut its power: it ends at once, whatever it is doing."""
        self._watched[name].kill()
        self._wake.set()

    def stop_all(self) -> None:
        """Stop everything that was started from here, all at once."""
        self._wake.set()
        with spawn.pool("stopping", max(1, len(self._watched))) as pool:
            for done in [pool.submit(one.stop) for one in tuple(self._watched.values())]:
                done.result()
        self._wake.set()

    def raise_window(self, name: str) -> None:
        """Bring its window to the front."""
        self.ask(name, "ui-raise")

    def ask(self, name: str, operation: str, /, *, path: str = "", **fields: Any) -> Any:
        """An operator's door of one of our instances; Broken `not_started` of one that is stopped or a stranger's."""
        return self._watched[name].ask(operation, path, **fields)

    def public_url(self, name: str) -> str:
        """The address by which others know a seat."""
        return self._watched[name].public_url

    def proxy(self, name: str) -> Proxy | None:
        """What stands before a seat while it answers; None before a terminal, whom nobody calls."""
        return self._watched[name].proxy

    def add(self, seat: Seat) -> None:
        """One more seat, not started yet; Rejected `already_exists` when its place is taken."""
        with self._lock:
            if seat.name in self._watched:
                raise Rejected("already_exists", seat.title.ru)
            self._seat({**self._watched, seat.name: Watched(seat, self._ground)})

    def remove(self, name: str) -> None:
        """One seat less; its data stay where they are. Broken `seat_taken` while somebody works there."""
        with self._lock:
            self._leave(name)
            self._seat({other: one for other, one in self._watched.items() if other != name})

    def replace(self, seat: Seat) -> None:
        """Another player at a seat, at the address that others know. Broken `seat_taken` while somebody works there."""
        with self._lock:
            self._leave(seat.name)
            self._seat({**self._watched, seat.name: Watched(seat, self._ground)})

    def close(self) -> None:
        """Stop everything and look no more."""
        self._closed = True
        self.stop_all()
        self._thread.join()
        for one in self._watched.values():
            one.close()

    def _leave(self, name: str) -> None:
        """Nobody works at a seat any more, nor may begin to."""
        one = self._watched[name]
        if not one.look().may_start:
            raise Broken("seat_taken", one.seat.title.ru)
        one.close()

    def _seat(self, watched: dict[str, Watched]) -> None:
        self._watched = _in_order(watched.values())
        self.looks = {name: self._first_look(name) for name in self._watched}
        self.changes += 1
        self._keep(self.seats)
        self._wake.set()

    def _first_look(self, name: str) -> Look:
        """What was seen of a seat, if its player is still the same."""
        one, known = self._watched[name], self.looks.get(name)
        if known is not None and known.answers:
            return known
        return Look(name, State.STOPPED, public_url=one.public_url)

    def _run(self) -> None:
        while not self._closed:
            self._wake.clear()
            for name, one in tuple(self._watched.items()):
                self._note(name, one)
            self._measure()
            restless = any(look.state in RESTLESS for look in tuple(self.looks.values()))
            self._wake.wait(QUICK_SECONDS if restless else CALM_SECONDS)

    def _note(self, name: str, one: Watched) -> None:
        """Look and write down in one go: what was seen before a start is not written over what was seen after it."""
        with one.looking:
            try:
                look = one.look()
            except OSError as trouble:
                self._ground.log.warning("look failed", seat=name, error=str(trouble))
                return
            if self._watched.get(name) is one and look != self.looks.get(name):
                self._ground.log.info("seat", seat=name, state=look.state.value, pid=look.process_id, url=look.url)
                self.looks[name] = look
                self.changes += 1

    def _measure(self) -> None:
        """Whether the ports can be taken: tried while nobody of ours has or wants them, never assumed."""
        with self._trying:
            free = self.at_rest and all(machine.is_free(one.port) for one in tuple(self._watched.values()) if one.port)
        if free != self.ports_free:
            self.ports_free = free
            self.changes += 1


def _in_order(watched: Iterable[Watched]) -> dict[str, Watched]:
    return {one.name: one for one in sorted(watched, key=lambda one: (ORDER.index(one.seat.role), one.seat.number))}
