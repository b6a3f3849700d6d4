"""What every status means: trouble is told, nothing but 81 is money, and the talk goes on."""

import pytest

from agent_terminal.ccnet import frames
from agent_terminal.ccnet import happenings as h
from agent_terminal.ccnet.codes import BROKEN, Command, Status
from agent_terminal.ccnet.simulator.mechanics import Point
from agent_terminal.ccnet.simulator.options import Options
from tests.agent_terminal.ccnet.bench import Bench
from tests.agent_terminal.ccnet.journal import Crash
from tests.agent_terminal.ccnet.talk import ESCROW_4, Talk


def test_a_padded_answer_means_the_same() -> None:
    bench = Bench(Options(initialize_seconds=0.5, padded=True)).ready()

    bench.insert(4)
    bench.settle()

    assert bench.journal.credited == [4]


@pytest.mark.parametrize(("tenths", "pause"), [(5, 0.5), (20, 2.0), (None, 0.2), (255, 5.0)])
def test_a_busy_device_is_asked_again_after_the_time_it_named(tenths: int | None, pause: float) -> None:
    talk = Talk().ready()
    talk.polled(b"\x1b" if tenths is None else bytes((0x1B, tenths)))
    began = talk.now

    assert talk.said() == b"\x33"
    assert talk.now - began == pytest.approx(pause, abs=0.05)


def test_a_busy_device_is_told_nothing_else() -> None:
    talk = Talk().ready()
    talk.validator.accept(frozenset())

    assert talk.polled(b"\x1b\x05") == frames.ACK

    assert talk.said() == b"\x33"


def test_a_busy_device_still_credits_its_note() -> None:
    bench = Bench().ready()
    bench.insert(4)
    bench.device.faults.busy_until = bench.now + 3
    bench.device.faults.busy_tenths = 5

    bench.settle()

    assert bench.journal.credited == [4]


def test_pause_is_waited_out_before_a_reset() -> None:
    bench = Bench(Options(initialize_seconds=0.5, pause_seconds=None)).ready()
    bench.insert(4)
    bench.until(lambda: bench.device.mechanics.status == Status.STACKING)
    bench.insert(5)
    bench.said.clear()
    bench.run(20)
    assert bench.commands(Command.RESET) == 0
    assert bench.tells(h.Paused)

    bench.settle()

    assert bench.commands(Command.RESET) == 1
    assert bench.journal.credited == bench.device.memory.stacker


def test_pause_without_a_note_ends_by_a_reset_after_twelve_seconds() -> None:
    talk = Talk().ready()
    began = talk.now
    while (payload := talk.said()) != b"\x30":
        if payload == b"\x33":
            talk.validator.hear(b"\x46", talk.now)

    assert 12 <= talk.now - began <= 13


def test_a_second_note_taken_away_lets_the_first_be_credited() -> None:
    bench = Bench().ready()
    bench.insert(4)
    bench.until(lambda: bench.device.mechanics.status == Status.ACCEPTING)
    bench.insert(5)
    bench.run(3)
    assert bench.device.mechanics.status == Status.PAUSE
    bench.device.mechanics.pull(bench.now)

    bench.settle()

    assert bench.journal.credited == bench.device.memory.stacker == [4]


def test_a_note_jammed_on_its_way_is_credited_when_it_reaches_the_cassette() -> None:
    bench = Bench().ready()
    bench.device.mechanics.trap(Point.AFTER_EXIT_SENSOR, lambda now: bench.device.mechanics.jam(now, in_cassette=True))
    bench.insert(4)
    bench.run(35)
    assert bench.tells(h.Jammed) == [h.Jammed(in_cassette=True)]
    assert bench.tells(h.StackOverdue) == [h.StackOverdue(4)]
    assert bench.journal.credited == []
    assert bench.journal.open is not None

    bench.device.mechanics.clear(bench.now)
    bench.settle()

    assert bench.journal.credited == bench.device.memory.stacker == [4]


def test_a_note_jammed_before_the_cassette_comes_back_and_stays_before_staff() -> None:
    bench = Bench().ready()
    bench.device.mechanics.trap(Point.BEFORE_EXIT_SENSOR, bench.device.mechanics.jam)
    bench.insert(4)
    bench.run(5)
    bench.device.mechanics.clear(bench.now)

    bench.settle()

    assert bench.journal.credited == bench.device.memory.stacker == []
    assert bench.journal.in_doubt == [4]


def test_a_cheat_is_stored_acknowledged_and_pays_nothing_by_itself() -> None:
    bench = Bench().ready()
    bench.insert(4)
    bench.until(lambda: bench.device.mechanics.status == Status.STACKING)
    bench.device.mechanics.cheat(bench.now)

    bench.settle()

    assert bench.journal.frauds == 1
    assert bench.journal.credited == bench.device.memory.stacker == []
    assert bench.journal.in_doubt == [4]


