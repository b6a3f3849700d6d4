"""The top of every sheet and its printed page: what it is, of which time, and that the money is not real."""

from collections.abc import Callable
from typing import Any

from common.excel.style import STRIP, TITLE, Styles
from common.excel.text import fit
from common.words import Language, Words

TRAINING = Words("УЧЕБНЫЙ РЕЖИМ. Деньги не настоящие", "TRAINING MODE. The money is not real")
FOOTER = Words("&L&F &CСтр. &P из &N &R&D &T", "&L&F &CPage &P of &N &R&D &T")
A4 = 9
CENTIMETRE = 1 / 2.54
BIG = 1.7
"""How much wider the title's letters are."""
LONGEST = 170
"""Letters of a line that are printed: more would make the whole page too small to read."""


def last_column(title: str, about: str, least: int, letters: Callable[[int], float]) -> int:
    """The column where the printed page ends: no part of a line above the table is cut off on paper."""
    left = min(max(len(title) * BIG, len(about), len(TRAINING.ru)), LONGEST)
    column = 0
    while left > letters(column):
        left -= letters(column)
        column += 1
    return max(column, least)


def write(page: Any, styles: Styles, title: str, about: str, language: Language, last: int) -> None:
    """Three rows: the title, the line about it, the strip as wide as the page."""
    page.set_row(0, 24)
    page.write_string(0, 0, fit(title), styles.of(TITLE))
    page.write_string(1, 0, fit(about))
    page.write_string(2, 0, TRAINING.of(language), styles.of(STRIP))
    for column in range(1, last + 1):
        page.write_blank(2, column, None, styles.of(STRIP))


def print_on_paper(page: Any, language: Language) -> None:
    """A4 on its side, as wide as one page, numbered."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=CENTIMETRE, right=CENTIMETRE, top=CENTIMETRE, bottom=CENTIMETRE)
    page.set_footer(FOOTER.of(language), {"margin": 0.2})
