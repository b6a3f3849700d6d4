"""What stands at the sides of the arrows: brackets of purposes at the left, loops of attempts at the right."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from common.qt.tokens import Token
from common.words import Language
from launcher_app.diagram.brackets import Bracket
from launcher_app.diagram.measure import cut
from launcher_app.diagram.sequence import Loop
from launcher_app.diagram.shapes import Line, Shape, Text

LEVEL, HOOK = 26, 6
SIZE = 12


class Rows(Protocol):
    """Where a row begins and ends."""

    @property
    def top(self) -> float:
        """Its upper edge."""

    @property
    def bottom(self) -> float:
        """Its lower edge."""


def width(every: Sequence[Bracket] | Sequence[Loop]) -> float:
    """How much room they need."""
    return LEVEL * (max(one.level for one in every) + 1) if every else 0


def brackets(every: Sequence[Bracket], rows: Sequence[Rows], left: float, language: Language) -> Iterator[Shape]:
    """«Проверка», written upwards beside its rows."""
    for one in every:
        x = left + LEVEL * one.level
        top, bottom = rows[one.first].top + 3, rows[one.last].bottom - 3
        yield from _hooked(x + 18, x + 18 + HOOK, top, bottom, Token.NEUTRAL)
        yield _upright(one.words.of(language), x + 12, top, bottom, Token.NEUTRAL)


def loops(every: Sequence[Loop], rows: Sequence[Rows], right: float, language: Language) -> Iterator[Shape]:
    """«↻ попыток: 5», in the colour of what waits."""
    for one in every:
        top, bottom = rows[one.first].top + 3, rows[one.last].bottom - 3
        edge = right - LEVEL * one.level
        x = edge - 20
        yield from _hooked(x, x - HOOK, top, bottom, Token.WAITING)
        yield _upright(one.words.of(language), edge - 4, top, bottom, Token.WAITING)


def _hooked(x: float, to: float, top: float, bottom: float, token: Token) -> Iterator[Shape]:
    yield Line((x, top), (x, bottom), token)
    yield Line((x, top), (to, top), token)
    yield Line((x, bottom), (to, bottom), token)


def _upright(words: str, x: float, top: float, bottom: float, token: Token) -> Text:
    text = cut(words, bottom - top, SIZE, bold=True)
    return Text((x, (top + bottom) / 2), text, token, SIZE, bold=True, upright=True)
