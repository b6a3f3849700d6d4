"""Staff's questions to a device: asked where they are legal, answered once, and never in a note's way."""

import pytest

from agent_terminal.ccnet import frames
from agent_terminal.ccnet.codes import Command, Status
from agent_terminal.ccnet.inquiry import ALLOWED_IN, Inquiry
from agent_terminal.ccnet.simulator.options import Options
from tests.agent_terminal.ccnet.bench import Bench
from tests.agent_terminal.ccnet.talk import RETURNED_4, STACKED_4, Talk

CLOSED = frozenset[int]()
Told = list[bytes | None]


@pytest.mark.parametrize("command", ALLOWED_IN)
def test_a_question_is_answered_once_whatever_the_answer(command: Command) -> None:
    bench, told = Bench(accept=CLOSED), Told()
    bench.until(lambda: bench.device.mechanics.status is Status.DISABLED)
    before = bench.commands(command)

    bench.validator.inquire(Inquiry(command, told.append))
    bench.until(lambda: bool(told))
    bench.run(2.0)

    known = command in (Command.GET_STATUS, Command.IDENTIFICATION)
    assert len(told) == 1
    assert (told[0] == frames.ILLEGAL) is not known
    assert bench.commands(command) == before + 1


def test_a_question_that_is_illegal_now_waits_for_its_time() -> None:
    bench, told = Bench().ready(), Told()

    bench.validator.inquire(Inquiry(Command.GET_CRC32, told.append))
    bench.run(2.0)
    assert not told
    bench.validator.accept(CLOSED)
    bench.until(lambda: bool(told))

    assert bench.device.mechanics.status is Status.DISABLED


def test_a_question_without_an_answer_is_told_so_and_not_asked_again() -> None:
    bench, told = Bench(accept=CLOSED), Told()
    bench.until(lambda: bench.device.mechanics.status is Status.DISABLED)
    bench.run(1.0)

    bench.validator.inquire(Inquiry(Command.GET_CRC32, told.append))
    bench.distort = lambda data: b"" if data == frames.pack(frames.ILLEGAL) else data
    bench.until(lambda: bool(told))
    bench.run(2.0)

    assert told == [None]
    assert bench.commands(Command.GET_CRC32) == 1


def test_a_newer_question_takes_the_place_of_one_that_still_waits() -> None:
    bench, first, second = Bench().ready(), Told(), Told()

    bench.validator.inquire(Inquiry(Command.GET_CRC32, first.append))
    bench.validator.inquire(Inquiry(Command.GET_STATUS, second.append))
    bench.until(lambda: bool(second))

    assert first == [None]
    assert second == [bytes.fromhex("0030FC 000000")]


@pytest.mark.parametrize("answers", range(6))
def test_a_note_goes_its_way_while_staff_asks(answers: int) -> None:
    bench, told = Bench(Options(initialize_seconds=0.5)).ready(), Told()
    bench.device.faults.lost_answers = answers
    bench.until(lambda: bench.insert(4))

    for _ in range(20):
        bench.validator.inquire(Inquiry(Command.GET_STATUS, told.append))
        bench.run(0.3)
    bench.settle()

    assert bench.journal.credited == bench.device.memory.stacker == [4]


@pytest.mark.parametrize("event", [STACKED_4, RETURNED_4, b"\x45"])
def test_an_event_that_comes_late_into_a_question_is_not_acknowledged_before_it_is_stored(event: bytes) -> None:
    talk, told = Talk().ready(), Told()
    talk.validator.inquire(Inquiry(Command.GET_STACKED_COUNT, told.append))
    assert talk.polled(bytes((Status.JAMMED,))) == frames.ACK
    assert talk.said() == bytes((Command.GET_STACKED_COUNT,))

    talk.validator.hear(event, talk.now)

    assert talk.said() == bytes((Command.POLL,))
    assert len(told) == 1


def test_other_answers_to_a_question_are_acknowledged() -> None:
    talk, told = Talk().ready(), Told()
    talk.validator.inquire(Inquiry(Command.GET_STACKED_COUNT, told.append))
    talk.polled(bytes((Status.JAMMED,)))
    talk.said()

    talk.validator.hear(b"\x01\x02", talk.now)

    assert talk.said() == frames.ACK
    assert told == [b"\x01\x02"]
