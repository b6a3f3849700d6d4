"""A group that the storage failed leaves the books as they were, in memory and on disk, for the groups after it too."""

import sqlite3
from pathlib import Path

import pytest

from common.database import Connection
from common.errors import Unavailable
from tests.processing_app.standin import Centre


def test_what_an_agent_spent_after_a_failed_group_is_spent_after_a_restart_too(tmp_path: Path) -> None:
    with Centre(tmp_path) as before:
        before.sign_provider()
        agent = before.sign_agent(deposit=20_000)
        lost = before.ask()

        def failing(db: Connection) -> None:
            before.service.payments.accept(db, agent, lost)
            raise sqlite3.OperationalError("disk I/O error")

        with pytest.raises(sqlite3.OperationalError):
            before.database.write(failing)
        for number in range(2):
            before.pay(agent, before.ask(account=f"912345678{number}"))
        assert before.balances()["agent:1:deposit"] == 406

    with Centre(tmp_path) as after, pytest.raises(Unavailable, match="not_now"):
        after.pay(agent, after.ask(account="9990000000"))
