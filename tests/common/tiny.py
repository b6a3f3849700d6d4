"""The smallest role there is, with one table: `python -m tests.common.tiny …` runs it as any role runs."""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select

from common import credentials, operation, role, spawn
from common.clock import moment
from common.credentials import Gatekeeper
from common.database import Connection, Database, Statement
from common.errors import Rejected
from common.http_server import Doors
from common.money import Range
from common.operation import Operation
from common.principal import Principal
from common.protocol.endpoint import Message, Nothing
from common.role import Place, Role
from common.words import Words

METADATA = MetaData()
NOTES = Table(
    "notes", METADATA, Column("id", Integer, primary_key=True), Column("text", String), Column("amount", Integer)
)
credentials.table(METADATA)
ADD = Statement(insert(NOTES))
ALL = Statement(select(NOTES).order_by(NOTES.c.id))


class Colour(StrEnum):
    """A choice."""

    RED = "red"
    BLUE = "blue"


class AddNote(Message, frozen=True):
    """One option of every kind that a command may have."""

    text: str
    amount: int = 0
    loud: bool = False
    colour: Colour = Colour.RED
    limit: int | None = None
    at: datetime | None = None
    fields: dict[str, str] = {}
    tags: list[str] = []
    name: Words | None = None
    ranges: tuple[Range, ...] = ()


class Note(Message, frozen=True):
    """What was understood."""

    text: str
    amount: int
    rest: str


class Notes(Message, frozen=True):
    """All texts, and in which process they were read."""

    texts: list[str]
    pid: int


class Service:
    """What the role can do."""

    def __init__(self) -> None:
        self.released = spawn.Signal()

    def add_note(self, db: Connection, who: Principal, ask: AddNote) -> Note:
        """Write a note down."""
        if ask.text == "bad":
            raise Rejected("wrong_value", ask.text)
        db.gather(ADD, text=ask.text, amount=ask.amount)
        rest = (
            ask.loud,
            ask.colour.value,
            ask.limit,
            ask.at and ask.at.isoformat(),
            ask.fields,
            ask.tags,
            str(ask.name),
            *ask.ranges,
        )
        return Note(text=ask.text, amount=ask.amount, rest=repr(rest))

    def notes(self, db: Connection, who: Principal, ask: Nothing) -> Notes:
        """Read them all."""
        return Notes(texts=[row["text"] for row in db.all(ALL)], pid=os.getpid())

    def hang(self, who: Principal, ask: Nothing) -> Notes:
        """Wait for another role that never answers."""
        self.released.wait(60)
        return Notes(texts=[], pid=os.getpid())


OPERATIONS = (
    Operation("add-note", "write", AddNote, Note, Words("Записать, 1 %", "Write down, 1 %")),
    Operation("notes", "read", Nothing, Notes, Words("Прочитать", "Read")),
    Operation("hang", "call", Nothing, Notes, Words("Повиснуть", "Hang")),
)


class Tiny:
    """The program."""

    def __init__(self, place: Place) -> None:
        self.database = Database(place.folder / "tiny.db", METADATA, watch=place.watch, made_before=place.begun)
        self.gatekeeper = Gatekeeper(self.database, place.secrets.own_key(), place.clock)
        self.service = Service()
        self.started = str(moment(place.clock.now_ms()))

    def doors(self) -> Doors:
        """Only the operator's."""
        return operation.doors(OPERATIONS, self.service)

    def start(self, stop: spawn.Signal) -> None:
        """There is nothing to do unasked."""

    def close(self) -> None:
        """Nobody works."""


ROLE = Role("provider", Tiny, OPERATIONS)


def main(arguments: Sequence[str] | None = None) -> int:
    """As a role's __main__ does it; a test may be less patient with calls that never end."""
    role.LAST_SECONDS = int(os.environ.get("TINY_LAST_SECONDS", role.LAST_SECONDS))
    return role.main(ROLE, arguments)


if __name__ == "__main__":
    sys.exit(main())
