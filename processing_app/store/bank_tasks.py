"""Banks' tasks about one payment, found by its key: thousands of kiosks' payments may wait beside them."""

from sqlalchemy import bindparam, literal_column, select

from common import queue
from common.database import Connection, Statement
from common.queue import Task
from processing_app.store.tables import TASKS

_OF_PAYMENT = Statement(
    select(TASKS)
    .where(TASKS.c.kind != literal_column("'credit'"), TASKS.c.key == bindparam("key"))
    .order_by(TASKS.c.id)
)


def of_payment(db: Connection, key: str) -> list[Task]:
    """What banks are to do about `<intent>.<n>`, waiting and set aside, in order."""
    return [queue.from_row(row) for row in db.all(_OF_PAYMENT, key=key)]
