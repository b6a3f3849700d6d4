"""The journal's banknotes by value, and why the acceptor gave notes back."""

from collections.abc import Iterable, Iterator

from agent_terminal.ccnet.reasons import REJECTS
from agent_terminal.reports import journal_say as say
from agent_terminal.reports.shift import Shift
from common.excel import Field, Kind, Value
from common.words import Language, Words

NOTES = (
    (say.VALUE, Kind.MONEY, 12),
    (say.NOTES_IN, Kind.COUNT, 12),
    (say.SUM_IN, Kind.MONEY, 15),
    (say.NOTES_LEFT, Kind.COUNT, 14),
    (say.SUM_LEFT, Kind.MONEY, 18),
    (say.NOTES_OUT, Kind.COUNT, 17),
    (say.SUM_OUT, Kind.MONEY, 17),
    (say.OF_COUNT, Kind.MONEY, 16),
    (say.IN_DOUBT, Kind.COUNT, 14),
)
REJECTED = ((say.REJECT_CODE, Kind.TEXT, 10), (say.REASON, Kind.TEXT, 44), (say.TIMES, Kind.COUNT, 12))


def note_fields(language: Language) -> list[Field]:
    """Sums and counts are summed, values are not; a difference is marked."""
    return [
        Field(words.of(language), kind, width, words is not say.VALUE, "difference" if words is say.OF_COUNT else "")
        for words, kind, width in NOTES
    ]


def note_rows(found: Shift) -> Iterator[list[Value]]:
    """A row a value that was taken, lies in the cassette, was taken out, counted, or is in doubt."""
    collected, miscounted = found.collected, found.miscounted
    counters = (found.notes, found.cassette_after, collected, miscounted, found.doubtful)
    for value in sorted({value for counter in counters for value in counter if counter[value]}):
        yield [
            value,
            found.notes[value],
            value * found.notes[value],
            found.cassette_after[value],
            value * found.cassette_after[value],
            collected[value],
            value * collected[value],
            value * miscounted[value],
            found.doubtful[value],
        ]


def reject_fields(language: Language) -> list[Field]:
    """The device's own number, its word, how often."""
    return [Field(words.of(language), kind, width, words is say.TIMES) for words, kind, width in REJECTED]


def reject_rows(found: Iterable[tuple[int, int]], language: Language) -> Iterator[list[Value]]:
    """The most frequent reason first, as the device's manual numbers it: «0x6C»."""
    for reason, number in found:
        yield [f"0x{reason:02X}" if reason else "—", _why(reason).of(language), number]


def _why(reason: int) -> Words:
    """Firmwares have numbers of their own; a device may give none."""
    return REJECTS.get(reason, say.OWN_CODE) if reason else say.NOT_NAMED
