"""Holds back the answers of chosen operations, so that a test may do something while they are on their way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from common import spawn
from common.qt.desk import Desk

Wanted = Callable[[str, Any], bool]


@contextmanager
def held_back(desk: Desk, wanted: Wanted) -> Iterator[spawn.Signal]:
    """Operations that are `wanted` answer only once the signal is set; it is set at the end at the latest."""
    carry_out, gate = desk.inside.carry_out, spawn.Signal()

    def late(operation: str, question: Any) -> Any:
        answer = carry_out(operation, question)
        if wanted(operation, question):
            gate.wait()
        return answer

    desk.inside.carry_out = late  # type: ignore[method-assign]
    try:
        yield gate
    finally:
        gate.set()
        desk.inside.carry_out = carry_out  # type: ignore[method-assign]
