"""Notes that the acceptor gives back are counted by reason, whatever somebody feeds it."""

from agent_terminal.ccnet.happenings import Paused, Rejecting
from agent_terminal.service.rejected_notes import PAUSE_SECONDS
from agent_terminal.store import tables
from agent_terminal.store.rejects import SLOT_MS
from common.database import Statement
from common.errors import Unavailable
from tests.agent_terminal.stand import Stand

_ALL = Statement(tables.rejects.select())


def kept(stand: Stand) -> list[tuple[int, int, int]]:
    return stand.database.read(lambda db: [tuple(row) for row in db.all(_ALL)])


def reject(stand: Stand, reason: int | None, times: int = 1) -> None:
    for _ in range(times):
        stand.cash.happened(Rejecting(reason))


def test_rejected_notes_are_counted_by_reason_and_quarter_of_an_hour(ready: Stand) -> None:
    slot = ready.ground.now() // SLOT_MS * SLOT_MS
    reject(ready, 0x6C, 2)
    reject(ready, 0x65)
    reject(ready, None)
    ready.turn()
    ready.clock.advance(SLOT_MS / 1000)
    reject(ready, 0x6C)
    ready.turn()

    assert sorted(kept(ready)) == [(slot, 0, 1), (slot, 0x65, 1), (slot, 0x6C, 2), (slot + SLOT_MS, 0x6C, 1)]


def test_a_storm_of_bad_notes_is_one_write_in_a_while_and_loses_no_count(ready: Stand) -> None:
    reject(ready, 0x60)
    ready.turn()
    before = ready.database.commits
    for _ in range(50):
        reject(ready, 0x60, 20)
        ready.turn()
    within = ready.database.commits - before
    ready.clock.advance(PAUSE_SECONDS)
    ready.turn()

    assert within == 0
    assert sum(number for _, _, number in kept(ready)) == 1_001


def test_what_a_full_disk_did_not_take_is_written_later(ready: Stand) -> None:
    def full(work: object, name: str) -> None:
        raise Unavailable("storage_full", "disk")

    reject(ready, 0x69, 3)
    try:
        ready.ground.rejected.store(full)
    except Unavailable:
        reject(ready, 0x69)
    ready.ground.rejected.store(ready.ground.write)
    ready.ground.rejected.store(ready.ground.write)

    assert [number for _, _, number in kept(ready)] == [4]


def test_what_is_heard_while_it_is_written_is_not_forgotten(ready: Stand) -> None:
    def slow(work: object, name: str) -> None:
        reject(ready, 0x61)
        ready.ground.write(work, name)  # type: ignore[arg-type]

    reject(ready, 0x61, 2)
    ready.ground.rejected.store(slow)
    ready.ground.rejected.store(ready.ground.write)

    assert [number for _, _, number in kept(ready)] == [3]


def test_no_other_news_of_notes_costs_a_write(ready: Stand) -> None:
    before = ready.database.commits
    ready.cash.happened(Paused())
    ready.ground.rejected.store(ready.ground.write)

    assert ready.database.commits == before
