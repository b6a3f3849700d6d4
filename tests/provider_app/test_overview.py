"""The first page: what is still to be done, how a day goes, and how each centre's contract does."""

from datetime import timedelta
from pathlib import Path

import pytest

from common.clock import moment
from common.protocol.endpoint import Nothing
from provider_app.service import messages
from tests.provider_app.running import Centre, Running, Subscriber, code


def overview(running: Running, *, hours: int = 0) -> messages.Overview:
    """The hour that is, or was so many hours ago."""
    now = moment(running.clock.now_ms()) - timedelta(hours=hours)
    ask = messages.AskOverview(since=now - timedelta(minutes=30), until=now + timedelta(minutes=30))
    answer: messages.Overview = running.operate("overview", ask)
    return answer


def health(running: Running, contract: int) -> messages.ContractHealth:
    """What a contract's centre did in the last half an hour."""
    since = moment(running.clock.now_ms()) - timedelta(minutes=30)
    found: messages.Health = running.operate("contract-health", messages.AskHealth(since=since))
    return next(one for one in found.contracts if one.contract == contract)


def test_the_checklist_is_ticked_off_as_the_work_goes_on(tmp_path: Path) -> None:
    running = Running(tmp_path)
    try:
        seen = [overview(running)]
        running.operate("describe-provider", messages.DescribeProvider(name_ru="Мегафон"))
        person, centre = running.signed(), running.centre()
        seen.append(overview(running))
        centre.check(person.number)
        seen.append(overview(running))
        centre.credit(centre.question(person.number))
        seen.append(overview(running))
        shown = running.operate("show-provider", Nothing())
    finally:
        running.close()

    ticks = [(o.described, o.tariffs, o.subscribers, o.contracts, o.checked, o.credited) for o in seen]
    assert ticks == [
        (False, 2, 0, 0, False, False),
        (True, 2, 1, 1, False, False),
        (True, 2, 1, 1, True, False),
        (True, 2, 1, 1, True, True),
    ]
    assert (shown.name.ru, shown.described, shown.url) == ("Мегафон", True, running.instance.place.url)


def test_the_tiles_hold_a_days_numbers_and_no_others(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    running.clock.advance(7200)
    centre.credit(centre.question(subscriber.number, 10_000))
    running.clock.advance(7200)
    centre.credit(centre.question(subscriber.number, 300))
    subscriber.use(2)
    code(lambda: subscriber.use(1_000_000))
    code(lambda: centre.credit(centre.question(subscriber.number, 99)))
    code(lambda: centre.check("!"))

    now, before = overview(running), overview(running, hours=2)

    assert now.credits_today == messages.Tile(count=1, amount=300)
    assert now.uses_today == messages.Tile(count=1, amount=500)
    assert (now.refused_today, now.checks_refused_today) == (2, 1)
    assert before.credits_today == messages.Tile(count=1, amount=10_000)
    assert (before.uses_today.count, before.refused_today, before.checks_refused_today) == (0, 0, 0)


def test_a_contracts_health_is_what_its_centre_asked(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    silent = health(running, centre.contract)
    running.clock.advance(3600)
    centre.check(subscriber.number)
    running.clock.advance(3600)
    centre.check(subscriber.number)
    centre.credit(centre.question(subscriber.number, 500))
    code(lambda: centre.check("!"))
    code(lambda: centre.credit(centre.question(subscriber.number, 99)))
    called = running.clock.now_ms()
    running.clock.advance(60)

    busy = health(running, centre.contract)

    assert (silent.last_call, silent.calls, silent.refused, silent.credits) == (None, 0, 0, 0)
    assert (busy.calls, busy.refused, busy.credits, busy.credited) == (4, 2, 1, 500)
    assert busy.last_call == moment(called)


@pytest.mark.parametrize("name", ["overview", "contract-health"])
def test_a_day_without_its_zone_is_nobodys(running: Running, name: str) -> None:
    endpoint = next(one.endpoint for one in running.operations if one.name == name)

    answer = running.operator.send(
        endpoint, endpoint.path, b'{"since":"2030-01-01T00:00:00","until":"2030-01-02T00:00:00"}', "application/json"
    )

    assert answer.status_code == 400
