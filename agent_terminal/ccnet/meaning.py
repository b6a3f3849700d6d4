"""What POLL answers mean for money: one method per status, and the memory that tells a new note from a repeat."""

from collections.abc import Callable

from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.codes import NOTE_INSIDE, POWERED_UP, Status
from agent_terminal.ccnet.handler import CashHandler
from agent_terminal.ccnet.happenings import (
    CassetteBack,
    CassetteFull,
    CassetteOut,
    Cheated,
    Decision,
    Escrowed,
    Failed,
    Happening,
    Jammed,
    NothingInside,
    Paused,
    Place,
    PoweredUp,
    Rejecting,
    Returned,
    Stacked,
    StackedAgain,
    StateChanged,
    Suspicious,
    Unknown,
)
from agent_terminal.ccnet.note import Note
from agent_terminal.ccnet.setup import Setup
from agent_terminal.ccnet.timing import Timing

WITH_DETAIL = frozenset(
    {
        Status.BUSY,
        Status.REJECTING,
        Status.FAILURE,
        Status.ESCROW,
        Status.STACKED,
        Status.RETURNED,
        Status.SUSPECTED,
        Status.COUNTERFEIT_HELD,
    }
)
"""Only these have a second byte; elsewhere it is padding."""
PLACES = {
    Status.POWER_UP: Place.NOWHERE,
    Status.POWER_UP_BILL_IN_VALIDATOR: Place.VALIDATOR,
    Status.POWER_UP_BILL_IN_STACKER: Place.STACKER,
}
A_NEW_NOTE = frozenset({Status.ACCEPTING, Status.ESCROW})
"""Until one of these, an 81 of the same type is a repeat."""
BUSY_UNIT = 0.1
LONG_AGO = float("-inf")


