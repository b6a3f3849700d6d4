"""What the hardware bench asks and is told: acts at the simulated acceptor, cable, paper, scanner; in minor units."""

from datetime import datetime
from typing import Any, Literal

from common.protocol.endpoint import Message
from common.words import Words


class BenchDo(Message, frozen=True):
    """An act at the simulated acceptor: insert, pull, jam, clear, fail, cheat, cassette, power, wire, spoil."""

    act: str
    fields: dict[str, Any] = {}


class Device(Message, frozen=True):
    """The simulated device as it physically is, whatever the terminal knows of it."""

    powered: bool
    plugged: bool
    status: int
    text: Words
    open: bool
    note: int | None
    stacker: int
    stacker_value: int
    capacity: int
    collected: int
    collected_value: int
    cassette: bool
    full: bool


class BenchDone(Message, frozen=True):
    """What came of an act: `done` is whether the world has changed."""

    done: bool
    said: Words
    device: Device


class Happened(Message, frozen=True):
    """News of the acceptor, by its name in the program; `value` is the note's, `detail` the device's own code.

    `turn` says what was decided: stack, return or hold a note, open or shut the mouth.
    """

    number: int
    at: datetime
    kind: str
    turn: str
    value: int | None
    detail: int | None
    words: Words


class BenchState(Message, frozen=True):
    """Everything the bench shows. `why_not` is why nothing can be done at the device; it is there only simulated.

    `problem` is why the acceptor's port is not open.
    """

    line: str
    speed: int
    rts: bool
    simulated: bool
    why_not: Words | None
    problem: Words | None
    device: Device | None
    acceptor: Words
    online: bool
    cable: bool
    paper: bool | None
    deposit_seconds: int | None
    directory_seconds: int | None
    unsent: int
    happened: list[Happened]


class AskBench(Message, frozen=True):
    """The state, with the news after one that was seen."""

    after: int = 0


class Cable(Message, frozen=True):
    """Pull the network cable out, or put it in again; with neither only look. A restart puts it in."""

    plugged: bool | None = None


class CableShown(Message, frozen=True):
    """Whether the line to the centre is there."""

    plugged: bool


class Scan(Message, frozen=True):
    """What a scanner read."""

    text: str


class AskNow(Message, frozen=True):
    """Ask the centre at once for the deposit, or for the directory of providers."""

    what: Literal["deposit", "directory"]


class Scanned(Message, frozen=True):
    """The payer's screen after a scan, by its name; `understood` is whether the code means anything here."""

    screen: str
    understood: bool


class Pressed(Message, frozen=True):
    """The payer's screen after a press, by its name: whose number it is, the cash inside, the payment's code.

    `notice` is the screen's word about the last note or scan, `why` its words about a number that will not do.
    """

    screen: str
    subscriber: str = ""
    held: int = 0
    code: str = ""
    notice: str = ""
    why: Words | None = None
