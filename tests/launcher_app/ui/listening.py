"""A launcher with an open network in which nothing runs: what its proxies would have seen is said by a test."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from common import ids
from common.clock import SystemClock
from common.logs import Log
from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.theme import Theme
from launcher_app.launcher import Launcher
from launcher_app.proxy.recorder import Exchange
from launcher_app.ui.inside import LauncherInside
from tests.launcher_app.feed.said import Question

PAYMENT, CODE = "01ba60d3-3800-7225-9cb2-e03bc734dc4d", "7F3K-9Q2D"


class Listening:
    """Says requests to the launcher's feed, as proxies do."""

    def __init__(self, launcher: Launcher) -> None:
        self.launcher = launcher
        self._last = 0

    def hear(self, questions: Iterable[Question], **told: Any) -> None:
        """All of these have ended, each seen by its proxy."""
        self.hear_later(questions, **told)
        self.launcher.feed.look()

    def hear_later(self, questions: Iterable[Question], **told: Any) -> None:
        """The same, taken in when the feed looks again."""
        self._tell(one.record(self._next(), **told) for one in questions)

    def tell(self, records: Iterable[Exchange]) -> None:
        """These records, and nothing is shown before all of them are taken in."""
        self._tell(records)
        self.launcher.feed.look()

    def _tell(self, records: Iterable[Exchange]) -> None:
        told = self.launcher.recorder.told
        assert told is not None
        for record in records:
            told(record)

    def _next(self) -> int:
        self._last += 1
        return self._last


@contextmanager
def listening(folder: Path) -> Iterator[Listening]:
    """The network `lesson` is open."""
    log = Log(folder / "own", "launcher", SystemClock(), console=False)
    launcher = Launcher(folder, log, SystemClock(), windows=False, any_port=True)
    launcher.session.path.parent.mkdir(parents=True, exist_ok=True)
    launcher.open("lesson")
    try:
        yield Listening(launcher)
    finally:
        launcher.close()
        log.close()


@contextmanager
def at_a_desk(launcher: Launcher, folder: Path) -> Iterator[Desk]:
    """What its window works with."""
    made = Desk(LauncherInside(launcher), Languages("ru"), Theme("light"), Keep(folder / "kept.ini"), SystemClock())
    try:
        yield made
    finally:
        made.close()


def lost(payment_id: str = PAYMENT, at: int = 0) -> list[tuple[Question, dict[str, Any]]]:
    """A payment whose first credit's reply is lost: the second try finds it credited."""
    code, account = ids.payment_code(payment_id), "9123456789"
    to = {"payment_id": payment_id, "account": account}
    paid = {**to, "provider_id": 1, "inserted": 50_000, "agent_fee": 1_500, "amount": 48_500, "currency": "RUB"}
    credit = {**to, "number": 7, "amount": 48_500}
    credited = {"payment_id": payment_id, "reference": "1", "amount": 48_500, "currency": "RUB"}

    def one(sender: str, receiver: str, path: str, asked: Any, answered: Any, after: int, **more: Any) -> Question:
        return Question(sender, receiver, path, asked, answered, at=at + after, trace=code, **more)

    accepted = {"payment_id": payment_id, "number": 7, "status": "authorized"}
    return [
        (one("terminal", "processing", "/v1/check", {**to, "provider_id": 1}, to, 0), {}),
        (one("processing", "provider", "/v1/check", to, to, 5), {}),
        (one("terminal", "processing", "/v1/payments", paid, accepted, 400, key=payment_id), {}),
        (one("processing", "provider", "/v1/credit", credit, credited, 500, key=payment_id, attempt=1),
         {"fault": "lost_reply"}),
        (one("processing", "provider", "/v1/credit", credit, credited, 900, key=payment_id, attempt=2), {}),
    ]  # fmt: skip
