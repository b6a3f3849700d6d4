"""Ids that sort by their moment, codes that people can say, numbers that no two payments share."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import ids

ID = "0190a5c8-7e1b-7ccc-8000-0123456789ab"
MOMENTS = st.integers(min_value=0, max_value=2**48 - 1)


@given(MOMENTS, st.binary(min_size=10, max_size=10))
def test_an_id_has_its_moment_its_version_and_its_variant(now: int, chance: bytes) -> None:
    made = uuid.UUID(ids.uuid7(now, lambda count: chance[:count]))

    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == now
    assert ids.is_uuid(str(made))


@given(MOMENTS, MOMENTS)
def test_ids_sort_as_their_moments_do(one: int, other: int) -> None:
    if one != other:
        assert (ids.uuid7(one) < ids.uuid7(other)) is (one < other)


def test_ids_of_one_moment_are_all_different() -> None:
    assert len({ids.uuid7(1_900_000_000_000) for _ in range(10_000)}) == 10_000


@pytest.mark.parametrize(
    "text",
    [
        "", "x", ID.upper(), f"{{{ID}}}", ID.replace("-", ""), f"urn:uuid:{ID}", f" {ID}", f"{ID}\n", f"{ID[:-1]}é",
        "\u0660" + ID[1:],
    ],
)  # fmt: skip
def test_an_id_is_written_in_one_way_only(text: str) -> None:
    assert not ids.is_uuid(text)


@pytest.mark.parametrize(
    ("tail", "code"),
    [
        ("000000000000", "0000-0000"),
        ("00ffffffffff", "ZZZZ-ZZZZ"),
        ("000000000001", "0000-0001"),
        ("ab0123456789", "04HM-ASW9"),
    ],
)
def test_a_payment_code_is_the_last_forty_bits_in_letters_that_are_not_mistaken(tail: str, code: str) -> None:
    assert ids.payment_code(f"0190a5c8-7e1b-7ccc-8000-{tail}") == code


@given(st.integers(min_value=0, max_value=2**40 - 1))
def test_a_payment_code_can_be_read_back(bits: int) -> None:
    code = ids.payment_code(f"0190a5c8-7e1b-7ccc-8000-{bits:012x}")

    assert len(code) == 9
    back = 0
    for letter in code.replace("-", ""):
        back = back * 32 + ids.CROCKFORD.index(letter)
    assert back == bits
    assert not set("ILOU") & set(code)


@given(st.integers(min_value=ids.EPOCH_MS, max_value=ids.EPOCH_MS + 2**41 - 1), st.integers(0, 2**22 - 1))
def test_a_number_fits_into_63_bits_and_keeps_its_moment_and_its_chance(now: int, chance: int) -> None:
    made = ids.number(now, lambda bits: chance)

    assert 0 <= made < 2**63
    assert (made >> 22) + ids.EPOCH_MS == now
    assert made & (2**22 - 1) == chance


def test_numbers_of_different_moments_grow() -> None:
    made = [ids.number(now) for now in range(1_900_000_000_000, 1_900_000_001_000)]

    assert made == sorted(set(made))


def test_chance_with_a_seed_can_be_repeated() -> None:
    assert [ids.chance(7).random() for _ in range(3)] == [ids.chance(7).random()] * 3
    assert len({ids.key() for _ in range(100)}) == 100


def test_the_number_of_a_payment_is_always_the_same_and_fits_into_63_bits() -> None:
    many = [ids.number_of(ids.uuid7(now)) for now in range(1_900_000_000_000, 1_900_000_010_000)]

    assert ids.number_of(ID) == ids.number_of(ID) == 7_421_884_799_494_201_080
    assert len(set(many)) == len(many)
    assert 0 < min(many) <= max(many) < 2**63


def test_short_ids_are_all_different_and_of_letters_that_are_not_mistaken() -> None:
    made = {ids.short_id() for _ in range(1000)}

    assert len(made) == 1000
    assert all(len(one) == 11 and not set(one) & set("0OIl-_.") for one in made)
