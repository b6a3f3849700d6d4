"""What the provider does unasked: tells subscribers' programs the news, and asks its centre about payments."""

from common import spawn
from common.errors import OplataError, places
from common.logs import Log
from common.queue import Task
from provider_app.service import Service

PAUSE_SECONDS = 0.2
LANES = 4
TURN_SECONDS = 0.25


class NewsWorker:
    """Looks for news whose time has come and hands it to a few lanes."""

    def __init__(self, service: Service, log: Log) -> None:
        """Nothing runs yet."""
        self._service = service
        self._log = log
        self._closing = spawn.Signal()
        self._bell = spawn.Signal()
        self._ended = spawn.Signal()
        self._ended.set()
        self._under_way: set[str] = set()
        self._lock = spawn.Lock()
        self._lanes = spawn.pool("news", LANES)

    def start(self, stop: spawn.Signal) -> None:
        """Work until told to stop."""
        self._ended.clear()
        spawn.thread("news", lambda: self._run(stop))

    def close(self) -> None:
        """Finish what is being told."""
        self._closing.set()
        self._bell.set()
        self._ended.wait()
        self._lanes.shutdown(wait=True, cancel_futures=True)

    def _run(self, stop: spawn.Signal) -> None:
        try:
            while not self._closing.is_set() and not stop.is_set():
                self._hand_out()
                self._bell.wait(PAUSE_SECONDS)
                self._bell.clear()
        finally:
            self._ended.set()

    def _hand_out(self) -> None:
        """One look at what is due; the storage may fail now and come back."""
        try:
            due = self._service.news_due()
        except OplataError as trouble:
            self._log.warning("news not read", reason=str(trouble))
            return
        for task in due:
            with self._lock:
                if task.line in self._under_way:
                    continue
                self._under_way.add(task.line)
            self._lanes.submit(self._tell, task)

    def _tell(self, task: Task) -> None:
        """Tell one piece, leave its line, and ring for the next one, unless the storage needs some rest."""
        answered = False
        try:
            self._service.tell(task)
            answered = True
        except OplataError as trouble:
            self._log.warning("news not told", number=task.line, reason=str(trouble))
        except Exception as bug:  # noqa: BLE001 - a thread's end: the news waits for a person, the others go on
            self._log.error("news not told", number=task.line, error=type(bug).__name__)
            self._service.set_news_aside(task, "internal_error")
        finally:
            with self._lock:
                self._under_way.discard(task.line)
        if answered:
            self._bell.set()


class AcceptingWorker:
    """One thread for the centre that takes payments by QR and barcode: turn after turn, each doing what is due."""

    def __init__(self, service: Service, log: Log) -> None:
        """Nothing runs yet."""
        self._accepting = service.accepting
        self._log = log
        self._closing = spawn.Signal()
        self._ended = spawn.Signal()
        self._ended.set()

    def start(self, stop: spawn.Signal) -> None:
        """Work until told to stop."""
        self._ended.clear()
        spawn.thread("accepting", lambda: self._run(stop))

    def close(self) -> None:
        """Finish the turn."""
        self._closing.set()
        self._accepting.rung.set()
        self._ended.wait()

    def _run(self, stop: spawn.Signal) -> None:
        try:
            while not self._closing.is_set() and not stop.is_set():
                self._turn()
                self._accepting.rung.wait(TURN_SECONDS)
        finally:
            self._ended.set()

    def _turn(self) -> None:
        """The storage may fail now and come back."""
        try:
            self._accepting.turn()
        except OplataError as trouble:
            self._log.warning("centre not asked", reason=str(trouble))
        except Exception as bug:  # noqa: BLE001 - a thread's end: the next turn may go well
            self._log.error("centre not asked", error=type(bug).__name__, at=places(bug))
