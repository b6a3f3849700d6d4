"""The simulated device by itself: what it answers when, what it keeps, and what it does with faults."""

from pathlib import Path

import pytest

from agent_terminal.ccnet import frames
from agent_terminal.ccnet.codes import BROKEN, POWERED_UP, Command, Status, enable, mask
from agent_terminal.ccnet.frames import pack
from agent_terminal.ccnet.simulator import memory
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.mechanics import Point
from agent_terminal.ccnet.simulator.memory import Memory
from agent_terminal.ccnet.simulator.options import FLS, Options

ALL = frozenset(range(24))
POLL = bytes((Command.POLL,))


class Hand:
    """Somebody with a terminal program, sending one command after another."""

    def __init__(self, options: Options | None = None, kept: Memory | None = None) -> None:
        self.now = 100.0
        self.device = Device(options, now=self.now, memory=kept)

    def raw(self, data: bytes) -> bytes:
        return b"".join(chunk for _, chunk in self.device.receive(data, self.now))

    def ask(self, *payload: int) -> bytes:
        answer = self.raw(pack(bytes(payload)))
        assert frames.crc16(answer) == 0
        return answer[3:-2]

    def poll(self) -> bytes:
        return self.ask(Command.POLL)

    def wait(self, seconds: float) -> "Hand":
        self.now += seconds
        self.device.mechanics.advance(self.now)
        return self

    def ack(self) -> None:
        assert self.raw(pack(frames.ACK)) == b""

    def idling(self) -> "Hand":
        self.ask(Command.RESET)
        self.wait(4)
        self.ask(*enable(ALL))
        assert self.poll() == b"\x14"
        return self

    def escrow(self, number: int = 4) -> "Hand":
        assert self.device.mechanics.insert(number, self.now)
        self.wait(1)
        assert self.poll() == bytes((0x80, number))
        return self


def test_power_up_waits_for_a_reset_and_initialize_for_its_time() -> None:
    hand = Hand()
    assert hand.poll() == b"\x10"

    assert hand.ask(Command.RESET) == frames.ACK

    assert hand.poll() == b"\x13"
    assert hand.wait(2.9).poll() == b"\x13"
    assert hand.wait(0.2).poll() == b"\x19"


def test_the_session_of_the_vendors_own_program_goes_as_recorded() -> None:
    hand = Hand()

    assert hand.ask(0x30) == frames.ACK
    assert hand.poll() == b"\x13"
    assert len(hand.ask(0x41)) == 120
    assert len(hand.ask(0x37)) == 34
    assert hand.wait(4).poll() == b"\x19"
    assert hand.ask(*bytes.fromhex("34 FF FF FF FF FF FF")) == frames.ACK
    assert hand.poll() == b"\x14"
    hand.device.mechanics.insert(4, hand.now)
    assert hand.poll() == b"\x15"
    assert hand.wait(1).poll() == b"\x80\x04"
    assert hand.ask(0x35) == frames.ACK
    assert hand.poll() == b"\x17"
    assert hand.wait(1.5).poll() == b"\x81\x04"
    hand.ack()
    assert hand.poll() == b"\x14"


@pytest.mark.parametrize("command", [Command.GET_BILL_TABLE, Command.IDENTIFICATION])
def test_what_a_device_is_may_be_asked_only_while_it_is_quiet(command: Command) -> None:
    hand = Hand().idling()
    for status in Status:
        hand.device.mechanics.status = status
        allowed = status in POWERED_UP | BROKEN | {Status.INITIALIZE, Status.DISABLED}
        assert (len(hand.ask(command)) > 1) == allowed


@pytest.mark.parametrize("command", [Command.STACK, Command.RETURN, Command.HOLD])
def test_a_note_is_decided_on_only_in_escrow(command: Command) -> None:
    hand = Hand().idling()
    assert hand.ask(command) == frames.ILLEGAL

    hand.escrow()

    assert hand.ask(command) == frames.ACK


@pytest.mark.parametrize("code", [0x3A, 0x3B, 0x50, 0x51, 0x5B, 0x60, 0x66, 0x68, 0xF0])
def test_what_old_firmware_does_not_know_is_illegal(code: int) -> None:
    assert Hand().ask(code) == frames.ILLEGAL


def test_an_fls_does_not_know_set_security() -> None:
    assert Hand(FLS).ask(Command.SET_SECURITY, 0, 0, 0) == frames.ILLEGAL


