"""Banks' tasks among those of kiosks: lists and counters of kiosks' payments stay true, a dead one is tried again."""

import pytest

from common.clock import moment
from common.errors import Rejected
from common.queue import TaskState
from processing_app.service import asks
from processing_app.service.asks import intents as intent_asks
from tests.intents.centre import HOLD, Platform, Shop

HOUR = 3600


def given_up(platform: Platform, shop: Shop) -> tuple[str, asks.TaskRow]:
    """A capture that a silent bank was asked for until nobody asks any more."""
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id, flow=HOLD)
    platform.run()
    platform.mood("silent")
    shop.yes("POST", f"/payment-intents/{intent_id}/payments/1/capture", {"reason": "x"})
    for _ in range(200):
        platform.run()
        dead = platform.look(platform.service.repair.tasks, asks.AskTasks()).dead
        if dead:
            return intent_id, dead[-1]
        platform.clock.advance(HOUR)
    raise AssertionError("the bank is still asked")


def test_a_capture_that_nobody_answers_waits_for_a_person_who_tries_it_again(alone: Platform) -> None:
    shop = alone.shop()
    intent_id, task = given_up(alone, shop)

    assert (task.code, task.state) == (f"{intent_id}.1", TaskState.DEAD.value)
    assert shop.yes("GET", f"/payment-intents/{intent_id}/payments/1")["status"] == "authorized"
    alone.balances()
    with pytest.raises(Rejected, match="fulfil-intent"):
        alone.do(
            alone.service.repair.settle_task, asks.SettleTask(task_id=task.task_id, outcome="credited", reason="x")
        )

    alone.mood("ok")
    alone.do(alone.service.repair.retry_task, asks.TaskId(task_id=task.task_id))
    alone.run()

    assert alone.status(shop, intent_id) == "paid"
    told = alone.look(alone.service.platform.stories.intent, intent_asks.IntentId(intent=intent_id))
    assert [one.kind for one in told.decisions] == ["retried"]
    assert alone.balances()["holds"] == 0


def test_lists_and_counters_of_kiosks_payments_do_not_count_them(alone: Platform) -> None:
    shop = alone.shop()
    given_up(alone, shop)

    review = alone.look(alone.service.repair.review, asks.AskReview())
    overview = alone.look(
        alone.service.overviews.overview, asks.AskOverview(since=moment(alone.clock.now_ms() - 24 * HOUR * 1000))
    )

    assert (review.rows, review.dead, review.waiting) == ([], 0, 0)
    assert (overview.review, overview.waiting, overview.today.all) == (0, 0, 0)
    assert [(one.page, one.level) for one in overview.attention if one.about] == [("intents", "waiting")]
    assert alone.look(alone.service.books.payments, asks.FindPayments()).payments == []
