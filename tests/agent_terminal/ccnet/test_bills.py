"""Bill tables and identifications, as real devices send them."""

import pytest

from agent_terminal.ccnet.bills import BillType, parse_identification, parse_table
from agent_terminal.ccnet.frames import Decoder, Frame, pack
from tests.agent_terminal.ccnet import worked

ROWS = [
    (worked.EURO_TABLE, "88 C2", "EUR"),
    (worked.HRYVNIA_TABLE, "F9 E7", "UAH"),
    (worked.ROUBLE_TABLE, "D7 97", "RUB"),
]
RECORDS = {5: "05 00", 10: "01 01", 20: "02 01", 50: "05 01", 100: "01 02", 200: "02 02", 500: "05 02",
           1000: "01 03", 2000: "02 03", 5000: "05 03"}  # fmt: skip


def wire(rows: tuple[tuple[int, int, str], ...]) -> bytes:
    """The 120 bytes by hand, without the code under test."""
    table = bytearray(120)
    for number, value, letters in rows:
        digits, zeros = bytes.fromhex(RECORDS[value])
        table[number * 5 : number * 5 + 5] = bytes((digits,)) + letters.encode("ascii") + bytes((zeros,))
    return bytes(table)


def one(record: str) -> BillType | None:
    table = parse_table(bytes.fromhex(record).ljust(120, b"\0"))
    assert table is not None
    return table.get(0)


@pytest.mark.parametrize(("rows", "crc", "currency"), ROWS)
def test_a_real_table_has_the_printed_crc_and_is_read(
    rows: tuple[tuple[int, int, str], ...], crc: str, currency: str
) -> None:
    raw = pack(wire(rows))

    bills = parse_table(raw[3:-2])

    assert len(raw) == 125
    assert raw[-2:] == bytes.fromhex(crc)
    assert bills == {number: BillType(number, value * 100, letters, currency) for number, value, letters in rows}


@pytest.mark.parametrize(
    ("record", "value"),
    [
        ("01 49 54 4C 03", 100_000),
        ("05 4E 4C 43 82", 5),
        ("19 4E 4C 43 81", 250),
        ("19 4E 4C 43 02", 250_000),
        ("01 4E 4C 43 00", 100),
        ("05 4E 4C 43 83", 0),
        ("05 4E 4C 43 7F", 0),
        ("05 4E 4C 43 FF", 0),
        ("00 4E 4C 43 02", 0),
    ],
)
def test_a_value_is_an_integer_of_minor_units(record: str, value: int) -> None:
    bill = one(record)

    assert bill is not None
    assert bill.value == value
    assert bill.is_money() == (value > 0)


def test_type_0_is_a_note_like_any_other() -> None:
    bill = one("05 45 55 52 00")

    assert bill == BillType(0, 500, "EUR", "EUR")
    assert bill.is_money()


def test_a_coupon_is_worth_nothing() -> None:
    bills = parse_table(bytes(23 * 5) + bytes.fromhex("01 52 55 53 02"))

    assert bills is not None
    assert not bills[23].is_money()


@pytest.mark.parametrize("size", [0, 1, 6, 34, 119, 121, 300])
def test_data_of_another_size_is_no_table(size: int) -> None:
    assert parse_table(bytes(size)) is None


@pytest.mark.parametrize("letters", ["00 00 00", "20 20 20"])
def test_a_record_without_letters_is_empty(letters: str) -> None:
    assert one(f"01 {letters} 02") is None


def test_letters_that_are_no_ascii_do_not_stop_the_table() -> None:
    assert one("01 FF 52 55 02") is not None


def test_a_real_fls_tells_who_it_is() -> None:
    who = parse_identification(bytes.fromhex(worked.IDENTIFICATION_OF_FLS)[3:-2])

    assert who is not None
    assert (who.part, who.serial, who.asset) == ("FLS-EU10-693639", "07KI41AS7482", "75ED8DC8033F7B")


def test_a_real_mvu_pads_with_spaces() -> None:
    who = parse_identification(bytes.fromhex(worked.IDENTIFICATION_OF_MVU)[3:-2])

    assert who is not None
    assert (who.part, who.serial, who.asset) == ("VU-UA1837AF", "00K505021811", "4110000000C9FF")


@pytest.mark.parametrize("text", [worked.IDENTIFICATION_OF_FLS, worked.IDENTIFICATION_OF_MVU])
def test_the_printed_identifications_are_good_frames(text: str) -> None:
    raw = bytes.fromhex(text)

    assert Decoder().feed(raw) == [Frame(raw[3:-2])]


def test_a_clone_with_a_short_identification_is_still_read() -> None:
    who = parse_identification(b"CLONE          0001")

    assert who is not None
    assert (who.part, who.serial, who.asset) == ("CLONE", "0001", "")


def test_a_status_is_no_identification() -> None:
    assert parse_identification(b"\x13") is None
