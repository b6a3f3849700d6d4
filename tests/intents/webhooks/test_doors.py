"""Webhooks by the doors of /v2 and by the operator's, in a whole centre whose own threads send."""

from collections.abc import Iterator
from typing import Any

import pytest

from common import spawn
from common.protocol.shop.signature import verify
from processing_app.service.asks import domain as domain_asks
from processing_app.service.asks import webhooks as asks
from tests.common.http_client.script import Script, answer, header
from tests.intents.centre import OPERATOR, Platform, Shop


@pytest.fixture(autouse=True)
def alone(shop: Shop) -> Iterator[None]:
    """Each test begins without receivers."""
    yield
    end(shop)


def end(shop: Shop) -> None:
    """No receiver is left."""
    for one in shop.yes("GET", "/webhooks")["webhooks"]:
        shop.yes("DELETE", f"/webhooks/{one['id']}")


def open_to(platform: Platform, *urls: str) -> None:
    """The places here that the POS of the example may send to."""
    ask = domain_asks.AddTrainingShop(origins=list(urls))
    platform.do(platform.service.platform.shops.add_training_shop, ask)


def subscribe(shop: Shop, url: str, **changed: Any) -> Any:
    ask = {"shopID": "TEST", "url": url, "eventTypes": ["paymentIntent.created", "paymentIntent.paid"]}
    return shop.ask("POST", "/webhooks", ask | changed)


def test_a_shop_subscribes_looks_and_unsubscribes(platform: Platform, shop: Shop) -> None:
    made = subscribe(shop, "https://shop.example/hooks?key=a")
    again = subscribe(shop, "https://shop.example/hooks?key=a")
    (listed,) = shop.yes("GET", "/webhooks")["webhooks"]
    ended = shop.yes("DELETE", f"/webhooks/{made.body['id']}")

    assert made.status == 201
    assert made.body["secret"].startswith("whsec_")
    assert (again.status, again.code) == (422, "already_exists")
    assert listed == {name: value for name, value in made.body.items() if name != "secret"}
    assert listed["active"] is True
    assert ended == {"accepted": True}
    assert shop.yes("GET", "/webhooks") == {"webhooks": []}
    assert shop.ask("DELETE", f"/webhooks/{made.body['id']}").code == "not_found"


def test_another_shop_sees_none_of_it_and_payers_have_no_such_door(platform: Platform, shop: Shop) -> None:
    made = subscribe(shop, "https://shop.example/hooks").body
    another = domain_asks.AddShop(name="Другой магазин", owner_id="TEST", id="OTHER")
    platform.do(platform.service.platform.shops.add_shop, another)
    other = platform.shop("OTHER")
    _, payer = platform.create(shop)

    assert other.yes("GET", "/webhooks") == {"webhooks": []}
    assert other.ask("DELETE", f"/webhooks/{made['id']}").code == "not_found"
    assert subscribe(other, "https://evil.example").code == "not_found"
    assert subscribe(shop, "https://shop.example/b", shopID="NONE").code == "not_found"
    assert [payer.ask("GET", "/webhooks").status, subscribe(payer, "https://evil.example").status] == [401, 401]
    assert len(shop.yes("GET", "/webhooks")["webhooks"]) == 1


@pytest.mark.parametrize("changed", [{"eventTypes": []}, {"eventTypes": ["payment.stolen"]}, {"secret": "mine"}])
def test_what_cannot_be_subscribed_to_is_refused(shop: Shop, changed: dict[str, Any]) -> None:
    assert subscribe(shop, "https://shop.example", **changed).status in (400, 422)
    assert shop.yes("GET", "/webhooks") == {"webhooks": []}


def test_a_pos_has_so_many_receivers_and_no_more(shop: Shop) -> None:
    statuses = [subscribe(shop, f"https://shop.example/{n}").status for n in range(17)]

    assert statuses == [201] * 16 + [422]


def test_the_database_alone_tells_no_secret(platform: Platform, shop: Shop) -> None:
    """Neither the first nor a later one is in any file of the centre, but what the role's own key makes it of."""
    made = subscribe(shop, "https://shop.example").body
    ask = asks.WebhookId(webhook_id=made["id"])
    later = platform.do(platform.service.platform.webhooks.rotate_webhook_secret, ask).secret

    held = b"".join(path.read_bytes() for path in platform.folder.rglob("*") if path.is_file())

    assert made["id"].encode() in held
    for secret in (made["secret"], later):
        assert secret.encode() not in held
        assert secret.removeprefix("whsec_").encode() not in held


def test_the_centres_own_threads_tell_a_receiver_what_a_shop_does(platform: Platform, shop: Shop) -> None:
    stop, heard = spawn.Signal(), spawn.Signal()

    def say(connection: Any) -> None:
        connection.sendall(answer(b""))
        heard.set()

    with Script(say) as server:
        open_to(platform, server.url)
        secret = subscribe(shop, f"{server.url}/hooks").body["secret"]
        platform.platform.backoffice.start(stop)
        intent_id, _ = platform.create(shop)
        told = heard.wait(20)
        stop.set()
        platform.platform.backoffice.close()

    assert told
    request = server.heard[0]
    body = request.partition(b"\r\n\r\n")[2]
    verify(secret, header(request, "oplata-signature") or "", body, platform.clock.now_ms() // 1000)
    assert f'"paymentIntentID":"{intent_id}"'.encode() in body


def test_a_notification_names_no_token_of_a_card(platform: Platform, shop: Shop) -> None:
    with Script(answer(b"")) as server:
        open_to(platform, server.url)
        subscribe(shop, f"{server.url}/hooks", eventTypes=["payment.started"])
        intent_id, payer = platform.create(shop)
        tool = platform.tokenised(payer)
        ask = {"payer": tool, "flow": {"type": "PaymentFlowInstant"}}
        payer.yes("POST", f"/payment-intents/{intent_id}/payments", ask)
        send(platform)

    (request,) = server.heard
    assert b'"first6":"424242"' in request
    assert tool["paymentToolToken"].encode() not in request
    assert tool["paymentSession"].encode() not in request


def test_the_operator_sees_receivers_and_tries_one(platform: Platform, shop: Shop) -> None:
    desk = platform.service.platform.webhooks
    with Script(answer(b"", "500 Sorry")) as server:
        open_to(platform, server.url)
        made = subscribe(shop, f"{server.url}/hooks").body
        platform.create(shop)
        send(platform)
        tried = desk.test_webhook(OPERATOR, asks.WebhookId(webhook_id=made["id"]))

    (row,) = platform.look(desk.webhooks, asks.AskWebhooks(pos_id="TEST")).webhooks
    (delivery,) = platform.look(desk.webhook_deliveries, asks.AskDeliveries(webhook_id=made["id"])).deliveries
    assert (tried.taken, tried.heard.ru) == (False, "HTTP 500")
    assert (row.waiting, row.sent, row.state) == (1, 0, "active")
    assert (delivery.attempts, delivery.event_type, delivery.outcome.en) == (1, "paymentIntent.created", "HTTP 500")
    assert platform.look(desk.webhooks, asks.AskWebhooks(pos_id="OTHER")).webhooks == []


def send(platform: Platform) -> None:
    """What the centre's threads do, in this one."""
    works = platform.platform
    while works.notifier.turn() or works.sender.turn(lambda _, work: work()):
        pass
