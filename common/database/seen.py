"""A question that is asked at every turn of a worker: the database is read again only after something was committed."""

from collections.abc import Callable
from typing import Generic, TypeVar

from common.database.connection import Connection
from common.database.writer import Database

T = TypeVar("T")


class Seen(Generic[T]):
    """The answer as of the last commit, for whoever would otherwise read the same rows several times a second.

    The answer is shared by all who ask: it must be one that nobody changes, and must not depend on the time.
    """

    def __init__(self, database: Database, question: Callable[[Connection], T]) -> None:
        """Nothing is read yet."""
        self._database = database
        self._question = question
        self._known: tuple[int, T] | None = None

    def now(self) -> T:
        """What is committed. The number of commits is looked at first: what comes meanwhile is read the next time."""
        commits, known = self._database.commits, self._known
        if known is None or known[0] != commits:
            known = self._known = commits, self._database.read(self._question)
        return known[1]
