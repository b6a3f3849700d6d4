"""A subscriber spends what was credited, once for each use, and sees nobody else."""

from urllib.parse import urlencode

import msgspec
import pytest

from common import ids, spawn
from common.protocol import provider
from common.protocol.provider import AskSubscriber, ServiceUsed, UseService
from provider_app.service import messages
from tests.provider_app.running import Centre, Running, Subscriber, code, raw


@pytest.fixture
def rich(centre: Centre, subscriber: Subscriber) -> Subscriber:
    centre.credit(centre.question(subscriber.number, 100_000))
    return subscriber


def test_a_use_costs_its_price_times_its_quantity(running: Running, rich: Subscriber) -> None:
    done = rich.use(3)

    assert (done.price, done.cost, done.balance, rich.balance) == (250, 750, 99_250, 99_250)
    listed: messages.Uses = running.operate("uses", messages.AskUses(number=rich.number))
    assert [(row.use_id, row.cost, row.balance) for row in listed.rows] == [(done.use_id, 750, 99_250)]


def test_eight_identical_uses_at_once_are_one(rich: Subscriber) -> None:
    use_id = ids.uuid7(1)

    with spawn.pool("eight", 8) as pool:
        answers = list(pool.map(lambda _: rich.use(use_id=use_id), range(8)))

    assert len({answer.used_at for answer in answers}) == 1
    assert rich.balance == 100_000 - 250


def test_a_use_id_belongs_to_its_content(rich: Subscriber) -> None:
    use_id = ids.uuid7(2)
    rich.use(use_id=use_id)

    assert code(lambda: rich.use(2, use_id=use_id)) == "Broken payment_id_reused"
    assert code(lambda: rich.use(use_id=use_id, service="sms")) == "Broken payment_id_reused"


@pytest.mark.parametrize(
    ("quantity", "service", "refusal"),
    [
        (1_000, "call", "Rejected not_enough_balance"),
        (0, "call", "Rejected wrong_value"),
        (-1, "call", "Rejected wrong_value"),
        (10**15, "call", "Rejected wrong_value"),
        (1, "television", "Rejected unknown_service"),
        (1, "", "Rejected unknown_service"),
    ],
)
def test_what_cannot_be_used_takes_no_money(rich: Subscriber, quantity: int, service: str, refusal: str) -> None:
    assert code(lambda: rich.use(quantity, service=service)) == refusal
    assert rich.balance == 100_000


def test_a_refused_use_stays_refused_after_a_top_up(centre: Centre, subscriber: Subscriber) -> None:
    use_id = ids.uuid7(3)
    assert code(lambda: subscriber.use(use_id=use_id)) == "Rejected not_enough_balance"

    centre.credit(centre.question(subscriber.number))

    assert code(lambda: subscriber.use(use_id=use_id)) == "Rejected not_enough_balance"
    assert subscriber.use().cost == 250


def test_twenty_uses_at_once_never_spend_more_than_there_is(centre: Centre, subscriber: Subscriber) -> None:
    centre.credit(centre.question(subscriber.number, 2_600))

    with spawn.pool("uses", 8) as pool:
        seen = list(pool.map(lambda _: code(subscriber.use), range(20)))

    assert (seen.count(""), seen.count("Rejected not_enough_balance")) == (10, 10)
    assert subscriber.balance == 100


def test_a_form_is_as_good_as_json(rich: Subscriber) -> None:
    ask = {"use_id": ids.uuid7(4), "number": rich.number, "service": "sms", "quantity": "2"}

    answer = raw(rich.peer, provider.USE, urlencode(ask).encode(), "application/x-www-form-urlencoded")

    assert answer.status_code == 200
    assert msgspec.json.decode(answer.content, type=ServiceUsed).cost == 380


def test_nobody_sees_or_spends_anothers_balance(running: Running, rich: Subscriber) -> None:
    other = running.signed()
    use = UseService(use_id=ids.uuid7(5), number=rich.number, service="call", quantity=1)
    news = provider.TellNews(number=rich.number, url="http://127.0.0.1:1", login="a", password="b")

    assert code(lambda: other.peer.call(provider.USE, use)) == "ContractFault forbidden"
    assert code(lambda: other.peer.call(provider.NEWS, news)) == "ContractFault forbidden"
    assert code(lambda: other.peer.call(provider.SUBSCRIBER, AskSubscriber(number=rich.number))) == (
        "ContractFault forbidden"
    )
    assert rich.balance == 100_000


def test_doors_are_for_whom_they_were_made(centre: Centre, rich: Subscriber) -> None:
    ask = centre.question(rich.number)

    assert code(lambda: rich.peer.call(provider.CREDIT, ask)) == "ContractFault forbidden"
    assert code(lambda: centre.peer.call(provider.SUBSCRIBER, AskSubscriber(number=rich.number))) == (
        "ContractFault forbidden"
    )


def test_a_blocked_subscriber_uses_nothing_but_sees_the_balance(running: Running, rich: Subscriber) -> None:
    running.operate("block-subscriber", messages.OneSubscriber(number=rich.number))

    assert code(rich.use) == "Rejected account_blocked"
    assert rich.balance == 100_000


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1", "127.0.0.1:80", "http://", "http://a:99999", "http://u:p@a", "x" * 300]
)
def test_news_go_to_an_address_only(subscriber: Subscriber, url: str) -> None:
    ask = provider.TellNews(number=subscriber.number, url=url, login="provider", password="secret-password")

    assert code(lambda: subscriber.peer.call(provider.NEWS, ask)) == "Rejected wrong_value"
