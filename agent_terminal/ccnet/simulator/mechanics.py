"""The device behind the bytes: motors, sensors, cassette and power, and the POLL status they make (CCNET 8)."""

from collections import deque
from collections.abc import Callable
from enum import StrEnum

from agent_terminal.ccnet.codes import NO_TYPES, Status
from agent_terminal.ccnet.simulator.memory import Memory, forget
from agent_terminal.ccnet.simulator.options import Options

IDENTIFICATION_FAILED = 0x65
INHIBITED = 0x68
CONVEYING = 0x64
WAITING = frozenset({Status.ESCROW, Status.HOLDING})
WORKING = frozenset({Status.ACCEPTING, Status.ESCROW, Status.HOLDING, Status.STACKING})
STARTING = frozenset(
    {
        Status.POWER_UP,
        Status.POWER_UP_BILL_IN_VALIDATOR,
        Status.POWER_UP_BILL_IN_STACKER,
        Status.INITIALIZE,
    }
)
"""In these the device says its status, and keeps what it has to report until it is ready."""
Event = tuple[Status, int | None]


class Point(StrEnum):
    """A moment in a note's life at which power may be cut or the note may jam."""

    ACCEPTING = "accepting"
    IN_ESCROW = "in_escrow"
    BEFORE_EXIT_SENSOR = "before_exit_sensor"
    AFTER_EXIT_SENSOR = "after_exit_sensor"
    BEFORE_RECEIPT_SENT = "before_receipt_sent"
    AFTER_RECEIPT_SENT = "after_receipt_sent"
    AFTER_RECEIPT_ACKED = "after_receipt_acked"
    RETURNING = "returning"
    AFTER_RETURN = "after_return"


