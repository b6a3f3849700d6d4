"""A small database for tests: accounts with a unique name and a balance that is never negative."""

from sqlalchemy import CheckConstraint, Column, Integer, MetaData, String, Table, bindparam, insert, select, update

from common import spawn
from common.database import Connection, Database, Job, Statement

METADATA = MetaData()
ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("balance", Integer, CheckConstraint("balance >= 0"), nullable=False),
)
ADD = Statement(insert(ACCOUNTS))
ADD_AND_TELL = Statement(insert(ACCOUNTS).returning(ACCOUNTS.c.id))
ALL = Statement(select(ACCOUNTS).order_by(ACCOUNTS.c.id))
ONE = Statement(select(ACCOUNTS).where(ACCOUNTS.c.name == bindparam("name")), keyed=True)
SET = Statement(update(ACCOUNTS).where(ACCOUNTS.c.name == bindparam("of")).values(balance=bindparam("balance")))


def add(db: Connection, name: str, balance: int = 0) -> None:
    """Write an account now."""
    db.run(ADD, name=name, balance=balance)


def gather(db: Connection, name: str, balance: int = 0) -> None:
    """Put an account aside for the group's commit; its name is its key."""
    db.gather(ADD, name, name=name, balance=balance)


def names(db: Connection) -> list[str]:
    """All accounts in the order of their ids."""
    return [row["name"] for row in db.all(ALL)]


def kept(database: Database) -> list[str]:
    """What a reader sees."""
    return database.read(names)


class Together:
    """Units of work that are sure to share one group: they wait behind a unit that holds the writer."""

    def __init__(self, database: Database) -> None:
        """Hold the writer."""
        self._database = database
        self._go, self._held = spawn.Signal(), spawn.Signal()
        self.jobs: list[Job] = []
        self._left = 0
        self._all_done = spawn.Signal()
        database.submit(Job(self._hold, "hold", lambda _: None))
        assert self._held.wait(10)

    def add(self, *works: object) -> None:
        """Let units wait."""
        for work in works:
            assert callable(work)
            job = Job(work, getattr(work, "__name__", "unit"), self._one_done)
            self._left += 1
            self.jobs.append(job)
            self._database.submit(job)

    def run(self) -> list[Job]:
        """Let the writer go on, and wait until all of them are decided."""
        self._go.set()
        assert self._all_done.wait(10)
        return self.jobs

    def _hold(self, _: Connection) -> None:
        self._held.set()
        assert self._go.wait(10)

    def _one_done(self, _: Job) -> None:
        self._left -= 1
        if self._left == 0:
            self._all_done.set()
