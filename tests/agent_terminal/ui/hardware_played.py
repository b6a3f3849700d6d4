"""Hardware as a test plays it: states of the bench and of the acceptor, with what matters changed."""

from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from agent_terminal.ccnet import words
from agent_terminal.ccnet.codes import Status
from agent_terminal.service.messages import Done
from agent_terminal.service.messages.bench import BenchDone, BenchState, CableShown, Device, Happened, Scanned
from agent_terminal.service.messages.hardware import (
    AcceptorShown,
    AcceptorWork,
    Finding,
    FrameRow,
    Frames,
    NoteRow,
    NotesSet,
    PortRow,
    Ports,
)
from common.words import Words
from tests.common.qt.standin import StandInRole

AT = datetime(2030, 3, 17, 21, 40, 3, 123_000, tzinfo=UTC)
NOTHING = Words("", "")
DEVICE = Device(
    powered=True, plugged=True, status=Status.IDLING, text=words.status(Status.IDLING), open=True, note=None,
    stacker=312, stacker_value=124_000, capacity=600, collected=0, collected_value=0, cassette=True, full=False,
)  # fmt: skip
STATE = BenchState(
    line="simulator", speed=9600, rts=False, simulated=True, why_not=None, problem=None, device=DEVICE,
    acceptor=words.status(Status.IDLING), online=True, cable=True, paper=True, deposit_seconds=277,
    directory_seconds=1690, unsent=0, happened=[],
)  # fmt: skip
ROUBLES = ((2, 1_000), (3, 5_000), (4, 10_000), (12, 20_000), (5, 50_000), (6, 100_000), (13, 200_000), (7, 500_000))
NOTES = [
    NoteRow(type=number, value=value, letters="RUS", currency="RUB", money=True, taken=True)
    for number, value in ROUBLES
]
ACCEPTOR = AcceptorShown(
    line="simulator", speed=9600, rts=False, simulated=True, online=True, state=words.status(Status.DISABLED),
    status=Status.DISABLED, problem=None, part="SM-RU1353", serial="21KC08003412", asset="41100000", model="SM / SME",
    about=None, notes=NOTES, taken=[value for _, value in ROUBLES],
)  # fmt: skip
IDLE = AcceptorWork(kind="", running=False, done=0, of=0, now=NOTHING, findings=[])
PORTS = Ports(
    ports=[
        PortRow(name="COM1", description="", maker="", used=False),
        PortRow(name="COM3", description="USB Serial Port (COM3)", maker="FTDI", used=False),
    ]
)


def device(status: Status, **changed: Any) -> Device:
    """The device in another state."""
    open_ = status is Status.IDLING
    return replace(DEVICE, **{"status": status, "text": words.status(status), "open": open_, **changed})


def happened(number: int, kind: str, said: Words, *, turn: str = "", detail: int | None = None) -> Happened:
    """A piece of news."""
    return Happened(number=number, at=AT, kind=kind, turn=turn, value=None, detail=detail, words=said)


def frame(number: int, way: str, raw: str, said: Words) -> FrameRow:
    """A frame."""
    return FrameRow(number=number, at=AT, way=way, hex=raw, words=said)


def found(**changed: Any) -> AcceptorWork:
    """A search that found one of two."""
    work = AcceptorWork(
        kind="find", running=False, done=4, of=4, now=NOTHING,
        findings=[
            Finding(ok=None, words=Words("COM1, 9600: тишина", "COM1, 9600: silence")),
            Finding(ok=True, words=Words("COM3, 19200 бод: SM", "COM3, 19200 baud: SM"), line="COM3", speed=19200),
        ],
    )  # fmt: skip
    return replace(work, **changed)


class PlayedHardware(StandInRole):
    """A terminal whose hardware is what the test says; it keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__("terminal")
        self.state = STATE
        self.acceptor = ACCEPTOR
        self.work = IDLE
        self.frames: list[FrameRow] = []
        self.done = BenchDone(done=True, said=Words("Сделано", "Done"), device=DEVICE)
        self.answers = {
            "bench-state": lambda ask: replace(
                self.state, happened=[one for one in self.state.happened if one.number > ask.after]
            ),
            "bench-do": lambda _: self.done,
            "serial-ports": PORTS,
            "set-acceptor": Done(done=Words("Приёмник: COM3", "Acceptor: COM3")),
            "acceptor": lambda _: self.acceptor,
            "acceptor-frames": lambda ask: Frames(frames=[one for one in self.frames if one.number > ask.after]),
            "acceptor-work": lambda _: self.work,
            "stop-acceptor-work": lambda _: self.work,
            "find-acceptor": lambda _: self.work,
            "self-test": lambda _: self.work,
            "set-notes": lambda ask: NotesSet(notes=ask.notes),
            "scan": lambda _: Scanned(screen="K3", understood=True),
            "cable": lambda ask: CableShown(plugged=ask.plugged),
            "ask-now": lambda _: self.state,
            "paper": lambda _: None,
        }

    def given(self, operation: str) -> list[Any]:
        """What was asked of an operation."""
        return [question for name, question in self.asked if name == operation]
