"""The staff's journal: its latest lines, and pages of all of them in words."""

import msgspec

from agent_terminal.core import journal_words
from agent_terminal.service import messages
from agent_terminal.service.limits import sane, within
from agent_terminal.store import journal, papers
from agent_terminal.store.journal import Filter
from agent_terminal.store.papers import Entry
from common import searching
from common.clock import milliseconds, moment
from common.database import Connection
from common.principal import Principal


class StaffJournal:
    """Questions about the journal; it is written where things happen."""

    def journal(self, db: Connection, who: Principal, ask: messages.Limit) -> messages.Journal:
        """What staff should know."""
        return messages.Journal(lines=[_line(one) for one in papers.journal(db, sane(ask.limit))])

    def list_journal(self, db: Connection, who: Principal, ask: messages.FindJournal) -> messages.JournalPage:
        """One page of the lines asked for."""
        which = _which(ask, ask.up_to or journal.newest(db))
        offset, limit = within(ask.offset, ask.limit)
        found = journal.page(db, which, descending=ask.descending, offset=offset, limit=limit)
        return messages.JournalPage(
            lines=[_row(one) for one in found],
            found=journal.count(db, which),
            every=journal.count(db, Filter(up_to=which.up_to)),
            up_to=which.up_to,
        )


def _which(ask: messages.FindJournal, up_to: int) -> Filter:
    text = ask.text.strip()
    narrowed = ask.topic is not None or ask.level is not None
    return Filter(
        kinds=_packed(journal_words.kinds(ask.topic, ask.level)) if narrowed else "",
        since=0 if ask.since is None else milliseconds(ask.since),
        until=0 if ask.until is None else milliseconds(ask.until),
        up_to=up_to,
        text=text,
        pattern=searching.anywhere(text) if text else "",
        like=_packed(journal_words.like(text)) if text else "[]",
    )


def _packed(kinds: list[str]) -> str:
    return msgspec.json.encode(kinds).decode()


def _line(one: Entry) -> messages.Line:
    detail = journal_words.detail(one.detail).ru
    return messages.Line(at=moment(one.at), kind=one.kind, detail=detail, session_id=one.session_id)


def _row(one: Entry) -> messages.JournalRow:
    kind = journal_words.kind_of(one.kind)
    return messages.JournalRow(
        id=one.id,
        at=moment(one.at),
        kind=one.kind,
        words=kind.words,
        detail=journal_words.detail(one.detail),
        level=kind.level,
        topic=kind.topic,
        session_id=one.session_id,
    )
