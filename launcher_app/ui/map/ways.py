"""Where the arrows of the map run: as points between the cards' edges, and a place for the words of each."""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF

from launcher_app.feed.hop import Arrow

Way = list[QPointF]
SERVICE, NEWS = Arrow("consumer", "provider"), Arrow("provider", "consumer")
WALLET, NOTICE = Arrow("consumer", "processing"), Arrow("processing", "consumer")
CHARGE = Arrow("provider", "processing")
INSET = 0.5
REACH = 7
FEET = {SERVICE: (0.35, 0.65), NEWS: (0.65, 0.35), WALLET: (0.78, 0.55), NOTICE: (0.9, 0.3)}
"""Where on the upper edge of the consumer's card and of the other one the arrows over the top stand, as a share of its
width; one inside the other, so that none crosses another."""
LANES = tuple(FEET)
BELOW, STEP_BELOW, EDGE = 14, 12, 8


class Laid(NamedTuple):
    """An arrow's points, and where its words and its sign go."""

    way: Way
    words: QRectF
    sign: QPointF
    stepped: bool = False
    """Not straight: its words have no room."""


def between(sender: QRect, receiver: QRect, gap: float) -> Laid:
    """From the right edge of a card to the left edge of the next: straight, or with a step in the middle."""
    start = QPointF(sender.right() + 1, _level(sender, receiver))
    end = QPointF(receiver.left(), _level(receiver, sender))
    middle = (start.x() + end.x()) / 2
    words = QRectF(start.x() + 2, start.y() - gap, end.x() - start.x() - 4, gap - 4)
    if abs(start.y() - end.y()) <= 1:
        return Laid([start, end], words, QPointF(middle, start.y()))
    way = [start, QPointF(middle, start.y()), QPointF(middle, end.y()), end]
    odd = (
        QPointF((start.x() + middle) / 2, start.y())
        if start.y() > end.y()
        else QPointF((middle + end.x()) / 2, end.y())
    )
    return Laid(way, words, odd, stepped=True)


def back(sender: QRect, receiver: QRect, gap: float) -> Laid:
    """From the left edge of a card to the right edge of the one before it, under the arrow that goes there."""
    there = between(receiver, sender, gap)
    room = min(sender.bottom(), receiver.bottom()) - EDGE - there.way[0].y()
    down = QPointF(0, STEP_BELOW if there.stepped else max(0.0, min(gap + BELOW, room)))
    way = [place + down for place in reversed(there.way)]
    return Laid(way, there.words.translated(down), there.sign + down, there.stepped)


def over(arrow: Arrow, cards: Mapping[str, QRect], level: float, height: float) -> Laid:
    """Over the top between the consumer's card and another one."""
    first, last = cards[arrow.sender], cards[arrow.receiver]
    shares = FEET[arrow] if arrow.sender == "consumer" else FEET[arrow][::-1]
    start, end = QPointF(_foot(first, shares[0]), first.top()), QPointF(_foot(last, shares[1]), last.top())
    way = [start, QPointF(start.x(), level), QPointF(end.x(), level), end]
    middle = (start.x() + end.x()) / 2
    words = QRectF(middle - 150, level - height / 2, 300, height)
    return Laid(way, words, QPointF(middle, level))


def at(way: Way, share: float) -> QPointF:
    """The point of a way after a share of its length."""
    parts = [(a, b, _length(a, b)) for a, b in pairwise(way)]
    left = share * sum(length for _, _, length in parts)
    for a, b, length in parts:
        if left <= length and length:
            return a + (b - a) * (left / length)
        left -= length
    return way[-1]


def near(laid: Laid, place: QPointF) -> bool:
    """Whether a place is on the line or on its words."""
    around = (QRectF(a, b).normalized().adjusted(-REACH, -REACH, REACH, REACH) for a, b in pairwise(laid.way))
    return any(part.contains(place) for part in around) or (not laid.stepped and laid.words.contains(place))


def _level(card: QRect, other: QRect) -> float:
    """The middle of the card; the same for both where the cards stand side by side."""
    top, bottom = max(card.top(), other.top()), min(card.bottom(), other.bottom())
    if bottom - top > 40:
        return round((top + bottom) / 2) + INSET
    return round(card.center().y()) + INSET


def _foot(card: QRect, share: float) -> float:
    return round(card.left() + card.width() * share) + INSET


def _length(a: QPointF, b: QPointF) -> float:
    return abs(a.x() - b.x()) + abs(a.y() - b.y())
