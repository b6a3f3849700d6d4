"""Barcodes that a buyer shows: ours, 18 digits that live for a minute, and whose else such digits may be."""

import re
from typing import NamedTuple

from common import luhn
from common.words import Words, same

PREFIX = "70"
"""Begins our barcodes; no wallet of payments.md B.5 and no bank card's number of 16 digits is mistaken for one."""
LENGTH = 18
RANDOM = LENGTH - len(PREFIX) - 1
"""Digits of chance in a barcode: 10 to the 15th of them."""
DIGITS = re.compile(r"[0-9]{6,24}")


class Network(NamedTuple):
    """Whose barcodes begin so: first two digits, and how many digits there are."""

    name: Words
    prefixes: range
    lengths: tuple[int, ...]


NETWORKS = (
    Network(same("WeChat Pay"), range(10, 15), (18,)),
    Network(Words("WeChat Pay, Гонконг", "WeChat Pay, Hong Kong"), range(15, 16), (18,)),
    Network(same("Alipay+"), range(25, 31), (19,)),
    Network(same("Alipay"), range(25, 31), (16, 17, 18, 20, 21, 22, 23, 24)),
)


def whole(chance: str) -> str:
    """A barcode of 15 digits of chance: with our prefix and its check digit."""
    assert len(chance) == RANDOM and chance.isascii() and chance.isdecimal(), "15 digits of chance"
    return luhn.ended(PREFIX + chance)


def sound(code: str) -> bool:
    """Whether the digits are a barcode of ours, undamaged; whether it lives, only the centre knows."""
    return len(code) == LENGTH and code.startswith(PREFIX) and luhn.sound(code)


def network_of(code: str) -> Network | None:
    """Whose other barcode it looks like, by prefix and length alone."""
    return next((one for one in NETWORKS if int(code[:2]) in one.prefixes and len(code) in one.lengths), None)


def ean_sound(code: str) -> bool:
    """Whether 8, 12 or 13 digits end with the check digit of goods' barcodes (GS1 General Specifications 7.9)."""
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(code)))
    return len(code) in (8, 12, 13) and weighted % 10 == 0