@pytest.mark.parametrize("data", [(), (0, 0), (0, 0, 0, 0)])
def test_set_security_without_its_three_bytes_is_illegal(data: tuple[int, ...]) -> None:
    assert Hand().ask(Command.SET_SECURITY, *data) == frames.ILLEGAL


def test_get_status_shows_only_types_that_exist_and_the_coupon() -> None:
    hand = Hand().idling()

    assert hand.ask(Command.GET_STATUS) == mask(frozenset({2, 3, 4, 5, 6, 7, 12, 13, 23})) + bytes(3)


@pytest.mark.parametrize("text", ["02 03 07 33 41 07 70", "02 03 0C 33 FF FF FF FF FF FF E6 30"])
def test_extra_bytes_on_a_poll_are_left_alone(text: str) -> None:
    assert Hand().raw(bytes.fromhex(text)) == pack(b"\x10")


def test_an_acknowledgement_and_a_command_in_one_burst_are_both_heard() -> None:
    hand = Hand().idling().escrow()
    hand.ask(Command.STACK)
    hand.wait(2)
    assert hand.poll() == b"\x81\x04"

    assert hand.raw(pack(frames.ACK) + pack(POLL)) == pack(b"\x14")


def test_polls_right_after_each_other_are_all_answered() -> None:
    assert Hand().raw(pack(POLL) * 3) == pack(b"\x10") * 3


def test_another_address_is_met_with_silence() -> None:
    assert Hand().raw(pack(POLL, address=1)) == b""
    assert Hand().raw(bytes.fromhex("02 01 06 33 00 00")) == b""


def test_the_rest_of_a_frame_that_comes_after_a_gap_is_no_frame() -> None:
    hand = Hand()
    poll = pack(POLL)
    assert hand.raw(poll[:3]) == b""

    assert hand.wait(0.2).raw(poll[3:]) == b""

    assert hand.wait(0.2).raw(poll) == pack(b"\x10")


def test_a_frame_in_pieces_within_the_gap_is_heard() -> None:
    hand = Hand()
    poll = pack(POLL)
    assert hand.raw(poll[:3]) == b""

    assert hand.wait(0.02).raw(poll[3:]) == pack(b"\x10")


def test_a_receipt_is_repeated_until_it_is_acknowledged() -> None:
    hand = Hand().idling().escrow()
    hand.ask(Command.STACK)
    hand.wait(2)
    assert [hand.poll() for _ in range(3)] == [b"\x81\x04"] * 3
    hand.raw(pack(frames.NAK))
    assert hand.poll() == b"\x81\x04"

    hand.ack()

    assert hand.poll() == b"\x14"


@pytest.mark.parametrize(("forgets", "after"), [(False, b"\x81\x04"), (True, b"\x19")])
def test_a_receipt_across_a_reset_is_kept_or_forgotten_as_the_option_says(forgets: bool, after: bytes) -> None:
    hand = Hand(Options(forgets_receipt_on_reset=forgets)).idling().escrow()
    hand.ask(Command.STACK)
    hand.wait(2)
    hand.ask(Command.RESET)

    assert hand.poll() == b"\x13"
    assert hand.wait(4).poll() == after


def test_without_escrow_a_note_is_stacked_by_itself() -> None:
    hand = Hand().idling()
    hand.ask(*bytes.fromhex("34 00 00 FC 00 00 00"))
    hand.device.mechanics.insert(4, hand.now)

    assert hand.wait(0.7).poll() == b"\x17"
    assert hand.wait(1).poll() == b"\x81\x04"


def test_a_note_nobody_decides_on_is_returned_after_ten_seconds() -> None:
    hand = Hand().idling().escrow()

    assert hand.wait(8.9).poll() == b"\x80\x04"
    assert hand.wait(1).poll() == b"\x18"
    assert hand.wait(1).poll() == b"\x82\x04"


def test_hold_lasts_ten_seconds_each() -> None:
    hand = Hand().idling().escrow()
    hand.wait(8)
    hand.ask(Command.HOLD)

    assert hand.wait(9).poll() == b"\x1a"
    assert hand.wait(1.3).poll() == b"\x18"


def test_masks_sent_with_a_note_inside_hold_for_the_next_one() -> None:
    hand = Hand().idling()
    hand.device.mechanics.insert(4, hand.now)
    hand.ask(*enable(frozenset()))

    assert hand.wait(1).poll() == b"\x80\x04"


def test_masks_sent_while_initializing_are_kept() -> None:
    hand = Hand()
    hand.ask(Command.RESET)
    hand.ask(*enable(ALL))

    assert hand.wait(4).poll() == b"\x14"


