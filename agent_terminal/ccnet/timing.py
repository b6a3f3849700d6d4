"""The times of a CCNET conversation, in seconds: those of the document, widened to what a PC can keep (CCNET 5)."""

from dataclasses import dataclass

from agent_terminal.ccnet.codes import Command

SLOW = frozenset({Command.IDENTIFICATION, Command.GET_BILL_TABLE})


@dataclass(frozen=True, slots=True)
class Timing:
    """Defaults are for real devices; tests and the demo poll faster."""

    poll: float = 0.2
    free: float = 0.02
    """Quiet line after ACK or NAK before the next command."""
    answer: float = 0.22
    """Until the first byte; the document's 10 ms are met by no USB adapter."""
    slow_answer: float = 1.5
    gap: float = 0.05
    """A longer silence inside a frame means that it is broken."""
    absent: float = 5.0
    reset_again: float = 9.0
    """An absent device gets RESET at least every 10 s."""
    after_reset: float = 5.0
    """Some units go on saying POWER UP for 4 s after they have taken RESET."""
    initialize: float = 45.0
    stack: float = 30.0
    hold: float = 5.0
    pause: float = 12.0
    busy: float = 0.2
    busy_longest: float = 5.0

    def answer_to(self, command: int) -> float:
        """How long to wait for the first byte of an answer."""
        return self.slow_answer if command in SLOW else self.answer
