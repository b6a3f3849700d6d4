"""Frames: the worked ones byte for byte, long ones, and a decoder that noise cannot stop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_terminal.ccnet import codes, frames
from agent_terminal.ccnet.frames import Decoder, Frame, Garbled, pack
from agent_terminal.ccnet.simulator.device import Device
from tests.agent_terminal.ccnet import worked

POLL = bytes.fromhex("02 03 06 33 DA 81")
STACKED_13 = bytes.fromhex("02 03 07 81 0D B1 F1")
RETURNED_2 = bytes.fromhex("02 03 07 82 02 2E 23")


@pytest.mark.parametrize(("who", "what", "text"), worked.WORKED)
def test_a_worked_frame_is_made_and_read_as_printed(who: str, what: str, text: str) -> None:
    raw = bytes.fromhex(text)

    assert pack(raw[3:-2]) == raw
    assert frames.crc16(raw) == 0
    assert Decoder(commands=who == "host").feed(raw) == [Frame(raw[3:-2])]


def test_the_crc_is_kermit() -> None:
    assert frames.crc16(b"123456789") == 0x2189


@pytest.mark.parametrize("text", worked.WRONG_IN_PUBLIC_CODE)
def test_a_wrong_crc_from_public_code_is_garbled(text: str) -> None:
    raw = bytes.fromhex(text)

    assert Decoder().feed(raw) == [Garbled(3, raw)]


@pytest.mark.parametrize("text", worked.WRONG_IN_PUBLIC_CODE)
def test_a_device_answers_a_wrong_crc_with_nak(text: str) -> None:
    assert Device().receive(bytes.fromhex(text), 0.0) == [(0.0, pack(frames.NAK))]


def test_a_long_answer_has_its_length_first() -> None:
    data = bytes(number % 256 for number in range(300))

    raw = pack(data)

    assert raw[:5] == bytes.fromhex("02 03 00 01 33")
    assert raw[-2:] == bytes.fromhex("2B B4")
    assert Decoder().feed(raw) == [Frame(data)]


def test_a_long_download_has_its_length_after_the_sub_command() -> None:
    payload = bytes((0x50, 0x02)) + bytes(255 - number % 256 for number in range(260))

    raw = pack(payload, head=2)

    assert raw[:7] == bytes.fromhex("02 03 00 50 02 01 0D")
    assert raw[-2:] == bytes.fromhex("82 39")
    assert Decoder(commands=True).feed(raw) == [Frame(payload)]


def test_a_long_command_without_sub_command_has_its_length_after_the_command() -> None:
    payload = bytes((codes.Command.DIAGNOSTIC,)) + bytes(300)

    raw = pack(payload, head=1)

    assert raw[:6] == bytes.fromhex("02 03 00 F0 01 34")
    assert Decoder(commands=True).feed(raw) == [Frame(payload)]


def test_a_frame_of_250_bytes_is_sent_short_and_a_longer_one_long() -> None:
    assert pack(bytes(245))[2] == 250
    assert pack(bytes(246))[2] == 0


def test_a_short_frame_of_255_bytes_is_understood() -> None:
    body = bytes((2, 3, 255)) + bytes(250)

    assert Decoder().feed(body + frames.crc16(body).to_bytes(2, "little")) == [Frame(bytes(250))]


def test_a_frame_that_holds_a_sync_is_cut_by_its_length() -> None:
    assert Decoder().feed(RETURNED_2 + STACKED_13) == [Frame(b"\x82\x02"), Frame(b"\x81\x0d")]


def test_line_ends_and_flow_control_are_data() -> None:
    data = bytes.fromhex("0A 0D 11 13 1A 00 FF")

    assert Decoder().feed(pack(data)) == [Frame(data)]


@pytest.mark.parametrize(
    "noise", ["FF", "00 00", "02", "02 02", "02 03", "02 03 05", "03 06 02 01", "0A 0D", "02 03 0A"]
)
def test_noise_before_a_frame_does_not_hide_it(noise: str) -> None:
    decoder = Decoder()

    found = decoder.feed(bytes.fromhex(noise) + STACKED_13) + decoder.gap()

    assert found == [Frame(b"\x81\x0d")]


def test_noise_that_looks_like_a_long_frame_gives_the_hidden_one_up_after_a_gap() -> None:
    decoder = Decoder()

    assert decoder.feed(bytes.fromhex("02 03 20") + STACKED_13) == []
    assert decoder.gap() == [Frame(b"\x81\x0d")]


def test_a_partial_frame_is_dropped_after_a_gap() -> None:
    decoder = Decoder()
    decoder.feed(STACKED_13[:4])

    assert decoder.inside
    assert decoder.gap() == []
    assert decoder.feed(POLL) == [Frame(b"\x33")]


def test_a_length_beyond_any_real_frame_is_noise() -> None:
    assert Decoder().feed(bytes.fromhex("02 03 00 FF FF") + POLL) == [Frame(b"\x33")]


@pytest.mark.parametrize("length", range(1, 6))
def test_a_length_under_six_is_noise(length: int) -> None:
    assert Decoder().feed(bytes((2, 3, length)) + POLL) == [Frame(b"\x33")]


@pytest.mark.parametrize("text", ["02 03 00 00 06", "02 03 00 00 07"])
def test_a_long_frame_without_data_is_no_frame(text: str) -> None:
    body = bytes.fromhex(text)
    raw = body + frames.crc16(body).to_bytes(2, "little")

    assert Frame(b"") not in Decoder().feed(raw + bytes(4))


@given(st.lists(st.binary(min_size=1, max_size=300), max_size=5), st.integers(1, 9))
def test_frames_in_any_pieces_come_out_whole(payloads: list[bytes], size: int) -> None:
    stream = b"".join(pack(payload) for payload in payloads)
    decoder = Decoder()

    found = [frame for at in range(0, len(stream), size) for frame in decoder.feed(stream[at : at + size])]

    assert found == [Frame(payload) for payload in payloads]
    assert not decoder.inside


@given(st.binary(max_size=400))
def test_after_any_noise_and_a_gap_a_good_frame_is_heard(noise: bytes) -> None:
    decoder = Decoder()
    decoder.feed(noise)
    decoder.gap()

    assert decoder.feed(STACKED_13) == [Frame(b"\x81\x0d")]


@given(st.binary(min_size=1, max_size=40), st.integers(0), st.integers(1, 255))
def test_one_wrong_byte_never_passes(payload: bytes, place: int, change: int) -> None:
    raw = bytearray(pack(payload))
    raw[place % len(raw)] ^= change
    decoder = Decoder()

    assert Frame(payload) not in decoder.feed(bytes(raw)) + decoder.gap()


@pytest.mark.parametrize(
    ("types", "text"),
    [
        (range(24), "02 03 0C 34 FF FF FF FF FF FF FE F7"),
        ((), "02 03 0C 34 00 00 00 00 00 00 17 0C"),
        (range(2, 8), "02 03 0C 34 00 00 FC 00 00 FC EB D1"),
        ((*range(2, 8), 12, 13), "02 03 0C 34 00 30 FC 00 30 FC 98 B3"),
    ],
)
def test_enable_puts_type_n_in_bit_n_and_escrow_on_for_each(types: tuple[int, ...], text: str) -> None:
    assert pack(codes.enable(frozenset(types))) == bytes.fromhex(text)


def test_types_are_read_back_from_the_map_of_a_real_unit() -> None:
    assert codes.types_of(bytes.fromhex("80 00 7F")) == {0, 1, 2, 3, 4, 5, 6, codes.COUPON}
