"""The journal's first sheet: where the shift's cash is, the cassette, claim slips, encashments, what came when."""

from collections.abc import Sequence
from typing import Literal

from agent_terminal.reports import journal_say as say
from agent_terminal.reports.shift import Shift, worth
from agent_terminal.store import shift as store
from agent_terminal.store.banknotes import Count, Encashment
from agent_terminal.store.papers import SlipState
from agent_terminal.store.shift import Span
from common.database import Connection
from common.excel import Field, Kind, Line, Summary, Value
from common.reporting import over_time
from common.reporting.order import Order
from common.reporting.steps import Step
from common.words import Language, Words

Sign = Literal["", "+", "−", "="]
COLOR = "#744A1E"
LABEL, FIGURE, LONG = 34, 20, 40
TIME = {Step.HOUR: say.BY_HOUR, Step.DAY: say.BY_DAY, Step.MONTH: say.BY_MONTH}
SLIPS = {
    SlipState.OPEN: say.SLIP_OPEN,
    SlipState.USED: say.SLIP_USED,
    SlipState.SETTLED: say.SLIP_SETTLED,
}
ENCASHMENTS = (
    (say.AT, Kind.MOMENT, LABEL),
    (say.ORDINAL, Kind.COUNT, FIGURE),
    (say.PIECES, Kind.COUNT, FIGURE),
    (say.BOOKED, Kind.MONEY, FIGURE),
    (say.COUNTED, Kind.MONEY, FIGURE),
    (say.DIFFERENCE, Kind.MONEY, FIGURE),
    (say.WHO, Kind.TEXT, FIGURE),
    (say.WHY, Kind.TEXT, LONG),
)


def fill(front: Summary, db: Connection, order: Order, found: Shift) -> None:
    """All blocks, from the top down."""
    front.figures([_line(words, amount) for words, amount in sums(found)])
    _money(front, order.language, found)
    _cassette(front, order.language, found)
    _slips(front, order.language, found)
    _encashments(front, order.language, found)
    _time(front, db, order)


def sums(found: Shift) -> list[tuple[Words, int]]:
    """What matters most, here and in the letter."""
    return [
        (say.INSERTED, found.inserted),
        (say.CREDITED, found.credited.amount),
        (say.FEE, found.credited.agent_fee),
        (say.UNSENT, found.unsent.inserted),
        (say.ON_SLIPS, found.slips.get(SlipState.OPEN, (0, 0))[1]),
    ]


def _money(front: Summary, language: Language, found: Shift) -> None:
    front.lines(
        [
            _line(say.HELD_BEFORE, found.held_before),
            _line(say.INSERTED, found.inserted, "+"),
            _line(say.TAKEN_BACK, found.taken_back, "+"),
            _line(say.CREDITED, found.credited.amount, "−"),
            _line(say.FEE, found.credited.agent_fee, "−"),
            _line(say.SENT, found.sent.inserted, "−"),
            _line(say.UNSENT, found.unsent.inserted, "−"),
            _line(say.REVIEW, found.review.inserted, "−"),
            _line(say.RETURNED, found.returned.inserted, "−"),
            _line(say.KEPT, found.kept, "−"),
            _line(say.HELD_AFTER, found.held_after, "="),
        ],
        say.WHERE.of(language),
    )
    front.check(say.in_roubles(say.CHECK), found.difference)


def _cassette(front: Summary, language: Language, found: Shift) -> None:
    """What lies in it at the end is what came in since the last encashment."""
    last = [] if found.last_encashed is None else [Line(say.LAST_ENCASHMENT, found.last_encashed, Kind.MOMENT)]
    lines = [
        *last,
        _line(say.IN_CASSETTE_BEFORE, worth(found.cassette_before)),
        _line(say.INSERTED, found.inserted, "+"),
        _line(say.TAKEN_OUT, found.taken_out, "−"),
        _line(say.IN_CASSETTE_AFTER, worth(found.cassette_after), "="),
    ]
    front.lines(lines, say.CASSETTE.of(language), beside=True)
    front.check(say.in_roubles(say.CHECK), found.cassette_difference)


def _slips(front: Summary, language: Language, found: Shift) -> None:
    """How much cash the period put aside for payers, and what became of it since."""
    fields = [
        Field(say.SLIP_STATE.of(language), Kind.TEXT, LABEL),
        Field(say.COUNT.of(language), Kind.COUNT, FIGURE, summed=True),
        Field(say.AMOUNT.of(language), Kind.MONEY, FIGURE),
    ]
    rows: list[list[Value]] = [
        [words.of(language), *found.slips[state]] for state, words in SLIPS.items() if state in found.slips
    ]
    front.table(fields, rows, say.SLIPS.of(language), empty=say.NO_SLIPS)


def _encashments(front: Summary, language: Language, found: Shift) -> None:
    fields = [
        Field(words.of(language), kind, width, None, "difference" if words is say.DIFFERENCE else "")
        for words, kind, width in ENCASHMENTS
    ]
    rows = [_encashment(one) for one in found.encashments]
    front.table(fields, rows, say.ENCASHMENTS.of(language), empty=say.NO_ENCASHMENTS)


def _encashment(made: Encashment) -> Sequence[Value]:
    """What nobody counted has neither a sum nor a difference."""
    counted = None if made.counted is None else _sum(made.counted)
    difference = None if counted is None else counted - made.total
    return [made.at, made.id, made.notes, made.total, counted, difference, made.who, made.reason]


def _time(front: Summary, db: Connection, order: Order) -> None:
    came = store.inserted_by_quarter(db, Span(order.since, over_time.so_far(order)))
    over_time.show(front, order, came, TIME, COLOR)


def _line(words: Words, amount: int, sign: Sign = "") -> Line:
    return Line(say.in_roubles(words), amount, sign=sign)


def _sum(counts: Sequence[Count]) -> int:
    return sum(one.value * one.number for one in counts)
