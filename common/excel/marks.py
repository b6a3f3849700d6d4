"""What a sheet makes conspicuous by itself, with words or a sign beside the colour."""

from typing import Any

from common.excel.sheet import Field
from common.excel.style import AGREES, DIFFERENCE, DISAGREES, REJECTED, REVIEW, Styles
from common.shown_status import APPEARANCES, ShownStatus
from common.words import Language, Words

STATES = ((ShownStatus.REJECTED, REJECTED), (ShownStatus.NEEDS_REVIEW, REVIEW))
AGREED, DIFFERS = Words("сходится", "agrees"), Words("РАСХОЖДЕНИЕ", "DIFFERENCE")


def column(page: Any, styles: Styles, field: Field, place: tuple[int, int, int], language: Language) -> None:
    """States that need somebody, or differences that are not 0; `place` is the first row, the last one, the column."""
    first, last, number = place
    if field.mark == "status":
        for state, look in STATES:
            _word(page, styles, (first, number, last, number), APPEARANCES[state].words.of(language), look)
    elif field.mark == "difference":
        _not_zero(page, styles, (first, number, last, number))


def check(page: Any, styles: Styles, row: int, number: int, language: Language) -> None:
    """A difference, and to its right the word for it."""
    _not_zero(page, styles, (row, number, row, number))
    for words, look in ((AGREED, AGREES), (DIFFERS, DISAGREES)):
        _word(page, styles, (row, number + 1, row, number + 1), words.of(language), look)


def _word(page: Any, styles: Styles, cells: tuple[int, int, int, int], word: str, look: dict[str, Any]) -> None:
    rule = {"type": "text", "criteria": "begins with", "value": word, "format": styles.of(look)}
    page.conditional_format(*cells, rule)


def _not_zero(page: Any, styles: Styles, cells: tuple[int, int, int, int]) -> None:
    page.conditional_format(*cells, {"type": "cell", "criteria": "!=", "value": 0, "format": styles.of(DIFFERENCE)})
