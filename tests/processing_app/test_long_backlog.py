"""What is asked about one payment is found by its key, however many tasks wait: some are asked in the writer itself."""

from pathlib import Path

import pytest

from common import queue
from common.database import Database, Statement
from processing_app.core.orders import Order
from processing_app.store import bank_tasks, payment_list, reports, wallet_work
from processing_app.store.tables import TABLES, UPGRADES, VERSION

ASKED = {
    "a payment's tasks": queue._TASKS._of_key,
    "a bank's tasks about a payment": bank_tasks._OF_PAYMENT,
    "a wallet's payment": wallet_work._ONE,
    "a kiosk's payment": payment_list._ONE,
    "payments that have not ended": reports._UNFINISHED,
}


def plan(database: Database, statement: Statement) -> list[str]:
    """How SQLite goes about it."""
    asked = f"EXPLAIN QUERY PLAN {statement.sql}"
    nothing = [None] * statement.sql.count("?")
    return [row["detail"] for row in database.read(lambda db: db.raw.execute(asked, nothing).fetchall())]


@pytest.mark.parametrize("name", ASKED)
def test_tasks_of_one_payment_are_found_by_its_key(name: str, tmp_path: Path) -> None:
    database = Database(tmp_path / "processing.db", TABLES, version=VERSION, upgrades=UPGRADES)
    steps = plan(database, ASKED[name])
    database.close()

    of_tasks = [step for step in steps if "tasks" in step]
    assert of_tasks
    assert all("SEARCH tasks USING INDEX tasks_of_key (key=?)" in step for step in of_tasks), steps


def test_a_page_of_payments_reads_the_tasks_of_its_own_payments_by_their_keys(tmp_path: Path) -> None:
    database = Database(tmp_path / "processing.db", TABLES, version=VERSION, upgrades=UPGRADES)
    steps = plan(database, payment_list._page(Order.TIME, True))
    database.close()

    assert steps[steps.index("MATERIALIZE theirs") + 1] == "SEARCH tasks USING INDEX tasks_of_key (key=?)", steps
