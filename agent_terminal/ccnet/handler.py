"""What a terminal promises its validator: the durable acts between which a note is money exactly once."""

from typing import Protocol

from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.happenings import Decision, Happening


class CashHandler(Protocol):
    """The terminal's side of the money. Every method is called from the line's thread, is local, and never waits for
    the network: the device gives a note back 10 s after it came to escrow, whatever the host is busy with.

    The rule of one credit per STACK:

    1. `escrowed` answers STACK only after the note is written down durably as open (commit 1). The line says STACK
       next.
    2. `stacked` credits the open note of that type and closes it durably, in one unit of work (commit 2). The line
       acknowledges only after it has returned, so a crash in between shows the same 81 again.
    3. `stacked` with no open note of that type credits nothing: it is the repeat of a receipt whose acknowledgement was
       lost before a restart, or a note that nobody asked to stack (then staff must count the cassette).
    4. `returned` closes the open note without money.
    5. `nothing_inside` with a note still open puts it before staff, in doubt: no money, and no later 81 may pay it out,
       since that 81 would belong to another note.

    A conversation passes an 81 on once: a repeat with no 80 and no 15 since is acknowledged and not passed. After a
    restart of the program it cannot know and passes the first one it hears, which rule 3 makes safe; 81 after a
    power-up with a note in the stacker (12) comes the same way. A method that raises leaves its event unacknowledged,
    and the device will repeat it.
    """

    def escrowed(self, bill: BillType) -> Decision:
        """A note that was let in waits in escrow. HOLD means: ask me again at the next poll. If this raises, the note
        goes back.
        """

    def stacked(self, type_number: int, bill: BillType | None) -> None:
        """The note is in the cassette; `bill` is None while the device's table is unknown, right after a restart."""

    def returned(self, type_number: int, bill: BillType | None) -> None:
        """The note has left through the mouth."""

    def cheated(self) -> None:
        """A fraud was noticed; acknowledged after this returns."""

    def nothing_inside(self) -> None:
        """The device is at rest and empty, and neither 81 nor 82 told how the last note ended (or there was none)."""

    def happened(self, happening: Happening) -> None:
        """Anything at all, for screen, log and staff; must be quick, and what it raises is not heeded."""
