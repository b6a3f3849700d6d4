"""What the operator asks of the acceptor: ports, who the device is, its notes, its frames, a search and a self-test."""

from datetime import datetime
from typing import Literal

from common.protocol.endpoint import Message
from common.words import Words


class PortRow(Message, frozen=True):
    """A serial port of this computer; `used` says that the terminal's acceptor is there."""

    name: str
    description: str
    maker: str
    used: bool


class Ports(Message, frozen=True):
    """The serial ports that are there now."""

    ports: list[PortRow]


class NoteRow(Message, frozen=True):
    """A type of note in the device's table; `taken` is what the operator has chosen, in minor units of `currency`."""

    type: int
    value: int
    letters: str
    currency: str
    money: bool
    taken: bool


class AcceptorShown(Message, frozen=True):
    """The acceptor: what is set, whether it answers, who it is, which notes it knows; `problem` is why it does not."""

    line: str
    speed: int
    rts: bool
    simulated: bool
    online: bool
    state: Words
    status: int | None
    problem: Words | None
    part: str
    serial: str
    asset: str
    model: str
    about: Words | None
    notes: list[NoteRow]
    taken: list[int]


class SetNotes(Message, frozen=True):
    """The values of the notes that the terminal takes, in minor units; the rest of the agent stays as it is."""

    notes: list[int]


class NotesSet(Message, frozen=True):
    """The values that are taken from now on; a payer who is at the terminal gets others back."""

    notes: list[int]


class AskFrames(Message, frozen=True):
    """The frames after one that was seen; with `news` without the polls that were answered the same as before."""

    after: int = 0
    news: bool = False


class FrameRow(Message, frozen=True):
    """One frame on the line; `way` is host, device, broken (a wrong checksum) or echo."""

    number: int
    at: datetime
    way: str
    hex: str
    words: Words


class Frames(Message, frozen=True):
    """Frames, the oldest first."""

    frames: list[FrameRow]


class FindAcceptor(Message, frozen=True):
    """Look for an acceptor on every serial port but the one in use; without `wait` the answer is the beginning."""

    wait: bool = True


class SelfTest(Message, frozen=True):
    """Test the acceptor: with a reset, unless a payer is at the terminal."""

    wait: bool = True


class Finding(Message, frozen=True):
    """What came out of a step: `ok` is empty where it is neither good nor bad. A found acceptor has a line."""

    ok: bool | None
    words: Words
    line: str = ""
    speed: int = 0


class AcceptorWork(Message, frozen=True):
    """A search or a self-test: how far it is, what it does now, what it has found."""

    kind: Literal["", "find", "test"]
    running: bool
    done: int
    of: int
    now: Words
    findings: list[Finding]
