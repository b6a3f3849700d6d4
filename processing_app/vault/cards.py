"""What a card is: its number, its system, its date and its code; refused by the field's name, never by its value."""

import re
from datetime import timedelta

from common.clock import moment
from common.errors import Rejected
from common.protocol.shop.tokens import CardData
from processing_app.bank.contract import Card

NUMBER = "номер карты / card number"
CHECK_DIGIT = f"{NUMBER}: контрольная цифра / check digit"
LENGTH = f"{NUMBER}: длина / length"
SYSTEM = f"{NUMBER}: платёжная система / payment system"
DATE = "срок действия / expiry date"
PASSED = f"{DATE}: прошёл / has passed"
CODE = "код с обратной стороны / security code"
HOLDER = "имя держателя / card holder"
DIGITS = re.compile(r"[0-9]{12,19}")
MONTH_YEAR = re.compile(r"(0[1-9]|1[0-2])/?([0-9]{2})")
SECURITY_CODE = re.compile(r"[0-9]{3,4}")
HOLDER_NAME = re.compile(r"[^\W\d_][^\d_\n\r]{0,63}")
BETWEEN = str.maketrans("", "", " -")
"""What people write between the groups of a number."""
LONGEST_YEARS = 20
GRACE = timedelta(hours=12)
"""A card is good until its last month has ended everywhere on Earth."""
SYSTEMS: tuple[tuple[str, int, int, frozenset[int]], ...] = (
    ("mir", 2200, 2204, frozenset(range(16, 20))),
    ("mastercard", 2221, 2720, frozenset({16})),
    ("mastercard", 5100, 5599, frozenset({16})),
    ("visa", 4000, 4999, frozenset({13, 16, 18, 19})),
    ("amex", 3400, 3499, frozenset({15})),
    ("amex", 3700, 3799, frozenset({15})),
    ("jcb", 3528, 3589, frozenset(range(16, 20))),
    ("dinersclub", 3000, 3059, frozenset(range(14, 20))),
    ("dinersclub", 3600, 3699, frozenset(range(14, 20))),
    ("dinersclub", 3800, 3999, frozenset(range(14, 20))),
    ("discover", 6011, 6011, frozenset(range(16, 20))),
    ("discover", 6440, 6599, frozenset(range(16, 20))),
    ("unionpay", 6200, 6299, frozenset(range(16, 20))),
    ("maestro", 5000, 5099, frozenset(range(12, 20))),
    ("maestro", 5600, 5899, frozenset(range(12, 20))),
    ("maestro", 6300, 6399, frozenset(range(12, 20))),
    ("maestro", 6700, 6799, frozenset(range(12, 20))),
)
"""A system, the first and the last of its first four digits, and how long its numbers are (ISO/IEC 7812 ranges)."""


def checked(data: CardData, now_ms: int) -> Card:
    """A card that may be charged, as far as its own data tell; Rejected `invalid_card` names the field."""
    number = data.card_number.translate(BETWEEN)
    if DIGITS.fullmatch(number) is None:
        raise Rejected("invalid_card", NUMBER)
    system_of(number)
    if not luhn(number):
        raise Rejected("invalid_card", CHECK_DIGIT)
    month, year = _expiry(data.exp_date, now_ms)
    if SECURITY_CODE.fullmatch(data.cvv) is None:
        raise Rejected("invalid_card", CODE)
    if data.card_holder and HOLDER_NAME.fullmatch(data.card_holder) is None:
        raise Rejected("invalid_card", HOLDER)
    return Card(number, month, year, data.cvv, data.card_holder)


def system_of(number: str) -> str:
    """Whose card it is, by its first four digits; Rejected `invalid_card` for nobody's or a wrong length."""
    first = int(number[:4])
    for system, low, high, lengths in SYSTEMS:
        if low <= first <= high:
            if len(number) not in lengths:
                raise Rejected("invalid_card", LENGTH)
            return system
    raise Rejected("invalid_card", SYSTEM)


def luhn(number: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (doubled + sum(int(digit) for digit in number[::-2])) % 10 == 0


def _expiry(text: str, now_ms: int) -> tuple[int, int]:
    """Month and year of MM/YY."""
    found = MONTH_YEAR.fullmatch(text.replace(" ", ""))
    if found is None:
        raise Rejected("invalid_card", DATE)
    month, year = int(found[1]), 2000 + int(found[2])
    now = moment(now_ms) - GRACE
    if (year, month) < (now.year, now.month):
        raise Rejected("invalid_card", PASSED)
    if year > now.year + LONGEST_YEARS:
        raise Rejected("invalid_card", DATE)
    return month, year
