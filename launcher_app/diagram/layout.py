"""Where everything of a diagram stands: computed once, painted in the window and written as SVG alike."""

from collections.abc import Iterator

import msgspec

from common.qt.tokens import Token
from common.words import Language
from launcher_app.diagram import arrows, beside
from launcher_app.diagram.heads import HEAD_HEIGHT, heads_of
from launcher_app.diagram.sequence import Fold, Row, Sequence, Step
from launcher_app.diagram.shapes import Box, Line, Shape, Text

SIDE = 12
NARROW, WIDE = 184, 300
FOLD_HEIGHT = 26
TOP, BOTTOM = 6, 16
BAR = 8


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A row: from `top` to `bottom`, with its shapes; `hop` is 0 where time is folded. `y` is its arrow's height."""

    top: float
    bottom: float
    y: float
    hop: int
    reply: bool
    sentence: str
    shapes: tuple[Shape, ...]


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """`heads` are the lanes' names, as high as `head`; `body` is drawn under all rows. `language` is what it speaks."""

    width: float
    height: float
    head: float
    heads: tuple[Shape, ...]
    body: tuple[Shape, ...]
    places: tuple[Place, ...]
    language: Language

    @property
    def arrows(self) -> list[int]:
        """The places that hold an arrow, for who walks over them."""
        return [number for number, place in enumerate(self.places) if place.hop]

    def at(self, y: float) -> int:
        """The place at a height; -1 where there is none."""
        return next((number for number, one in enumerate(self.places) if one.top <= y < one.bottom), -1)

    def of_hop(self, number: int) -> int:
        """The place of a hop's question; -1 where it is not shown."""
        return next((place for place, one in enumerate(self.places) if one.hop == number), -1)


def laid_out(sequence: Sequence, language: Language, room: float = 0) -> Layout:
    """The layout in one language; lanes spread over `room` pixels as far as that looks well."""
    lanes = sequence.lanes
    left = SIDE + beside.width(sequence.brackets)
    right = SIDE + beside.width(sequence.loops)
    spaces = max(1, len(lanes) - 1)
    gap = min(WIDE, max(NARROW, (room - left - right) / (spaces + 1)))
    columns = tuple(left + gap / 2 + gap * place for place in range(len(lanes)))
    places = tuple(_places(sequence, columns, language))
    height = (places[-1].bottom if places else HEAD_HEIGHT) + BOTTOM
    width = left + gap * max(1, len(lanes)) + right
    body = (
        *(Line((x, HEAD_HEIGHT), (x, height - 4), Token.BORDER, 1, (2, 4)) for x in columns),
        *_bars(sequence, places, columns),
        *beside.brackets(sequence.brackets, places, SIDE, language),
        *beside.loops(sequence.loops, places, width - SIDE, language),
    )
    heads = heads_of(lanes, columns, gap, language)
    return Layout(
        width=width, height=height, head=HEAD_HEIGHT, heads=heads, body=body, places=places, language=language
    )


def _places(sequence: Sequence, columns: tuple[float, ...], language: Language) -> Iterator[Place]:
    top = float(HEAD_HEIGHT + TOP)
    for row in sequence.rows:
        place = _place(row, columns, top, language)
        top = place.bottom
        yield place


def _place(row: Row, columns: tuple[float, ...], top: float, language: Language) -> Place:
    if isinstance(row, Fold):
        words = row.words.of(language)
        middle = (columns[0] + columns[-1]) / 2
        text = Text((middle, top + 17), words, Token.PLACEHOLDER)
        return Place(
            top=top, bottom=top + FOLD_HEIGHT, y=top, hop=0, reply=False, sentence=words, shapes=(text,)
        )  # fmt: skip
    drawn = arrows.drawn(row, columns, top, language)
    return Place(
        top=top,
        bottom=drawn.bottom,
        y=drawn.y,
        hop=row.hop.number,
        reply=row.reply,
        sentence=row.sentence.of(language),
        shapes=drawn.shapes,
    )


def _bars(sequence: Sequence, places: tuple[Place, ...], columns: tuple[float, ...]) -> Iterator[Box]:
    """How long each one worked on a question: from its arrow to the answer's."""
    asked: dict[int, float] = {}
    for row, place in zip(sequence.rows, places, strict=True):
        if not isinstance(row, Step):
            continue
        if not row.reply:
            asked[row.hop.number] = place.y
        elif row.hop.number in asked and not _stood_in(row):
            top = asked[row.hop.number]
            corner = (columns[row.start] - BAR / 2, top)
            yield Box(corner, BAR, place.y - top, Token.RAISED, Token.BORDER, 2)


def _stood_in(step: Step) -> bool:
    """Whether the answer was made on the way, so that the one it came from never worked on it."""
    return bool(step.hop.fault and step.hop.status and not step.hop.answered)
