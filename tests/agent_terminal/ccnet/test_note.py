"""One note between mouth and cassette: decided on once, said once, credited once."""

import pytest

from agent_terminal.ccnet import frames
from agent_terminal.ccnet import happenings as h
from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.codes import Command, Status
from agent_terminal.ccnet.happenings import Decision
from agent_terminal.ccnet.simulator.options import Options
from tests.agent_terminal.ccnet.bench import Bench
from tests.agent_terminal.ccnet.talk import ESCROW_4, RETURNED_4, STACKED_4, Talk


def test_a_note_in_escrow_is_stacked_and_credited_once() -> None:
    bench = Bench().ready()

    assert bench.insert(4)
    bench.settle()

    assert bench.journal.credited == bench.device.memory.stacker == [4]
    assert bench.journal.open is None
    assert h.Stacked(4, BillType(4, 10_000, "RUS", "RUB")) in bench.journal.happenings


def test_a_note_in_escrow_that_was_not_let_in_goes_back_unasked() -> None:
    talk = Talk().ready()
    talk.validator.accept(frozenset({50_000}))
    talk.polled(b"\x14")
    while talk.said()[0] != Command.ENABLE_BILL_TYPES:
        talk.validator.silence(talk.now)
    talk.validator.hear(frames.ACK, talk.now)
    talk.polled(ESCROW_4)

    assert talk.said() == b"\x36"
    assert talk.journal.asked == []


def test_a_note_that_was_in_escrow_when_the_line_broke_goes_back() -> None:
    bench = Bench(Options(initialize_seconds=0.5, escrow_seconds=60)).ready()
    bench.insert(4)
    bench.until(lambda: bench.journal.open is not None)
    bench.device.faults.lost_commands = 10**6
    bench.run(6)
    bench.device.faults.lost_commands = 0

    bench.settle()

    assert bench.tells(h.Offline)
    assert bench.journal.asked == bench.journal.returned_types == [4]
    assert bench.device.memory.stacker == []


def test_type_0_is_credited_like_any_other() -> None:
    bench = Bench(Options(bills={0: BillType(0, 10_000, "RUS", "RUB")}, initialize_seconds=0.5)).ready()

    bench.insert(0)
    bench.settle()

    assert bench.journal.credited == [0]


def test_type_13_whose_number_is_a_carriage_return_is_credited() -> None:
    bench = Bench().ready()

    bench.insert(13)
    bench.settle()

    assert bench.journal.credited == [13]


def test_the_note_is_written_down_before_stack_is_said() -> None:
    talk = Talk().ready()

    assert talk.polled(ESCROW_4) == frames.ACK

    assert talk.journal.open is not None
    assert talk.said() == b"\x35"


def test_escrow_asks_the_terminal_once_however_often_it_is_shown() -> None:
    talk = Talk().ready()
    for _ in range(5):
        talk.polled(ESCROW_4)

    assert talk.journal.asked == [4]


def test_a_stack_that_was_taken_is_not_said_again() -> None:
    talk = Talk().ready()
    talk.polled(ESCROW_4)
    assert talk.said() == b"\x35"
    talk.validator.hear(frames.ACK, talk.now)

    talk.polled(ESCROW_4)

    assert talk.said() == b"\x33"


def test_a_stack_whose_answer_was_lost_is_said_again_only_while_the_note_is_in_escrow() -> None:
    talk = Talk().ready()
    talk.polled(ESCROW_4)
    talk.said()
    talk.validator.silence(talk.now)
    talk.polled(ESCROW_4)
    assert talk.said() == b"\x35"
    talk.validator.silence(talk.now)

    talk.polled(b"\x17")

    assert talk.said() == b"\x33"


@pytest.mark.parametrize("fault", ["lost_commands", "lost_answers", "naks", "bad_crcs"])
def test_a_stack_that_suffers_on_the_line_still_credits_once(fault: str) -> None:
    bench = Bench().ready()
    bench.insert(4)
    bench.until(lambda: bench.journal.open is not None)
    setattr(bench.device.faults, fault, 1)

    bench.settle()

    assert bench.journal.credited == bench.device.memory.stacker == [4]


def test_stack_answered_illegal_brings_no_money() -> None:
    talk = Talk().ready()
    talk.polled(ESCROW_4)
    talk.said()
    talk.journal.happenings += talk.validator.hear(frames.ILLEGAL, talk.now)
    talk.polled(RETURNED_4)

    assert h.Refused(Command.STACK) in talk.journal.happenings
    assert talk.journal.credited == []
    assert talk.journal.returned_types == [4]


def test_a_note_the_terminal_does_not_want_goes_back() -> None:
    bench = Bench(decide=lambda _bill: Decision.RETURN).ready()

    bench.insert(4)
    bench.settle()

    assert bench.device.memory.stacker == bench.journal.credited == []
    assert bench.journal.returned_types == [4]


@pytest.mark.parametrize("number", [1, 23])
def test_an_unknown_or_worthless_type_in_escrow_goes_back_unasked(number: int) -> None:
    talk = Talk().ready()
    talk.polled(bytes((0x80, number)))

    assert talk.said() == b"\x36"
    assert talk.journal.asked == []


def test_hold_keeps_a_note_longer_than_ten_seconds_until_the_terminal_decides() -> None:
    started: list[float] = []

    def think(_bill: BillType) -> Decision:
        started.append(bench.now)
        return Decision.STACK if bench.now - started[0] > 25 else Decision.HOLD

    bench = Bench(decide=think).ready()
    bench.insert(4)
    bench.settle()

    assert bench.journal.credited == [4]
    assert 5 <= bench.commands(Command.HOLD) <= 7


def test_a_note_that_nobody_decides_on_goes_back_by_itself_and_brings_nothing() -> None:
    bench = Bench().ready()
    bench.insert(4)
    bench.until(lambda: bench.device.mechanics.status == Status.ESCROW)
    bench.now += 10.5

    bench.settle()

    assert bench.device.memory.stacker == bench.journal.credited == []
    assert bench.journal.open is None


def test_two_notes_of_one_value_are_two_credits() -> None:
    bench = Bench().ready()
    for _ in range(2):
        bench.insert(4)
        bench.settle()

    assert bench.journal.credited == bench.device.memory.stacker == [4, 4]


def test_a_receipt_without_a_stack_credits_nothing() -> None:
    talk = Talk().ready()

    assert talk.polled(STACKED_4) == frames.ACK
    assert talk.journal.credited == []
    assert talk.journal.surplus == [4]


def test_a_note_waiting_in_escrow_from_before_the_start_goes_back() -> None:
    bench = Bench().ready()
    bench.insert(4)
    bench.device.mechanics.advance(bench.now + 1)
    assert bench.device.mechanics.status == Status.ESCROW
    bench.start_host()

    bench.settle()

    assert bench.journal.asked == []
    assert bench.device.memory.stacker == []
    assert bench.journal.returned_types == [4]


def test_a_return_that_nobody_takes_is_told() -> None:
    bench = Bench(Options(initialize_seconds=0.5, return_seconds=None), decide=lambda _bill: Decision.RETURN).ready()
    bench.insert(4)

    bench.run(33)
    assert bench.tells(h.ReturnOverdue) == [h.ReturnOverdue(4)]
    bench.device.mechanics.pull(bench.now)
    bench.settle()

    assert bench.journal.returned_types == [4]


def test_a_note_held_in_escrow_from_before_the_start_goes_back() -> None:
    talk = Talk()
    talk.polled(b"\x1a")

    assert talk.said() == b"\x36"