class Mechanics:
    """Moves only when told the time; `advance` lets everything happen that was due by then."""

    def __init__(self, options: Options, memory: Memory, now: float, keep: Callable[[Memory], None] = forget) -> None:
        self.options = options
        self.memory = memory
        self._keep = keep
        self._traps: dict[Point, Callable[[float], None]] = {}
        self._refuse_for: int | None = None
        self._masks = (NO_TYPES, NO_TYPES)
        self._second_note = False
        self._until: float | None = None
        self.powered = False
        self.power_on(now)

    # Power

    def power_on(self, now: float) -> None:
        """Power comes: what lies where decides what POLL says, and all that was told before is gone."""
        self.powered = True
        self.enabled = self.escrow = self.security = NO_TYPES
        self.events: deque[Event] = deque()
        self._second_note = False
        if self.memory.past_exit or self.memory.receipt is not None:
            self._show(Status.POWER_UP_BILL_IN_STACKER, now)
        elif self.memory.note is not None:
            self._show(Status.POWER_UP_BILL_IN_VALIDATOR, now)
        else:
            self._show(Status.POWER_UP, now)
        if self.memory.receipt is not None:
            self.events.append((Status.STACKED, self.memory.receipt))

    def power_off(self, _now: float) -> None:
        """Power goes: nothing moves and nothing is said."""
        self.powered = False
        self._until = None

    def trap(self, point: Point, what: Callable[[float], None]) -> None:
        """Do this once, when a note comes to that point."""
        self._traps[point] = what

    def pass_point(self, point: Point, now: float) -> bool:
        """Whether a trap lay there."""
        what = self._traps.pop(point, None)
        if what is None:
            return False
        what(now)
        return True

    # Time

    def advance(self, now: float) -> None:
        """Let happen what was due."""
        while self._until is not None and now >= self._until:
            moment, self._until = self._until, None
            self._then(moment)

    def _show(self, status: Status, now: float, seconds: float | None = None, detail: int | None = None) -> None:
        """Be in a state, for ever or until its time is over."""
        self.status = status
        self.detail = detail
        self._until = None if seconds is None else now + seconds
        self._then: Callable[[float], None] = self._rest

    def _rest(self, now: float) -> None:
        """No note inside: wait for the next one, if notes are let in."""
        if not self.memory.cassette:
            self._show(Status.CASSETTE_OUT, now)
        elif self.memory.full:
            self._show(Status.CASSETTE_FULL, now)
        else:
            self._show(Status.IDLING if self.enabled else Status.DISABLED, now)

    def _rest_after_note(self, now: float) -> None:
        if self.options.disabled_after_note:
            self.enabled = self.escrow = NO_TYPES
        self._rest(now)

    # What the host orders

    def reset(self, now: float) -> None:
        """RESET, from whatever state."""
        if self.options.forgets_receipt_on_reset:
            self.events.clear()
            self.memory.receipt = None
            self._keep(self.memory)
        self._start(now)

    def _start(self, now: float) -> None:
        """Push out the note that can still come back, and initialize."""
        self.enabled = self.escrow = self.security = NO_TYPES
        self._second_note = False
        if self.memory.note is not None and not self.memory.past_exit:
            self._give_back(report=self.options.reports_return_after_reset)
        if self.options.linger_seconds:
            self._show(Status.POWER_UP, now, self.options.linger_seconds)
            self._then = self._initialize
        else:
            self._initialize(now)

    def _initialize(self, now: float) -> None:
        self._show(Status.INITIALIZE, now, self.options.initialize_seconds)
        self._then = self._ready

    def _ready(self, now: float) -> None:
        if self.memory.past_exit:
            self._lay_down()
        self._rest(now)

    def enable(self, types: frozenset[int], escrow: frozenset[int]) -> None:
        """New masks; with a note inside they hold for the next one."""
        self.enabled, self.escrow = types, escrow
        if self.status in (Status.IDLING, Status.DISABLED):
            self.status = Status.IDLING if types else Status.DISABLED

    def stack(self, now: float) -> bool:
        """Whether the note is still where STACK can take it."""
        if self.status not in WAITING:
            return False
        self._begin_stacking(now)
        return True

    def give_back(self, now: float) -> bool:
        """RETURN: whether the note is still where it can be returned."""
        if self.status not in WAITING:
            return False
        self._begin_returning(now)
        return True

    def hold(self, now: float) -> bool:
        """HOLD: another ten seconds."""
        if self.status not in WAITING:
            return False
        self._show(Status.HOLDING, now, self.options.hold_seconds)
        self._then = self._begin_returning
        return True

    def acked(self, event: Event, now: float) -> None:
        """The host has the receipt."""
        if event in self.events:
            self.events.remove(event)
        if event[0] is Status.STACKED:
            self.memory.receipt = None
            self._keep(self.memory)
            self.pass_point(Point.AFTER_RECEIPT_ACKED, now)

    def receipt_sent(self, now: float) -> None:
        """An 81 is on the wire."""
        if self.options.forgets_receipt_when_sent:
            self.memory.receipt = None
            self._keep(self.memory)
        self.pass_point(Point.AFTER_RECEIPT_SENT, now)

    def to_report(self) -> Event:
        """What POLL answers now: what waits for a receipt first, unless the device is still starting."""
        if self.events and self.status not in STARTING:
            return self.events[0]
        return self.status, self.detail

    # What people do

    def insert(self, type_number: int | None, now: float, reason: int | None = None) -> bool:
        """A note at the mouth (None: one the device does not know); whether the device drew it in."""
        if self.powered and self.status in WORKING and not self._second_note:
            self._pause(now)
            return True
        if not self.powered or self.status is not Status.IDLING or self.events:
            return False
        self._refuse_for = reason if type_number in self.options.bills else reason or IDENTIFICATION_FAILED
        self._masks = (self.enabled, self.escrow)
        self.memory.note = type_number
        self._keep(self.memory)
        self._show(Status.ACCEPTING, now, self.options.accept_seconds)
        self._then = self._judge
        self.pass_point(Point.ACCEPTING, now)
        return True

    def _judge(self, now: float) -> None:
        number = self.memory.note
        reason = self._refuse_for
        enabled, escrow = self._masks
        if reason is None and number not in enabled:
            reason = INHIBITED
        if reason is not None or number is None:
            self._reject(reason or IDENTIFICATION_FAILED, now)
        elif number in escrow:
            self._show(Status.ESCROW, now, self.options.escrow_seconds, number)
            self._then = self._begin_returning
            self.pass_point(Point.IN_ESCROW, now)
        else:
            self._begin_stacking(now)

    def _reject(self, reason: int, now: float) -> None:
        self._give_back(report=False)
        self._show(Status.REJECTING, now, self.options.reject_seconds, reason)
        self._then = self._rest_after_note

    def _begin_stacking(self, now: float) -> None:
        self._show(Status.STACKING, now, self.options.stack_seconds / 2)
        self._then = self._pass_exit_sensor

    def _pass_exit_sensor(self, now: float) -> None:
        if self.pass_point(Point.BEFORE_EXIT_SENSOR, now):
            return
        self.memory.past_exit = True
        self._keep(self.memory)
        self._show(Status.STACKING, now, self.options.stack_seconds / 2)
        self._then = self._finish_stacking
        self.pass_point(Point.AFTER_EXIT_SENSOR, now)

    def _finish_stacking(self, now: float) -> None:
        self._lay_down()
        self._rest_after_note(now)
        self.pass_point(Point.BEFORE_RECEIPT_SENT, now)

    def _lay_down(self) -> None:
        """The note is in the cassette now, and the host does not know yet."""
        memory = self.memory
        assert memory.note is not None
        memory.stacker.append(memory.note)
        memory.receipt, memory.note, memory.past_exit = memory.note, None, False
        memory.full = memory.full or len(memory.stacker) >= self.options.capacity
        self.events.append((Status.STACKED, memory.receipt))
        self._keep(memory)

    def _begin_returning(self, now: float) -> None:
        self._show(Status.RETURNING, now, self.options.return_seconds)
        self._then = self._finish_returning
        self.pass_point(Point.RETURNING, now)

    def _finish_returning(self, now: float) -> None:
        self._give_back(report=True)
        self._rest_after_note(now)
        self.pass_point(Point.AFTER_RETURN, now)

    def _give_back(self, *, report: bool) -> None:
        if report and self.memory.note is not None:
            self.events.append((Status.RETURNED, self.memory.note))
        self.memory.note = None
        self._keep(self.memory)

    def pull(self, now: float) -> bool:
        """The payer takes, or snatches, the note that is within reach; whether there was one."""
        if self._second_note:
            self._resume(now)
        elif self.status is Status.ACCEPTING:
            self._reject(CONVEYING, now)
        elif self.status in WAITING or self.status is Status.RETURNING:
            self._finish_returning(now)
        else:
            return False
        return True

    def _pause(self, now: float) -> None:
        """A second note while the first is at work: all stops."""
        self._second_note = True
        left = None if self._until is None else self._until - now
        self._under = (self.status, left, self.detail, self._then)
        self._show(Status.PAUSE, now, self.options.pause_seconds)
        self._then = self._push_both_out

    def _resume(self, now: float) -> None:
        self._second_note = False
        status, left, detail, then = self._under
        self._show(status, now, left, detail)
        self._then = then

    def _push_both_out(self, now: float) -> None:
        self._second_note = False
        if self.memory.past_exit:
            self._resume(now)
        else:
            self._finish_returning(now)

    # What goes wrong

    def jam(self, now: float, *, in_cassette: bool = False) -> None:
        """The note stays where it is until somebody clears it."""
        self._show(Status.CASSETTE_JAMMED if in_cassette else Status.JAMMED, now)

    def fail(self, code: int, now: float) -> None:
        """Something breaks."""
        self._show(Status.FAILURE, now, detail=code)

    def clear(self, now: float) -> None:
        """The cause is removed: the device starts by itself."""
        if self.status in (Status.JAMMED, Status.CASSETTE_JAMMED, Status.FAILURE):
            self._start(now)

    def cheat(self, now: float, *, pulled: bool = True) -> None:
        """Fishing: the device notices; with `pulled` the note that had not reached the cassette is gone."""
        self.events.append((Status.CHEATED, None))
        if pulled and self.memory.note is not None and not self.memory.past_exit:
            self._give_back(report=False)
            self._rest_after_note(now)

    def take_cassette(self, now: float) -> None:
        """Staff take the cassette with what is in it."""
        memory = self.memory
        memory.collected += memory.stacker
        memory.stacker, memory.cassette, memory.full = [], False, False
        if not memory.past_exit:
            memory.note = None
        self._keep(memory)
        self.enabled = self.escrow = NO_TYPES
        self._second_note = False
        self._show(Status.CASSETTE_OUT, now)

    def put_cassette(self, now: float) -> None:
        """The cassette, empty, is back: the device starts by itself."""
        self.memory.cassette = True
        self._keep(self.memory)
        if self.powered:
            self._start(now)

    def fill_cassette(self, now: float) -> None:
        """No room for another note."""
        self.memory.full = True
        self._keep(self.memory)
        if self.status in (Status.IDLING, Status.DISABLED):
            self._rest(now)
