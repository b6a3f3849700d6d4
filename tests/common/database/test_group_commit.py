"""Units of work that share a commit: each is kept whole or not at all, whatever its neighbours do."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from common import spawn, trace
from common.database import Connection, Database, Job
from common.errors import Broken, Rejected, Unavailable
from tests.common.database.books import ADD, ADD_AND_TELL, METADATA, ONE, SET, Together, add, gather, kept, names


class Watched:
    """Counts the commits, and fails one when told to."""

    def __init__(self) -> None:
        self.groups: list[list[str]] = []
        self.fail_before = False

    def __call__(self, moment: str, units: Sequence[str]) -> None:
        if moment == "before" and self.fail_before:
            self.fail_before = False
            raise OSError("the commit failed")
        if moment == "after":
            self.groups.append(list(units))


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def database(tmp_path: Path, watched: Watched) -> Iterator[Database]:
    made = Database(tmp_path / "books.db", METADATA, watch=watched)
    yield made
    made.close()


def test_what_waits_together_shares_one_commit(database: Database, watched: Watched) -> None:
    together = Together(database)
    together.add(*(lambda db, n=n: gather(db, f"a{n}") for n in range(20)))

    together.run()

    assert [len(group) for group in watched.groups] == [1, 20]
    assert kept(database) == [f"a{n}" for n in range(20)]


def test_many_threads_write_and_every_one_gets_its_own_result(database: Database) -> None:
    def one(number: int) -> int:
        def work(db: Connection) -> int:
            gather(db, f"a{number}", number)
            return number * 2

        return database.write(work)

    with spawn.pool("writers", 16) as pool:
        results = list(pool.map(one, range(200)))

    assert results == [number * 2 for number in range(200)]
    assert sorted(kept(database)) == sorted(f"a{n}" for n in range(200))


def test_a_refused_unit_leaves_nothing_and_its_neighbours_stay(database: Database) -> None:
    def refused(db: Connection) -> None:
        add(db, "written")
        gather(db, "gathered")
        raise Rejected("wrong_value", "no")

    together = Together(database)
    together.add(lambda db: gather(db, "before"), refused, lambda db: add(db, "after"))
    first, second, third = together.run()

    assert first.error is None is third.error
    assert isinstance(second.error, Rejected)
    assert sorted(kept(database)) == ["after", "before"]


def test_a_row_added_with_returning_goes_with_its_failed_unit(database: Database) -> None:
    def refused(db: Connection) -> None:
        assert db.one(ADD_AND_TELL, name="ghost", balance=0) is not None
        raise Rejected("wrong_value")

    with pytest.raises(Rejected):
        database.write(refused)

    assert kept(database) == []


@pytest.mark.parametrize("way", [add, gather])
def test_a_unit_that_breaks_a_constraint_does_not_hurt_the_others(database: Database, way: object) -> None:
    assert callable(way)
    together = Together(database)
    together.add(
        lambda db: way(db, "one"), lambda db: way(db, "one"), lambda db: way(db, "poor", -1), lambda db: way(db, "two")
    )
    errors = [job.error for job in together.run()]

    assert [error is None for error in errors] == [True, False, False, True]
    assert all(isinstance(error, Broken) and error.code == "books_do_not_balance" for error in errors[1:3])
    assert sorted(kept(database)) == ["one", "two"]


@pytest.mark.parametrize("value", [2**63, -(2**70), object(), "\ud800"])
def test_a_gathered_row_that_sqlite_cannot_hold_fails_alone_and_the_writer_lives(
    database: Database, value: object
) -> None:
    together = Together(database)
    together.add(
        lambda db: gather(db, "good"),
        lambda db: db.gather(ADD, name="bad", balance=value),
    )
    good, bad = together.run()

    assert good.error is None
    assert bad.error is not None
    assert kept(database) == ["good"]
    database.write(lambda db: add(db, "later"))


def test_a_bug_in_one_unit_reaches_its_caller_only(database: Database) -> None:
    def bug(db: Connection) -> None:
        add(db, "half")
        raise ZeroDivisionError

    together = Together(database)
    together.add(bug, lambda db: add(db, "fine"))
    first, second = together.run()

    assert isinstance(first.error, ZeroDivisionError)
    assert second.error is None
    assert kept(database) == ["fine"]


def test_a_unit_sees_what_an_earlier_one_of_its_group_only_gathered(database: Database) -> None:
    runs = []

    def counts(db: Connection) -> int:
        runs.append(1)
        return len(names(db))

    together = Together(database)
    together.add(lambda db: gather(db, "a"), lambda db: gather(db, "b"), counts, lambda db: gather(db, "c"))
    jobs = together.run()

    assert jobs[2].result == 2
    assert len(runs) == 2
    assert kept(database) == ["a", "b", "c"]


def test_a_unit_sees_the_rows_it_gathered_itself(database: Database) -> None:
    def work(db: Connection) -> list[str]:
        gather(db, "mine")
        return names(db)

    assert database.write(work) == ["mine"]
    assert kept(database) == ["mine"]


def test_a_keyed_question_runs_again_only_when_its_own_key_was_gathered(database: Database) -> None:
    runs: list[str] = []

    def asks(db: Connection, name: str) -> bool:
        runs.append(name)
        db.settle(name)
        return db.one(ONE, name=name) is not None

    together = Together(database)
    together.add(lambda db: gather(db, "here"), lambda db: asks(db, "other"), lambda db: asks(db, "here"))
    jobs = together.run()

    assert [jobs[1].result, jobs[2].result] == [False, True]
    assert runs == ["other", "here", "here"]


def test_changes_of_memory_are_taken_back_in_reverse_when_a_unit_fails(database: Database) -> None:
    database.memory["sum"] = 0

    def change(db: Connection, by: int) -> None:
        before = db.memory["sum"]
        db.memory["sum"] = before + by
        db.undo(lambda: db.memory.__setitem__("sum", before))

    def fails(db: Connection) -> None:
        change(db, 10)
        change(db, 100)
        raise Rejected("wrong_value")

    together = Together(database)
    together.add(lambda db: change(db, 1), fails, lambda db: change(db, 1000))
    together.run()

    assert database.memory["sum"] == 1001


def test_memory_and_rows_are_as_before_when_the_commit_fails(database: Database, watched: Watched) -> None:
    database.memory["count"] = 7
    attempts = []

    def work(db: Connection) -> None:
        attempts.append(1)
        add(db, "x")
        db.memory["count"] += 1
        db.undo(lambda: db.memory.__setitem__("count", 7))
        watched.fail_before = True

    with pytest.raises(OSError, match="the commit failed"):
        database.write(work)

    assert database.memory["count"] == 7
    assert kept(database) == []
    assert len(attempts) == 1


def test_what_follows_a_unit_is_called_after_its_commit_and_before_its_caller_hears(database: Database) -> None:
    seen: list[list[str]] = []

    def work(db: Connection) -> None:
        add(db, "a")
        db.then(lambda: seen.append(kept(database)))

    database.write(work)

    assert seen == [["a"]]


def test_nothing_follows_a_unit_that_failed_or_ran_twice(database: Database, watched: Watched) -> None:
    told: list[str] = []

    def refused(db: Connection) -> None:
        db.then(lambda: told.append("refused"))
        raise Rejected("wrong_value")

    def again(db: Connection) -> None:
        db.then(lambda: told.append("again"))
        names(db)

    def lost(db: Connection) -> None:
        db.then(lambda: told.append("lost"))
        watched.fail_before = True

    together = Together(database)
    together.add(lambda db: gather(db, "a"), refused, again)
    together.run()
    with pytest.raises(OSError, match="commit"):
        database.write(lost)

    assert told == ["again"]


def test_a_unit_works_under_the_trace_of_whoever_wants_it(database: Database) -> None:
    token = trace.current.set("7F3K-92QD")
    try:
        seen = database.write(lambda _: trace.current.get())
    finally:
        trace.current.reset(token)

    assert seen == "7F3K-92QD"
    assert database.write(lambda _: trace.current.get()) == ""


def test_a_unit_of_work_that_waits_for_another_is_a_mistake_told_at_once(database: Database) -> None:
    with pytest.raises(AssertionError, match="cannot wait"):
        database.write(lambda _: database.write(lambda db: add(db, "inner")))


def test_closing_finishes_what_waits_and_refuses_what_comes_after(tmp_path: Path) -> None:
    database = Database(tmp_path / "books.db", METADATA)
    together = Together(database)
    together.add(*(lambda db, n=n: add(db, f"a{n}") for n in range(5)))
    closer = spawn.thread("closer", database.close)
    jobs = together.run()
    closer.join(10)

    assert [job.error for job in jobs] == [None] * 5
    with pytest.raises(Unavailable, match="stopping"):
        database.write(lambda db: add(db, "late"))
    with pytest.raises(Unavailable, match="stopping"):
        database.read(names)
    again = Database(tmp_path / "books.db", METADATA)
    assert len(kept(again)) == 5
    again.close()


def test_nobody_waits_for_ever_when_the_writer_closes_under_many_callers(tmp_path: Path) -> None:
    for round_ in range(20):
        database = Database(tmp_path / f"{round_}.db", METADATA)
        decided: list[Job] = []
        go = spawn.Signal()

        def caller(database: Database = database, decided: list[Job] = decided, go: spawn.Signal = go) -> None:
            go.wait()
            for _ in range(10):
                database.submit(Job(lambda db: db.one(ONE, name="x"), "unit", decided.append))

        with spawn.pool("callers", 4) as pool:
            for _ in range(4):
                pool.submit(caller)
            go.set()
            database.close()

        assert len(decided) == 40
        assert all(job.error is None or isinstance(job.error, Unavailable) for job in decided)


def test_a_change_is_seen_by_readers_only_after_its_commit(database: Database) -> None:
    database.write(lambda db: add(db, "a", 5))
    seen: list[int] = []

    def changes(db: Connection) -> None:
        db.run(SET, of="a", balance=9)
        seen.append(database.read(lambda reader: reader.one(ONE, name="a")["balance"]))  # type: ignore[index]

    database.write(changes)

    assert seen == [5]
    assert database.read(lambda db: [row["balance"] for row in [db.one(ONE, name="a")] if row]) == [9]
