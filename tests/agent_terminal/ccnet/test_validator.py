"""The talk itself: whose turn it is, what is acknowledged and when, silence, echo and late answers."""

import pytest

from agent_terminal.ccnet import frames
from agent_terminal.ccnet import happenings as h
from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.codes import Command, Status
from agent_terminal.ccnet.simulator.options import Options
from agent_terminal.ccnet.validator import Said
from tests.agent_terminal.ccnet.bench import EVERY_NOTE, Bench
from tests.agent_terminal.ccnet.journal import CashJournal, Crash
from tests.agent_terminal.ccnet.talk import ESCROW_4, STACKED_4, Talk


def test_nothing_is_said_to_a_device_while_an_answer_is_awaited() -> None:
    talk = Talk()
    talk.say()

    assert talk.validator.say(talk.now + 100) is None


def test_the_line_is_left_quiet_between_an_acknowledgement_and_the_next_command() -> None:
    talk = Talk()
    talk.say()
    talk.validator.hear(b"\x19", talk.now)

    acknowledgement = talk.say()

    assert acknowledgement == Said(bytes.fromhex("02 03 06 00 C2 82"), 0)
    assert talk.validator.say(talk.now + 0.019) is None
    assert talk.validator.say(talk.now + 0.021) is not None


def test_polls_keep_their_pace() -> None:
    bench = Bench().ready()
    before = bench.commands(Command.POLL)

    bench.run(10)

    assert 48 <= bench.commands(Command.POLL) - before <= 51


def test_an_ack_is_never_acknowledged() -> None:
    bench = Bench().ready()
    bench.insert(4)
    bench.settle()

    receipts = sum(payload == frames.ACK for payload in bench.said)
    data = sum(payload not in (frames.ACK, frames.NAK, frames.ILLEGAL) for payload in bench.heard)

    assert 0 <= data - receipts <= 1


def test_a_data_answer_that_reports_trouble_is_acknowledged_and_not_refused() -> None:
    assert Talk().polled(b"\x47\x50") == frames.ACK


def test_a_garbled_answer_is_refused_with_nak_of_six_bytes() -> None:
    talk = Talk()
    talk.say()
    talk.validator.garbled(talk.now)

    assert talk.say().frame == bytes.fromhex("02 03 06 FF BA 8D")


def test_the_credit_is_stored_before_it_is_acknowledged() -> None:
    talk = Talk().ready()
    talk.polled(ESCROW_4)
    talk.journal.crash_at = "before stacked"
    while talk.said() != b"\x33":
        talk.validator.hear(frames.ACK, talk.now)

    with pytest.raises(Crash):
        talk.validator.hear(STACKED_4, talk.now)

    assert talk.said() == b"\x33"
    assert talk.journal.credited == []


def test_a_credit_that_was_not_stored_is_stored_when_the_device_repeats_it() -> None:
    bench = Bench().ready()
    bench.insert(4)
    bench.until(lambda: bench.journal.open is not None)
    failures = 3

    def stubborn(type_number: int, bill: BillType | None) -> None:
        nonlocal failures
        failures -= 1
        if failures >= 0:
            raise Crash
        CashJournal.stacked(bench.journal, type_number, bill)

    bench.journal.stacked = stubborn  # type: ignore[method-assign]
    bench.start_host = lambda: None  # type: ignore[method-assign]
    bench.settle()

    assert bench.journal.credited == [4]
    assert failures == -1


def test_a_terminal_that_cannot_write_the_note_down_gives_it_back() -> None:
    bench = Bench().ready()
    bench.start_host = lambda: None  # type: ignore[method-assign]
    bench.journal.crash_at = "before escrowed"

    bench.insert(4)
    bench.settle()

    assert bench.device.memory.stacker == bench.journal.credited == []
    assert bench.journal.returned_types == [4]


def test_a_repeated_receipt_is_acknowledged_and_counts_once() -> None:
    talk = Talk().ready()
    talk.polled(ESCROW_4)
    for _ in range(4):
        assert talk.polled(STACKED_4) == frames.ACK

    assert talk.journal.credited == [4]
    assert talk.journal.surplus == []
    assert talk.journal.happenings.count(h.StackedAgain(4)) == 3


@pytest.mark.parametrize("lost", range(1, 9))
def test_lost_acknowledgements_do_not_multiply_a_note(lost: int) -> None:
    bench = Bench().ready()
    bench.insert(4)
    bench.until(lambda: bench.device.mechanics.status == Status.STACKING)
    bench.device.faults.lost_acks = lost

    bench.settle()

    assert bench.journal.credited == bench.device.memory.stacker == [4]
    assert bench.journal.surplus == []


