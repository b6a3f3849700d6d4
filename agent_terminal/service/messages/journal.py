"""The staff's journal: the latest lines, and pages of all of them with kinds in words."""

from datetime import datetime

from agent_terminal.core.journal_words import Level, Topic
from common.protocol.endpoint import Message
from common.words import Words


class Line(Message, frozen=True):
    """A line of the journal."""

    at: datetime
    kind: str
    detail: str
    session_id: str


class Journal(Message, frozen=True):
    """What staff should know, newest first."""

    lines: list[Line]


class JournalRow(Message, frozen=True):
    """A line of the journal in words."""

    id: int
    at: datetime
    kind: str
    words: Words
    detail: Words
    level: Level
    topic: Topic
    session_id: str


class FindJournal(Message, frozen=True):
    """A page of the journal, newest first; the same `up_to` again shows no line that came since."""

    text: str = ""
    topic: Topic | None = None
    level: Level | None = None
    since: datetime | None = None
    until: datetime | None = None
    descending: bool = True
    offset: int = 0
    limit: int = 200
    up_to: int = 0


class JournalPage(Message, frozen=True):
    """`found` fit the question, `every` there are without any filter."""

    lines: list[JournalRow]
    found: int
    every: int
    up_to: int
