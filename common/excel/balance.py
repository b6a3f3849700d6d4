"""Signed lines counted by the sheet itself."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from common import money
from common.excel.marks import AGREED, DIFFERS
from common.excel.sheet import Kind, Value
from common.words import Language, Words

Sign = Literal["", "+", "−", "="]


class Line(NamedTuple):
    """A label and its value: money as minor units; of signed lines the sheet counts up to the one with `=`."""

    words: Words
    amount: Value
    kind: Kind = Kind.MONEY
    sign: Sign = ""

    def label(self, language: Language) -> str:
        """What is said beside the value, its sign first."""
        said = self.words.of(language)
        return f"{self.sign} {said}" if self.sign else said


class Balance(NamedTuple):
    """A formula that should come to 0, and what it comes to, in minor units; empty: nothing is counted."""

    formula: str = ""
    difference: int = 0

    def formula_of(self, difference: int) -> str:
        """The formula, if it comes to what the books say; else what they say."""
        counted = self.formula if self.difference == difference else ""
        return counted or f"={difference / 100:.2f}"


def of(lines: Sequence[Line], places: Sequence[tuple[int, int]]) -> Balance:
    """Sums before the line with `=`, minus that line; one without a sign is added."""
    formula, counted = "", 0
    for line, place in zip(lines, places, strict=True):
        if line.kind is Kind.MONEY and isinstance(line.amount, int):
            minus = line.sign in ("−", "=")
            formula += ("-" if minus else "+") + xl_rowcol_to_cell(*place)
            counted += -line.amount if minus else line.amount
            if line.sign == "=":
                return Balance(f"=ROUND({formula.removeprefix('+')},2)", counted)
    return Balance()


def word_formula(place: str, language: Language) -> str:
    """The word for a difference, as the sheet finds it."""
    return f'=IF(ROUND({place},2)=0,"{AGREED.of(language)}","{DIFFERS.of(language)} "&FIXED({place},2))'


def word(difference: int, language: Language) -> str:
    """The word for a difference, as it is without counting."""
    if not difference:
        return AGREED.of(language)
    return f"{DIFFERS.of(language)} {money.text(difference, english=language == 'en')}"
