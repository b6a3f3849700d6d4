"""Start-up: who the device is, which notes it knows, which are let in, and what is done when it will not say."""

import pytest

from agent_terminal.ccnet import happenings as h
from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.codes import Command, Status
from agent_terminal.ccnet.simulator.options import Options
from tests.agent_terminal.ccnet.bench import BRISK, EVERY_NOTE, Bench
from tests.agent_terminal.ccnet.talk import Talk


def test_the_first_word_is_a_poll_and_never_a_reset() -> None:
    bench = Bench()

    bench.run(0.01)

    assert bench.said[0] == b"\x33"


def test_a_device_that_was_just_powered_on_is_reset_asked_who_it_is_and_enabled() -> None:
    bench = Bench().ready()

    order = [code for code in (payload[0] for payload in bench.said) if code not in (0x00, 0x33)]
    assert order == [0x30, 0x31, 0x32, 0x37, 0x41, 0x34, 0x31]
    identified = bench.tells(h.Identified)[0]
    assert isinstance(identified, h.Identified)
    assert identified.who is not None
    assert identified.who.part == "SM-RU1353"
    assert set(identified.bills) == {2, 3, 4, 5, 6, 7, 12, 13}


def test_every_note_is_enabled_with_escrow() -> None:
    bench = Bench().ready()

    assert bytes.fromhex("34 00 30 FC 00 30 FC") in bench.said
    assert bench.device.mechanics.escrow == bench.device.mechanics.enabled == {2, 3, 4, 5, 6, 7, 12, 13}


def test_only_the_values_asked_for_are_let_in() -> None:
    bench = Bench(accept=frozenset({10_000, 200_000})).ready()

    assert bench.device.mechanics.enabled == {4, 13}


def test_notes_of_another_currency_are_not_let_in() -> None:
    bills = {4: BillType(4, 10_000, "RUS", "RUB"), 5: BillType(5, 10_000, "UKR", "UAH")}
    bench = Bench(Options(bills=bills, initialize_seconds=0.5)).ready()

    assert bench.device.mechanics.enabled == {4}


def test_a_coupon_is_not_let_in_whatever_the_table_says() -> None:
    bills = {4: BillType(4, 10_000, "RUS", "RUB"), 23: BillType(23, 10_000, "RUS", "RUB")}
    bench = Bench(Options(bills=bills, initialize_seconds=0.5)).ready()

    assert bench.device.mechanics.enabled == {4}


def test_a_device_found_idling_is_disabled_asked_and_enabled_without_a_reset() -> None:
    bench = Bench().ready()
    bench.said.clear()
    bench.start_host()

    bench.run(3)

    assert bench.commands(Command.RESET) == 0
    assert bench.device.mechanics.status == Status.IDLING
    bench.insert(4)
    bench.settle()
    assert bench.journal.credited == [4]


def test_disabling_waits_until_the_note_inside_is_settled() -> None:
    bench = Bench().ready()
    bench.insert(4)
    bench.until(lambda: bench.device.mechanics.status == Status.ACCEPTING)
    bench.run(0.25)
    bench.said.clear()
    bench.validator.accept(frozenset())

    bench.until(lambda: bench.journal.credited == [4])
    assert bench.commands(Command.ENABLE_BILL_TYPES) == 0
    bench.until(lambda: bench.validator.closed)

    assert bench.device.mechanics.status == Status.DISABLED
    assert bench.device.mechanics.enabled == frozenset()


def test_a_unit_that_disables_itself_after_every_note_is_enabled_again() -> None:
    bench = Bench(Options(initialize_seconds=0.5, disabled_after_note=True)).ready()
    for number in (4, 5, 6):
        bench.until(lambda: bench.device.mechanics.status == Status.IDLING)
        bench.insert(number)
        bench.settle()

    assert bench.journal.credited == [4, 5, 6]


def test_what_the_device_did_not_enable_is_told() -> None:
    talk = Talk()
    setup = talk.validator._setup
    setup.accept(EVERY_NOTE)
    setup.told(Command.GET_BILL_TABLE, Bench().ready().heard_table())
    setup.errand(Status.DISABLED)
    setup.enabled = setup.wanted()

    assert setup.told(Command.GET_STATUS, bytes.fromhex("00 00 7C 00 00 00")) == [h.Enabled(frozenset({2, 3, 4, 5, 6}))]


def test_zeros_of_get_status_are_not_taken_for_an_acknowledgement() -> None:
    bench = Bench().ready()

    assert bytes(6) in bench.heard
    assert bench.device.mechanics.status == Status.IDLING


def test_nonzero_get_status_after_a_reset_is_no_fault() -> None:
    bench = Bench()
    bench.device.mechanics.security = frozenset({4})

    assert bench.ready().device.mechanics.status == Status.IDLING


@pytest.mark.parametrize("code", [Command.SET_SECURITY, Command.IDENTIFICATION, Command.GET_STATUS])
def test_a_unit_that_does_not_know_a_command_works_without_it(code: Command) -> None:
    bench = Bench(Options(initialize_seconds=0.5, unknown_commands=frozenset({code}))).ready()

    bench.insert(4)
    bench.settle()

    assert bench.journal.credited == [4]


@pytest.mark.parametrize("seconds", [0.0, 0.5, 5.0, 20.0, 40.0])
def test_a_unit_is_waited_for_however_long_it_initializes(seconds: float) -> None:
    bench = Bench(Options(initialize_seconds=seconds))

    bench.ready()

    assert bench.commands(Command.RESET) == 1
    assert bench.tells(h.InitializeOverdue) == []


def test_a_unit_that_goes_on_saying_power_up_is_not_reset_twice() -> None:
    bench = Bench(Options(linger_seconds=4.0)).ready()

    assert bench.commands(Command.RESET) == 1
    assert len(bench.tells(h.PoweredUp)) == 1


def test_a_unit_that_loses_power_right_after_its_reset_is_reset_again_at_once() -> None:
    bench = Bench()
    bench.until(lambda: bench.device.mechanics.status == Status.INITIALIZE)
    bench.run(0.4)
    bench.device.mechanics.power_on(bench.now)

    bench.run(0.6)

    assert bench.device.mechanics.status != Status.POWER_UP
    assert len(bench.tells(h.PoweredUp)) == bench.commands(Command.RESET) == 2


def test_a_unit_that_never_becomes_ready_is_told_to_staff_and_reset_again() -> None:
    bench = Bench(Options(initialize_seconds=10_000))

    bench.run(100)

    assert len(bench.tells(h.InitializeOverdue)) == 2
    assert bench.commands(Command.RESET) == 3


def test_the_default_device_answers_like_the_brisk_one() -> None:
    bench = Bench(Options()).ready()
    bench.insert(7)
    bench.settle()

    assert bench.journal.credited == [7]
    assert Options() != BRISK
