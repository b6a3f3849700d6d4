"""Which task may be tried now: a lane per provider, at most so many at once, in order within each account."""

import heapq
from collections import deque
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from processing_app.core.breaker import Breaker


class Waiting(Protocol):
    """What a lane needs to know of a task; `due` in milliseconds."""

    @property
    def id(self) -> int:
        """Its place in the queue: later tasks have greater ids."""

    @property
    def line(self) -> str:
        """What it keeps order with: an account."""

    @property
    def due(self) -> int:
        """When it may be tried."""


T = TypeVar("T", bound=Waiting)
FIRST = -1
"""Before all that is due."""


class Lane(Generic[T]):
    """One provider's tasks. `width` is how many may be under way; a paused lane gives none."""

    def __init__(self, width: int) -> None:
        """Nothing waits."""
        self.width = width
        self.paused = False
        self.furthest_ms: int | None = None
        """The longest pause of its contract: what is due later than that is of a clock that was set back since."""
        self.breaker = Breaker()
        self.last_id = 0
        self._lines: dict[str, deque[T]] = {}
        self._heads: list[tuple[int, int, T]] = []
        self._running: dict[int, T | None] = {}
        self._known: set[int] = set()

    def __len__(self) -> int:
        return len(self._known)

    def add(self, tasks: Iterable[T]) -> None:
        """More tasks, in the order of their ids; those that are known already are passed over.

        A task whose attempt is just ending may have been revived meanwhile: it is remembered until `done`.
        """
        for task in tasks:
            self.last_id = max(self.last_id, task.id)
            if task.id in self._known:
                if task.id in self._running:
                    self._running[task.id] = task
                continue
            self._known.add(task.id)
            line = self._lines.get(task.line)
            if line is None:
                self._lines[task.line] = deque([task])
                self._push(task)
            else:
                line.append(task)

    def take(self, now: int) -> T | None:
        """The next task that may be tried, if any; its line waits until `done`."""
        if self.paused or len(self._running) >= self.width or not self._heads or not self._has_come(now):
            return None
        if not self.breaker.allows(now):
            return None
        self.breaker = self.breaker.called()
        task = heapq.heappop(self._heads)[2]
        self._running[task.id] = None
        return task

    def done(self, task: T, again: T | None) -> None:
        """An attempt ended: the task left the queue, or is to be tried again as `again`.

        One that was read anew meanwhile is tried again, too: whoever tries it sees first whether it is still there.
        """
        seen = self._running.pop(task.id)
        again = again or seen
        line = self._lines[task.line]
        line.popleft()
        if again is not None:
            line.appendleft(again)
        else:
            self._known.discard(task.id)
        if line:
            self._push(line[0])
        else:
            del self._lines[task.line]

    def hurry(self, task: T) -> None:
        """A person wants this task tried now: it goes before all that are due, and to a silent provider as its probe.

        One behind an earlier task of its line goes when that is done; one not read yet is read in its turn.
        """
        if task.id > self.last_id:
            return
        self.add([task])
        line = self._lines[task.line]
        place = next(index for index, known in enumerate(line) if known.id == task.id)
        if task.id in self._running:
            return
        line[place] = task
        if place == 0:
            self._heads = [(FIRST, task.id, task), *(head for head in self._heads if head[1] != task.id)]
            heapq.heapify(self._heads)
            self.breaker = self.breaker.hurried()

    def look_again(self) -> None:
        """Read the queue from its beginning: earlier tasks may wait again."""
        self.last_id = 0

    def _has_come(self, now: int) -> bool:
        ahead = self._heads[0][0] - now
        return ahead <= 0 or (self.furthest_ms is not None and ahead > self.furthest_ms)

    def _push(self, task: T) -> None:
        heapq.heappush(self._heads, (task.due, task.id, task))
