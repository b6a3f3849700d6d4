"""Doing as the operator does: an operation by its name, in a unit of work, over a snapshot, or as a call."""

from typing import Any

from agent_terminal import server
from common.operation import carry_out
from common.principal import Principal
from tests.agent_terminal.stand import OPERATOR, Stand

OPERATIONS = {one.name: one for one in server.OPERATIONS}


def ask(stand: Stand, name: str, question: Any = None, who: Principal = OPERATOR) -> Any:
    """The operation's answer, or the error it raises."""
    operation = OPERATIONS[name]
    return carry_out(stand, operation, who, operation.ask() if question is None else question)
