"""Negative scenario 2 of seed 000: a seller's program was stolen, or somebody stands between it and the centre.

What the payer said yes to cannot become something else, nothing is paid by anybody's word, and no money leaves by a
seller's doors (reliability.md 2.4, N2).
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from common import ids
from common.http_server.openapi import document
from common.pay_codes import digits, emv, link, tlv
from processing_app.core.wallet_shown import shown
from tests.docs.served import TABLES
from tests.qr.forger import sealed
from tests.security.market import Market
from tests.security.shops import MINE, Centre, doors
from tests.wallets.centre import ACCOUNT, Answer, Holder

DEAR, PRICE, ORDER = 150_000, 4_200, "INV-42"
REFUSED_CODES = {"qr_unreadable", "qr_not_signed", "qr_wrong_signature", "qr_unknown_key", "qr_not_ours"}
NOT_PAID = ("unpaid", "cancelled")
SUM_OR_PAYEE = frozenset(("amount", "currency", "cart", "price", "shopID", "payee", "account", "product", "fee"))


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    """A bakery whose login, program and wall are in somebody's hands; its rival is that somebody."""
    with Market(tmp_path_factory.mktemp("market")) as opened:
        opened.town.fill(opened.buyer, 1_000_000)
        yield opened


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    """Two shops, each with an intent that nobody has paid."""
    made = Centre(tmp_path_factory.mktemp("shops"))
    yield made
    made.close()


@pytest.fixture
def unmoved(market: Market) -> Iterator[None]:
    """Whatever is tried, no money moves and no payment begins."""
    before = begun(market), market.ledger()
    yield
    market.run()
    assert (begun(market), market.ledger()) == before
    market.verify()


def begun(market: Market) -> int:
    """How many payments of wallets there are."""
    (count,) = market.town.database.read(
        lambda db: db.raw.execute("SELECT count(*) FROM wallet_payments").fetchone()
    )  # fmt: skip
    return int(count)


def code_of(seller: Holder, form: str, amount: int = PRICE, order: str = ORDER) -> str:
    """A code that the centre has signed."""
    return str(seller.yes("POST", "/qr", {"form": form, "amount": amount, "order": order})["text"])


def spoiled(text: str) -> Iterator[str]:
    """Each field of a code changed, left out, said twice, and taken from another code; its checksum is right again."""
    if text.startswith(link.START):
        parts = text.removeprefix(link.START).split("&")
        for number, part in enumerate(parts):
            for changed_part in ([part[:-1] + other(part[-1])], [part + "0"], [], [part, part]):
                yield link.START + "&".join([*parts[:number], *changed_part, *parts[number + 1 :]])
        return
    items: list[tuple[str, str]] = [(item.tag, item.value) for item in emv.read(text).items if item.tag != emv.CRC]
    for number, (tag, value) in enumerate(items):
        changed = (tag, value[:-1] + other(value[-1]))
        for instead in ([changed], [], [(tag, value), changed]):
            yield sealed(tlv.write([*items[:number], *instead, *items[number + 1 :]]))


def other(letter: str) -> str:
    """Another one of its kind."""
    return "1" if letter != "1" else "2"


@pytest.mark.usefixtures("unmoved")
@pytest.mark.parametrize("form", ["emv", "link"])
def test_n2_a_code_with_any_field_changed_is_neither_shown_nor_paid(market: Market, form: str) -> None:
    true = code_of(market.bakery, form)
    told = market.buyer.scan(true)["shown"]

    tried = [text for text in spoiled(true) if text != true]
    looked = [market.buyer.ask("POST", "/qr/look", {"qr": text}) for text in tried]
    paid = [pay(market, qr=text, shown=told) for text in tried]

    assert len(tried) > 15
    assert {one.code for one in looked} <= REFUSED_CODES
    assert {one.code for one in paid} <= REFUSED_CODES


@pytest.mark.usefixtures("unmoved")
@pytest.mark.parametrize("form", ["emv", "link"])
def test_n2_a_sticker_over_a_sellers_code_shows_whom_it_pays(market: Market, form: str) -> None:
    """The rival's own code is sound, so the buyer is told the rival's name, whatever the wall says around it."""
    wall, sticker = (code_of(one, form) for one in (market.bakery, market.rival))

    over, under = market.buyer.scan(sticker), market.buyer.scan(wall)

    assert (over["name"], under["name"]) == ("Кофейня", "Пекарня")
    assert pay(market, qr=sticker, shown=under["shown"]).code == "shown_differs"
    assert pay(market, qr=wall, shown=over["shown"]).code == "shown_differs"


