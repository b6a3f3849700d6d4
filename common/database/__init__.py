"""A role's database: units of work with group commit, snapshots, compiled statements; the only home of sqlite3."""

from common.database.connection import Connection, Job, Row
from common.database.reader import snapshot
from common.database.seen import Seen
from common.database.statement import Statement
from common.database.together import Unit, together
from common.database.writer import Database, Tables, Watch

__all__ = [
    "Connection",
    "Database",
    "Job",
    "Row",
    "Seen",
    "Statement",
    "Tables",
    "Unit",
    "Watch",
    "snapshot",
    "together",
]
