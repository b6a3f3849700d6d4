"""The proof's table on the screen: lane, figure, value, bound, seed, and whether it is kept; 100 columns wide."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from tests.proof import russian
from tests.proof.figure import Figure
from tests.proof.lane_process import Proof

WIDTHS = (12, 45, 9, 10, 7, 12)
WIDTH = sum(WIDTHS) + len(WIDTHS) - 1
HEAD = ("дорожка", "показатель / figure", "значение", "граница", "seed", "держится")
HEAD_EN = ("lane", "", "value", "bound", "", "kept")
KEPT, BROKEN, LEFT_OUT = "да / yes", "НЕТ / NO", "пропуск/skip"
NUMBERS = (2, 3, 4)
MARGIN = " " * (WIDTHS[0] + 3)
MOST_LINES, MOST_LINES_RED = 8, 80
"""What a figure says when all is well is short; a red one shows its whole story."""


def table(proofs: Sequence[Proof]) -> str:
    """All rows, lane after lane; what a figure has to say stands under it."""
    rule = "─" * WIDTH
    lines = [line(HEAD), line(HEAD_EN), rule]
    for proof in proofs:
        for number, figure in enumerate(proof.figures):
            lines += row(figure, proof.lane if number == 0 else "")
        lines.append(rule)
    return "\n".join(lines)


def row(figure: Figure, lane: str) -> Iterator[str]:
    """One figure; its name takes as many lines as it needs."""
    first, *more = named(figure.name, WIDTHS[1])
    yield line((lane, first, number(figure), figure.bound or "—", str(figure.seed), kept(figure)))
    yield from (line(("", words)) for words in more)
    yield from said(figure)


def said(figure: Figure) -> list[str]:
    """What a figure has to say, line by line as it was said: a diagram stays one."""
    lines: list[str] = []
    for words in figure.words.splitlines():
        margin = MARGIN + " " * (len(words) - len(words.lstrip()))
        lines += textwrap.wrap(
            words.strip(), WIDTH, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False
        )
    most = MOST_LINES if figure.passed else MOST_LINES_RED
    return lines if len(lines) <= most else [*lines[:most], f"{MARGIN}…"]


def named(figure: str, width: int) -> list[str]:
    """A figure's name in both languages: on one line where there is room."""
    ru = russian.name(figure)
    whole = figure if ru == figure else f"{ru} / {figure}"
    if len(whole) <= width or ru == figure:
        return textwrap.wrap(whole, width)
    return [*textwrap.wrap(ru, width), *textwrap.wrap(f"/ {figure}", width)]


def number(figure: Figure) -> str:
    """A value as people read it: whole ones in thousands, others to two signs; nothing where nothing was measured."""
    if not figure.bound:
        return "—"
    if figure.value == int(figure.value):
        return f"{int(figure.value):,}".replace(",", " ")
    return f"{figure.value:.2f}" if abs(figure.value) >= 0.1 else f"{figure.value:.2g}"


def kept(figure: Figure) -> str:
    """Whether the bound is kept, or nothing could be measured."""
    if not figure.passed:
        return BROKEN
    return KEPT if figure.bound else LEFT_OUT


def line(cells: Iterable[str]) -> str:
    """Cells under each other: numbers to the right, words to the left."""
    placed = [
        cell.rjust(width) if place in NUMBERS else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, WIDTHS, strict=False))
    ]
    return " ".join(placed).rstrip()
