"""A card as a text: it survives chats, letters and scanners, and a damaged one is refused in words."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import card_text as texts
from common.card_text import PREFIX, card_from_text, card_text, looks_like_card
from common.errors import Rejected
from common.fields import Field
from common.protocol import card
from common.protocol.card import Card, CardKind
from common.qr import squares
from common.words import Words


def full_card(fields: int = 1) -> Card:
    return Card(
        kind=CardKind.PROVIDER,
        version=1,
        issuer="0190a5c8-7e1b-7ccc-8000-0123456789ab",
        name=Words("Мегафон", "Megafon"),
        url="http://127.0.0.1:8101",
        dialect="json",
        login="centre-1",
        password="p@ss ё",
        fields=[
            Field(name=f"field{n}", label=Words(f"Номер {n}", f"Number {n}"), regex=r"\d{10}", example="9121234567")
            for n in range(fields)
        ],
    )


def test_a_card_survives_being_a_text() -> None:
    assert card_from_text(card_text(full_card())) == full_card()


def test_the_text_has_no_letter_that_a_chat_would_change() -> None:
    body = card_text(full_card()).removeprefix(PREFIX)

    assert set(body) <= set(texts.LETTERS)
    assert len(texts.LETTERS) == 41


def test_a_text_broken_into_lines_and_made_small_is_still_read() -> None:
    text = card_text(full_card())

    letter = "\n> ".join(["", *(text[start : start + 60] for start in range(0, len(text), 60))]).replace("> ", "")

    assert card_from_text(f"  {letter.lower()}\r\n") == full_card()


def test_the_files_own_json_is_read_too() -> None:
    assert card_from_text("\ufeff" + card.encode(full_card()).decode("utf-8")) == full_card()


def test_the_largest_card_fits_into_one_code() -> None:
    assert len(squares(card_text(full_card(fields=20)))) <= 177


@pytest.mark.parametrize("cut", [1, 2, 3, 30])
def test_a_text_cut_short_is_refused(cut: int) -> None:
    with pytest.raises(Rejected, match="wrong_card"):
        card_from_text(card_text(full_card())[:-cut])


@pytest.mark.parametrize("text", ["", "hello", PREFIX, PREFIX + "A", PREFIX + "А" * 30, PREFIX + "///" * 9, "{}", "[]"])
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises(Rejected, match="wrong_card"):
        card_from_text(text)


def test_a_text_that_unpacks_into_a_whole_memory_is_refused() -> None:
    bomb = PREFIX + texts._spelt(zlib.compress(b" " * 50_000_000, 9))

    with pytest.raises(Rejected, match="wrong_card"):
        card_from_text(bomb)


@given(st.binary(max_size=200))
def test_any_bytes_survive_the_letters(data: bytes) -> None:
    assert texts._read(texts._spelt(data)) == data


def test_only_what_may_be_a_card_is_taken_for_one() -> None:
    assert looks_like_card(card_text(full_card()).lower())
    assert looks_like_card(card.encode(full_card()).decode("utf-8"))
    assert not looks_like_card("https://example.org")
    assert not looks_like_card('{"a": 1}')
