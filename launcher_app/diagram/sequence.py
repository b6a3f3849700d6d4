"""A sequence diagram as data: lanes, arrows there and back, what is folded, brackets and loops beside them."""

from collections.abc import Callable
from collections.abc import Sequence as Listed
from enum import StrEnum

import msgspec

from common.words import Words
from launcher_app.diagram import repeats, wording
from launcher_app.diagram.brackets import MOST_LEVELS, Bracket, brackets_of, levels_of
from launcher_app.diagram.lanes import Lane, lane_names, lanes_of, seat_words
from launcher_app.diagram.moments import NEVER, Moment, answered_back, in_order
from launcher_app.feed.hop import Hop, Outcome
from launcher_app.network.seat import ON_MAP

MOST = 300
"""A longer story shows its last hops."""
LONG_MS = 2_000


class Look(StrEnum):
    """How an arrow is drawn."""

    ASKED = "asked"
    GOOD = "good"
    FAILED = "failed"
    LOST = "lost"
    WAITING = "waiting"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One arrow between two lanes, by their places; `lost` ones end in a cross in mid-air.

    `words` stand over it, `notes` under it, and `sentence` says all of it to who does not see it.
    """

    hop: Hop
    reply: bool
    at_ms: int
    start: int
    end: int
    look: Look
    lost: bool
    words: Words
    notes: tuple[Words, ...]
    sentence: Words


class Fold(msgspec.Struct, frozen=True):
    """Time that passed, or hops that are not shown: «… 38 с»."""

    words: Words


Row = Step | Fold


class Loop(msgspec.Struct, frozen=True):
    """Rows from the first attempt to the last; `level` is as a bracket's."""

    first: int
    last: int
    words: Words
    level: int


class Sequence(msgspec.Struct, frozen=True, kw_only=True):
    """Rows from top to bottom."""

    lanes: tuple[Lane, ...]
    rows: tuple[Row, ...]
    brackets: tuple[Bracket, ...]
    loops: tuple[Loop, ...]

    @property
    def steps(self) -> list[Step]:
        """The arrows alone."""
        return [row for row in self.rows if isinstance(row, Step)]


def sequenced(hops: Listed[Hop], order: Listed[str] = ON_MAP, called: Callable[[str], Words] = seat_words) -> Sequence:
    """The diagram of these hops, given in any order; `order` and `called` are of the lanes."""
    shown = sorted(hops, key=lambda hop: (hop.at_ms, hop.number))[-MOST:]
    lanes = lanes_of(shown, order, called)
    tries = repeats.tries_of(shown)
    rows = _rows(in_order(shown), lanes, tries)
    if len(hops) > len(shown):
        rows.insert(0, Fold(wording.EARLIER.format(count=len(hops) - len(shown))))
    spans = _spans(rows)
    return Sequence(lanes=lanes, rows=tuple(rows), brackets=brackets_of(shown, spans), loops=_loops(tries, spans))


def _rows(moments: Listed[Moment], lanes: tuple[Lane, ...], tries: dict[int, repeats.Try]) -> list[Row]:
    places = {lane.name: place for place, lane in enumerate(lanes)}
    rows: list[Row] = []
    before = 0
    for moment in moments:
        passed = moment.at_ms - before
        if rows and moment.at_ms != NEVER and passed > LONG_MS:
            rows.append(Fold(wording.passed(passed)))
        before = max(before, moment.at_ms) if moment.at_ms != NEVER else before
        rows.append(_step(moment, lanes, places, tries.get(moment.hop.number)))
    return rows


def _step(moment: Moment, lanes: tuple[Lane, ...], places: dict[str, int], one: repeats.Try | None) -> Step:
    hop = moment.hop
    sender, receiver = (places[name] for name in lane_names(hop))
    start, end = (receiver, sender) if moment.reply else (sender, receiver)
    between = Words(
        f"{lanes[start].words.ru} → {lanes[end].words.ru}", f"{lanes[start].words.en} → {lanes[end].words.en}"
    )
    words = wording.answer(hop) if moment.reply else wording.question(hop)
    notes = wording.notes_of_answer(hop) if moment.reply else wording.notes_of_question(hop, one)
    return Step(
        hop=hop,
        reply=moment.reply,
        at_ms=moment.at_ms,
        start=start,
        end=end,
        look=_look(hop, reply=moment.reply),
        lost=_lost(hop, reply=moment.reply),
        words=words,
        notes=notes,
        sentence=wording.sentence(hop.at_ms if moment.at_ms == NEVER else moment.at_ms, between, words, notes),
    )


def _look(hop: Hop, *, reply: bool) -> Look:
    if not reply:
        return Look.ASKED if answered_back(hop) else Look.LOST
    if hop.outcome in (Outcome.LOST, Outcome.NO_ANSWER, Outcome.NO_CONNECTION):
        return Look.LOST
    if hop.outcome is Outcome.WAITING:
        return Look.WAITING
    return Look.GOOD if hop.outcome is Outcome.OK else Look.FAILED


def _lost(hop: Hop, *, reply: bool) -> bool:
    return _look(hop, reply=reply) is Look.LOST


def _spans(rows: Listed[Row]) -> dict[int, tuple[int, int]]:
    """The first and the last row of each hop."""
    found: dict[int, tuple[int, int]] = {}
    for place, row in enumerate(rows):
        if isinstance(row, Step):
            found[row.hop.number] = (found.get(row.hop.number, (place, place))[0], place)
    return found


def _loops(tries: dict[int, repeats.Try], spans: dict[int, tuple[int, int]]) -> tuple[Loop, ...]:
    groups = repeats.loops_of(tries)
    rows = [(spans[group[0]][0], max(spans[number][1] for number in group)) for group in groups]
    return tuple(
        Loop(first, last, wording.ATTEMPTS.format(count=tries[group[0]].most), level)
        for group, (first, last), level in zip(groups, rows, levels_of(rows), strict=True)
        if level < MOST_LEVELS
    )
