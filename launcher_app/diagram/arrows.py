"""One arrow: its words over it, the line with its head or its cross, its notes under it, its time at the left."""

from typing import NamedTuple

from common.qt.tokens import Token
from common.words import Language
from launcher_app.diagram.measure import wrapped
from launcher_app.diagram.sequence import Look, Step
from launcher_app.diagram.shapes import Arrowhead, Line, Shape, Text
from launcher_app.diagram.wording import clock_time

LINE, SIZE, SMALL = 16, 12, 11
GAP, AIR = 5, 10
CROSS = 5
AWAY = 5
"""An arrow ends at the edge of a lane's bar."""
TOKENS = {
    Look.ASKED: Token.RUNNING,
    Look.GOOD: Token.OK,
    Look.FAILED: Token.ERROR,
    Look.LOST: Token.ERROR,
    Look.WAITING: Token.WAITING,
}


class Drawn(NamedTuple):
    """An arrow's shapes, the height of its line, and where the next row may begin."""

    shapes: tuple[Shape, ...]
    y: float
    bottom: float


def drawn(step: Step, columns: tuple[float, ...], top: float, language: Language) -> Drawn:
    """The arrow between its lanes."""
    start, end = columns[step.start], columns[step.end]
    room, middle = abs(end - start) - 2 * AIR, (start + end) / 2
    lines = wrapped(step.words.of(language), room, SIZE)
    y = top + GAP + LINE * len(lines) + (CROSS + 1 if step.lost else 3)
    token = TOKENS[step.look]
    shapes: list[Shape] = []
    if not step.reply:
        shapes.append(Text((columns[0] - AIR, y + 4), clock_time(step.at_ms), Token.PLACEHOLDER, SMALL, "end"))
    colour = token if step.reply else Token.TEXT
    shapes += [Text((middle, top + GAP + LINE * (n + 1) - 4), text, colour, SIZE) for n, text in enumerate(lines)]
    shapes += _line(step, start, end, y, token)
    below = y + 2
    for note in step.notes:
        for text in wrapped(note.of(language), room, SIZE):
            below += LINE
            shapes.append(Text((middle, below - 2), text, Token.WAITING, SIZE, bold=True))
    return Drawn(tuple(shapes), y, below + 9)


def _line(step: Step, start: float, end: float, y: float, token: Token) -> list[Shape]:
    side = 1 if end > start else -1
    dash = (5.0, 4.0) if step.reply else ()
    begin, stop = start + AWAY * side, end - AWAY * side
    if step.lost:
        middle = (start + end) / 2
        return [Line((begin, y), (middle - CROSS * side, y), token, dash=dash), *_cross(middle, y, token)]
    if step.look is Look.WAITING:
        return [Line((begin, y), (stop, y), token, dash=(1.5, 5.0))]
    return [Line((begin, y), (stop - 7 * side, y), token, dash=dash), Arrowhead((stop, y), side, token)]


def _cross(x: float, y: float, token: Token) -> list[Shape]:
    """Here it was lost, in mid-air."""
    return [
        Line((x - CROSS, y - CROSS), (x + CROSS, y + CROSS), token, 2.2),
        Line((x - CROSS, y + CROSS), (x + CROSS, y - CROSS), token, 2.2),
    ]
