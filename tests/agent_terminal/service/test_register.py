"""The terminal tells its register: every state once, calmly, whatever the centre makes of it."""

import sqlite3
from pathlib import Path

from agent_terminal.service import messages
from agent_terminal.store import TABLES, UPGRADES, VERSION
from common.database import Database
from common.errors import ContractFault, Rejected, Unavailable
from common.protocol import processing
from common.protocol.endpoint import Nothing
from common.protocol.processing import ToldState
from tests.agent_terminal.stand import OPERATOR, Stand
from tests.agent_terminal.test_upgrades import taken_back

MINUTE = 60


def test_a_payment_is_told_with_its_state_and_never_again_until_it_changes(stand: Stand) -> None:
    stand.ready().pay(50_000)
    stand.turn()
    told_now(stand)
    (first,) = stand.centre.told.values()

    told_now(stand)
    asked_twice = [len(ask.rows) for ask in stand.centre.asks(processing.TELL)]
    stand.centre.capture_all()
    stand.pass_time(MINUTE)
    told_now(stand)

    assert (first.state, first.inserted, first.account) == (ToldState.SENT, 50_000, "9123456789")
    assert asked_twice == [1, 0]
    assert [row.state for row in stand.centre.told.values()] == [ToldState.CAPTURED]


def test_unsent_cash_is_told_too(stand: Stand) -> None:
    stand.ready()
    stand.centre.problems[processing.PAY.path] = Unavailable("no_answer")
    stand.pay(50_000)

    told_now(stand)

    assert [row.state for row in stand.centre.told.values()] == [ToldState.WAITING]


def test_it_tells_by_itself_every_five_minutes(stand: Stand) -> None:
    stand.ready()
    for _ in range(11 * MINUTE):
        stand.service.register.turn()
        stand.clock.advance(1)

    assert stand.centre.minutes_of(processing.TELL) == [0, 5, 10]


def test_a_centre_without_the_door_is_no_wrong_contract_and_is_asked_seldom(stand: Stand) -> None:
    stand.ready()
    stand.centre.problems[processing.TELL.path] = ContractFault("no_such_door")
    for _ in range(61):
        stand.service.register.turn()
        stand.pass_time(MINUTE, step=MINUTE)

    stand.pay(50_000)
    stand.turn()

    assert not stand.ground.centre.contract_wrong
    assert stand.centre.minutes_of(processing.TELL) == [0, 60]
    assert len(stand.centre.accepted) == 1


def test_a_silent_centre_is_told_soon_after_it_is_back(stand: Stand) -> None:
    stand.ready().pay(50_000)
    stand.centre.problems[processing.TELL.path] = Unavailable("no_answer")
    stand.service.register.turn()
    stand.centre.join()

    stand.clock.advance(20)
    stand.service.register.turn()

    assert len(stand.centre.told) == 1


def test_many_payments_are_told_in_pages_the_last_of_which_says_so(stand: Stand) -> None:
    stand.ready()
    multiply(stand, 230)

    answer = told_now(stand)

    pages = [(len(ask.rows), ask.more) for ask in stand.centre.asks(processing.TELL)]
    assert answer.told == 231
    assert pages == [(60, True), (60, True), (60, True), (51, False)]


def test_what_the_centre_refuses_is_said_in_words_and_kept_for_later(stand: Stand) -> None:
    stand.ready().pay(50_000)
    stand.centre.problems[processing.TELL.path] = Rejected("wrong_value", "rows")

    answer = told_now(stand)
    stand.centre.join()

    assert answer.told == 0
    assert "rows" in answer.problem.ru
    assert told_now(stand).told == 1


def test_a_terminals_file_of_the_first_version_opens_and_tells_everything(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    Database(path, TABLES, version=VERSION, upgrades=UPGRADES).close()
    taken_back(path, 1)

    Database(path, TABLES, version=VERSION, upgrades=UPGRADES).close()

    with sqlite3.connect(path) as raw:
        columns = [row[1] for row in raw.execute("PRAGMA table_info(payments)")]
        plan = raw.execute(f"EXPLAIN QUERY PLAN {QUESTION}").fetchall()
    raw.close()
    assert columns[-1] == "told"
    assert "payments_to_tell" in plan[0][3]


QUESTION = "SELECT * FROM payments WHERE accepted > 0 AND told != state ORDER BY accepted LIMIT 100"


def told_now(stand: Stand) -> messages.RegisterTold:
    return stand.service.tell_register(OPERATOR, Nothing())


def multiply(stand: Stand, times: int) -> None:
    """One real payment, and as many more like it."""
    stand.pay(50_000)
    copy = (
        "INSERT INTO payments SELECT printf('%08x', value) || substr(payment_id, 9), "
        + ", ".join(column.name for column in list(TABLES.tables["payments"].columns)[1:])
        + " FROM payments, (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ?) "
        "SELECT value FROM n) WHERE accepted > 0"
    )
    with sqlite3.connect(stand.database.path) as raw:
        raw.execute(copy, (times,))
    raw.close()
