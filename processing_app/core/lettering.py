"""Which letters a name may have that others will read: on a page, on a receipt, in a sheet."""

from unicodedata import category

TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what stands beside them: with one, «1,00» is read as another sum."""
LINES = "\n\r\t"


def wrong(text: str, *, lines: bool = False) -> str:
    """The first letter of a text that nobody can see or that moves others, as U+0000; empty when there is none.

    `lines` says that it may have several lines.
    """
    for letter in text:
        if (category(letter) in ("Cc", "Cs") or letter in TURNS) and not (lines and letter in LINES):
            return f"U+{ord(letter):04X}"
    return ""