@pytest.mark.usefixtures("unmoved")
def test_n2_a_code_that_calls_itself_by_anothers_name_is_told_by_the_directory(market: Market) -> None:
    """A seller had a code printed under a name of before: the payer sees the name of now, and that the text differs."""
    liar = market.town.provider("Сбербанк-Онлайн")
    printed = code_of(liar, "emv")
    market.rename(liar, "Ларёк")

    told = market.buyer.scan(printed)

    assert told["name"] == "Ларёк"
    assert told["text_differs"] == "Сбербанк-Онлайн"


@pytest.mark.usefixtures("unmoved")
@pytest.mark.parametrize("form", ["emv", "link"])
def test_n2_between_what_was_shown_and_what_is_paid_no_field_changes(market: Market, form: str) -> None:
    code = code_of(market.bakery, form)
    told = market.buyer.scan(code)["shown"]
    others: dict[str, list[Any]] = {
        "qr": [
            code_of(market.rival, form), code_of(market.bakery, form, PRICE + 1), code_of(market.bakery, form, 0),
            code_of(market.bakery, form, PRICE, "INV-43"), code_of(market.rival, form, 0),
        ],
        "amount": [PRICE - 1, PRICE + 1, 1, 10 * PRICE],
        "currency": ["USD", "rub", ""],
        "shown": ["", "0" * 32, told.upper() + " ", told[:-1] + other(told[-1]), told + "0"],
    }  # fmt: skip

    refused = [
        pay(market, **({"qr": code, "shown": told} | {name: value})) for name in others for value in others[name]
    ]

    assert {one.code for one in refused} <= {"shown_differs", "wrong_currency"}
    assert len(refused) == 17


def test_n2_what_a_payer_was_asked_stays_what_he_says_yes_to(market: Market) -> None:
    """The seller asks again under the same id for another sum, or as another; meanwhile it is renamed."""
    seller, buyer, town = market.bakery, market.buyer, market.town
    barcode = buyer.barcode()
    name = seller.new_id()
    asked = {"payment_id": name, "barcode": barcode, "amount": DEAR, "order": ORDER}
    assert seller.ask("POST", "/pay", asked).body["state"] == "waiting_for_payer"
    (seen,) = buyer.yes("POST", "/waiting", {})["payments"]
    changes: dict[str, list[Any]] = {
        "amount": [DEAR - 1, DEAR * 2, 1], "currency": ["USD"], "order": ["INV-43", ""], "barcode": ["0" * 18],
    }  # fmt: skip

    by_seller = [
        seller.ask("POST", "/pay", asked | {field: value}) for field, values in changes.items() for value in values
    ]
    by_rival = market.rival.ask("POST", "/pay", asked)
    by_digests = [
        buyer.ask("POST", f"/{name}/confirm", {"accept": True, "shown": shown(*words)})
        for words in product(
            ("provider:1", "provider:2"), ("Пекарня", "Кофейня"), (DEAR, DEAR + 1), ("RUB",), (ORDER, "")
        )
        if words != ("provider:1", "Пекарня", DEAR, "RUB", ORDER)
    ]
    (after,) = buyer.yes("POST", "/waiting", {})["payments"]
    told = shown("provider:1", seen["recipient"]["name"], seen["amount"], seen["currency"], seen["order"])

    assert [(one.status, one.code) for one in (*by_seller, by_rival)] == [(409, "payment_id_reused")] * 8
    assert {one.code for one in by_digests} == {"shown_differs"}
    assert len(by_digests) == 15
    assert after == seen
    assert seen["shown"] == told
    assert buyer.confirm(seen).body["state"] == "accepted"
    town.run()
    done = buyer.look(name).body
    assert [done[field] for field in ("state", "amount", "order", "recipient")] == [
        "done", DEAR, ORDER, seen["recipient"],
    ]  # fmt: skip


