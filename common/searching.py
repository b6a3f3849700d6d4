"""What a person types into a search box as patterns for the list: parts of a code, an id, a number, an account."""

import re

from common import ids

ID_START = re.compile(r"[0-9a-f][0-9a-f-]{3,35}")
NUMBER = re.compile(r"\d{4,19}")
BEFORE_CODE = 26
"""Letters of an id before those that its code is made of."""
SHORTEST_CODE = 4
CODE_LENGTH = 8
LONGEST = 100
SPECIAL = "*?["


def anywhere(text: str) -> str:
    """A GLOB pattern that finds the text anywhere and in any case of letters, Cyrillic ones included."""
    return "*" + "".join(_letter(letter) for letter in text[:LONGEST]) + "*"


def id_start(text: str) -> str:
    """A pattern of the ids that begin so; empty where no id can."""
    return f"{text.lower()}*" if ID_START.fullmatch(text.lower()) else ""


def number_start(text: str) -> str:
    """A pattern of the numbers that begin so."""
    return f"{text}*" if NUMBER.fullmatch(text) else ""


def code_start(text: str) -> str:
    """A pattern of the ids whose code begins so: each letter is five bits of the id's end."""
    letters = text.upper().replace("-", "").replace(" ", "")
    known = all(letter in ids.CROCKFORD for letter in letters)
    if not known or not SHORTEST_CODE <= len(letters) <= CODE_LENGTH:
        return ""
    bits = "".join(f"{ids.CROCKFORD.index(letter):05b}" for letter in letters)
    whole = len(bits) - len(bits) % 4
    digits = "".join(f"{int(bits[place : place + 4], 2):x}" for place in range(0, whole, 4))
    return "?" * BEFORE_CODE + digits + _beginning(bits[whole:]) + "*"


def _letter(letter: str) -> str:
    if letter in SPECIAL:
        return f"[{letter}]"
    cases = sorted({letter, letter.lower()[:1], letter.upper()[:1]})
    return letter if len(cases) == 1 else f"[{''.join(cases)}]"


def _beginning(bits: str) -> str:
    """The hexadecimal digits whose bits begin so."""
    return "[" + "".join(f"{digit:x}" for digit in range(16) if f"{digit:04b}".startswith(bits)) + "]" if bits else ""
