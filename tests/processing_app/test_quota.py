"""How often somebody may ask: a bucket an asker, and no more buckets than there are askers of late."""

import pytest

from common.clock import VirtualClock
from common.errors import Unavailable
from processing_app.service.quota import MINUTE_MS, REMEMBERED, Quota


def test_a_buckets_worth_at_once_then_one_as_each_part_of_the_span_is_over() -> None:
    clock = VirtualClock()
    quota = Quota(clock)
    for _ in range(3):
        quota.take("ivan", 3)

    with pytest.raises(Unavailable, match="too_many_checks"):
        quota.take("ivan", 3)
    quota.take("maria", 3)
    clock.advance(MINUTE_MS / 3_000)
    quota.take("ivan", 3)

    with pytest.raises(Unavailable):
        quota.take("ivan", 3)


def test_whoever_has_not_asked_for_a_span_is_remembered_no_more() -> None:
    clock = VirtualClock()
    quota = Quota(clock)
    for asker in range(10 * REMEMBERED):
        quota.take(asker, 1)
        clock.advance(0.1)

    assert len(quota) <= 2 * REMEMBERED


def test_nobodys_bucket_is_refilled_by_others_who_ask() -> None:
    quota = Quota(VirtualClock())
    quota.take("ivan", 1)
    for asker in range(3 * REMEMBERED):
        quota.take(asker, 1)

    with pytest.raises(Unavailable):
        quota.take("ivan", 1)
