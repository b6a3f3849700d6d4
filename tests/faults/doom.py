"""Where the terminal's program dies: at one of four moments around the answer that names a condition of the device."""

from enum import StrEnum

from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.handler import CashHandler
from agent_terminal.ccnet.happenings import Decision, Happening, Offline

SILENT = 0
"""No status of CCNET is 0: the condition of a line on which nothing is heard."""


class Death(BaseException):
    """The process is gone; no `except Exception` on its way may bring it back."""


class Moment(StrEnum):
    """Between the device's word and the terminal's, in order."""

    UNREAD = "unread"
    UNSTORED = "unstored"
    UNACKED = "unacked"
    ANSWERED = "answered"
    """The ACK is out, and so is the word after it: STACK, RETURN, RESET or the next POLL."""


class Doom:
    """Waits for its condition, then kills once."""

    def __init__(self, condition: int, moment: Moment) -> None:
        self.condition = condition
        self.moment = moment
        self._met = False
        self._words = 0

    def said(self, payload: bytes | None) -> None:
        """The device has answered a POLL, or has not; the terminal has not read it yet."""
        met = self.condition == (SILENT if payload is None else payload[0])
        if met and self.moment is Moment.UNREAD:
            raise Death
        self._met = self._met or (met and payload is not None)

    def told(self, happening: Happening | None) -> None:
        """The terminal is about to act on what it has read."""
        self._met = self._met or (self.condition == SILENT and isinstance(happening, Offline))
        if self._met and self.moment is Moment.UNSTORED:
            raise Death

    def before_word(self) -> None:
        """The terminal is about to say something."""
        if self._met and self.moment is Moment.UNACKED:
            raise Death

    def after_word(self) -> None:
        """The device has heard it."""
        self._words += self._met
        if self._words > 1:
            raise Death


class Mortal:
    """The terminal's side of the money, with its doom before it."""

    def __init__(self, cash: CashHandler, doom: Doom | None) -> None:
        self._cash = cash
        self._doom = doom

    def escrowed(self, bill: BillType) -> Decision:
        self._told()
        return self._cash.escrowed(bill)

    def stacked(self, type_number: int, bill: BillType | None) -> None:
        self._told()
        self._cash.stacked(type_number, bill)

    def returned(self, type_number: int, bill: BillType | None) -> None:
        self._told()
        self._cash.returned(type_number, bill)

    def cheated(self) -> None:
        self._told()
        self._cash.cheated()

    def nothing_inside(self) -> None:
        self._told()
        self._cash.nothing_inside()

    def happened(self, happening: Happening) -> None:
        self._told(happening)
        self._cash.happened(happening)

    def _told(self, happening: Happening | None = None) -> None:
        if self._doom is not None:
            self._doom.told(happening)
