"""A paper as ESC/POS: a page of Cyrillic letters is chosen, the printer draws the QR itself, the paper is cut."""

import pytest

from agent_terminal.printer import escpos
from agent_terminal.printer.lines import Pair, Sheet, Text
from tests.agent_terminal.printer import sample
from tests.agent_terminal.printer.sample import EN

INIT, CUT = b"\x1b@", b"\x1dV\x00"
QR_DATA, QR_PRINT = b"\x1d(k\x0c\x001P0", b"\x1d(k\x03\x001Q0"
BOLD, DOUBLE = b"\x1bE\x01", b"\x1b!\x30"


def test_a_receipt_begins_with_a_clean_printer_and_ends_with_a_cut() -> None:
    made = escpos.encoded(sample.receipt(), columns=42)

    assert made.startswith(INIT + b"\x1bt\x11")
    assert made.endswith(CUT)
    assert "УЧЕБНЫЙ РЕЖИМ".encode("cp866") in made
    assert QR_DATA + sample.CODE.encode() + QR_PRINT in made


def test_sums_are_aligned_after_their_sign_became_a_word() -> None:
    lines = escpos.encoded(sample.receipt(), columns=32).decode("cp866", "replace").split("\n")

    (inserted,) = [line for line in lines if line.endswith("10 500,00 руб.")]
    assert inserted[-32:] == "Внесено           10 500,00 руб."


def test_in_english_the_rouble_is_named_in_latin_letters() -> None:
    assert b"10,500.00 RUB" in escpos.encoded(sample.receipt(EN), columns=42)


def test_a_copys_mark_is_large_and_what_follows_is_not() -> None:
    made = escpos.encoded(sample.receipt(copy=3), columns=42)
    mark = "КОПИЯ № 3".encode("cp866")

    before, after = made.split(mark)
    assert DOUBLE in before[before.rindex(b"\n") :]
    assert b"\x1b!\x00" in after[: after.index("Напечатана".encode("cp866"))]


@pytest.mark.parametrize(
    ("text", "cp866", "cp1251"),
    [
        ("Ёлка №5", "Ёлка №5", "Ёлка №5"),
        ("«цена» — 5 ₽…", '"цена" - 5 руб....', '"цена" - 5 руб....'),
        ("1\u00a0000,00", "1 000,00", "1 000,00"),
        ("Café 中", "Cafe ?", "Cafe ?"),
        ("−5 × 2", "-5 x 2", "-5 x 2"),
    ],
)
def test_signs_that_a_printer_does_not_have_become_those_that_it_has(text: str, cp866: str, cp1251: str) -> None:
    for encoding, expected in (("cp866", cp866), ("cp1251", cp1251)):
        told = escpos.simple(text, encoding=encoding, language="ru")

        assert told == expected
        assert told.encode(encoding).decode(encoding) == expected


@pytest.mark.parametrize(
    ("encoding", "code_page", "number"), [("cp866", 0, 17), ("cp1251", 0, 46), ("cp866", 7, 7), ("cp1251", 73, 73)]
)
def test_the_code_page_goes_by_the_printers_own_number(encoding: str, code_page: int, number: int) -> None:
    made = escpos.encoded(Sheet("a", "ru", (Text("Ё"),)), columns=32, encoding=encoding, code_page=code_page)

    assert made.startswith(INIT + b"\x1bt" + bytes([number]))
    assert "Ё".encode(encoding) in made


def test_a_value_wider_than_the_roll_has_lines_of_its_own() -> None:
    made = escpos.encoded(Sheet("a", "ru", (Pair("Адрес", "улица " * 10),)), columns=32).decode("cp866", "replace")

    assert all(len(line) <= 32 for line in made.split("\n")[1:-1])
    assert BOLD not in made.encode("cp866", "replace")
