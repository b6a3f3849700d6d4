"""A validator told what a device says, word by word."""

from agent_terminal.ccnet import frames
from agent_terminal.ccnet.happenings import Decision
from agent_terminal.ccnet.validator import Said, Validator
from tests.agent_terminal.ccnet.bench import Bench
from tests.agent_terminal.ccnet.journal import CashJournal

ESCROW_4 = b"\x80\x04"
STACKED_4 = b"\x81\x04"
RETURNED_4 = b"\x82\x04"


class Talk:
    """Somebody at a terminal program in the device's place."""

    def __init__(self, decide: Decision = Decision.STACK) -> None:
        self.journal = CashJournal(lambda _bill: decide)
        self.validator = Validator(self.journal)
        self.now = 0.0

    def ready(self) -> "Talk":
        """A conversation that has come to IDLING with all notes let in."""
        bench = Bench().ready()
        bench.journal = self.journal
        self.validator, self.now = bench.validator, bench.now
        bench.validator._meaning._handler = self.journal
        return self

    def say(self) -> Said:
        while (said := self.validator.say(self.now)) is None:
            self.now += 0.01
        return said

    def said(self) -> bytes:
        return self.say().frame[3:-2]

    def polled(self, answer: bytes) -> bytes:
        """What the host says right after this answer to its next POLL."""
        while (payload := self.said()) != b"\x33":
            if payload not in (frames.ACK, frames.NAK):
                self.validator.silence(self.now)
        self.journal.happenings += self.validator.hear(answer, self.now)
        return self.said()