def test_a_cheat_that_failed_is_paid_by_its_receipt() -> None:
    bench = Bench().ready()
    bench.insert(4)
    bench.until(lambda: bench.device.mechanics.status == Status.STACKING)
    bench.device.mechanics.cheat(bench.now, pulled=False)

    bench.settle()

    assert bench.journal.frauds == 1
    assert bench.journal.credited == bench.device.memory.stacker == [4]


def test_a_cheat_that_could_not_be_stored_is_not_acknowledged() -> None:
    talk = Talk().ready()
    talk.journal.crash_at = "before cheated"
    while talk.said() != b"\x33":
        talk.validator.silence(talk.now)
    with pytest.raises(Crash):
        talk.validator.hear(b"\x45", talk.now)

    assert talk.said() == b"\x33"
    talk.validator.hear(b"\x45", talk.now)

    assert talk.said() == frames.ACK
    assert talk.journal.frauds == 1


def test_a_cassette_taken_and_put_back_lets_notes_in_again() -> None:
    bench = Bench().ready()
    bench.insert(4)
    bench.settle()
    bench.device.mechanics.take_cassette(bench.now)
    bench.run(2)
    bench.device.mechanics.put_cassette(bench.now)
    bench.ready()

    bench.insert(5)
    bench.settle()

    assert len(bench.tells(h.CassetteOut)) == len(bench.tells(h.CassetteBack)) == 1
    assert bench.device.memory.collected == [4]
    assert bench.journal.credited == [4, 5]


def test_a_full_cassette_is_told_and_ends_by_a_change() -> None:
    bench = Bench(Options(initialize_seconds=0.5, capacity=1)).ready()
    bench.insert(4)
    bench.run(5)
    assert bench.tells(h.CassetteFull)
    assert bench.journal.credited == [4]

    bench.device.mechanics.take_cassette(bench.now)
    bench.run(1)
    bench.device.mechanics.put_cassette(bench.now)
    bench.ready()


@pytest.mark.parametrize("reason", [0x60, 0x64, 0x66, 0x6D])
def test_a_rejection_is_told_with_its_reason(reason: int) -> None:
    bench = Bench().ready()

    bench.insert(4, reason)
    bench.settle()

    assert bench.tells(h.Rejecting) == [h.Rejecting(reason)]
    assert bench.journal.credited == []


def test_unknown_paper_and_an_inhibited_note_are_rejected() -> None:
    bench = Bench(accept=frozenset({10_000})).ready()
    for number in (None, 5):
        bench.insert(number)
        bench.settle()

    assert bench.tells(h.Rejecting) == [h.Rejecting(0x65), h.Rejecting(0x68)]


@pytest.mark.parametrize("code", [0x50, 0x55, 0x5F, 0xF4, 0x77])
def test_a_failure_is_told_with_its_code(code: int) -> None:
    bench = Bench().ready()
    bench.device.mechanics.fail(code, bench.now)
    bench.run(1)

    assert bench.tells(h.Failed) == [h.Failed(code)]


@pytest.mark.parametrize("first", [n for n in range(1, 255) if n not in set(Status) | {0x30, 0x33}])
def test_a_number_without_a_name_is_told_acknowledged_and_survived(first: int) -> None:
    talk = Talk().ready()

    assert talk.polled(bytes((first, 1))) == frames.ACK
    assert h.Unknown(bytes((first, 1))) in talk.journal.happenings
    assert talk.journal.credited == talk.journal.surplus == []


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.STACKED])
def test_no_status_but_stacked_is_money(status: Status) -> None:
    talk = Talk().ready()
    talk.polled(ESCROW_4)
    talk.polled(bytes((status, 4)))

    assert talk.journal.credited == []


@pytest.mark.parametrize("status", [Status.ESCROW, Status.STACKED, Status.RETURNED])
def test_a_note_without_a_type_is_nothing(status: Status) -> None:
    talk = Talk().ready()

    assert talk.polled(bytes((status,))) == frames.ACK
    assert talk.journal.asked == talk.journal.surplus == talk.journal.returned_types == []


@pytest.mark.parametrize("status", [Status.SUSPECTED, Status.COUNTERFEIT_HELD])
def test_a_suspicious_note_is_told_and_pays_nothing(status: Status) -> None:
    talk = Talk().ready()
    talk.polled(bytes((status, 0)))

    assert h.Suspicious(status is Status.COUNTERFEIT_HELD, 0) in talk.journal.happenings


def test_an_operator_may_reset() -> None:
    bench = Bench().ready()
    bench.device.mechanics.jam(bench.now)
    bench.run(2)

    bench.validator.reset()

    bench.ready()


def test_every_status_that_means_trouble_is_survived_and_left() -> None:
    for status in BROKEN:
        talk = Talk().ready()
        talk.polled(bytes((status,)))
        assert talk.polled(b"\x14") == frames.ACK