class Meaning:
    """Keeps what the device does and which note is inside; calls the terminal before anything counts as heard."""

    def __init__(self, handler: CashHandler, currency: str, timing: Timing) -> None:
        self._handler = handler
        self._timing = timing
        self.setup = Setup(currency)
        self.status: int | None = None
        """What POLL said last, BUSY left out: it interrupts every state and changes none."""
        self.note: Note | None = None
        self.reset_wanted = False
        self.busy_seconds = 0.0
        self._told: tuple[int, int | None] | None = None
        self._stored_stack: int | None = None
        self._stored_event: tuple[int, int | None] | None = None
        self._in_doubt = True
        """No 81 or 82 has told how the last note ended, or this program's last life: told to the terminal at rest."""
        self._cassette_out = False
        self._paused_at: float | None = None
        self._reset_at = LONG_AGO
        """Of the last RESET after which the device has not said anything but POWER UP yet."""
        self._news: list[Happening] = []

    def note_inside(self) -> bool:
        """Whether a note is anywhere between mouth and cassette, as far as POLL has told."""
        return self.note is not None or self.status in NOTE_INSIDE

    def polled(self, payload: bytes, now: float) -> list[Happening]:
        """One POLL answer. What the terminal's methods raise goes through, and then the answer must not be ACKed."""
        status = payload[0]
        detail = payload[1] if len(payload) > 1 and status in WITH_DETAIL else None
        self.busy_seconds = 0.0
        news = self._has_changed(status, detail)
        self._prepare(status)
        what = MEANINGS.get(status)
        if what is None or (status in NEEDS_TYPE and detail is None):
            self._news += [Unknown(payload)] if news else []
        else:
            what(self, detail, now)
        if status != Status.BUSY:
            self.status = status
        return self._take_news()

    def taken(self) -> None:
        """The device has ACKed STACK, RETURN or HOLD: it will try, no more."""
        if self.note is not None:
            self.note.taken = True

    def has_been_reset(self, now: float) -> None:
        """The device has ACKed RESET: all it was told before is gone."""
        self.reset_wanted = False
        self._reset_at = now
        self._start_anew()

    def lost(self) -> None:
        """The device is out of hearing: when it comes back, all has to be asked again."""
        self.setup.forget(enabled=None)
        self.status = self._told = self.note = None
        self._paused_at = None
        self._reset_at = LONG_AGO

    def late(self, now: float) -> list[Happening]:
        """What has not come in time."""
        return [] if self.note is None else self.note.late(now, self._timing.stack)

    def _has_changed(self, status: int, detail: int | None) -> bool:
        if self._told == (status, detail):
            return False
        self._told = (status, detail)
        self._news.append(StateChanged(status, detail))
        return True

    def _prepare(self, status: int) -> None:
        """What holds for every status: the memory of repeats, a pause that ends, a cassette that is back."""
        if status in A_NEW_NOTE:
            self._stored_stack = None
        if self._stored_event is not None and self._stored_event[0] != status:
            self._stored_event = None
        if status != Status.PAUSE:
            self._paused_at = None
        if status not in POWERED_UP and status != Status.BUSY:
            self._reset_at = LONG_AGO
        if self._cassette_out and status not in (Status.CASSETTE_OUT, Status.BUSY):
            self._cassette_out = False
            self._news.append(CassetteBack())

    def _start_anew(self) -> None:
        self.setup.forget()
        self.note = None

    def _power_up(self, _detail: int | None, now: float) -> None:
        self._powered_up(Status.POWER_UP, now)

    def _power_up_in_validator(self, _detail: int | None, now: float) -> None:
        self._powered_up(Status.POWER_UP_BILL_IN_VALIDATOR, now)

    def _power_up_in_stacker(self, _detail: int | None, now: float) -> None:
        self._powered_up(Status.POWER_UP_BILL_IN_STACKER, now)

    def _powered_up(self, status: Status, now: float) -> None:
        """Some units go on saying so for seconds after they have taken a RESET: that is no second loss of power."""
        just_reset = now - self._reset_at < self._timing.after_reset
        if self.status != status and not just_reset:
            self._news.append(PoweredUp(PLACES[status]))
            self._start_anew()
        self.reset_wanted = self.reset_wanted or not just_reset

    def _initialize(self, _detail: int | None, _now: float) -> None:
        if self.status != Status.INITIALIZE:
            self._start_anew()

    def _at_rest(self, _detail: int | None, _now: float) -> None:
        self.note = None
        if self._in_doubt:
            self._handler.nothing_inside()
            self._in_doubt = False
            self._news.append(NothingInside())

    def _disabled(self, detail: int | None, now: float) -> None:
        """Whoever disabled it, the masks are off: they are told again if notes are wanted (CCNET 8)."""
        self.setup.shut()
        self._at_rest(detail, now)

    def _idling(self, detail: int | None, now: float) -> None:
        """The mouth is open."""
        self.setup.open_unasked()
        self._at_rest(detail, now)

    def _escrow(self, number: int | None, now: float) -> None:
        if self.note is None or self.note.type != number:
            self.note = Note(number, self.setup.bill(number))
            self._in_doubt = True
            self._decide(self.note, first=True)
        elif self.note.decision is Decision.HOLD:
            self._decide(self.note)
        self.note.shown(now, self._timing.hold)

    def _holding(self, _detail: int | None, now: float) -> None:
        self._escrow(None if self.note is None else self.note.type, now)

    def _decide(self, note: Note, *, first: bool = False) -> None:
        """Unknown, worthless or not let in: back it goes. The terminal writes a STACK down before it answers."""
        decision = Decision.RETURN
        if note.bill is not None and note.bill.is_money() and self.setup.lets_in(note.bill.type):
            decision = self._handler.escrowed(note.bill)
        if note.decide(decision) or first:
            self._news.append(Escrowed(note.type, note.bill, decision))

    def _stacked(self, number: int | None, _now: float) -> None:
        """The only money there is. Stored by the terminal first, acknowledged on the line after."""
        assert number is not None
        if self._stored_stack == number:
            self._news.append(StackedAgain(number))
        else:
            bill = self._bill(number)
            self._handler.stacked(number, bill)
            self._stored_stack = number
            self._news.append(Stacked(number, bill))
        self._ended()

    def _returned(self, number: int | None, _now: float) -> None:
        assert number is not None
        if self._stored_event != (Status.RETURNED, number):
            bill = self._bill(number)
            self._handler.returned(number, bill)
            self._stored_event = (Status.RETURNED, number)
            self._news.append(Returned(number, bill))
        self._ended()

    def _bill(self, number: int) -> BillType | None:
        """The note at hand remembers what it is worth, even when a reset has made the table unknown."""
        if self.note is not None and self.note.type == number and self.note.bill is not None:
            return self.note.bill
        return self.setup.bill(number)

    def _ended(self) -> None:
        self.note = None
        self._in_doubt = False

    def _cheated(self, _detail: int | None, _now: float) -> None:
        if self._stored_event != (Status.CHEATED, None):
            self._handler.cheated()
            self._stored_event = (Status.CHEATED, None)
            self._news.append(Cheated())

    def _rejecting(self, reason: int | None, _now: float) -> None:
        self._tell_once(Status.REJECTING, Rejecting(reason))

    def _jammed(self, _detail: int | None, _now: float) -> None:
        self._tell_once(Status.JAMMED, Jammed(in_cassette=False))

    def _cassette_jammed(self, _detail: int | None, _now: float) -> None:
        self._tell_once(Status.CASSETTE_JAMMED, Jammed(in_cassette=True))

    def _failure(self, code: int | None, _now: float) -> None:
        self._tell_once(Status.FAILURE, Failed(code))

    def _cassette_full(self, _detail: int | None, _now: float) -> None:
        self._tell_once(Status.CASSETTE_FULL, CassetteFull())

    def _suspected(self, detail: int | None, _now: float) -> None:
        self._tell_once(Status.SUSPECTED, Suspicious(held=False, detail=detail))

    def _counterfeit_held(self, detail: int | None, _now: float) -> None:
        self._tell_once(Status.COUNTERFEIT_HELD, Suspicious(held=True, detail=detail))

    def _tell_once(self, status: Status, news: Happening) -> None:
        if self.status != status:
            self._news.append(news)

    def _cassette_is_out(self, _detail: int | None, _now: float) -> None:
        if not self._cassette_out:
            self._cassette_out = True
            self._start_anew()
            self._news.append(CassetteOut())

    def _pause(self, _detail: int | None, now: float) -> None:
        """An immediate RESET would give back a note in escrow and leave a stacking one in doubt: wait, then reset."""
        if self._paused_at is None:
            self._paused_at = now
            self._news.append(Paused())
        limit = self._timing.pause if self.note is None else self._timing.stack
        self.reset_wanted = self.reset_wanted or now - self._paused_at >= limit

    def _busy(self, tenths: int | None, _now: float) -> None:
        seconds = self._timing.busy if tenths is None else tenths * BUSY_UNIT
        self.busy_seconds = min(seconds, self._timing.busy_longest)

    def _passing(self, _detail: int | None, _now: float) -> None:
        """A state that asks nothing of the host."""

    def _take_news(self) -> list[Happening]:
        news, self._news = self._news, []
        return news


