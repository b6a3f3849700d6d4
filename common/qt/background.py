"""Work beside the window: an executor, a deque of results, and one signal without arguments that rings for them."""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, Qt, Signal
from shiboken6 import isValid

from common import spawn
from common.errors import Broken, OplataError

T = TypeVar("T")
AT_ONCE = 4


class Background(QObject):
    """Runs work in a few threads; its outcome comes back in the window's own thread, never after its owner is gone."""

    _rung = Signal()

    def __init__(self, unexpected: Callable[[BaseException], None]) -> None:
        """`unexpected` is told, in the worker's thread, what nobody foresaw; the asker gets `Broken` for it."""
        super().__init__()
        self._unexpected = unexpected
        self._pool = spawn.pool("window", AT_ONCE)
        self._outcomes: deque[tuple[QObject, Callable[[], object]]] = deque()
        self._closed = False
        self._under_way = 0
        self.spent_ms = 0
        """How long all work took so far, about: threads add to it without waiting for each other."""
        self._rung.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way and nothing waits to be delivered."""
        return self._under_way == 0

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[OplataError], object],
    ) -> None:
        """Do the work in a thread; then call `then` or `failed` here."""
        if self._closed:
            return
        self._under_way += 1
        self._pool.submit(self._do, owner, work, then, failed)

    def close(self) -> None:
        """Take no more work and wait for what is under way; its outcomes are dropped."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._outcomes.clear()

    def _do(self, owner: QObject, work: Callable[[], Any], then: Any, failed: Any) -> None:
        watch = QElapsedTimer()
        watch.start()
        try:
            answer = work()
        except OplataError as error:
            self._put(owner, partial(failed, error))
        except Exception as error:  # noqa: BLE001 - a thread's end: logged, and the asker is told
            self._unexpected(error)
            self._put(owner, partial(failed, Broken("window_trouble", f"{type(error).__name__}: {error}")))
        else:
            self._put(owner, partial(then, answer))
        finally:
            self.spent_ms += watch.elapsed()

    def _put(self, owner: QObject, tell: Callable[[], object]) -> None:
        self._outcomes.append((owner, tell))
        if not self._closed:
            self._rung.emit()

    def _deliver(self) -> None:
        while self._outcomes:
            owner, tell = self._outcomes.popleft()
            self._under_way -= 1
            if not self._closed and isValid(owner):
                tell()
