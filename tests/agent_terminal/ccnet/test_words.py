"""Every number of the document has its words in both languages."""

import re

import pytest

from agent_terminal.ccnet import words
from agent_terminal.ccnet.bills import pack_table
from agent_terminal.ccnet.codes import Command, Status
from agent_terminal.ccnet.reasons import FAILURES, REJECTS
from agent_terminal.ccnet.simulator.options import roubles
from common.words import Words

TABLES = {**words.COMMANDS, **words.STATUSES, **words.RECYCLER_STATUSES}


@pytest.mark.parametrize("table", [words.COMMANDS, words.STATUSES, words.RECYCLER_STATUSES, REJECTS, FAILURES])
def test_every_word_is_there_in_russian_and_in_english(table: dict[int, Words]) -> None:
    for text in table.values():
        assert re.search("[а-я]|CRC", text.ru)
        assert re.fullmatch("[ -~]+", text.en)


def test_every_command_and_every_status_has_a_name() -> None:
    assert set(words.COMMANDS) == set(Command)
    assert set(words.STATUSES) == set(Status)


def test_the_reasons_of_rejection_are_those_of_the_document() -> None:
    assert set(REJECTS) == {*range(0x60, 0x6B), 0x6C, 0x6D, *range(0x92, 0x96)}


def test_the_failures_of_the_document_and_of_other_firmware_are_named() -> None:
    assert {*range(0x50, 0x5D), 0x5F, 0x22, 0x23, 0x30, 0xF4, 0xFE} <= set(FAILURES)


@pytest.mark.parametrize(
    ("first", "second", "russian", "english"),
    [
        (0x14, None, "ждёт купюру", "idling"),
        (0x81, 13, "купюра уложена: тип 13", "bill stacked: type 13"),
        (0x1C, 0x68, "отказывается от купюры: такие купюры сейчас не принимаются", "rejecting: inhibited type"),
        (0x1C, 0x6B, "отказывается от купюры: 6BH", "rejecting: 6BH"),
        (0x47, 0x50, "неисправность: мотор укладчика: 50H", "failure: stack motor: 50H"),
        (0x47, 0x99, "неисправность: код прошивки: 99H", "failure: firmware's own code: 99H"),
        (0x83, 1, "ждёт решения: 1", "waiting for decision: 1"),
        (0x77, None, "77H", "77H"),
    ],
)
def test_a_status_is_said_for_people(first: int, second: int | None, russian: str, english: str) -> None:
    assert words.status(first, second) == Words(russian, english)


def test_the_same_bytes_mean_what_was_asked() -> None:
    assert words.answer(b"\x41").en == "drop cassette full"
    assert words.command(b"\x41").en == "GET BILL TABLE"
    assert words.answer(b"\x30", Command.STACK).en == "ILLEGAL COMMAND"
    assert words.command(b"\x30").en == "RESET"
    assert words.command(b"\x00").en == words.answer(b"\x00").en == "ACK"
    assert words.command(b"\x99").en == "99H"


def test_what_an_answer_tells_is_said_and_not_only_how_long_it_is() -> None:
    table = pack_table(roubles())
    known = b"SM-RU1353      21KC08003412" + bytes(7)

    assert words.answer(bytes(6), Command.GET_STATUS).ru == "никаких: приём закрыт"
    assert words.answer(bytes.fromhex("0030FC000000"), Command.GET_STATUS).en == "types 2, 3, 4, 5, 6, 7, 12, 13"
    assert words.answer(known, Command.IDENTIFICATION).en == "SM-RU1353 No 21KC08003412"
    assert words.answer(table, Command.GET_BILL_TABLE).ru == "таблица купюр: 8"
    assert words.answer(bytes(9), Command.GET_BILL_TABLE).en == "data, bytes: 9"
    assert words.command(bytes.fromhex("34 000004 000004")).ru == "разрешить типы купюр: типы 2"
    assert words.command(bytes.fromhex("34 000000 000000")).en == "ENABLE BILL TYPES: none: the mouth is closed"
