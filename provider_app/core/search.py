"""What a text typed into a search box may mean in the books: a part of a number or an id, or a payment's code."""

from provider_app.core import numbers

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORTEST, LONGEST = 4, 8
HEX_DIGITS = 10
"""A code is the last 40 bits of a payment id, five a letter."""
LOOK_ALIKES = str.maketrans("OIL", "011")


def like(text: str) -> str:
    """A pattern of SQL for whatever holds the text, which is taken literally (escaped by a backslash)."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def number_pattern(text: str) -> str:
    """A pattern for numbers that hold the text, however their digits are typed."""
    return like(numbers.typed(text))


def code_pattern(text: str) -> str:
    """A pattern of the ids that a payment's code, or the beginning of one, may mean; empty for any other text."""
    code = text.strip().upper().replace("-", "").translate(LOOK_ALIKES)
    if not SHORTEST <= len(code) <= LONGEST or any(letter not in ALPHABET for letter in code):
        return ""
    value = 0
    for letter in code:
        value = value * 32 + ALPHABET.index(letter)
    bits = 5 * len(code)
    known = bits // 4
    digits = f"{value >> (bits - 4 * known):0{known}x}"
    return f"%{digits}{'_' * (HEX_DIGITS - known)}"
