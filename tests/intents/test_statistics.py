"""Statistics of a POS by day: what is counted, and that the running projection is the one of the whole log."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from common.clock import milliseconds
from common.principal import SYSTEM
from processing_app.core.events import PaymentCaptured
from processing_app.service import asks
from processing_app.service import statistics as projecting
from processing_app.service.asks.statistics import Counted
from processing_app.service.statistics import Statistics
from processing_app.store import behind
from processing_app.store.statistics_tables import COUNTED
from tests.intents.behind import AMOUNT, FEE, LEVY, Story, begun
from tests.processing_app.standin import Centre


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    made = Story(tmp_path)
    yield made
    made.close()


def shown(story: Story, statistics: Statistics, **ask: Any) -> asks.Statistics:
    while statistics.turn():
        pass
    return story.database.read(lambda db: statistics.statistics(db, SYSTEM, asks.AskStatistics(**ask)))


def test_a_day_of_a_pos_is_counted_and_added_up(story: Story) -> None:
    paid = story.create()
    story.fail(paid, "1")
    story.pay(paid, "2")
    story.refund(paid, 500)
    disputed = story.create()
    story.pay(disputed)
    story.dispute_won(disputed, 10_000)
    story.create()
    story.kiosk_payment("0193c2f0-0000-7000-8000-000000000001")

    (row,) = shown(story, Statistics(story.database)).rows

    assert (row.pos_id, row.currency) == ("TEST", "RUB")
    assert row.counted == Counted(
        intents=3, intents_amount=3 * AMOUNT, paid=2, payments=3, failed=1, authorized=2, captured=2,
        captured_amount=2 * AMOUNT, refunds=1, refunded_amount=500, chargebacks=1, charged_back_amount=10_000,
        chargebacks_won=1, won_amount=10_000, fees=2 * FEE + LEVY,
    )  # fmt: skip


def test_a_sum_that_went_back_whole_is_counted_once(story: Story) -> None:
    intent = story.create()
    story.pay(intent)
    story.refund(intent, AMOUNT)

    (row,) = shown(story, Statistics(story.database)).rows

    assert (row.counted.refunds, row.counted.refunded_amount) == (1, AMOUNT)


def test_days_are_those_of_moscow_and_a_payment_counts_where_it_was_captured(story: Story) -> None:
    night = milliseconds(datetime(2026, 11, 28, 20, 59, 59, tzinfo=UTC))
    story.clock.advance((night - story.clock.now_ms()) / 1000)
    intent = story.create()
    story.clock.advance(1)
    story.pay(intent)

    days = {row.day: (row.counted.intents, row.counted.paid) for row in shown(story, Statistics(story.database)).rows}

    assert days == {date(2026, 11, 28): (1, 0), date(2026, 11, 29): (0, 1)}


def test_the_running_projection_is_what_the_whole_log_gives(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads a few events at a time, at any moment; the rebuilt one reads them all at once."""
    chance, running = Random(9), Statistics(story.database)
    monkeypatch.setattr(projecting, "AT_ONCE", 7)
    for _ in range(60):
        story.anything(chance)
        for _ in range(chance.randrange(3)):
            running.turn()
    followed = shown(story, running)
    monkeypatch.setattr(projecting, "AT_ONCE", 5_000)

    story.database.write(running.rebuild)
    again = shown(story, Statistics(story.database))

    assert len(followed.rows) > 20
    assert followed == again
    assert followed.behind == 0


def test_a_reader_that_starts_anew_counts_nothing_twice(story: Story) -> None:
    intent = story.create()
    first = shown(story, Statistics(story.database))
    story.pay(intent)

    again = shown(story, Statistics(story.database))

    assert first.rows[0].counted.intents == again.rows[0].counted.intents == 1
    assert again.rows[0].counted.paid == 1


