"""How a seat is: its states in words, and what was seen of it the last time it was looked at."""

from dataclasses import dataclass
from enum import StrEnum

from common.words import Words


class State(StrEnum):
    """What is known about a seat's process."""

    STOPPED = "stopped"
    STARTING = "starting"
    RUNNING = "running"
    SILENT = "silent"
    STOPPING = "stopping"
    FELL = "fell"
    ELSEWHERE = "elsewhere"


WORDS = {
    State.STOPPED: Words("остановлен", "stopped"),
    State.STARTING: Words("запускается", "starting"),
    State.RUNNING: Words("работает", "running"),
    State.SILENT: Words("запущен, но не отвечает", "started, does not answer"),
    State.STOPPING: Words("останавливается", "stopping"),
    State.FELL: Words("упал", "fell"),
    State.ELSEWHERE: Words("работает, запущен не отсюда", "running, started elsewhere"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a seat was when it was looked at; `name` is the seat's.

    `url` is where its player answers itself, `public_url` where others find it.
    """

    name: str
    state: State
    url: str = ""
    process_id: int = 0
    seconds: int = 0
    code: int | None = None
    last: tuple[str, ...] = ()
    port: int = 0
    """The port that somebody else has, when that is why it does not run; `holder` is who."""
    holder: str = ""
    public_url: str = ""
    recorded: bool = False
    """Whether what others say to it goes through our proxy: else the feed knows only what it says itself."""

    @property
    def role(self) -> str:
        """Which role sits there."""
        return self.name.partition("-")[0]

    @property
    def answers(self) -> bool:
        """Whether it answered just now."""
        return self.state in (State.RUNNING, State.ELSEWHERE)

    @property
    def may_start(self) -> bool:
        """Whether there is nothing to stop."""
        return self.state in (State.STOPPED, State.FELL)
