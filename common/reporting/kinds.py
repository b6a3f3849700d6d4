"""What reports a role can make, as its people and its windows know them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from common.database import Connection
from common.words import Words

About = Literal["", "provider", "agent", "subscriber", "contract"]
"""What the subject of a report is; empty: the report is about everything."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of report; `slug` is its word in file names, ASCII.

    `csv`: its main table may also be written as .csv; `compares`: it compares imported registers with our books;
    `by` is the kind of principal that may order it for itself over its own door, e.g. an agent; `moscow`: its days are
    Moscow's, whatever this computer's are.
    """

    name: str
    title: Words
    does: Words
    slug: str
    about: About = ""
    csv: bool = True
    compares: bool = False
    by: str = ""
    moscow: bool = False


class Subject(NamedTuple):
    """Somebody a report may be about: `key` stands in the order, `name` is for people, `address` an e-mail or empty."""

    key: str
    name: str
    address: str = ""


Subjects = Callable[[Connection, Kind, str], list[Subject]]
"""`subjects(db, kind, text)`: at most 50 that fit a text; one whose key is the text comes first."""
