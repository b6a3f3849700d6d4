"""One note between mouth and cassette, and what was decided on it."""

from dataclasses import dataclass

from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.codes import Command
from agent_terminal.ccnet.happenings import Decision, Happening, ReturnOverdue, StackOverdue

COMMANDS = {Decision.STACK: Command.STACK, Decision.RETURN: Command.RETURN, Decision.HOLD: Command.HOLD}


@dataclass(slots=True)
class Note:
    """RETURN until the terminal decides otherwise, so that an error on the way to a decision gives the note back."""

    type: int | None
    bill: BillType | None
    decision: Decision = Decision.RETURN
    taken: bool = False
    """The device has ACKed the decision; it is not said again, however often the device repeats 80."""
    due: bool = False
    held_at: float = float("-inf")
    said_at: float | None = None
    overdue: bool = False

    def decide(self, decision: Decision) -> bool:
        """Whether this is news."""
        news = decision is not self.decision
        self.decision = decision
        self.taken = self.taken and not news
        return news

    def shown(self, now: float, hold: float) -> None:
        """The device says that the note is in escrow: the decision has to be said, unless it was taken already."""
        self.due = not self.taken if self.decision is not Decision.HOLD else now - self.held_at >= hold

    def command(self, now: float) -> Command | None:
        """The decision as a command, once per sight of the note in escrow."""
        if not self.due:
            return None
        self.due = False
        if self.decision is Decision.HOLD:
            self.held_at = now
        elif self.said_at is None:
            self.said_at = now
        return COMMANDS[self.decision]

    def late(self, now: float, limit: float) -> list[Happening]:
        """Told once, when a decision has brought neither 81 nor 82 in time."""
        if self.overdue or self.said_at is None or now - self.said_at < limit:
            return []
        self.overdue = True
        return [StackOverdue(self.type) if self.decision is Decision.STACK else ReturnOverdue(self.type)]
