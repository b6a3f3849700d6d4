"""What a diagram is drawn with, in logical pixels and in colours by their meaning: lines, texts, boxes, icons."""

from typing import Literal, NamedTuple

from common.qt.tokens import Token

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


class Line(NamedTuple):
    """From one point to another; `dash` is the lengths of stroke and pause, empty for a whole line."""

    start: Point
    end: Point
    token: Token
    width: float = 1.4
    dash: tuple[float, ...] = ()


class Arrowhead(NamedTuple):
    """A filled triangle; `tip` is where the arrow ends, `side` 1 when it goes to the right and -1 to the left."""

    tip: Point
    side: int
    token: Token

    @property
    def points(self) -> tuple[Point, Point, Point]:
        """Its three corners."""
        x, y = self.tip
        return self.tip, (x - 9 * self.side, y - 4.5), (x - 9 * self.side, y + 4.5)


class Text(NamedTuple):
    """One line; `at` is on its base line. `upright`: it runs from the bottom to the top. Over lines it has a halo."""

    at: Point
    text: str
    token: Token
    size: float = 12
    anchor: Anchor = "middle"
    bold: bool = False
    upright: bool = False
    halo: bool = True


class Box(NamedTuple):
    """A rectangle with round corners."""

    corner: Point
    width: float
    height: float
    fill: Token
    edge: Token
    radius: float = 0


class Icon(NamedTuple):
    """A picture of common/qt/icons."""

    corner: Point
    side: float
    name: str
    token: Token


Shape = Line | Arrowhead | Text | Box | Icon
