"""What must be known of a person to sign a contract, and how much of the name a stranger may see."""

import re

from common.errors import Rejected

LONGEST_NAME = 200
EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f]{1,180}\.[^@\s.\x00-\x1f]{2,63}")
PASSPORT = re.compile(r"[0-9A-Za-zА-Яа-яЁё][0-9A-Za-zА-Яа-яЁё №/-]{3,39}")


def demand_person(full_name: str, passport: str, email: str) -> None:
    """Refuse an incomplete person; the refusal names the field and never its value."""
    if not 2 <= len(full_name) <= LONGEST_NAME or not full_name.isprintable():
        raise Rejected("wrong_value", "full_name")
    if not PASSPORT.fullmatch(passport):
        raise Rejected("wrong_value", "passport")
    if not EMAIL.fullmatch(email):
        raise Rejected("wrong_value", "email")


def masked(full_name: str) -> str:
    """A name as a payer may see it: «Иванов Иван Иванович» → «Иванов И*** И.»."""
    surname, *others = full_name.split()
    shown = [f"{name[0]}***" if place == 0 else f"{name[0]}." for place, name in enumerate(others)]
    return " ".join([surname, *shown])
