"""The journal's events: everything that staff was told, in words."""

from collections.abc import Iterator

from agent_terminal.core import journal_words
from agent_terminal.reports import journal_say as say
from agent_terminal.store import reports
from agent_terminal.store.shift import Span
from common.database import Connection
from common.excel import Field, Kind, Value
from common.words import Language

COLUMNS = (
    (say.ORDINAL, Kind.COUNT, 6),
    (say.AT, Kind.MOMENT, 19),
    (say.EVENT, Kind.TEXT, 40),
    (say.DETAIL, Kind.TEXT, 70),
)


def fields(language: Language) -> list[Field]:
    """When, what, and what more is known."""
    return [Field(words.of(language), kind, width, False) for words, kind, width in COLUMNS]


def rows(db: Connection, span: Span, language: Language) -> Iterator[list[Value]]:
    """In the order in which they were written."""
    for ordinal, entry in enumerate(reports.events(db, span), 1):
        words, detail = journal_words.kind_of(entry.kind).words, journal_words.detail(entry.detail)
        yield [ordinal, entry.at, words.of(language), detail.of(language)]
