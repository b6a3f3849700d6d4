"""Numbers as people type and paste them, read into whole units; never through a float.

1500 · 1500,5 · 1500.50 · 1 500,50 · 1.500,50 · 1,500.50 · 1 455,00 ₽
"""

import re

from common.money import LARGEST
from common.words import Language, Words

Reading = int | Words
"""The number in its smallest units, or why the text is none."""

_SPACES = re.compile(r"[\s'\u2007\u2009\u200b\u202f\ufeff]+")
_SIGNS = re.compile(r"(₽|руб\.?|р\.?|rub|%)$", re.IGNORECASE)
_MINUSES = ("-", "−", "–")
_NOT_DIGITS = Words("Напишите число цифрами, например {example}.", "Write the number in digits, for example {example}.")
_TOO_FINE = Words(
    "После запятой не больше {decimals} цифр, например {example}.",
    "At most {decimals} digits after the point, for example {example}.",
)
_WHOLE = Words("Нужно целое число, без запятой.", "A whole number is needed, without a point.")
_EITHER = Words(
    "«{text}»: непонятно, тысячи это или доли. Напишите без разделителя тысяч, например {example}.",
    "“{text}”: thousands or a fraction? Write it without separators of thousands, for example {example}.",
)
_TOO_LARGE = Words("Это слишком большое число.", "This number is too large.")


def read_number(text: str, decimals: int = 0) -> Reading:
    """`1 500,5` with two decimals is 150050; what could mean two different sums is refused, not guessed."""
    plain = _SIGNS.sub("", _SPACES.sub("", text))
    negative = plain.startswith(_MINUSES)
    plain = plain[1:] if negative else plain
    if not re.fullmatch(r"[0-9.,]*[0-9][0-9.,]*", plain):
        return _said(_NOT_DIGITS, decimals)
    parts = _parts(plain, decimals)
    if isinstance(parts, Words):
        return parts
    whole, fraction = parts
    if len(fraction) > decimals:
        return _WHOLE if decimals == 0 else _said(_TOO_FINE, decimals)
    digits = (whole + fraction.ljust(decimals, "0")).lstrip("0")
    if len(digits) > len(str(LARGEST)):
        return _TOO_LARGE
    number = int(digits or "0")
    return -number if negative else number


def _parts(plain: str, decimals: int) -> tuple[str, str] | Words:
    """The digits before and after the decimal sign."""
    signs = [letter for letter in plain if letter in ".,"]
    if not signs:
        return plain, ""
    last = signs[-1]
    others = set(signs[:-1])
    before, _, after = plain.rpartition(last)
    if len(signs) == 1:
        if len(after) == 3 and before.strip("0") and decimals < 3:
            return _said(_EITHER, decimals, plain)
        return before, after
    if others == {last}:
        return (re.sub(r"[.,]", "", plain), "") if _grouped(plain, last) else _said(_NOT_DIGITS, decimals)
    if len(others) == 1 and _grouped(before, others.pop()):
        return re.sub(r"[.,]", "", before), after
    return _said(_NOT_DIGITS, decimals)


def _grouped(plain: str, sign: str) -> bool:
    """Whether the digits stand in threes."""
    return bool(re.fullmatch(rf"[0-9]{{1,3}}({re.escape(sign)}[0-9]{{3}})+", plain))


def _said(words: Words, decimals: int, text: str = "") -> Words:
    example = Words("1500" if decimals == 0 else "1500,50", "1500" if decimals == 0 else "1500.50")
    filled = {"decimals": decimals, "text": text}
    return Words(words.ru.format(example=example.ru, **filled), words.en.format(example=example.en, **filled))


def spelt(number: int, decimals: int, language: Language, *, trimmed: bool = False) -> str:
    """A number for a field: `150050` with two decimals is «1500,50»; trimmed, `150` is «1,5»."""
    major, minor = divmod(abs(number), 10**decimals)
    fraction = str(minor).rjust(decimals, "0") if decimals else ""
    if trimmed:
        fraction = fraction.rstrip("0")
    point = "." if language == "en" else ","
    return f"{'−' if number < 0 else ''}{major}{point + fraction if fraction else ''}"
