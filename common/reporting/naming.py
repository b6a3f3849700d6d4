"""Names of reports' files: ASCII, without spaces, sorted by the last day of their period."""

import re
from datetime import date

from common.clock import moment
from common.reporting.order import Order

LETTERS = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
})  # fmt: skip
ENDINGS = re.compile(r"([иы])й(?![а-яё])", re.IGNORECASE)
"""«-ый» and «-ий» are one letter in a name."""
SEPARATORS = re.compile(r"[^A-Za-z0-9]+")
LONGEST = 40


def file_name(order: Order, slug: str, suffix: str = ".xlsx") -> str:
    """«2026-11-20_reestr_MegaFon_PC-uchebny.xlsx»: the last day, the kind's word, whom it is about, whose it is."""
    words = (slug, ascii_word(order.name) or ascii_word(order.subject), _issuer_word(order.issuer))
    return "_".join([last_day(order).isoformat(), *filter(None, words)]) + suffix


def last_day(order: Order) -> date:
    """The last day of the period, by this computer's zone."""
    return moment(max(order.since, order.until - 1)).astimezone().date()


def ascii_word(text: str) -> str:
    """A name in Latin letters, digits and hyphens; empty when nothing of it is left."""
    latin = "".join(_latin(letter) for letter in ENDINGS.sub(r"\1", text))
    return SEPARATORS.sub("-", latin)[:LONGEST].strip("-")


def _issuer_word(text: str) -> str:
    """Only its first word keeps capitals: so it is not taken for the name before it."""
    first, hyphen, rest = ascii_word(text).partition("-")
    return first + hyphen + rest.lower()


def _latin(letter: str) -> str:
    lower = letter.lower().translate(LETTERS)
    return lower if letter == letter.lower() else lower[:1].upper() + lower[1:]
