"""What may be done to a simulated device from outside: people's hands, broken parts, a bad line, and a look inside."""

from collections.abc import Callable
from typing import Any, Literal

from agent_terminal.ccnet import words
from agent_terminal.ccnet.codes import Status
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.faults import Faults
from agent_terminal.ccnet.simulator.mechanics import Point
from common.errors import Rejected
from common.protocol.endpoint import Endpoint, Message, Nothing
from common.words import Words


class Insert(Message, frozen=True):
    """Push a note in: by value in minor units or by type; with neither, paper the device does not know.

    `reason` makes the device reject it for that reason (1C xx); `too_early` pushes it in even behind another note.
    """

    value: int | None = None
    type: int | None = None
    reason: int | None = None
    too_early: bool = False


class Jam(Message, frozen=True):
    """A note is stuck, now or when it comes to a point."""

    in_cassette: bool = False
    at: Point | None = None


class Fail(Message, frozen=True):
    """A part breaks (47 xx)."""

    code: int


class Cheat(Message, frozen=True):
    """Fishing; `pulled` says that the note was got back."""

    pulled: bool = True


class Cassette(Message, frozen=True):
    """Take the cassette out with what is in it, put it in empty, or let it be full."""

    do: Literal["take", "put", "fill"]


class Power(Message, frozen=True):
    """Cut the power, now or when a note comes to a point, or give it back."""

    on: bool
    at: Point | None = None


class Wire(Message, frozen=True):
    """Pull the serial cable out of the device, or plug it in again: the device lives on and hears nothing."""

    plugged: bool


class Spoil(Message, frozen=True):
    """How many of the next words on the line suffer what; `noise` is hex that comes before the next answer."""

    lost_answers: int = 0
    lost_acks: int = 0
    lost_commands: int = 0
    bad_crcs: int = 0
    naks: int = 0
    splits: int = 0
    noise: str = ""
    busy_seconds: int = 0
    busy_tenths: int | None = None


class Spoken(Message, frozen=True):
    """One frame on the line: `who` is H for the host or D for the device."""

    who: str
    hex: str
    what: str


class State(Message, frozen=True):
    """The device as it is; `done` says whether the act had an effect: a note is drawn in only if one is let in."""

    done: bool
    powered: bool
    plugged: bool
    status: int
    detail: int | None
    text: Words
    enabled: list[int]
    stacker: list[int]
    collected: list[int]
    stacker_value: int
    collected_value: int
    note: int | None
    note_value: int | None
    past_exit: bool
    receipt: int | None
    cassette: bool
    full: bool
    capacity: int
    spoken: list[Spoken]


Act = Callable[[Device, float, Any], bool]
MENDED = frozenset({Status.JAMMED, Status.CASSETTE_JAMMED, Status.FAILURE})
"""What ends when its cause is removed."""


def look(device: Device, done: bool = True) -> State:
    """The device's truth, to be compared with the books."""
    mechanics, memory = device.mechanics, device.memory
    status, detail = mechanics.to_report()
    return State(
        done=done,
        powered=mechanics.powered,
        plugged=device.plugged,
        status=int(status),
        detail=detail,
        text=words.status(status, detail),
        enabled=sorted(mechanics.enabled),
        stacker=list(memory.stacker),
        collected=list(memory.collected),
        stacker_value=_worth(device, memory.stacker),
        collected_value=_worth(device, memory.collected),
        note=memory.note,
        note_value=None if memory.note is None else _worth(device, [memory.note]),
        past_exit=memory.past_exit,
        receipt=memory.receipt,
        cassette=memory.cassette,
        full=memory.full,
        capacity=device.options.capacity,
        spoken=[Spoken(who=who, hex=text, what=what) for who, text, what in device.spoken],
    )


def _worth(device: Device, types: list[int]) -> int:
    return sum(device.options.bills[number].value for number in types)


def insert(device: Device, now: float, ask: Insert) -> bool:
    """Whether the device drew the note in."""
    number = _type_of(device, ask)
    if device.mechanics.status is not Status.IDLING and not ask.too_early:
        return False
    return device.mechanics.insert(number, now, ask.reason)


def _type_of(device: Device, ask: Insert) -> int | None:
    if ask.value is None:
        return ask.type
    for bill in device.options.bills.values():
        if bill.value == ask.value:
            return bill.type
    raise Rejected("wrong_value", f"value {ask.value}")


def pull(device: Device, now: float, _ask: Nothing) -> bool:
    """Take, or snatch, the note within reach."""
    return device.mechanics.pull(now)