def test_what_was_read_before_somebody_made_them_anew_is_not_added_to_them(story: Story) -> None:
    """The rebuild commits between the running reader's look at the log and its own commit."""
    story.pay(story.create())
    running = Statistics(story.database)
    follower = running._follower
    before, page, sums = story.database.read(follower._next)
    story.database.write(Statistics(story.database).rebuild)

    story.database.write(lambda db: follower._move(db, before, page.position, sums))

    (row,) = shown(story, running).rows
    assert (row.counted.intents, row.counted.paid) == (1, 1)


def test_a_reader_that_remembers_few_intents_asks_the_log_for_the_others(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(behind, "REMEMBERED", 1)
    running = Statistics(story.database)
    intents = [story.create() for _ in range(3)]
    shown(story, running)
    for intent in intents:
        story.pay(intent)

    assert shown(story, running).rows[0].counted.paid == 3


def test_days_are_listed_for_one_pos_between_two_days_with_their_sums(story: Story) -> None:
    for pos_id in ("TEST", "OTHER", "TEST"):
        story.create(pos_id)
        story.clock.advance(86_400)
    running = Statistics(story.database)

    every = shown(story, running)
    latest = shown(story, running, limit=1)
    one = shown(story, running, pos_id="TEST", since=every.rows[0].day, until=every.rows[0].day)

    assert [row.pos_id for row in every.rows] == ["TEST", "OTHER", "TEST"]
    assert every.totals[0].counted.intents == 3
    assert (len(latest.rows), latest.more, every.more) == (1, True, False)
    assert [row.day for row in one.rows] == [every.rows[0].day]


def test_a_position_is_known_to_the_log_alone(story: Story) -> None:
    for _ in range(3):
        story.create()

    first = story.database.read(lambda db: behind.read(db, behind.BEGINNING, 2))
    rest = story.database.read(lambda db: behind.read(db, first.position, 2))
    nothing = story.database.read(lambda db: behind.read(db, rest.position, 2))

    assert [len(page.events) for page in (first, rest, nothing)] == [2, 1, 0]
    assert nothing.position == rest.position


def test_the_operator_rebuilds_statistics_alone_and_is_shown_them(tmp_path: Path) -> None:
    with Centre(tmp_path / "centre") as centre:
        ask = asks.Rebuild(only="statistics")
        said = centre.do(centre.service.books.rebuild, ask)
        found: asks.Statistics = centre.look(centre.service.statistics.statistics, asks.AskStatistics())

    assert said.events == 0
    assert (found.rows, found.behind) == ([], 0)


def test_rows_of_the_operation_are_those_of_the_table() -> None:
    assert Counted.__struct_fields__ == COUNTED


def test_what_only_kiosks_begin_is_passed_over_and_not_read_again(story: Story) -> None:
    running = Statistics(story.database)
    story.create()
    story.say("kiosk-1", begun("kiosk-1"))
    running.turn()
    for number in range(2, 5):
        story.say(f"kiosk-{number}", begun(f"kiosk-{number}"))

    page = story.database.read(lambda db: behind.read(db, behind.at(db, "statistics"), 2))
    more = running.turn()
    reached = story.database.read(lambda db: (behind.at(db, "statistics"), behind.last(db)))
    story.say("kiosk-4", PaymentCaptured(payment_id="kiosk-4", reference="R"))
    story.create("OTHER")

    assert (page.events, page.position) == ([], "5")
    assert more is False
    assert reached == ("5", 5)
    assert [row.counted.intents for row in shown(story, running).rows] == [1, 1]
    assert shown(story, running).behind == 0


def test_of_how_intents_began_only_what_is_counted_by_is_remembered(story: Story) -> None:
    """Fifty thousand are, and a shop may write 64 KB into each."""
    intent = story.create()
    story.pay(intent)
    first, *_, last = story.database.read(lambda db: behind.read(db, behind.BEGINNING, 100)).events

    read, asked = (
        story.database.read(lambda db: behind.Beginnings().of(db, first)),
        story.database.read(lambda db: behind.Beginnings().of(db, last)),
    )

    assert read == asked
    assert read is not None
    assert (read.cart, read.amount, read.pos_id) == ((), AMOUNT, "TEST")
