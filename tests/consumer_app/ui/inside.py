"""A consumer behind its window: the real service over real files, with the simulated provider behind that."""

from collections.abc import Callable
from typing import Any

from common.errors import OplataError
from common.operation import carry_out
from common.protocol.endpoint import Message
from consumer_app.server import OPERATIONS
from tests.common.qt.standin import StandInRole
from tests.consumer_app.world import OPERATOR, World

TABLE = {one.name: one for one in OPERATIONS}


class ConsumerInside(StandInRole):
    """`answers` go before the service's own: an error state that is hard to reach is told to it."""

    def __init__(self, world: World) -> None:
        super().__init__("consumer")
        self.world = world

    def carry_out(self, operation: str, question: Message) -> Any:
        self.asked.append((operation, question))
        if operation in self.answers:
            answer = self.answers[operation]
            if isinstance(answer, OplataError):
                raise answer
            return answer(question) if isinstance(answer, Callable) else answer  # type: ignore[arg-type]
        done = carry_out(self.world, TABLE[operation], OPERATOR, question)
        if TABLE[operation].way != "read":
            self.committed += 1
        return done

    def count(self, operation: str) -> int:
        """How often it was asked."""
        return sum(name == operation for name, _ in self.asked)
