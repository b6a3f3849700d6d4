"""Not more often than a person can read: what is asked again at every commit, but costs the server a scan."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer


class Pace(QObject):
    """Calls `run` at once, then not again before its time; what was asked for meanwhile is done once at its end."""

    def __init__(self, parent: QObject, run: Callable[[], object], milliseconds: int) -> None:
        """`milliseconds` lie between two calls at least."""
        super().__init__(parent)
        self._run = run
        self._since = QElapsedTimer()
        self._pause = milliseconds
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)

    def ask(self, *, now: bool = False) -> None:
        """Run it, or see to it that it is run soon; `now` when a person wants it."""
        if now or not self._since.isValid() or self._since.elapsed() >= self._pause:
            self._go()
        elif not self._timer.isActive():
            self._timer.start(self._pause - self._since.elapsed())

    def _go(self) -> None:
        self._timer.stop()
        self._since.start()
        self._run()
