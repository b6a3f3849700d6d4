"""Durable tasks: put with what needs them, closed with their effect, set aside for a person."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import MetaData

from common import queue
from common.database import Connection, Database
from common.errors import Rejected
from common.queue import Task, TaskState

METADATA = MetaData()
queue.table(METADATA)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "tasks.db", METADATA)
    yield made
    made.close()


def put(database: Database, *keys: str, lane: str = "3") -> None:
    def work(db: Connection) -> None:
        for key in keys:
            queue.put(db, "credit", key, now=1_000, lane=lane, line=f"line of {key}", trace="T-1")

    database.write(work)


def waiting(database: Database, lane: str = "3", after: int = 0, limit: int = 1000) -> list[Task]:
    return database.read(lambda db: queue.waiting(db, lane, after=after, limit=limit))


def keys(tasks: list[Task]) -> list[str]:
    return [task.key for task in tasks]


def test_a_task_is_read_back_as_it_was_put(database: Database) -> None:
    put(database, "p-1")

    assert waiting(database) == [
        Task(1, "credit", "p-1", "3", "line of p-1", 1_000, 0, 1_000, "T-1", TaskState.WAITING, "")
    ]


def test_a_task_without_a_line_is_alone_in_its_own(database: Database) -> None:
    database.write(lambda db: queue.put(db, "report", "key", now=5, due=70))

    (task,) = database.read(queue.waiting)
    assert (task.line, task.due, task.lane) == ("key", 70, "")


def test_a_task_goes_with_the_unit_that_failed(database: Database) -> None:
    def work(db: Connection) -> None:
        queue.put(db, "credit", "p-1", now=1)
        raise Rejected("wrong_value")

    with pytest.raises(Rejected):
        database.write(work)

    assert database.read(queue.count) == {}


def test_tasks_of_a_lane_come_in_order_and_by_pages(database: Database) -> None:
    put(database, "a", "b", "c", "d")
    put(database, "other", lane="4")

    first = waiting(database, limit=2)
    second = waiting(database, after=first[-1].id, limit=2)

    assert (keys(first), keys(second)) == (["a", "b"], ["c", "d"])
    assert database.read(queue.count_by_lane) == {"3": 4, "4": 1}


def test_a_task_is_closed_once(database: Database) -> None:
    put(database, "a")
    (task,) = waiting(database)

    assert database.write(lambda db: queue.close(db, task.id)) is True
    assert database.write(lambda db: queue.close(db, task.id)) is False
    assert database.read(lambda db: queue.find(db, task.id)) is None


def test_the_id_of_a_closed_task_is_never_given_again(database: Database) -> None:
    put(database, "a")
    (task,) = waiting(database)
    database.write(lambda db: queue.close(db, task.id))

    put(database, "b")

    assert waiting(database)[0].id > task.id


def test_a_task_that_is_put_off_keeps_its_place_and_counts_answers_only(database: Database) -> None:
    put(database, "a", "b")
    (task, _) = waiting(database)

    database.write(lambda db: queue.put_off(db, task, due=5_000, reason="no_connection", counts=False))
    again = waiting(database)[0]
    database.write(lambda db: queue.put_off(db, again, due=9_000, reason="busy", counts=True))
    last = waiting(database)[0]

    assert (again.due, again.attempts, again.reason) == (5_000, 0, "no_connection")
    assert (last.due, last.attempts, last.reason) == (9_000, 1, "busy")
    assert keys(waiting(database)) == ["a", "b"]


def test_a_dead_letter_waits_for_a_person_and_may_live_again(database: Database) -> None:
    put(database, "a", "b")
    (task, _) = waiting(database)
    database.write(lambda db: queue.put_off(db, task, due=5_000, reason="busy", counts=True))
    database.write(lambda db: queue.set_aside(db, waiting_one(db, task.id), "no void in this dialect"))

    (dead,) = database.read(queue.dead)
    assert (dead.reason, dead.attempts, dead.state) == ("no void in this dialect", 1, TaskState.DEAD)
    assert keys(waiting(database)) == ["b"]
    assert database.read(queue.count) == {"waiting": 1, "dead": 1}

    assert database.write(lambda db: queue.revive(db, dead, due=7_000)) is True
    revived = waiting(database)[0]
    assert (revived.id, revived.due, revived.attempts, revived.state) == (task.id, 7_000, 0, TaskState.WAITING)


def waiting_one(db: Connection, task_id: int) -> Task:
    found = queue.find(db, task_id)
    assert found is not None
    return found


def test_a_worker_with_an_old_picture_does_not_undo_what_a_person_did(database: Database) -> None:
    put(database, "a")
    (seen,) = waiting(database)
    database.write(lambda db: queue.set_aside(db, seen, "by hand"))

    assert database.write(lambda db: queue.put_off(db, seen, due=5_000, reason="busy", counts=True)) is False
    assert database.write(lambda db: queue.revive(db, seen._replace(id=99, state=TaskState.DEAD), due=1)) is False

    assert database.read(queue.dead)[0].reason == "by hand"


def test_tasks_are_found_by_what_they_are_about(database: Database) -> None:
    put(database, "a", "b", "a")
    database.write(lambda db: queue.set_aside(db, queue.waiting(db, "3")[0], "x"))

    assert [task.state.value for task in database.read(lambda db: queue.of_key(db, "a"))] == ["dead", "waiting"]
    assert database.read(queue.kinds) == {"a": {"credit"}, "b": {"credit"}}
    assert database.read(lambda db: queue.of_key(db, "c")) == []


def test_the_unit_that_puts_a_task_sees_it(database: Database) -> None:
    def work(db: Connection) -> list[str]:
        queue.put(db, "credit", "mine", now=1, lane="3")
        return keys(queue.waiting(db, "3"))

    assert database.write(work) == ["mine"]
