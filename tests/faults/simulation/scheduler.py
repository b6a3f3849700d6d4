"""Virtual time: every simulated thread is a greenlet, and one heap says whose turn is next."""

import heapq
from collections.abc import Callable
from hashlib import blake2b
from random import Random
from struct import Struct
from typing import Any

from greenlet import GreenletExit, getcurrent, greenlet

SLOWER, LONGEST_IDLE = 6, 60.0
"""Each look around in which nothing has happened makes the next pause so many times as long, up to so many seconds."""
SECOND_LOOK = 1.0
"""Who looks around for the second time in vain has this long a pause at the least."""
LONGEST_WAIT = 10
"""So many looks in vain make any pause the longest."""
LONGEST_TURNS = 120_000
"""A schedule that needs more has no end; a night of a centre, with its dozen rounds, takes half of it."""


class Killed(GreenletExit):
    """The process of this thread is gone; no `except Exception` on its way may bring it back."""


class NoEnd(AssertionError):
    """The world does not come to rest."""


class Strand(greenlet):
    """A simulated thread: whose it is, what it is called, when it is woken."""

    def __init__(self, owner: "Life", name: str, target: Callable[[], object], hub: greenlet) -> None:
        super().__init__(self._go, hub)
        self.owner = owner
        self.name = name
        self.mark = name.encode()
        self.ended = False
        self.ticket = 0
        self.idle = 0
        self.seen = -1
        self.pause = 0.0
        self._target = target
        self.waiting_for: list[Callable[[], None]] = []

    def _go(self, _: object) -> None:
        try:
            if self.owner.alive:
                self._target()
        except Killed:
            pass
        except Exception as bug:  # noqa: BLE001 - a thread's end, as Python's own: its process goes on
            self.owner.stumbled(self.name, bug)
        finally:
            self.ended = True
            for told in self.waiting_for:
                told()


class Life:
    """One run of a process; `alive` until it is killed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.alive = True
        self.frozen = False
        """Stopped, as by SIGSTOP: whose turn comes meanwhile has it when the process goes on."""
        self.missed: list[tuple[Strand, int]] = []
        self.strands: list[Strand] = []
        self.activity = 0
        self.moves = 0
        self.resting: dict[Strand, None] = {}
        """Who looks around for news of this process."""
        self.dozing: dict[Strand, None] = {}
        """Who looks around for news from outside of it."""
        self.bugs: list[str] = []
        self.disk: Any = None
        """What it keeps its database on."""

    def stumbled(self, where: str, bug: Exception) -> None:
        """A thread ended with a bug that nobody caught."""
        self.bugs.append(f"{self.name} {where}: {type(bug).__name__}: {bug}")


class Scheduler:
    """Runs strands in the order of virtual time; `chance` is the only source of chance there is."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.now = 0.0
        self.turns = 0
        self.longest_idle = LONGEST_IDLE
        self.hub = getcurrent()
        self.outside = Life("outside")
        self._heap: list[tuple[float, int, Strand, int]] = []
        self._number = 0
        self._trail = bytearray()

    # Whoever runs now

    def current(self) -> Strand:
        """The strand that runs now."""
        strand = getcurrent()
        assert isinstance(strand, Strand), "nothing but strands may wait"
        return strand

    def spawn(self, owner: Life, name: str, target: Callable[[], object], after: float = 0.0) -> Strand:
        """Begin another strand."""
        strand = Strand(owner, name, target, self.hub)
        owner.strands.append(strand)
        self.wake(strand, after)
        return strand

    def wake(self, strand: Strand, after: float = 0.0) -> None:
        """Its turn comes so much later; an earlier order to wake it is forgotten."""
        strand.ticket += 1
        self._number += 1
        heapq.heappush(self._heap, (self.now + after, self._number, strand, strand.ticket))

    def park(self) -> None:
        """Wait until somebody wakes this strand."""
        strand = self.current()
        if not strand.owner.alive:
            raise Killed
        self.hub.switch()
        if not strand.owner.alive:
            raise Killed

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.wake(self.current(), seconds)
        self.park()

    def rest(self, seconds: float) -> None:
        """A pause of somebody who looks around again and again: the longer nothing happens, the longer it lasts."""
        owner = self.current().owner
        self._pause(seconds, owner.activity, owner.resting, SECOND_LOOK)

    def doze(self, seconds: float, *, still: bool) -> None:
        """The same for somebody who looks at what moves outside of all processes; nothing does while it is `still`."""
        owner = self.current().owner
        self._pause(seconds, owner.moves, owner.dozing, still=still)

    def _pause(
        self, seconds: float, seen: int, together: dict[Strand, None], second: float = 0.0, *, still: bool = False
    ) -> None:
        strand = self.current()
        if still:
            strand.seen, strand.idle = seen, LONGEST_WAIT
        elif strand.seen != seen:
            strand.seen, strand.idle = seen, 0
        else:
            strand.idle = min(strand.idle + 1, LONGEST_WAIT)
        strand.pause = seconds
        longer = max(seconds * SLOWER, second) * SLOWER ** (strand.idle - 1) if strand.idle else seconds
        self.wake(strand, max(seconds, min(longer, self.longest_idle)))
        together[strand] = None
        self.park()
        together.pop(strand, None)

    def stir(self, life: Life) -> None:
        """Something happened in a process: those who rest there look sooner."""
        life.activity += 1
        self._call(life.resting)

    def rouse(self, life: Life) -> None:
        """Something moved outside of a process: those who doze there look sooner."""
        life.moves += 1
        self._call(life.dozing)

    def _call(self, waiting: dict[Strand, None]) -> None:
        for strand in waiting:
            strand.idle = 0
            self.wake(strand, strand.pause)
        waiting.clear()

    def kill(self, life: Life) -> None:
        """A process is gone: none of its strands has another turn. The one that runs now ends by itself."""
        life.alive = False
        life.resting.clear()
        life.dozing.clear()
        for strand in life.strands:
            if not strand.ended and strand is not getcurrent():
                self.wake(strand)

    def thaw(self, life: Life) -> None:
        """A stopped process goes on."""
        life.frozen = False
        for strand, ticket in life.missed:
            self._number += 1
            heapq.heappush(self._heap, (self.now, self._number, strand, ticket))
        life.missed.clear()

    def until(self, over: Callable[[], bool]) -> None:
        """Run until it is so, or nothing is left to run."""
        heap, first_of, when = self._heap, heapq.heappop, Struct("<d").pack
        while not over() and heap:
            at, _, strand, ticket = first_of(heap)
            if strand.ticket != ticket or strand.dead:
                continue
            if strand.owner.frozen and strand.owner.alive:
                strand.owner.missed.append((strand, ticket))
                continue
            self.now = max(self.now, at)
            self.turns += 1
            if self.turns > LONGEST_TURNS:
                raise NoEnd(f"{self.turns} turns, {self.now:.0f} s")
            self._trail += when(self.now)
            self._trail += strand.mark
            strand.switch(None)

    def digest(self, dump: str) -> str:
        """What happened and what came of it, in 32 digits."""
        return blake2b(self._trail + dump.encode(), digest_size=16).hexdigest()

    def bury(self, lives: list[Life]) -> None:
        """End every strand that is left: nothing of this world may run in the next."""
        for life in [*lives, self.outside]:
            life.alive = False
        for life in [*lives, self.outside]:
            for strand in life.strands:
                if not strand.dead:
                    strand.throw(Killed())
            life.strands.clear()
        self._heap.clear()
