"""Ten thousand random frames: nothing is ever credited that was not stacked at the terminal's word."""

from collections.abc import Iterator
from random import Random

import pytest

from agent_terminal.ccnet import frames
from agent_terminal.ccnet.bills import pack_table
from agent_terminal.ccnet.codes import Command, Status
from agent_terminal.ccnet.happenings import Decision
from agent_terminal.ccnet.simulator.options import roubles
from agent_terminal.ccnet.validator import Validator
from common import ids
from tests.agent_terminal.ccnet.bench import EVERY_NOTE, Bench
from tests.agent_terminal.ccnet.journal import CashJournal

FRAMES = 10_000
SEEDS = (3, 1415)
STACK = bytes((Command.STACK,))
COMMON = (Status.IDLING, Status.DISABLED, Status.ESCROW, Status.ESCROW) * 12
GOOD_ANSWERS = {
    bytes((Command.GET_BILL_TABLE,)): pack_table(roubles()),
    bytes((Command.IDENTIFICATION,)): bytes(34),
    bytes((Command.GET_STATUS,)): bytes(6),
}


def random_frames(chance: Random, count: int) -> Iterator[bytes]:
    """Half with a good CRC; a tenth of the good ones says that a note was stacked."""
    for _ in range(count):
        raw = frames.pack(_payload(chance))
        if chance.random() < 0.5:
            at = chance.randrange(len(raw))
            raw = raw[:at] + bytes((raw[at] ^ chance.randrange(1, 256),)) + raw[at + 1 :]
        yield raw


def _payload(chance: Random) -> bytes:
    draw = chance.random()
    if draw < 0.1:
        return bytes((Status.STACKED, _type(chance)))
    if draw < 0.6:
        return bytes((chance.choice(COMMON + tuple(Status)), _type(chance)))
    if draw < 0.7:
        return chance.choice((frames.ACK, frames.NAK, frames.ILLEGAL))
    return chance.randbytes(chance.randrange(1, 130))


def _type(chance: Random) -> int:
    """Often one and the same, so that receipts and notes in escrow meet."""
    return 4 if chance.random() < 0.7 else chance.randrange(24)


@pytest.mark.parametrize("seed", SEEDS)
def test_random_frames_credit_nothing_while_no_stack_is_open(seed: int) -> None:
    print(f"seed {seed}")
    chance = ids.chance(seed)
    journal = CashJournal(lambda _bill: Decision.RETURN)
    validator = _working_validator(journal)
    now, said = 2000.0, []

    for raw in random_frames(chance, FRAMES):
        now += 0.3
        while (word := validator.say(now)) is not None:
            said.append(word.frame[3:-2])
        _answer(validator, raw, now)

    assert journal.credited == []
    assert STACK not in said
    assert journal.surplus
    assert len(said) > FRAMES / 2


@pytest.mark.parametrize("seed", SEEDS)
def test_random_frames_credit_at_most_once_for_every_stack_said(seed: int) -> None:
    print(f"seed {seed}")
    chance = ids.chance(seed)
    journal = CashJournal()
    validator = _working_validator(journal)
    now = 2000.0

    stacks = 0
    for raw in random_frames(chance, FRAMES):
        now += 0.3
        said = b""
        while (word := validator.say(now)) is not None:
            said = word.frame[3:-2]
            stacks += said == STACK
        _answer(validator, _helpful(said, raw, chance), now)
        assert len(journal.credited) <= len(journal.asked)

    assert 0 < len(journal.credited) <= stacks


@pytest.mark.parametrize("seed", SEEDS)
def test_a_line_that_spoils_bytes_credits_exactly_what_the_stacker_holds(seed: int) -> None:
    print(f"seed {seed}")
    chance = ids.chance(seed)
    bench = Bench().ready()

    def spoil(data: bytes) -> bytes:
        spoilt = bytearray(data)
        for at in range(len(spoilt)):
            if chance.random() < 0.02:
                spoilt[at] = chance.randrange(256)
        return bytes(spoilt) if chance.random() < 0.95 else bytes(spoilt[chance.randrange(len(spoilt)) :])

    bench.distort = spoil
    for _ in range(12):
        bench.until(lambda: bench.device.mechanics.status == Status.IDLING, seconds=300)
        bench.insert(chance.choice((2, 4, 10, 13)))
        bench.run(8)
    bench.distort = lambda data: data
    bench.settle()

    assert bench.journal.credited == bench.device.memory.stacker
    assert bench.journal.credited


@pytest.mark.parametrize("seed", SEEDS)
def test_a_device_survives_random_bytes_and_still_answers_poll(seed: int) -> None:
    print(f"seed {seed}")
    chance = ids.chance(seed)
    device = Bench().ready().device
    now = 5000.0

    for raw in random_frames(chance, 3000):
        now += 0.2
        device.receive(raw, now)

    assert device.memory.stacker == []
    now += 1
    [(_, answer)] = device.receive(bytes.fromhex("02 03 06 33 DA 81"), now)
    assert frames.crc16(answer) == 0


def _helpful(said: bytes, raw: bytes, chance: Random) -> bytes:
    """Mostly the right answer to anything but POLL, so that the talk goes on and notes come to escrow."""
    if said == b"\x33" or chance.random() < 0.2:
        return raw
    return frames.pack(GOOD_ANSWERS.get(said[:1], frames.ACK))


def _working_validator(journal: CashJournal) -> Validator:
    """One that has found its device idling, knows the table and lets everything in."""
    bench = Bench()
    bench.journal = journal
    bench.start_host()
    bench.accept = EVERY_NOTE
    return bench.ready().validator


def _answer(validator: Validator, raw: bytes, now: float) -> None:
    """Give bytes to the validator as the driver would."""
    decoder = frames.Decoder()
    for frame in decoder.feed(raw) + decoder.gap():
        if frame.address != frames.VALIDATOR:
            continue
        if isinstance(frame, frames.Garbled):
            validator.garbled(now)
        else:
            validator.hear(frame.payload, now)
    if validator.waiting:
        validator.silence(now)
