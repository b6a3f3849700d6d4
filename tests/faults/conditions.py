"""The 22 states of CCNET and a silent line: how each comes about while a payer's note is at stake."""

from collections.abc import Callable
from dataclasses import dataclass

from agent_terminal.ccnet.codes import Status
from agent_terminal.ccnet.simulator.mechanics import Point
from tests.faults.doom import SILENT
from tests.faults.till import SPRY, Till

NOTE = 5
"""The type of the note at stake: 500 roubles."""
SECOND = 2
NOT_VERIFIED = 0x66
STACK_MOTOR = 0x50
BUSY_SECONDS = 1.0
Bring = Callable[[Till], None]


@dataclass(frozen=True)
class Condition:
    """A POLL answer (0: none at all), how to bring it about, and how the device differs from others."""

    status: int
    bring: Bring
    capacity: int = SPRY.capacity
    disabled_after_note: bool = False

    @property
    def name(self) -> str:
        """As test ids write it."""
        return "silent" if self.status == SILENT else f"{self.status:02X}"


def at(point: Point, what: Callable[[Till, float], None]) -> Bring:
    """Push the note in; when it comes to that point, something happens to it."""

    def bring(till: Till) -> None:
        till.mechanics.trap(point, lambda now: what(till, now))
        till.insert(NOTE)

    return bring


def blink(till: Till, now: float) -> None:
    """The device's power goes for a moment."""
    till.mechanics.power_off(now)
    till.mechanics.power_on(now)


def between_notes(till: Till) -> None:
    """Power goes when no note is inside but the one that lies in the cassette already."""
    till.blink()


def note(till: Till) -> None:
    """All goes well."""
    till.insert(NOTE)


def payer_stops(till: Till) -> None:
    """The payer has pressed «stop» while the device was still looking at the note: it goes back."""
    till.insert(NOTE)
    assert till.want("stop")


def held(till: Till, now: float) -> None:
    """HOLD was said to the device, say by the program's last life."""
    till.mechanics.hold(now)


def busy(till: Till, now: float) -> None:
    """The device has no time while it stacks."""
    till.device.faults.busy_until = now + BUSY_SECONDS


def rejected(till: Till) -> None:
    """The device itself does not like the note."""
    till.insert(NOTE, NOT_VERIFIED)


def cassette_out(till: Till, now: float) -> None:
    """Somebody pulls the cassette while the note is on its way into it."""
    till.mechanics.take_cassette(now)


def jam(till: Till, now: float) -> None:
    """Stuck where it can still be got out."""
    till.mechanics.jam(now)


def cassette_jam(till: Till, now: float) -> None:
    """Stuck where it can only go in."""
    till.mechanics.jam(now, in_cassette=True)


def fished(till: Till, now: float) -> None:
    """The note is on a string and is got back."""
    till.mechanics.cheat(now)


def second_note(till: Till, now: float) -> None:
    """Another note is pushed in behind it."""
    till.mechanics.insert(SECOND, now)


def broken(till: Till, now: float) -> None:
    """The stacker's motor fails."""
    till.mechanics.fail(STACK_MOTOR, now)


def cable(till: Till, _now: float) -> None:
    """The cable falls out."""
    till.wire.cut = True


CONDITIONS = (
    Condition(Status.POWER_UP, between_notes),
    Condition(Status.POWER_UP_BILL_IN_VALIDATOR, at(Point.IN_ESCROW, blink)),
    Condition(Status.POWER_UP_BILL_IN_STACKER, at(Point.AFTER_EXIT_SENSOR, blink)),
    Condition(Status.INITIALIZE, at(Point.AFTER_EXIT_SENSOR, blink)),
    Condition(Status.IDLING, note),
    Condition(Status.ACCEPTING, note),
    Condition(Status.STACKING, note),
    Condition(Status.RETURNING, payer_stops),
    Condition(Status.DISABLED, note, disabled_after_note=True),
    Condition(Status.HOLDING, at(Point.IN_ESCROW, held)),
    Condition(Status.BUSY, at(Point.AFTER_EXIT_SENSOR, busy)),
    Condition(Status.REJECTING, rejected),
    Condition(Status.CASSETTE_FULL, note, capacity=2),
    Condition(Status.CASSETTE_OUT, at(Point.AFTER_EXIT_SENSOR, cassette_out)),
    Condition(Status.JAMMED, at(Point.BEFORE_EXIT_SENSOR, jam)),
    Condition(Status.CASSETTE_JAMMED, at(Point.AFTER_EXIT_SENSOR, cassette_jam)),
    Condition(Status.CHEATED, at(Point.BEFORE_EXIT_SENSOR, fished)),
    Condition(Status.PAUSE, at(Point.IN_ESCROW, second_note)),
    Condition(Status.FAILURE, at(Point.AFTER_EXIT_SENSOR, broken)),
    Condition(Status.ESCROW, note),
    Condition(Status.STACKED, note),
    Condition(Status.RETURNED, payer_stops),
    Condition(SILENT, at(Point.AFTER_EXIT_SENSOR, cable)),
)
