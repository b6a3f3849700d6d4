"""Who plays a seat: our instance, a student's program, or somebody who runs elsewhere; all are watched alike."""

from typing import Any, Protocol

from common.settings import Ready


class Playing(Protocol):
    """Every method may wait, the properties do not."""

    @property
    def running(self) -> bool:
        """Whether it was started from here and is there."""

    @property
    def process_id(self) -> int:
        """Its process; 0 of one that is not ours to start."""

    @property
    def url(self) -> str:
        """Where it answers, once it has said so; empty before."""

    @property
    def mute(self) -> bool:
        """Whether it answers nobody at all, as a student's terminal may: that it is there is all that can be seen."""

    def start(self, public_url: str, port: int) -> None:
        """Begin; others find it at `public_url`, or where that is empty at its own `port`."""

    def stop(self) -> None:
        """Ask it to end, wait, end it by force."""

    def kill(self) -> None:
        """End it at once, whatever it is doing."""

    def answers(self, url: str) -> bool:
        """Whether somebody answers there."""

    def code(self) -> int | None:
        """How it ended by itself; None while it has not."""

    def elsewhere(self) -> Ready | None:
        """Another process that plays this very instance."""

    def last_lines(self) -> tuple[str, ...]:
        """The end of what it said."""

    def ask(self, operation: str, path: str, fields: dict[str, Any]) -> Any:
        """An operator's door; Broken `not_started` where nobody is to be asked."""

    def close(self) -> None:
        """Let go of what was held to ask and to look."""
