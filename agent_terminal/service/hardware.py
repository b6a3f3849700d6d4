"""The banknote acceptor as the terminal sees it: a fold over what its conversation brings; kept in memory only."""

from agent_terminal.ccnet import codes, words
from agent_terminal.ccnet.bills import BillTable, Identification
from agent_terminal.ccnet.happenings import (
    Happening,
    Identified,
    Offline,
    Online,
    Paused,
    Rejecting,
    Returned,
    Stacked,
    StateChanged,
)
from agent_terminal.core.blocking import Reason
from common.words import Words

ABSENT = Words("не подключён", "not connected")
SILENT = Words("не отвечает", "does not answer")
STATES = {
    codes.Status.CASSETTE_FULL: Reason.CASSETTE_FULL,
    codes.Status.CASSETTE_OUT: Reason.CASSETTE_OUT,
    codes.Status.JAMMED: Reason.JAM,
    codes.Status.CASSETTE_JAMMED: Reason.JAM,
    codes.Status.FAILURE: Reason.JAM,
}
ON_ITS_WAY = codes.NOTE_INSIDE - {codes.Status.RETURNING}
STRAIGHT, PREVIOUS, NOT_TAKEN = frozenset({0x60, 0x64, 0x6C}), 0x62, 0x68


class Hardware:
    """`reason` is why no note can be taken, `notice` what the payer should know of the last note.

    `rejects` counts notes that the device did not like since one was taken; `changes` grows with every piece of news.
    """

    def __init__(self) -> None:
        """No acceptor yet."""
        self.configured = False
        self.notice = ""
        self.rejects = 0
        self.changes = 0
        self.values: frozenset[int] = frozenset()
        self.who: Identification | None = None
        self.bills: BillTable = {}
        self._online = False
        self._status: int | None = None
        self._detail: int | None = None

    @property
    def online(self) -> bool:
        """Whether the device answers."""
        return self._online

    @property
    def reason(self) -> Reason | None:
        """The code for the payer's screen; until the device has told its notes it counts as silent.

        One that cannot tell them, since its cassette is out or a note is stuck, says that at least.
        """
        told = STATES.get(codes.Status(self._status)) if self._online and self._status is not None else None
        return told or (None if self._online and self.values else Reason.SILENT)

    @property
    def note_inside(self) -> bool:
        """Whether a note is on its way: the payer's time stands still. One that waits to be taken back may wait."""
        return self._online and self._status in ON_ITS_WAY

    @property
    def may_stack(self) -> bool:
        """Whether a note that is open in the books may still become money at any moment."""
        return self.reason is None and self._status != codes.Status.RETURNING

    @property
    def state(self) -> Words:
        """What the device does, in words."""
        if not self.configured:
            return ABSENT
        return SILENT if not self._online or self._status is None else words.status(self._status, self._detail)

    def forget(self, *, configured: bool) -> None:
        """Another line, or none: nothing known of the device holds."""
        self.configured = configured
        self._online, self._status, self._detail, self.values = False, None, None, frozenset()
        self.who, self.bills = None, {}
        self.begin()

    def begin(self) -> None:
        """Another payer is to insert cash: what was said of the former one's notes is no news for this one."""
        self.rejects = 0
        self.say("")

    def say(self, notice: str) -> None:
        """Tell the payer something of the last note."""
        self.notice = notice
        self.changes += 1

    def heed(self, happening: Happening) -> None:
        """One piece of news."""
        match happening:
            case Online():
                self._online = True
            case Offline():
                self._online, self._status, self.values = False, None, frozenset()
            case Identified(who=who, bills=bills):
                self.values = frozenset(bill.value for bill in bills.values() if bill.is_money())
                self.who, self.bills = who, bills
            case StateChanged(status=status, detail=detail):
                self._changed(status, detail)
            case _:
                self._told(happening)
        self.changes += 1

    def _told(self, happening: Happening) -> None:
        """Of a note: what to say, and how often it went wrong in a row."""
        if isinstance(happening, Rejecting):
            self.rejects += 1
        elif isinstance(happening, Stacked):
            self.rejects = 0
        self.notice = notice(happening, self.notice)

    def _changed(self, status: int, detail: int | None) -> None:
        known = status in codes.Status._value2member_map_ and status != codes.Status.BUSY
        if known:
            self._status, self._detail = status, detail
        if status == codes.Status.ACCEPTING:
            self.notice = ""


def notice(happening: Happening, before: str) -> str:
    """A word that the payer's screen turns into a sentence."""
    match happening:
        case Rejecting(reason=reason) if reason in STRAIGHT:
            return "insert_straight"
        case Rejecting(reason=reason) if reason == PREVIOUS:
            return "take_previous"
        case Rejecting(reason=reason) if reason == NOT_TAKEN:
            return "not_taken_now"
        case Rejecting():
            return "not_recognised"
        case Returned():
            return "returned"
        case Paused():
            return "remove_second"
        case Stacked():
            return ""
        case _:
            return before
