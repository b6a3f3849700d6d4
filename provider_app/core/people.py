"""What must be known of a person to sign a contract, and how much of it a stranger may see."""

import re

from common.words import Words

LONGEST_NAME = 200
EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f]{1,180}\.[^@\s.\x00-\x1f]{2,63}")
PASSPORT = re.compile(r"[0-9A-Za-zА-Яа-яЁё][0-9A-Za-zА-Яа-яЁё №/-]{3,39}")
SEPARATORS = re.compile(r"[ №/-]")
PASSPORT_DIGITS = 10
HIDDEN = "••••"
FIELDS = ("full_name", "passport", "email")

NO_NAME = Words("Впишите хотя бы фамилию и имя.", "Type at least the surname and the first name.")
LONG_NAME = Words(f"В имени не больше {LONGEST_NAME} знаков.", f"A name has at most {LONGEST_NAME} characters.")
UNPRINTABLE = Words("В имени есть знаки, которых не видно: впишите его заново.", "The name holds marks nobody can see.")
NO_PASSPORT = Words("Впишите номер паспорта.", "Type the passport's number.")
WRONG_PASSPORT = Words(
    "В номере документа 4–40 букв и цифр, без других знаков.", "A document's number has 4–40 letters and digits."
)
PASSPORT_LENGTH = Words(
    "В паспорте 10 цифр: 4 серии и 6 номера. Сейчас {found}.",
    "A passport has 10 digits: 4 of its series and 6 of its number. Now there are {found}.",
)
NO_EMAIL = Words("Впишите e-mail: на него уйдёт отчёт.", "Type the e-mail: reports go there.")
WRONG_EMAIL = Words("E-mail пишется так: имя@сервер.ru", "An e-mail looks like this: name@server.com")


def mistakes(full_name: str, passport: str, email: str) -> list[tuple[str, Words]]:
    """Everything that is wrong with a person's data: the field and the words, which never repeat the value."""
    found = (_of_name(full_name), _of_passport(passport), _of_email(email))
    return [(field, words) for field, words in zip(FIELDS, found, strict=True) if words is not None]


def masked(full_name: str) -> str:
    """A name as a payer may see it: «Иванов Иван Иванович» → «Иванов И*** И.»."""
    surname, *others = full_name.split()
    shown = [f"{name[0]}***" if place == 0 else f"{name[0]}." for place, name in enumerate(others)]
    return " ".join([surname, *shown])


def compact(passport: str) -> str:
    """A passport without what people put between its parts: equal for the same document however it was typed."""
    return SEPARATORS.sub("", passport).casefold()


def masked_passport(passport: str) -> str:
    """A passport as lists show it: «45 06 ••••56»; of other documents only the ends."""
    digits = compact(passport)
    if len(digits) == PASSPORT_DIGITS and digits.isdecimal():
        return f"{digits[:2]} {digits[2:4]} {HIDDEN}{digits[-2:]}"
    return f"{passport[:2]}{HIDDEN}{passport[-2:]}" if len(digits) > len(HIDDEN) + 2 else HIDDEN


def _of_name(full_name: str) -> Words | None:
    if len(full_name) > LONGEST_NAME:
        return LONG_NAME
    if not full_name.isprintable():
        return UNPRINTABLE
    return NO_NAME if len(full_name.split()) < 2 else None


def _of_passport(passport: str) -> Words | None:
    if not passport:
        return NO_PASSPORT
    digits = compact(passport)
    if digits.isascii() and digits.isdecimal() and len(digits) != PASSPORT_DIGITS:
        return PASSPORT_LENGTH.format(found=len(digits))
    return None if PASSPORT.fullmatch(passport) else WRONG_PASSPORT


def _of_email(email: str) -> Words | None:
    if not email:
        return NO_EMAIL
    return None if EMAIL.fullmatch(email) else WRONG_EMAIL
