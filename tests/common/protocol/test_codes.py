"""The table of codes: every word has its status, its kind and its text in both languages."""

import re

import msgspec
import pytest

from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.protocol import codes
from common.words import Words

STATUSES = {
    Rejected: {422},
    ContractFault: {401, 403, 404, 405},
    Broken: {400, 409, 413, 415, 431},
    Unavailable: {408, 429, 500, 502, 503, 504},
}
STOPPED_INSIDE = {"intent_stopped"}
"""Broken inside the server: to the one who asked it is a 500, of which nobody knows more (DESIGN 8)."""
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@pytest.mark.parametrize("code", codes.CODES)
def test_a_code_is_a_stable_word_with_a_text_in_both_languages(code: str) -> None:
    known = codes.CODES[code]

    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", code)
    assert CYRILLIC.search(known.ru)
    assert not CYRILLIC.search(known.en)
    assert known.ru.count("{detail}") == known.en.count("{detail}") <= 1
    assert re.fullmatch(r"[^{}]*", known.ru.replace("{detail}", "") + known.en.replace("{detail}", ""))
    assert known.ru.endswith((".", "{detail}"))


@pytest.mark.parametrize("code", sorted(STOPPED_INSIDE))
def test_what_stopped_inside_the_server_is_a_500_that_says_nothing_of_the_question(code: str) -> None:
    status, body = codes.answer(Broken(code, "X"), "T-1")

    back = codes.raised(status, body)

    assert status == 500
    assert (type(back), back.code) == (Unavailable, code)
    assert not body.retryable


@pytest.mark.parametrize("code", sorted(codes.CODES.keys() - STOPPED_INSIDE))
def test_the_status_of_a_code_is_one_that_its_kind_may_have_and_comes_back_as_that_kind(code: str) -> None:
    kind = codes.KINDS[code]
    error = kind(code, "X")

    status, body = codes.answer(error, "T-1")
    back = codes.raised(status, msgspec.json.decode(msgspec.json.encode(body), type=codes.ErrorAnswer))

    assert status in STATUSES[kind]
    assert (type(back), back.code) == (kind, code)
    assert codes.words_of(back) == codes.words_of(error)
    assert body.retryable is (kind is Unavailable)
    assert body.trace_id == "T-1"


def test_no_code_has_two_kinds() -> None:
    tables = (codes.REJECTED, codes.CONTRACT_FAULTS, codes.BROKEN, codes.UNAVAILABLE)

    assert sum(len(table) for table in tables) == len(codes.CODES)


def test_a_text_is_filled_by_its_detail_whatever_stands_in_it() -> None:
    words = codes.words("unknown_account", "{0} {name} %s")

    assert "{0} {name} %s" in words.ru
    assert "{0} {name} %s" in words.en


@pytest.mark.parametrize(("kind", "status"), [(Rejected, 422), (ContractFault, 403), (Broken, 409), (Unavailable, 503)])
def test_a_code_of_a_stranger_has_the_status_of_its_kind(kind: type[OplataError], status: int) -> None:
    assert codes.status_of(kind("strange_word")) == status
    assert codes.words("strange_word", "x") == Words("strange_word: x", "strange_word: x")


def test_a_known_code_raised_as_another_kind_does_not_turn_into_a_no() -> None:
    assert codes.status_of(Unavailable("unknown_account")) == 503
    assert codes.status_of(Broken("not_now")) == 409


@pytest.mark.parametrize("status", [422])
def test_only_a_declared_code_is_a_no(status: int) -> None:
    words = Words("нет", "no")

    known = codes.raised(status, codes.ErrorAnswer("refused", "нет", words, retryable=False))
    strange = codes.raised(status, codes.ErrorAnswer("detail_missing", "нет", words, retryable=False))

    assert isinstance(known, Rejected)
    assert isinstance(strange, Unavailable)
