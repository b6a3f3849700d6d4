"""Whoever may not see an object is told the same as of one that does not exist: every door of /v2, made from its table.

Rows 15 and 16 of the security checklist.
"""

import json
import re
from typing import Any, NamedTuple
from urllib.request import urlopen

import pytest

from common.database import Connection
from common.principal import SYSTEM
from common.protocol.endpoint import Endpoint
from common.protocol.shop import doors
from processing_app.core import opening
from processing_app.server.platform import OPERATIONS
from processing_app.service.asks import intents as asks
from processing_app.service.intents.recording import record
from processing_app.store import intents
from tests.intents.centre import HOLD, Answer, Platform, Shop

DOORS = {name: one for name, one in vars(doors).items() if isinstance(one, Endpoint)}
BODIES: dict[str, dict[str, Any]] = {
    "CANCEL": {"reason": "x"},
    "PAY": {"payer": {"payerType": "PaymentLinkPayer", "bank": ""}},
    "CAPTURE": {"reason": "x"},
    "GIVE_BACK": {"reason": "x"},
    "RECEIPT": {"fiscalNumber": 1},
    "REFUND": {"amount": 1},
}
"""What the doors that change something are asked besides the ids in their paths."""
OF_OBJECTS = sorted(name for name, one in DOORS.items() if one.parts)
PAYERS = sorted(name for name in OF_OBJECTS if DOORS[name].kind == "browser")
SHOPS_ONLY = sorted(name for name, one in DOORS.items() if one.kind == "peer")
UNKNOWN = "7UnknownXyz"
NOT_FOUND = 404


class Object(NamedTuple):
    """What a shop has: an intent with a captured payment, a refund and a dispute; another that is held; a webhook."""

    paid: str
    held: str
    webhook: str


@pytest.fixture(scope="module")
def other(platform: Platform) -> Shop:
    return platform.another()


@pytest.fixture(scope="module")
def mine(platform: Platform, shop: Shop) -> Object:
    platform.paid(shop)
    paid, _ = platform.paid(shop)
    held, payer = platform.create(shop, externalID="mine")
    platform.pay(payer, held, flow=HOLD)
    shop.yes("POST", f"/payment-intents/{paid}/payments/1/refunds", {"amount": 100})
    ask = {"shopID": "TEST", "url": "https://93.184.215.14/hook", "eventTypes": ["paymentIntent.paid"]}
    webhook = shop.yes("POST", "/webhooks", ask)["id"]
    platform.run()
    return Object(paid, held, webhook)


def path(name: str, intent_id: str, webhook: str, payment: str = "1", refund: str = "1") -> str:
    """The path of a door after /v2 with ids in it."""
    ids = {
        "paymentIntentID": intent_id, "paymentID": payment, "refundID": refund, "webhookID": webhook,
        "accountID": intent_id,
    }  # fmt: skip
    return re.sub(r"\{(\w+)\}", lambda part: ids[part[1]], DOORS[name].path.removeprefix("/v2"))


def ask(
    asker: Shop, name: str, intent_id: str, webhook: str = UNKNOWN, payment: str = "1", refund: str = "1"
) -> Answer:
    """One question to one door."""
    return asker.ask(DOORS[name].method, path(name, intent_id, webhook, payment, refund), BODIES.get(name))


def told(answer: Answer) -> tuple[int, dict[str, Any]]:
    """An answer without what differs for every question."""
    return answer.status, {key: value for key, value in answer.body.items() if key != "trace_id"}


def everything(platform: Platform) -> int:
    """How many events there are."""
    found = platform.look(platform.service.books.verify, None)
    return int(found.events)


def test_every_door_of_the_table_is_served(platform: Platform) -> None:
    assert DOORS.keys() - {name for name, one in DOORS.items() if one in platform.platform.doors()} == set()


def test_every_door_and_every_operation_is_in_the_published_document(platform: Platform) -> None:
    with urlopen(f"http://127.0.0.1:{platform.port}/openapi.json", timeout=30) as answer:
        paths = json.load(answer)["paths"]

    wanted = [*DOORS.values(), *(one.endpoint for one in OPERATIONS)]
    assert [one.path for one in wanted if one.method.lower() not in paths.get(one.path, {})] == []


@pytest.mark.parametrize("name", OF_OBJECTS)
def test_of_a_foreign_object_a_shop_hears_the_same_as_of_none(
    platform: Platform, mine: Object, other: Shop, name: str
) -> None:
    before = everything(platform)

    answers = [told(ask(other, name, which, mine.webhook)) for which in (mine.paid, mine.held, UNKNOWN)]

    assert [status for status, _ in answers] == [NOT_FOUND] * 3
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][1]["code"] == "not_found"
    assert everything(platform) == before


