"""Everything that may be wrong with a wallet's contract as it is filled in, said about each field in words."""

import re
from collections.abc import Iterator

from common.money import LARGEST
from common.protocol.mistake import Mistake
from common.protocol.wallets.wallet import Limits
from common.words import Words

BETWEEN = str.maketrans("", "", " \u00a0()-.+")
"""What people put between the digits of a phone."""
PHONE = re.compile(r"[0-9]{10,15}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LONGEST_NAME = 100
MOST_PER_HOUR = 5_000
NAMELESS = Words("Напишите имя и фамилию владельца", "Give the holder's first and last name")
LONG = Words("Имя длиннее {most} знаков", "The name is longer than {most} characters")
UNPRINTABLE = Words("В имени есть непечатные знаки", "The name has characters that cannot be printed")
NO_PHONE = Words("В телефоне от 10 до 15 цифр", "A phone has from 10 to 15 digits")
NO_EMAIL = Words("Это не адрес почты", "That is no e-mail address")
OUT_OF_RANGE = Words("Сумма от 0,01 до 10 000 000 000,00 ₽", "The sum is from 0.01 to 10,000,000,000.00 ₽")
DAY_BELOW = Words("Лимит в день не меньше лимита на операцию", "The day's limit is not below that of one operation")
OFTEN = Words("Операций в час от 1 до {most}", "From 1 to {most} operations an hour")
ASKED = Words("Сумма от 0,00 до 10 000 000 000,00 ₽", "The sum is from 0.00 to 10,000,000,000.00 ₽")
REASONLESS = Words("Напишите, почему: это увидит владелец", "Say why: the holder will see it")
UNREADABLE = Words("В причине есть непечатные знаки", "The reason has characters that cannot be printed")


def of_holder(name: str, phone: str, email: str) -> Iterator[Mistake]:
    """What is wrong with who holds it; a phone and an e-mail may be missing."""
    if not name.strip():
        yield Mistake(field="name", words=NAMELESS)
    if len(name.strip()) > LONGEST_NAME:
        yield Mistake(field="name", words=LONG.format(most=LONGEST_NAME))
    if not name.isprintable():
        yield Mistake(field="name", words=UNPRINTABLE)
    if phone.strip() and PHONE.fullmatch(digits(phone)) is None:
        yield Mistake(field="phone", words=NO_PHONE)
    if email.strip() and EMAIL.fullmatch(email.strip()) is None:
        yield Mistake(field="email", words=NO_EMAIL)


def of_limits(limits: Limits) -> Iterator[Mistake]:
    """What is wrong with what it may spend."""
    for field in ("per_operation", "per_day"):
        if not 0 < getattr(limits, field) <= LARGEST:
            yield Mistake(field=field, words=OUT_OF_RANGE)
    if limits.per_day < limits.per_operation:
        yield Mistake(field="per_day", words=DAY_BELOW)
    if not 0 < limits.per_hour <= MOST_PER_HOUR:
        yield Mistake(field="per_hour", words=OFTEN.format(most=MOST_PER_HOUR))
    if not 0 <= limits.no_confirmation <= LARGEST:
        yield Mistake(field="no_confirmation", words=ASKED)


def digits(phone: str) -> str:
    """A phone without what people put between its digits; a Russian one begins with 7."""
    bare = phone.translate(BETWEEN)
    return "7" + bare[1:] if len(bare) == 11 and bare[0] == "8" else bare


def of_reason(reason: str) -> Iterator[Mistake]:
    """What is wrong with why a wallet is blocked: its holder will read it."""
    if not reason.strip():
        yield Mistake(field="reason", words=REASONLESS)
    if not reason.isprintable():
        yield Mistake(field="reason", words=UNREADABLE)
