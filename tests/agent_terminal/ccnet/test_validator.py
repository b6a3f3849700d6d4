"""The host's conversation with a device: start, one note, repeats, silence, and what is said when."""

import pytest

from agent_terminal.ccnet import frames
from agent_terminal.ccnet import happenings as h
from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.codes import BROKEN, Command, Status
from agent_terminal.ccnet.happenings import Decision
from agent_terminal.ccnet.simulator.mechanics import Point
from agent_terminal.ccnet.simulator.options import Options
from agent_terminal.ccnet.validator import Said, Validator
from tests.agent_terminal.ccnet.bench import BRISK, EVERY_NOTE, Bench
from tests.agent_terminal.ccnet.journal import CashJournal, Crash

ESCROW_4 = b"\x80\x04"
STACKED_4 = b"\x81\x04"
RETURNED_4 = b"\x82\x04"


class Talk:
    """A validator told what a device says, word by word."""

    def __init__(self, decide: Decision = Decision.STACK) -> None:
        self.journal = CashJournal(lambda _bill: decide)
        self.validator = Validator(self.journal)
        self.now = 0.0

    def ready(self) -> "Talk":
        """A conversation that has come to IDLING with all notes let in."""
        bench = Bench().ready()
        bench.journal = self.journal
        self.validator, self.now = bench.validator, bench.now
        bench.validator._meaning._handler = self.journal
        return self

    def say(self) -> Said:
        while (said := self.validator.say(self.now)) is None:
            self.now += 0.01
        return said

    def said(self) -> bytes:
        return self.say().frame[3:-2]

    def polled(self, answer: bytes) -> bytes:
        """What the host says right after this answer to its next POLL."""
        while (payload := self.said()) != b"\x33":
            if payload not in (frames.ACK, frames.NAK):
                self.validator.silence(self.now)
        self.journal.happenings += self.validator.hear(answer, self.now)
        return self.said()


def test_a_note_in_escrow_is_stacked_and_credited_once() -> None:
    bench = Bench().ready()

    assert bench.insert(4)
    bench.settle()

    assert bench.journal.credited == bench.device.memory.stacker == [4]
    assert bench.journal.open is None
    assert h.Stacked(4, BillType(4, 10_000, "RUS", "RUB")) in bench.journal.happenings


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
    bench = Bench(Options(initialize_seconds=0.5, escrow_seconds=60), decide=lambda _bill: Decision.HOLD).ready()
    bench.insert(4)
    bench.until(lambda: bench.device.mechanics.status == Status.HOLDING)
    bench.device.faults.lost_commands = 10**6
    bench.run(6)
    bench.device.faults.lost_commands = 0

    bench.settle()

    assert bench.tells(h.Offline)
    assert bench.journal.returned_types == [4]
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


def test_the_note_is_written_down_before_stack_is_said() -> None:
    talk = Talk().ready()

    assert talk.polled(ESCROW_4) == frames.ACK

    assert talk.journal.open is not None
    assert talk.said() == b"\x35"


def test_a_terminal_that_cannot_write_the_note_down_gives_it_back() -> None:
    bench = Bench().ready()
    bench.start_host = lambda: None  # type: ignore[method-assign]
    bench.journal.crash_at = "before escrowed"

    bench.insert(4)
    bench.settle()

    assert bench.device.memory.stacker == bench.journal.credited == []
    assert bench.journal.returned_types == [4]


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


def test_a_repeated_receipt_is_acknowledged_and_counts_once() -> None:
    talk = Talk().ready()
    talk.polled(ESCROW_4)
    for _ in range(4):
        assert talk.polled(STACKED_4) == frames.ACK

    assert talk.journal.credited == [4]
    assert talk.journal.surplus == []
    assert talk.journal.happenings.count(h.StackedAgain(4)) == 3


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


@pytest.mark.parametrize("lost", range(1, 9))
def test_lost_acknowledgements_do_not_multiply_a_note(lost: int) -> None:
    bench = Bench().ready()
    bench.insert(4)
    bench.until(lambda: bench.device.mechanics.status == Status.STACKING)
    bench.device.faults.lost_acks = lost

    bench.settle()

    assert bench.journal.credited == bench.device.memory.stacker == [4]
    assert bench.journal.surplus == []


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


def test_a_unit_that_never_becomes_ready_is_told_to_staff_and_reset_again() -> None:
    bench = Bench(Options(initialize_seconds=10_000))

    bench.run(100)

    assert len(bench.tells(h.InitializeOverdue)) == 2
    assert bench.commands(Command.RESET) == 3


def test_a_padded_answer_means_the_same() -> None:
    bench = Bench(Options(initialize_seconds=0.5, padded=True)).ready()

    bench.insert(4)
    bench.settle()

    assert bench.journal.credited == [4]


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


def test_a_return_that_nobody_takes_is_told() -> None:
    bench = Bench(Options(initialize_seconds=0.5, return_seconds=None), decide=lambda _bill: Decision.RETURN).ready()
    bench.insert(4)

    bench.run(33)
    assert bench.tells(h.ReturnOverdue) == [h.ReturnOverdue(4)]
    bench.device.mechanics.pull(bench.now)
    bench.settle()

    assert bench.journal.returned_types == [4]


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


def test_a_note_held_in_escrow_from_before_the_start_goes_back() -> None:
    talk = Talk()
    talk.polled(b"\x1a")

    assert talk.said() == b"\x36"


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


def test_the_default_device_answers_like_the_brisk_one() -> None:
    bench = Bench(Options()).ready()
    bench.insert(7)
    bench.settle()

    assert bench.journal.credited == [7]
    assert Options() != BRISK
