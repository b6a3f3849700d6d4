"""Goal 2 of seed 000: under any circumstances nobody but its owner gets at what is confidential."""

import http.client
import json
from collections.abc import Iterator
from typing import Any

import pytest

from common.http_server.doors import OPERATOR
from common.http_server.openapi import document
from tests.docs.served import TABLES
from tests.intents.centre import CART
from tests.intents.shop.test_isolation import DOORS, OF_OBJECTS
from tests.intents.webhooks.office import EVERYTHING
from tests.security import matrix
from tests.security.market import Market
from tests.security.shops import MINE, Centre
from tests.wallets.centre import Holder

ENDS = ("_id", "_ids", "ID", "IDs")
NAMES = frozenset(("id", "number", "account", "subject", "recipient", "barcode", "qr", "tag"))
"""How a question names somebody's thing."""
SERVED_BY = {"shops": ("processing",), "payments": ("processing",), "reports": ("processing", "provider")}
NO_OWNER = {
    ("terminal", "POST", "/kiosk/intent"): "one page, one session: there is nobody else's",
    ("processing", "POST", "/v2/callbacks/{tag}"): "whoever has an unguessable tag of one use is whom it was given to",
}
CANARY, LATER = "canary-17", "2099-01-01T00:00:00Z"
Door = tuple[str, str, str]


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    """Two wallets and two sellers who have dealt with each other."""
    with Market(tmp_path_factory.mktemp("market")) as opened:
        deal(opened)
        yield opened


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    """Two shops, each with an intent."""
    made = Centre(tmp_path_factory.mktemp("shops"))
    yield made
    made.close()


def deal(market: Market) -> None:
    """Everybody pays everybody, and a charge waits."""
    buyer, stranger = market.buyer, market.stranger
    buyer.send(stranger, 12_345, memo="за молоко")
    stranger.send(buyer, 1)
    buyer.withdraw(23_456)
    for seller in (market.bakery, market.rival):
        buyer.pay(seller.yes("POST", "/qr", {})["text"], 777)
        seller.charge(stranger.barcode(), 55)
    market.run()
    market.town.limit(buyer, no_confirmation=0)
    market.bakery.charge(buyer.barcode(), 999)


def asking_for_things() -> Iterator[Door]:
    """From the documents of all servers: the doors of more than operators whose questions name somebody's thing."""
    for role, table in TABLES.items():
        doors = {(one.method, one.path): door for one, door in table.items()}
        told = document(role, [one for one, door in table.items() if door.way != "file"])
        for path, methods in told["paths"].items():
            for method, operation in methods.items():
                is_operators = doors[method.upper(), path].enter == {OPERATOR}
                if not is_operators and any(map(is_a_name, names_in(operation, told["components"]["schemas"]))):
                    servers = SERVED_BY.get(role, (role,))
                    yield from ((server, method.upper(), path) for server in servers)