def jam(device: Device, now: float, ask: Jam) -> bool:
    """Stick a note; nothing moves, and so nothing sticks, without power."""

    def stick(moment: float) -> None:
        device.mechanics.jam(moment, in_cassette=ask.in_cassette)

    return (ask.at is not None or device.mechanics.powered) and _now_or_at(device, now, ask.at, stick)


def clear(device: Device, now: float, _ask: Nothing) -> bool:
    """Clear a jam, mend a failure; whether there was one."""
    broken = device.mechanics.status in MENDED
    device.mechanics.clear(now)
    return broken


def fail(device: Device, now: float, ask: Fail) -> bool:
    """Break a part; without power nobody would notice."""
    code = _byte(ask.code)
    if device.mechanics.powered:
        device.mechanics.fail(code, now)
    return device.mechanics.powered


def cheat(device: Device, now: float, ask: Cheat) -> bool:
    """Fish for a note; without power nobody would notice."""
    if device.mechanics.powered:
        device.mechanics.cheat(now, pulled=ask.pulled)
    return device.mechanics.powered


def cassette(device: Device, now: float, ask: Cassette) -> bool:
    """Staff at the cassette; whether it was there to be taken, or away to be put back."""
    mechanics, memory = device.mechanics, device.memory
    if memory.cassette == (ask.do == "put") or (ask.do == "fill" and memory.full):
        return False
    {"take": mechanics.take_cassette, "put": mechanics.put_cassette, "fill": mechanics.fill_cassette}[ask.do](now)
    return True


def power(device: Device, now: float, ask: Power) -> bool:
    """Whether that changed anything."""
    mechanics = device.mechanics
    if not ask.on:
        return _now_or_at(device, now, ask.at, mechanics.power_off)
    if mechanics.powered:
        return False
    mechanics.power_on(now)
    return True


def _now_or_at(device: Device, now: float, point: Point | None, what: Callable[[float], None]) -> bool:
    if point is None:
        what(now)
    else:
        device.mechanics.trap(point, what)
    return True


def wire(device: Device, _now: float, ask: Wire) -> bool:
    """Whether that changed anything."""
    changed = device.plugged != ask.plugged
    device.plugged = ask.plugged
    return changed


def spoil(device: Device, now: float, ask: Spoil) -> bool:
    """Replace the faults that are still to come."""
    try:
        noise = bytes.fromhex(ask.noise)
    except ValueError as problem:
        raise Rejected("wrong_value", f"noise {ask.noise[:40]}") from problem
    device.faults = Faults(
        lost_answers=ask.lost_answers,
        lost_acks=ask.lost_acks,
        lost_commands=ask.lost_commands,
        bad_crcs=ask.bad_crcs,
        naks=ask.naks,
        splits=ask.splits,
        noise=noise,
        busy_until=now + ask.busy_seconds,
        busy_tenths=None if ask.busy_tenths is None else _byte(ask.busy_tenths),
    )
    return True


def _byte(number: int) -> int:
    if not 0 <= number <= 0xFF:
        raise Rejected("wrong_value", str(number))
    return number


def state(_device: Device, _now: float, _ask: Nothing) -> bool:
    """Only look."""
    return True


def _door(name: str, ask: type[Message], ru: str, en: str) -> Endpoint[Any, State]:
    return Endpoint("POST", f"/v1/simulator/{name}", ask, State, Words(ru, en), codes=("wrong_value",))


INSERT = _door("insert", Insert, "вставить купюру", "push a note in")
PULL = _door("pull", Nothing, "забрать купюру", "take the note within reach")
JAM = _door("jam", Jam, "застрявшая купюра", "a note is stuck")
CLEAR = _door("clear", Nothing, "устранить неисправность", "clear a jam or a failure")
FAIL = _door("fail", Fail, "сломать", "break a part")
CHEAT = _door("cheat", Cheat, "попытка обмана", "fish for a note")
CASSETTE = _door("cassette", Cassette, "кассета", "the cassette")
POWER = _door("power", Power, "питание", "power")
WIRE = _door("wire", Wire, "кабель к компьютеру", "the cable to the computer")
SPOIL = _door("spoil", Spoil, "помехи на линии", "a bad line")
STATE = _door("state", Nothing, "состояние", "the state")

ACTS: dict[Endpoint[Any, State], Act] = {
    INSERT: insert,
    PULL: pull,
    JAM: jam,
    CLEAR: clear,
    FAIL: fail,
    CHEAT: cheat,
    CASSETTE: cassette,
    POWER: power,
    WIRE: wire,
    SPOIL: spoil,
    STATE: state,
}
