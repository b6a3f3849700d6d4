"""Brackets of a diagram: what a run of hops is for, «Проверка», «Деньги», «Зачисление»."""

from collections.abc import Mapping, Sequence

import msgspec

from common.words import Words
from launcher_app.feed.doors import PARTS, Part, part_of
from launcher_app.feed.hop import Hop

MOST_LEVELS = 3
"""Where more happens at once, the rest has none: there would be no room for the arrows."""
BRACKETED = (Part.CHECK, Part.MONEY, Part.CREDIT, Part.USE, Part.NEWS)


class Bracket(msgspec.Struct, frozen=True):
    """Rows from the first to the last; `level` is 1 where another bracket already stands at level 0."""

    part: Part
    words: Words
    first: int
    last: int
    level: int


def brackets_of(hops: Sequence[Hop], spans: Mapping[int, tuple[int, int]]) -> tuple[Bracket, ...]:
    """One for each run of hops for the same purpose; `spans` are their first and last rows. News break no run."""
    runs: list[tuple[Part, int, int]] = []
    open_runs: dict[bool, int] = {}
    for hop in hops:
        part = part_of(hop)
        if part not in BRACKETED:
            continue
        first, last = spans[hop.number]
        news = part is Part.NEWS
        place = open_runs.get(news, -1)
        if place >= 0 and runs[place][0] is part and not (news and first > runs[place][2] + 1):
            runs[place] = (part, min(runs[place][1], first), max(runs[place][2], last))
        else:
            open_runs[news] = len(runs)
            runs.append((part, first, last))
    levels = levels_of([(first, last) for _, first, last in runs])
    return tuple(
        Bracket(part, PARTS[part], first, last, level) for (part, first, last), level in zip(runs, levels, strict=True)
    )


def levels_of(spans: Sequence[tuple[int, int]]) -> list[int]:
    """Beside each other where rows are shared: the level of each span, 0 nearest to the edge."""
    levels: list[int] = []
    for place, (first, last) in enumerate(spans):
        before = zip(spans[:place], levels, strict=True)
        taken = {level for (start, end), level in before if start <= last and first <= end}
        levels.append(next(n for n in range(place + 1) if n not in taken))
    return levels
