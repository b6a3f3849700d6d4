"""What a way of letters is: something that takes a letter's bytes and answers for them."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Envelope:
    """A letter on its way: addresses in plain ASCII, and its bytes."""

    message_id: str
    sender: str
    recipient: str
    data: bytes


class Post(Protocol):
    """A way that letters leave by.

    `send` answers where the letter went once it is safe there. Else it raises, and the kind of the error says what to
    do: Rejected: this letter will never be taken. ContractFault: the way is set wrong, no letter will be taken before
    an edit. Unavailable `mail_delayed`: this letter later. Any other Unavailable: all letters later.
    """

    def send(self, envelope: Envelope) -> str:
        """Hand a letter over, and come back only when it is kept there."""

    def heard(self) -> str:
        """What was said on the line since this was last asked, as a log may hold it."""

    def cut(self) -> None:
        """From another thread: whoever waits for an answer stops waiting."""

    def close(self) -> None:
        """Say goodbye."""
