"""«1 абонент, 2 абонента, 5 абонентов»: a number with its noun in both languages."""

from common.qt import wording
from common.words import Words

Forms = tuple[str, str, str]
TEENS = range(11, 15)
FEW = range(2, 5)


def counted(number: int, russian: Forms, english: tuple[str, str]) -> Words:
    """The Russian forms are those of 1, 2 and 5; the English ones of 1 and of any other."""
    last = 0 if number % 100 in TEENS else number % 10
    form = russian[0] if last == 1 else russian[1] if last in FEW else russian[2]
    noun = english[0] if number == 1 else english[1]
    return Words(f"{wording.number(number, 'ru')} {form}", f"{wording.number(number, 'en')} {noun}")
