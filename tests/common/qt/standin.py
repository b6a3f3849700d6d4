"""A role behind a window that a test plays: it answers what it is told to, and keeps what it was asked."""

from collections.abc import Callable
from typing import Any

from common.errors import Broken
from common.exchange import Exchange
from common.protocol.endpoint import Message


class StandInServer:
    """A server that only says whether it runs."""

    def __init__(self) -> None:
        self.url = self.page_url = "http://127.0.0.1:8101"
        self.running = True

    def start(self) -> None:
        self.running = True

    def stop(self) -> None:
        self.running = False


class StandInRole:
    """`answers[operation]` is an answer, an error to raise, or a function of the question."""

    def __init__(self, role: str = "provider") -> None:
        self.role = role
        self.profile = "test"
        self.server = StandInServer()
        self.answers: dict[str, Any] = {}
        self.asked: list[tuple[str, Message]] = []
        self.exchange_lines: list[Exchange] = []
        self.refused: list[Exchange] = []
        self.committed = 0
        self.troubles: list[BaseException] = []
        self.log = ""

    def carry_out(self, operation: str, question: Message) -> Any:
        self.asked.append((operation, question))
        answer = self.answers.get(operation, Broken("window_trouble", operation))
        if isinstance(answer, Exception):
            raise answer
        return answer(question) if isinstance(answer, Callable) else answer  # type: ignore[arg-type]

    def commits(self) -> int:
        return self.committed

    def exchanges(self) -> list[Exchange]:
        return list(self.exchange_lines)

    def exchanged(self) -> int:
        return len(self.exchange_lines)

    def refused_logins(self) -> list[Exchange]:
        return list(self.refused)

    def log_path(self) -> str:
        return self.log

    def unexpected(self, error: BaseException) -> None:
        self.troubles.append(error)
