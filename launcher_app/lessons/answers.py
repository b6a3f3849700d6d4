"""What a learner types, compared with what is: sums in any usual form, codes with or without the dash, numbers."""

import re

LONGEST = 15
SUM = re.compile(rf"[-−]?\d{{1,{LONGEST}}}(?:[.,]\d{{1,2}})?", re.ASCII)
SPACES = ("\u00a0", "\u202f", " ")


def kopecks(text: str) -> int | None:
    """«485», «485,00», «1 234.5 ₽» in minor units; None for what is no sum."""
    plain = text.replace("₽", "").strip().lower().removesuffix("руб.").removesuffix("руб").strip()
    for space in SPACES:
        plain = plain.replace(space, "")
    if not SUM.fullmatch(plain):
        return None
    minus = plain[0] in "-−"
    whole, _, part = plain.lstrip("-−").replace(",", ".").partition(".")
    amount = int(whole) * 100 + int(part.ljust(2, "0") or "0")
    return -amount if minus else amount


def number(text: str) -> int | None:
    """A whole number; None for what is none."""
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= LONGEST else None


def same_code(text: str, code: str) -> bool:
    """«7f3k92qd» is «7F3K-92QD»."""
    return bool(code) and _bare(text) == _bare(code)


def _bare(text: str) -> str:
    return "".join(one for one in text.upper() if one.isalnum())