Handle = Callable[[Meaning, int | None, float], None]
MEANINGS: dict[int, Handle] = {
    Status.POWER_UP: Meaning._power_up,
    Status.POWER_UP_BILL_IN_VALIDATOR: Meaning._power_up_in_validator,
    Status.POWER_UP_BILL_IN_STACKER: Meaning._power_up_in_stacker,
    Status.INITIALIZE: Meaning._initialize,
    Status.IDLING: Meaning._idling,
    Status.ACCEPTING: Meaning._passing,
    Status.STACKING: Meaning._passing,
    Status.RETURNING: Meaning._passing,
    Status.DISABLED: Meaning._disabled,
    Status.HOLDING: Meaning._holding,
    Status.BUSY: Meaning._busy,
    Status.REJECTING: Meaning._rejecting,
    Status.CASSETTE_FULL: Meaning._cassette_full,
    Status.CASSETTE_OUT: Meaning._cassette_is_out,
    Status.JAMMED: Meaning._jammed,
    Status.CASSETTE_JAMMED: Meaning._cassette_jammed,
    Status.CHEATED: Meaning._cheated,
    Status.PAUSE: Meaning._pause,
    Status.FAILURE: Meaning._failure,
    Status.ESCROW: Meaning._escrow,
    Status.STACKED: Meaning._stacked,
    Status.RETURNED: Meaning._returned,
    Status.SUSPECTED: Meaning._suspected,
    Status.COUNTERFEIT_HELD: Meaning._counterfeit_held,
}
NEEDS_TYPE = frozenset({Status.ESCROW, Status.STACKED, Status.RETURNED})
