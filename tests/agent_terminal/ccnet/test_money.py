"""A note is credited exactly once if it lies in the stacker, whatever is cut when: power, process, line."""

from collections.abc import Callable

import pytest

from agent_terminal.ccnet import happenings as h
from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.codes import Status
from agent_terminal.ccnet.happenings import Decision, Place
from agent_terminal.ccnet.simulator.mechanics import Point
from agent_terminal.ccnet.simulator.options import Options
from common import ids
from tests.agent_terminal.ccnet.bench import BRISK, Bench

AFTER_EXIT = {
    Point.AFTER_EXIT_SENSOR,
    Point.BEFORE_RECEIPT_SENT,
    Point.AFTER_RECEIPT_SENT,
    Point.AFTER_RECEIPT_ACKED,
}
STACKING_POINTS = [point for point in Point if point not in (Point.RETURNING, Point.AFTER_RETURN)]
CRASHES = [f"{when} {what}" for what in ("escrowed", "stacked", "returned") for when in ("before", "after")]
NO_CRASH = ""
SEED = 20_260


def books_agree(bench: Bench) -> None:
    """Every note in the cassette is credited once or lies before staff, and nothing else is credited."""
    stacker = sorted(bench.device.memory.stacker)
    assert bench.journal.open is None, bench.picture()
    assert sorted(bench.journal.credited) == stacker, bench.picture()


def cut_power(bench: Bench, point: Point, dark_seconds: float) -> None:
    """Cut the device's power when a note is there, and give it back later."""
    bench.device.mechanics.trap(point, bench.device.mechanics.power_off)
    bench.until(lambda: not bench.device.mechanics.powered)
    bench.run(dark_seconds)
    bench.device.mechanics.power_on(bench.now)


@pytest.mark.parametrize("dark_seconds", [0.5, 7.0])
@pytest.mark.parametrize("point", STACKING_POINTS)
def test_a_power_cut_anywhere_on_the_way_in_credits_what_the_stacker_holds(point: Point, dark_seconds: float) -> None:
    bench = Bench().ready()
    bench.device.mechanics.trap(point, bench.device.mechanics.power_off)
    bench.insert(4)

    bench.until(lambda: not bench.device.mechanics.powered)
    bench.run(dark_seconds)
    bench.device.mechanics.power_on(bench.now)
    bench.settle()

    assert bench.device.memory.stacker == ([4] if point in AFTER_EXIT else [])
    books_agree(bench)


@pytest.mark.parametrize("point", [Point.RETURNING, Point.AFTER_RETURN])
def test_a_power_cut_on_the_way_out_credits_nothing(point: Point) -> None:
    bench = Bench(decide=lambda _bill: Decision.RETURN).ready()
    bench.insert(4)

    cut_power(bench, point, 1.0)
    bench.settle()

    assert bench.device.memory.stacker == []
    books_agree(bench)


@pytest.mark.parametrize("crash", [NO_CRASH, *CRASHES])
@pytest.mark.parametrize("point", [None, *Point])
def test_a_crash_of_the_terminal_beside_a_power_cut_credits_what_the_stacker_holds(
    point: Point | None, crash: str
) -> None:
    """The device's power and the terminal's process go in one and the same note, in every pair of places."""
    bench = Bench(decide=_return_the_first()).ready()
    bench.journal.crash_at = crash
    if point is not None:
        bench.device.mechanics.trap(point, bench.device.mechanics.power_off)
    for _ in range(2):
        bench.run(1.0)
        bench.insert(4)
        bench.run(6.0)
        if not bench.device.mechanics.powered:
            bench.device.mechanics.power_on(bench.now)
            bench.run(6.0)

    bench.settle()

    assert bench.crashes == (crash != NO_CRASH and bench.journal.crash_at == "")
    books_agree(bench)


def _return_the_first() -> Callable[[BillType], Decision]:
    decisions = [Decision.RETURN]
    return lambda _bill: decisions.pop() if decisions else Decision.STACK


@pytest.mark.parametrize("crash", CRASHES[:4])
def test_a_crash_between_the_commits_never_changes_what_is_credited(crash: str) -> None:
    bench = Bench().ready()
    bench.journal.crash_at = crash

    bench.insert(4)
    bench.settle()

    assert bench.crashes == 1
    books_agree(bench)


def test_a_crash_after_the_credit_and_before_its_acknowledgement_credits_once() -> None:
    bench = Bench().ready()
    bench.journal.crash_at = "after stacked"

    bench.insert(4)
    bench.settle()

    assert bench.journal.credited == [4]
    assert bench.journal.surplus == [4]


def test_power_up_with_a_note_in_the_stacker_is_paid_by_the_receipt_that_follows_and_not_by_12() -> None:
    bench = Bench().ready()
    bench.device.mechanics.trap(Point.AFTER_EXIT_SENSOR, bench.device.mechanics.power_off)
    bench.insert(13)
    bench.until(lambda: not bench.device.mechanics.powered)
    bench.device.mechanics.power_on(bench.now)
    bench.heard.clear()

    bench.until(lambda: bench.journal.credited == [13])

    assert h.PoweredUp(Place.STACKER) in bench.journal.happenings
    order = [payload[0] for payload in bench.heard if payload[0] in (0x12, 0x13, 0x81)]
    assert order[0] == 0x12
    assert order[-1] == 0x81


