"""A mask helps to type and never loses a letter of the value."""

import pytest

from common.qt.form.masks import after, bare, dressed, places

PASSPORT = "00 00 000000"
PHONE = "+7 (###) ###-##-##"


@pytest.mark.parametrize(
    ("mask", "raw", "shown"),
    [
        (PASSPORT, "", ""),
        (PASSPORT, "45", "45"),
        (PASSPORT, "450", "45 0"),
        (PASSPORT, "4506123456", "45 06 123456"),
        (PASSPORT, "45061234567", "45 06 1234567"),
        (PHONE, "9", "+7 (9"),
        (PHONE, "9123456789", "+7 (912) 345-67-89"),
    ],
)
def test_the_signs_between_groups_come_by_themselves(mask: str, raw: str, shown: str) -> None:
    assert dressed(raw, mask) == shown
    assert bare(shown, mask) == raw


def test_a_pasted_phone_loses_only_the_masks_own_seven() -> None:
    assert bare("+7 912 345-67-89", PHONE) == "9123456789"
    assert bare("912 345-67-89", PHONE) == "9123456789"


@pytest.mark.parametrize("keys", ["9123456789", "79123456789", "+79123456789"])
def test_a_phone_typed_key_by_key_is_itself(keys: str) -> None:
    shown = ""

    for key in keys:
        shown = dressed(bare(shown + key, PHONE), PHONE)

    assert shown == "+7 (912) 345-67-89"
    assert places(PHONE) == 10


def test_letters_do_not_belong_to_digits() -> None:
    assert bare("45 O6 123456", PASSPORT) == "456123456"
    assert bare("аБ12", "__ __") == "аБ12"


def test_the_cursor_stands_after_its_letter() -> None:
    assert after("4506123456", 2, PASSPORT) == 2
    assert after("4506123456", 3, PASSPORT) == 4