def test_n2_no_door_of_a_seller_marks_a_payment_paid(market: Market) -> None:
    """Every door that it may enter, asked about a charge that waits, with whatever fields a seller might wish for."""
    with_wishes = {"state": "done", "status": "captured", "paid": True, "accept": True, "shown": "0" * 32}
    before = market.ledger()
    name = market.bakery.charge(market.buyer.barcode(), DEAR).body["payment_id"]
    for endpoint, door in TABLES["payments"].items():
        path = endpoint.path.removeprefix("/payments").format(payment_id=name)
        for method, extra in product(("POST", "PUT", "DELETE", "PATCH"), ({}, with_wishes)):
            said = market.bakery.ask(method, path, {"payment_id": name, "amount": DEAR} | extra)
            may_enter = method == endpoint.method and "provider" in door.enter
            assert said.status >= 400 or may_enter, (method, path, said)
    market.run()
    state = market.bakery.look(name).body["state"]
    market.buyer.confirm(market.buyer.look(name).body, accept=False)
    market.run()

    assert state == "waiting_for_payer"
    assert market.bakery.look(name).body["state"] == "failed"
    assert market.ledger() == before


@pytest.mark.usefixtures("unmoved")
def test_n2_no_money_of_a_seller_leaves_by_its_doors(market: Market) -> None:
    """There is neither a refund nor a payout to lead elsewhere: a seller sends, withdraws and pays nothing."""
    seller = market.bakery
    qr = code_of(market.rival, "link")

    tries = [
        seller.send(market.rival, 100), seller.send(market.stranger, 100), seller.withdraw(100),
        seller.withdraw(100, ACCOUNT[:-1] + "9"),
        seller.ask("POST", "/pay", {"payment_id": seller.new_id(), "qr": qr, "amount": PRICE, "shown": "x"}),
        seller.ask("POST", f"/{seller.new_id()}/confirm", {"accept": True, "shown": ""}),
    ]  # fmt: skip

    assert [(one.status, one.code) for one in tries] == [(403, "forbidden")] * 6
    leads_out = [endpoint.path for endpoint, door in TABLES["payments"].items() if "provider" in door.enter]
    assert [path for path in leads_out if "refund" in path or "payout" in path or "withdraw" in path] == []


@pytest.mark.usefixtures("unmoved")
def test_n2_a_seller_that_guesses_barcodes_is_stopped_and_no_other_is(market: Market) -> None:
    chance = ids.chance(7)
    guesses = [digits.whole(f"{chance.randrange(10**15):015d}") for _ in range(320)]

    said = [market.rival.charge(one, 1) for one in guesses]

    assert {one.code for one in said} == {"barcode_unknown", "too_many_guesses"}
    assert [one.status for one in said[-10:]] == [429] * 10
    assert market.bakery.charge(guesses[0], 1).code == "barcode_unknown"


def test_n2_a_stolen_key_of_a_shop_pays_no_intent(shops: Centre) -> None:
    """Every door of /v2 that its key opens, asked soundly about an intent that nobody has paid."""
    for door in (*doors("shop"), *doors("shop", "intent")):
        shops.at(door, shops.key, shops.intent)

    seen = shops.ask("GET", f"/v2/payment-intents/{shops.intent}", token=shops.key).body
    balance = shops.ask("GET", f"/v2/accounts/{MINE}/balance", token=shops.key).body

    assert seen["status"] in NOT_PAID
    assert {value for value in balance.values() if isinstance(value, int)} == {0}
    assert set(shops.platform.balances().values()) == {0}


def test_n2_no_message_of_a_payer_names_a_sum_or_a_payee(shops: Centre) -> None:
    """They are read from the intent, whatever page or program stands between the payer and the centre."""
    told = document("shops", list(TABLES["shops"]))
    schemas = told["components"]["schemas"]
    by_payers = [endpoint for endpoint, door in TABLES["shops"].items() if "intent" in door.enter]
    for endpoint in by_payers:
        operation = told["paths"][endpoint.path][endpoint.method.lower()]
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
        assert named(body, schemas) & SUM_OR_PAYEE == set(), endpoint.path
    assert len(by_payers) > 8


def named(schema: Any, schemas: dict[str, Any]) -> set[str]:
    """Every field of a message, and of what is inside it."""
    found: set[str] = set()
    waiting, seen = [schema], set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            reference = str(one.get("$ref", "")).rpartition("/")[2]
            if reference and reference not in seen:
                seen.add(reference)
                waiting.append(schemas[reference])
            found |= set(one.get("properties", {}))
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found


def pay(market: Market, **said: Any) -> Answer:
    """The buyer's program pays what it was given."""
    asked = {"payment_id": market.buyer.new_id(), "amount": PRICE} | said
    return market.buyer.ask("POST", "/pay", asked)
