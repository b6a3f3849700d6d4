"""The four-step test of a connection: the port, HTTP, the login, a number; each with its words and milliseconds."""

from enum import StrEnum

from common.protocol.endpoint import Message
from common.words import Words


class StepName(StrEnum):
    """The steps in their order."""

    PORT = "port"
    HTTP = "http"
    LOGIN = "login"
    NUMBER = "number"


class StepState(StrEnum):
    """What became of a step; one after a failed step is not tried."""

    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"


TITLES: dict[StepName, Words] = {
    StepName.PORT: Words("Порт", "Port"),
    StepName.HTTP: Words("HTTP", "HTTP"),
    StepName.LOGIN: Words("Логин", "Login"),
    StepName.NUMBER: Words("Номер", "Number"),
}


class Step(Message, frozen=True):
    """One step of the test."""

    step: StepName
    state: StepState
    words: Words
    ms: int = 0


class Connection(Message, frozen=True):
    """The whole test; `ok` when no step failed or was skipped."""

    steps: list[Step]

    @property
    def ok(self) -> bool:
        """Whether everything works."""
        return all(step.state is StepState.OK for step in self.steps)