def test_the_mouth_is_closed_while_a_receipt_waits_and_while_disabled() -> None:
    hand = Hand()
    assert not hand.device.mechanics.insert(4, hand.now)
    hand.idling().escrow()
    hand.ask(Command.STACK)
    hand.wait(2)

    assert not hand.device.mechanics.insert(4, hand.now)


def test_a_second_note_stops_everything_and_both_come_out() -> None:
    hand = Hand().idling().escrow()
    hand.device.mechanics.insert(5, hand.now)
    assert hand.poll() == b"\x46"
    assert hand.ask(Command.STACK) == frames.ILLEGAL

    assert hand.wait(10.5).poll() == b"\x82\x04"
    assert hand.device.memory.stacker == []


def test_a_note_snatched_from_escrow_is_gone() -> None:
    hand = Hand().idling().escrow()
    hand.device.mechanics.pull(hand.now)

    assert hand.poll() == b"\x82\x04"
    assert hand.ask(Command.STACK) == frames.ILLEGAL


def test_a_note_snatched_while_it_is_drawn_in_is_rejected() -> None:
    hand = Hand().idling()
    hand.device.mechanics.insert(4, hand.now)
    hand.device.mechanics.pull(hand.now)

    assert hand.poll() == b"\x1c\x64"


@pytest.mark.parametrize(
    ("point", "status"),
    [(Point.BEFORE_EXIT_SENSOR, 0x11), (Point.AFTER_EXIT_SENSOR, 0x12), (Point.BEFORE_RECEIPT_SENT, 0x12)],
)
def test_where_the_note_lay_decides_what_power_up_says(point: Point, status: int) -> None:
    hand = Hand().idling().escrow()
    hand.device.mechanics.trap(point, hand.device.mechanics.power_off)
    hand.ask(Command.STACK)
    hand.wait(3)
    assert hand.raw(pack(POLL)) == b""

    hand.device.mechanics.power_on(hand.now)

    assert hand.poll() == bytes((status,))


def test_a_cassette_that_comes_back_starts_the_device_with_masks_cleared() -> None:
    hand = Hand().idling()
    hand.device.mechanics.take_cassette(hand.now)
    assert hand.poll() == b"\x42"
    hand.ask(Command.RESET)
    assert hand.wait(4).poll() == b"\x42"

    hand.device.mechanics.put_cassette(hand.now)

    assert hand.poll() == b"\x13"
    assert hand.wait(4).poll() == b"\x19"
    assert hand.ask(Command.GET_STATUS) == bytes(6)


def test_busy_has_a_long_and_a_short_form() -> None:
    hand = Hand().idling()
    hand.device.faults.busy_until = hand.now + 1
    assert hand.poll() == b"\x1b"
    hand.device.faults.busy_tenths = 5
    assert hand.poll() == b"\x1b\x05"

    assert hand.wait(1.1).poll() == b"\x14"


def test_wire_pacing_takes_the_time_that_9600_baud_take() -> None:
    hand = Hand(Options(byte_seconds=10 / 9600))

    chunks = hand.device.receive(pack(bytes((Command.GET_BILL_TABLE,))), hand.now)

    assert sum(pause for pause, _ in chunks) == pytest.approx(0.130, abs=0.001)
    assert frames.crc16(b"".join(chunk for _, chunk in chunks)) == 0


def test_noise_comes_before_the_next_answer_only() -> None:
    hand = Hand()
    hand.device.faults.noise = b"\xff\x02"

    assert hand.raw(pack(POLL)) == b"\xff\x02" + pack(b"\x10")
    assert hand.raw(pack(POLL)) == pack(b"\x10")


def test_memory_survives_the_process_at_every_point(tmp_path: Path) -> None:
    """A killed simulator is a device whose power was cut: the next process finds the note where it lay."""
    file = tmp_path / "device.json"
    device = Device(now=0.0, memory=memory.load(file), keep=memory.keeper(file))
    seen = []
    mechanics = device.mechanics
    mechanics.reset(0.0)
    mechanics.advance(4.0)
    mechanics.enable(ALL, ALL)
    mechanics.insert(4, 4.0)
    for moment in (4.1, 5.0, 5.6, 6.2):
        mechanics.advance(moment)
        mechanics.stack(moment)
        reborn = Device(now=0.0, memory=memory.load(file))
        seen.append(reborn.mechanics.status)

    assert seen == [Status.POWER_UP_BILL_IN_VALIDATOR] * 2 + [Status.POWER_UP_BILL_IN_STACKER] * 2
    assert memory.load(file).stacker == [4]