@pytest.mark.parametrize("name", sorted(name for name in OF_OBJECTS if "paymentID" in DOORS[name].parts))
def test_of_what_an_own_intent_does_not_have_a_shop_hears_the_same(shop: Shop, mine: Object, name: str) -> None:
    answers = [told(ask(shop, name, mine.paid, payment=payment, refund="7")) for payment in ("7", "0", "x")]

    assert answers == [told(ask(shop, name, UNKNOWN))] * 3


@pytest.mark.parametrize("name", PAYERS)
def test_a_payer_sees_his_own_intent_only(platform: Platform, shop: Shop, mine: Object, name: str) -> None:
    _, payer = platform.create(shop)
    before = everything(platform)

    answers = [told(ask(payer, name, which)) for which in (mine.paid, mine.held, UNKNOWN)]

    assert [status for status, _ in answers] == [NOT_FOUND] * 3
    assert answers[0] == answers[1] == answers[2]
    assert everything(platform) == before


@pytest.mark.parametrize("name", SHOPS_ONLY)
def test_a_payer_does_nothing_that_is_for_shops(platform: Platform, shop: Shop, name: str) -> None:
    """Of his own intent neither: he cannot capture, give back, refund, or look whom others are."""
    intent_id, payer = platform.create(shop)
    before = everything(platform)

    answer = ask(payer, name, intent_id)

    assert (answer.status, answer.code) == (401, "shop_key_required")
    assert everything(platform) == before


def test_a_shop_does_not_create_in_the_name_of_another(platform: Platform, other: Shop) -> None:
    foreign = other.ask("POST", "/payment-intents", platform.question(shopID="TEST"))
    unknown = other.ask("POST", "/payment-intents", platform.question(shopID="NOBODY"))

    assert told(foreign) == told(unknown)
    assert foreign.status == NOT_FOUND


def test_a_shop_finds_its_own_number_only(shop: Shop, other: Shop, mine: Object) -> None:
    assert shop.yes("GET", "/payment-intents?externalID=mine")["id"] == mine.held
    assert told(other.ask("GET", "/payment-intents?externalID=mine")) == told(
        other.ask("GET", "/payment-intents?externalID=nobody")
    )


def test_lists_hold_their_own_shops_things_only(shop: Shop, other: Shop, mine: Object) -> None:
    assert [one["id"] for one in other.yes("GET", "/shops")["shops"]] == ["OTHER"]
    assert other.yes("GET", "/webhooks") == {"webhooks": []}
    assert [one["id"] for one in shop.yes("GET", "/webhooks")["webhooks"]] == [mine.webhook]


def test_two_shops_may_use_the_same_number(platform: Platform, shop: Shop, other: Shop) -> None:
    first, _ = platform.create(shop, externalID="42")
    second, _ = platform.create(other, externalID="42", shopID="OTHER")

    assert first != second


@pytest.mark.parametrize("name", PAYERS)
def test_a_token_without_the_scope_of_a_door_does_not_open_it(platform: Platform, shop: Shop, name: str) -> None:
    intent_id, _ = platform.create(shop)
    issued = platform.platform.tokens.issue("intent", f"intent:{intent_id}", 60, ["payment_methods:write"])

    answer = ask(Shop(platform.port, issued.token), name, intent_id)

    assert (answer.status, answer.code) == (403, "forbidden")


@pytest.fixture(scope="module")
def stopped(platform: Platform, shop: Shop) -> str:
    """A paid intent to which something happened that cannot be."""
    intent_id, _ = platform.paid(shop)

    def stop(db: Connection) -> None:
        state = intents.load(db, intent_id)
        assert state is not None
        record(db, state, opening.stop(state, "bank: garbage"), SYSTEM, platform.clock.now_ms())

    platform.database.write(stop)
    return intent_id


@pytest.mark.parametrize("name", sorted(name for name in OF_OBJECTS if "paymentIntentID" in DOORS[name].parts))
def test_every_door_of_a_stopped_intent_answers_500_to_its_shop_and_404_to_others(
    platform: Platform, shop: Shop, other: Shop, stopped: str, name: str
) -> None:
    before = everything(platform)

    mine, theirs = ask(shop, name, stopped), ask(other, name, stopped)

    assert (mine.status, mine.code) == (500, "intent_stopped")
    assert (theirs.status, theirs.code) == (NOT_FOUND, "not_found")
    assert everything(platform) == before


def test_a_stopped_intent_is_seen_by_operators(platform: Platform, stopped: str) -> None:
    told = platform.look(platform.service.platform.stories.intent, asks.IntentId(intent=stopped))

    assert (told.row.stopped, told.state.stopped) == ("bank: garbage", "bank: garbage")
    assert told.events[-1].kind == "IntentStopped"
    page = platform.look(platform.service.platform.stories.intents, asks.FindIntents(status="stopped"))
    assert [one.intent for one in page.intents] == [stopped]