def test_power_up_with_a_note_in_the_stacker_at_the_terminals_own_start_is_paid_once() -> None:
    bench = Bench().ready()
    bench.device.mechanics.trap(Point.AFTER_EXIT_SENSOR, bench.device.mechanics.power_off)
    bench.insert(13)
    bench.until(lambda: not bench.device.mechanics.powered)
    bench.start_host()
    bench.device.mechanics.power_on(bench.now)

    bench.settle()

    assert bench.journal.credited == bench.device.memory.stacker == [13]


def test_power_up_with_a_note_in_the_stacker_that_nobody_stacked_credits_nothing() -> None:
    bench = Bench()
    bench.device.memory.note = 4
    bench.device.memory.past_exit = True
    bench.device.mechanics.power_on(bench.now)

    bench.ready()

    assert bench.device.memory.stacker == [4]
    assert bench.journal.credited == []
    assert bench.journal.surplus == [4]


def test_a_unit_that_forgets_its_receipt_across_a_power_cut_leaves_the_note_before_staff() -> None:
    bench = Bench(Options(initialize_seconds=0.5, forgets_receipt_on_reset=True)).ready()
    bench.device.mechanics.trap(Point.BEFORE_RECEIPT_SENT, bench.device.mechanics.power_off)
    bench.insert(4)
    bench.until(lambda: not bench.device.mechanics.powered)
    bench.device.mechanics.power_on(bench.now)

    bench.settle()

    assert bench.journal.credited == []
    assert bench.journal.in_doubt == bench.device.memory.stacker == [4]


def test_a_unit_that_forgets_its_receipt_once_it_was_sent_is_paid_by_what_was_heard() -> None:
    bench = Bench(Options(initialize_seconds=0.5, forgets_receipt_when_sent=True)).ready()
    bench.device.mechanics.trap(Point.AFTER_RECEIPT_SENT, bench.device.mechanics.power_off)
    bench.insert(4)
    bench.until(lambda: not bench.device.mechanics.powered)
    bench.device.mechanics.power_on(bench.now)

    bench.settle()

    assert bench.journal.credited == bench.device.memory.stacker == [4]


def test_a_late_acknowledgement_of_stacking_does_not_clear_a_receipt_not_yet_sent() -> None:
    """The device said STACKING, finished, and only then got the ACK for STACKING: the note must not be lost."""
    bench = Bench().ready()
    bench.insert(4)
    bench.until(lambda: bench.device.mechanics.status == Status.STACKING)
    bench.device.receive(bytes.fromhex("02 03 06 33 DA 81"), bench.now)
    bench.device.mechanics.advance(bench.now + 2)
    assert bench.device.memory.receipt == 4

    bench.device.receive(bytes.fromhex("02 03 06 00 C2 82"), bench.now + 2)

    assert bench.device.memory.receipt == 4
    bench.settle()
    assert bench.journal.credited == [4]


FAULTS = ("lost_answers", "lost_acks", "lost_commands", "bad_crcs", "naks", "splits")
NOTES = (2, 3, 4, 5, 6, 7, 12, 13)


@pytest.mark.parametrize("seed", range(SEED, SEED + 60))
def test_a_bad_day_of_notes_faults_cuts_and_crashes_credits_exactly_what_the_stacker_holds(seed: int) -> None:
    print(f"seed {seed}")
    chance = ids.chance(seed)
    options = Options(
        initialize_seconds=0.5,
        disabled_after_note=chance.random() < 0.3,
        padded=chance.random() < 0.2,
        reports_return_after_reset=chance.random() < 0.3,
    )
    bench = Bench(options, decide=lambda _bill: Decision.STACK if chance.random() < 0.8 else Decision.RETURN)
    for _ in range(12):
        bench.run(chance.uniform(0.1, 4.0))
        _misfortune(bench, chance.randrange(8), chance.choice(list(Point)), chance.choice(CRASHES))
        setattr(bench.device.faults, chance.choice(FAULTS), chance.randrange(4))
        bench.insert(chance.choice(NOTES))
    bench.run(20.0)
    bench.device.mechanics.power_on(bench.now)

    bench.settle()
    bench.settle()

    assert bench.journal.open is None, bench.picture()
    assert sorted(bench.journal.credited) == sorted(bench.device.memory.stacker), bench.picture()


def _misfortune(bench: Bench, which: int, point: Point, crash: str) -> None:
    mechanics = bench.device.mechanics
    if not mechanics.powered:
        mechanics.power_on(bench.now)
    if which == 0:
        mechanics.trap(point, mechanics.power_off)
    elif which == 1:
        bench.journal.crash_at = crash
    elif which == 2:
        mechanics.power_off(bench.now)
    elif which == 3:
        bench.device.faults.noise = b"\xff\x02\x03\x81"
    elif which == 4:
        mechanics.pull(bench.now)
    elif which == 5:
        mechanics.reset(bench.now)


@pytest.mark.parametrize("command", [True, False])
def test_escrow_times_out_while_the_terminal_is_dead_and_nothing_is_credited(command: bool) -> None:
    bench = Bench(BRISK).ready()
    bench.journal.crash_at = "after escrowed" if command else "before escrowed"
    bench.start_host = lambda: None  # type: ignore[method-assign]
    bench.insert(4)
    bench.until(lambda: bench.crashes == 1)
    bench.now += 15
    del bench.start_host
    bench.start_host()

    bench.settle()

    assert bench.device.memory.stacker == bench.journal.credited == []
    assert bench.journal.open is None
    assert bench.journal.returned_types == [4]