def names_in(operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    """The fields of a question."""
    yield from (one["name"] for one in operation.get("parameters", []))
    for content in operation.get("requestBody", {}).get("content", {}).values():
        schema = content["schema"]
        yield from schemas.get(schema.get("$ref", "").rpartition("/")[2], schema).get("properties", {})


def is_a_name(field: str) -> bool:
    """Whether a field says whose, or which."""
    return field.endswith(ENDS) or field in NAMES


def test_goal_2_every_door_that_names_a_thing_is_tried_with_somebody_elses() -> None:
    """Each stands in one of the matrices: of roles, wallets and sellers here, of shops in theirs."""
    of_objects = {("processing", DOORS[name].method, DOORS[name].path) for name in OF_OBJECTS}
    named = {*matrix.OBJECTS, *matrix.ELSEWHERE, *of_objects, *OF_SHOPS, *NO_OWNER}

    asked = set(asking_for_things())

    assert sorted(asked - named) == []
    assert len(asked) > 50


OF_SHOPS: dict[Door, tuple[str, Any]] = {
    ("processing", "POST", "/v2/payment-intents"): ("", {"product": "x", "cart": CART, "dueDate": LATER}),
    ("processing", "GET", "/v2/payment-intents"): ("?externalID={}", None),
    ("processing", "POST", "/v2/webhooks"): ("", {"url": "https://other.example/x", "eventTypes": EVERYTHING}),
}
"""Doors of shops that name a thing outside of their paths, in the query or as the shop whose it shall be."""


@pytest.mark.parametrize("door", OF_SHOPS, ids=" ".join)
def test_goal_2_what_is_another_shops_is_the_same_as_what_is_not(centre: Centre, door: Door) -> None:
    query, body = OF_SHOPS[door]
    own = centre.platform.question(shopID=MINE, externalID=CANARY)
    assert centre.ask("POST", "/v2/payment-intents", own, centre.key).status in (201, 409)

    theirs, nothing = (
        centre.ask(door[1], door[2] + query.format(name), body and body | {"shopID": shop}, centre.other_key)
        for name, shop in ((CANARY, MINE), ("nobody-17", "S-9"))
    )

    assert theirs.status in (200, 403, 404, 422), theirs
    assert generic(theirs.told) == generic(nothing.told)
    assert CANARY not in str(theirs.body)
    assert not query or CANARY in str(centre.ask(door[1], door[2] + query.format(CANARY), None, centre.key).body)


def test_goal_2_a_side_of_a_payment_learns_of_the_other_no_more_than_a_short_name(market: Market) -> None:
    """Neither its number, its surname, its balance, its limits nor its bank account is in any answer or notice."""
    people = {"Иванов": market.buyer, "Чужаков": market.stranger}
    for name, holder in people.items():
        secret = (holder.number, f" {name}", f'": {market.town.balance(holder)},')
        for other in (*people.values(), market.bakery, market.rival):
            if other is not holder:
                said = "\n".join(everything(other))
                assert [word for word in secret if word in said] == []
    assert "Иван И." in "\n".join(everything(market.stranger))


def test_goal_2_notices_tell_each_side_its_own(market: Market) -> None:
    for holder, others in ((market.buyer, market.stranger), (market.bakery, market.buyer)):
        told = json.dumps(market.written(holder), ensure_ascii=False)
        assert told != "[]"
        assert others.number not in told
        assert "Чужаков" not in told.replace("Пётр Ч.", "")
        assert {one["number"] for one in market.written(holder)} == {holder.number}


@pytest.mark.parametrize("path", ["/openapi.json", "/health", "/metrics"])
def test_goal_2_what_is_open_to_everybody_tells_nothing_of_anybody(market: Market, path: str) -> None:
    wire = http.client.HTTPConnection("127.0.0.1", market.town.port, timeout=30)
    wire.request("GET", path)
    said = wire.getresponse().read().decode()
    wire.close()

    words = ("Иванов", "Чужаков", market.buyer.number, market.stranger.number, "за молоко", "12345", "23456", "Пекарня")
    assert [word for word in words if word in said] == []
    assert len(said) > 10


def everything(holder: Holder) -> Iterator[str]:
    """All that somebody may ask about, answered."""
    paths = (
        ("/own", "/waiting", "/wallet", "/statement") if holder.card.kind == "wallet" else ("/accepted", "/acceptance")
    )
    for path in paths:
        yield json.dumps(holder.yes("POST", path, {}), ensure_ascii=False)
    for one in holder.yes("POST", paths[0], {})["payments"]:
        yield json.dumps(holder.look(one["payment_id"]).body, ensure_ascii=False)


def generic(said: tuple[int, Any]) -> tuple[int, str]:
    """An answer without the name that was asked about."""
    words = json.dumps(said[1], ensure_ascii=False, sort_keys=True)
    for name in (MINE, "S-9", CANARY, "nobody-17"):
        words = words.replace(name, "…")
    return said[0], words