def test_a_late_get_status_answer_is_not_taken_for_a_note_in_escrow() -> None:
    talk = Talk().ready()
    talk.polled(b"\x14")
    talk.said()

    talk.validator.hear(bytes.fromhex("80 00 7F 00 00 00"), talk.now)

    assert talk.journal.asked == []
    assert talk.said() == b"\x33"


def test_a_late_poll_answer_to_another_command_is_neither_believed_nor_acknowledged() -> None:
    talk = Talk().ready()
    talk.polled(ESCROW_4)
    assert talk.said() == b"\x35"

    talk.validator.hear(STACKED_4, talk.now)

    assert talk.said() == b"\x33"
    assert talk.journal.credited == []


@pytest.mark.parametrize("receipt", [frames.ACK, frames.NAK, frames.ILLEGAL])
def test_a_receipt_in_answer_to_poll_is_not_a_state_and_is_not_acknowledged(receipt: bytes) -> None:
    talk = Talk().ready()
    while talk.said() != b"\x33":
        talk.validator.silence(talk.now)

    talk.validator.hear(receipt, talk.now)

    assert talk.said() == b"\x33"


def test_a_frame_that_nobody_asked_for_changes_nothing() -> None:
    talk = Talk().ready()
    talk.polled(b"\x14")

    assert talk.validator.hear(STACKED_4, talk.now) == []
    assert talk.journal.surplus == []


def test_five_seconds_of_silence_are_offline_and_reset_follows_at_least_every_ten() -> None:
    bench = Bench().ready()
    bench.device.mechanics.power_off(bench.now)
    bench.said.clear()

    bench.run(5.5)
    assert len(bench.tells(h.Offline)) == 1
    bench.run(50)

    assert len(bench.tells(h.Offline)) == 1
    assert bench.commands(Command.RESET) >= 5
    resets = [at for at, payload in enumerate(bench.said) if payload == b"\x30"]
    assert all(bench.said[at - 1] == b"\x33" for at in resets)


def test_a_device_that_comes_back_is_set_up_anew() -> None:
    bench = Bench().ready()
    bench.device.mechanics.power_off(bench.now)
    bench.run(8)
    bench.device.mechanics.power_on(bench.now)

    bench.ready()
    bench.insert(5)
    bench.settle()

    assert bench.journal.credited == [5]
    assert len(bench.tells(h.Online)) == 2


def test_a_line_that_was_cut_for_a_while_loses_no_receipt() -> None:
    bench = Bench().ready()
    bench.insert(4)
    bench.until(lambda: bench.device.mechanics.status == Status.STACKING)
    bench.device.faults.lost_commands = 10**6
    bench.run(60)
    bench.device.faults.lost_commands = 0

    bench.settle()

    assert bench.journal.credited == bench.device.memory.stacker == [4]


def test_a_line_that_only_refuses_counts_as_offline() -> None:
    bench = Bench().ready()
    bench.device.faults.naks = 10**6

    bench.run(6)

    assert bench.tells(h.Offline)


def test_a_host_that_hears_only_itself_has_no_device() -> None:
    bench = Bench(Options(echo=True))
    bench.device.faults.lost_answers = 10**6

    bench.run(30)

    assert len(bench.tells(h.LineEchoes)) <= 2
    assert bench.tells(h.LineEchoes)
    assert bench.tells(h.Online) == []
    assert bench.tells(h.CassetteFull) == []


def test_a_two_wire_line_that_echoes_works() -> None:
    bench = Bench(Options(echo=True, initialize_seconds=0.5)).ready()

    bench.insert(4)
    bench.settle()

    assert bench.journal.credited == [4]
    assert len(bench.tells(h.LineEchoes)) == 1


@pytest.mark.parametrize("answer_is_lost", [False, True])
def test_a_mouth_that_was_just_opened_does_not_count_as_closed(answer_is_lost: bool) -> None:
    """POLL has not said IDLING yet: who leaves now would leave a device that swallows notes."""
    bench = Bench(accept=frozenset())
    bench.until(lambda: bench.validator.closed and bench.device.mechanics.status == Status.DISABLED)
    if answer_is_lost:
        bench.distort = lambda data: b"" if data == frames.pack(frames.ACK) else data

    bench.validator.accept(EVERY_NOTE)
    bench.until(lambda: bench.device.mechanics.status == Status.IDLING)
    told_closed = bench.validator.closed
    bench.validator.accept(frozenset())
    bench.distort = lambda data: data
    bench.until(lambda: bench.validator.closed)

    assert not told_closed
    assert bench.device.mechanics.status == Status.DISABLED
    assert bench.device.mechanics.enabled == frozenset()
