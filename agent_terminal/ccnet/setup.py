"""What the host has to learn from a device and to tell it before notes may come: who, which notes, which let in."""

from collections import Counter

from agent_terminal.ccnet.bills import BillTable, BillType, Identification, parse_identification, parse_table
from agent_terminal.ccnet.codes import EMPTY, NO_TYPES, Command, Status, enable, types_of
from agent_terminal.ccnet.happenings import Enabled, Happening, Identified, Refused

QUESTIONS = {
    Command.GET_STATUS: bytes((Command.GET_STATUS,)),
    Command.SET_SECURITY: bytes((Command.SET_SECURITY, 0, 0, 0)),
    Command.IDENTIFICATION: bytes((Command.IDENTIFICATION,)),
    Command.GET_BILL_TABLE: bytes((Command.GET_BILL_TABLE,)),
}
"""In the order of the vendor's start-up; SET SECURITY because one unit stayed in INITIALIZE until it got it."""
ASKED_IN = {
    Command.GET_STATUS: frozenset({Status.INITIALIZE, Status.DISABLED, Status.IDLING}),
    Command.SET_SECURITY: frozenset({Status.INITIALIZE, Status.DISABLED}),
    Command.IDENTIFICATION: frozenset({Status.INITIALIZE, Status.DISABLED}),
    Command.GET_BILL_TABLE: frozenset({Status.INITIALIZE, Status.DISABLED}),
}
ENOUGH_TRIES = 3
ANY_CURRENCY = ""
"""For a host that credits nothing, whose notes may be of any money."""
STATUS_BYTES = 6


class Setup:
    """Forgotten after every reset, power-up and change of cassette, and learnt again."""

    def __init__(self, currency: str) -> None:
        self._currency = currency
        self._accept = frozenset[int]()
        self.bills: BillTable | None = None
        self.enabled: frozenset[int] | None = None
        """The types the device has confirmed; None while nobody knows."""
        self._asked_for = NO_TYPES
        self.may_be_open = False
        """Notes were let in, and POLL has not said since that they are not: whatever became of that word."""
        self.forget(enabled=None)

    def forget(self, enabled: frozenset[int] | None = NO_TYPES) -> None:
        """The device starts anew; by then it has cleared its masks, unless it was only out of hearing."""
        self.bills = None
        self.enabled = enabled
        self._who: Identification | None = None
        self._done = set[int]()
        self._later = set[int]()
        self._tries = Counter[int]()

    def shut(self) -> None:
        """POLL says so, whoever did it: the masks are off."""
        self.enabled = NO_TYPES
        self.may_be_open = False

    def open_unasked(self) -> None:
        """POLL says that notes are let in, and the host knows of none: an answer was lost. They are told anew."""
        if self.enabled == NO_TYPES:
            self.enabled = None
            self.may_be_open = True

    def accept(self, values: frozenset[int]) -> None:
        """The values, in minor units, of the notes that are wanted from now on."""
        self._accept = values

    def wanted(self) -> frozenset[int]:
        """The types to let in: in the table, worth money of this currency, and asked for."""
        return frozenset(
            bill.type
            for bill in (self.bills or {}).values()
            if bill.is_money() and self._currency in (ANY_CURRENCY, bill.currency) and bill.value in self._accept
        )

    def bill(self, number: int | None) -> BillType | None:
        """What the table says of a type."""
        return None if number is None or self.bills is None else self.bills.get(number)

    def lets_in(self, number: int) -> bool:
        """Whether a note of this type was let in, so that the terminal is to be asked about it."""
        return self.enabled is not None and number in self.enabled

    def errand(self, status: int | None) -> bytes | None:
        """What to say next in this state, if anything. Masks are told only at rest, so never with a note inside."""
        for code, question in QUESTIONS.items():
            if status in ASKED_IN[code] and code not in self._done and not self._postponed(code, status):
                self._try(code)
                return question
        if status in EMPTY and self.enabled != self.wanted():
            self._asked_for = self.wanted()
            self.may_be_open = self.may_be_open or bool(self._asked_for)
            return enable(self._asked_for)
        return None

    def _postponed(self, code: int, status: int | None) -> bool:
        return status == Status.INITIALIZE and code in self._later

    def _try(self, code: int) -> None:
        """Every question but that for the table is given up after some tries: old firmware may not know it."""
        self._tries[code] += 1
        if self._tries[code] >= ENOUGH_TRIES and code != Command.GET_BILL_TABLE:
            self._done.add(code)

    def refused(self, code: int, status: int | None) -> list[Happening]:
        """ILLEGAL COMMAND: later if the device is still initializing, otherwise it is not there (the table must be)."""
        if status == Status.INITIALIZE and code in (Command.IDENTIFICATION, Command.GET_BILL_TABLE):
            self._later.add(code)
            return []
        if code == Command.GET_BILL_TABLE and self._tries[code] > 1:
            return []
        self._done |= {code} - {Command.GET_BILL_TABLE}
        return [Refused(code)]

    def acknowledged(self, code: int) -> list[Happening]:
        """The device has taken SET SECURITY or ENABLE BILL TYPES."""
        self._done.add(code)
        if code != Command.ENABLE_BILL_TYPES:
            return []
        self.enabled = self._asked_for
        self._done.discard(Command.GET_STATUS)
        self._tries[Command.GET_STATUS] = 0
        return [Enabled(self.enabled)]

    def told(self, code: int, data: bytes) -> list[Happening] | None:
        """Data to one of the questions; None if it cannot be its answer."""
        if code == Command.GET_STATUS and len(data) == STATUS_BYTES:
            return self._told_status(data)
        if code == Command.IDENTIFICATION and (who := parse_identification(data)):
            self._who = who
            self._done.add(code)
            return []
        if code == Command.GET_BILL_TABLE and (bills := parse_table(data)) is not None:
            self.bills = bills
            self._done.add(code)
            return [Identified(self._who, bills)]
        return None

    def _told_status(self, data: bytes) -> list[Happening]:
        """The device may have enabled less than it was asked for: bits of types that it does not have stay 0."""
        self._done.add(Command.GET_STATUS)
        real = types_of(data[:3]) & (self.enabled or NO_TYPES)
        if self.enabled is None or real == self.enabled:
            return []
        return [Enabled(real)]
