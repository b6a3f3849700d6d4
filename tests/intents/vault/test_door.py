"""The vault's door over HTTP: who may bring a card, what is said when he may not, and what no line of a log holds."""

import http.client
import json
import re
from pathlib import Path
from typing import Any

import pytest

from common.errors import Broken
from common.protocol.shop.doors import TOKENISE
from common.role import Role, opened
from common.settings import Settings
from processing_app.app import Processing
from processing_app.server import OPERATIONS
from tests.intents.centre import CARD, Answer, Platform, Shop

CODE = "7391"
DOOR = "/payment-method-tokens"


def card(**changed: Any) -> dict[str, Any]:
    """What a browser sends, with these changes to the card."""
    tool = {"paymentToolType": "CardData", "cardNumber": CARD, "expDate": "12/39", "cvv": CODE} | changed
    return {"paymentTool": tool, "clientInfo": {"fingerprint": "123"}}


def sent(payer: Shop, method: str, path: str, body: bytes = b"", kind: str = "text/plain") -> Answer:
    """Any bytes; an answer that is no JSON is a text."""
    wire = http.client.HTTPConnection("127.0.0.1", payer.port, timeout=30)
    try:
        wire.request(method, path, body, {"authorization": f"Bearer {payer.token}", "content-type": kind})
        answer = wire.getresponse()
        said = answer.read().decode()
    finally:
        wire.close()
    return Answer(answer.status, json.loads(said) if said.startswith("{") else said)


def written(platform: Platform) -> str:
    """Every line of every log."""
    platform.instance.log.lines.flush()
    platform.instance.log.exchanges.flush()
    return "".join(path.read_text(encoding="utf-8") for path in (platform.folder / "logs").iterdir())


def lines(platform: Platform) -> list[dict[str, Any]]:
    """The exchanges of this door."""
    written(platform)
    text = (platform.folder / "logs" / "processing-default.exchanges.jsonl").read_text(encoding="utf-8")
    return [one for one in map(json.loads, text.splitlines()) if one["path"] == f"/v2{DOOR}"]


def demand_silence(platform: Platform, *answers: Answer) -> None:
    """Neither a log nor an answer repeats a number or a code."""
    text = written(platform) + json.dumps([one.body for one in answers if one.status >= 400], ensure_ascii=False)
    assert CARD not in text
    assert re.search(rf"(?<![0-9A-Za-z]){CODE}(?![0-9A-Za-z])", text) is None


def test_a_card_is_taken_and_the_line_of_it_holds_sizes_only(platform: Platform, shop: Shop) -> None:
    _, payer = platform.create(shop)

    told = payer.ask("POST", DOOR, card())

    line = lines(platform)[-1]
    assert told.status == 201
    assert told.body["paymentToolDetails"]["cardNumberMask"] == "424242******4242"
    assert told.body["clientInfo"] == {"fingerprint": "123", "ip": "127.0.0.1"}
    assert set(line["req_body"]) == set(line["resp_body"]) == {"bytes"}
    assert told.body["paymentToolToken"] not in written(platform)
    demand_silence(platform, told)


@pytest.mark.parametrize(
    "body", [card(), {}, None, [], "4242424242424242", card(cvv=None), {"paymentTool": {"cardNumber": CARD}}]
)
def test_row_25_a_shops_own_key_is_401_in_words_whatever_it_brings(platform: Platform, shop: Shop, body: Any) -> None:
    refused = shop.ask("POST", DOOR, body)

    assert (refused.status, refused.code) == (401, "client_token_required")
    assert "paymentIntentAuthToken" in refused.body["messages"]["ru"]
    assert "paymentIntentAuthToken" in refused.body["messages"]["en"]
    demand_silence(platform, refused)


@pytest.mark.parametrize("token", ["", "garbage", "x" * 600])
def test_nobody_is_told_nothing(platform: Platform, shop: Shop, token: str) -> None:
    refused = Shop(shop.port, token).ask("POST", DOOR, card())

    assert refused.status == 401
    demand_silence(platform, refused)


@pytest.mark.parametrize(
    "changed",
    [
        {"cardNumber": CARD[:-1] + "1"}, {"expDate": "13/39"}, {"cvv": "73910"}, {"cardHolder": CARD},
        {"cardNumber": int(CARD)}, {"cvv": int(CODE)}, {"cvv": [CODE]}, {CARD: CODE}, {"paymentToolType": CARD},
        {"cardNumber": None}, {"expDate": CARD},
    ],
)  # fmt: skip
def test_a_card_that_is_refused_is_not_repeated(platform: Platform, shop: Shop, changed: dict[str, Any]) -> None:
    _, payer = platform.create(shop)

    refused = payer.ask("POST", DOOR, card(**changed))

    assert refused.status in (400, 422)
    demand_silence(platform, refused)


@pytest.mark.parametrize(
    "body",
    [
        f'{{"paymentTool": {{"cardNumber": "{CARD}", "cvv": "{CODE}"',
        f'{{"paymentTool": {{"cvv": "{CODE}", "cvv": "{CODE}"}}}}',
        f"{CARD} {CODE}",
        f'"{CARD}\xff"',
    ],
)
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", "text/plain"])
def test_a_body_that_is_not_understood_is_not_repeated(platform: Platform, shop: Shop, body: str, kind: str) -> None:
    _, payer = platform.create(shop)

    refused = sent(payer, "POST", f"/v2{DOOR}", body.encode("latin-1"), kind)

    assert (refused.status, refused.code) in ((400, "wrong_json"), (400, "json_required"), (415, "json_required"))
    demand_silence(platform, refused)


def test_metrics_know_the_door_and_nothing_of_cards(platform: Platform, shop: Shop) -> None:
    _, payer = platform.create(shop)
    payer.yes("POST", DOOR, card())

    metrics = sent(payer, "GET", "/metrics").body

    assert f'door="{DOOR[1:]}",status="201"' in metrics
    assert CARD not in metrics


def test_row_77_a_session_pays_once(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    ask = {"payer": platform.tokenised(payer, "4000000000000002"), "flow": {"type": "PaymentFlowInstant"}}
    begun = payer.ask("POST", f"/payment-intents/{intent_id}/payments", ask)
    platform.run()

    again = payer.ask("POST", f"/payment-intents/{intent_id}/payments", ask)

    assert begun.status == 201
    assert (again.status, again.code) == (422, "invalid_payment_session")
    assert len(payer.yes("GET", f"/payment-intents/{intent_id}/payments")["payments"]) == 1


def test_row_77_a_session_of_one_intent_pays_no_other(platform: Platform, shop: Shop) -> None:
    _, thief = platform.create(shop)
    victim, payer = platform.create(shop)
    stolen = {"payer": platform.tokenised(thief), "flow": {"type": "PaymentFlowInstant"}}

    refused = payer.ask("POST", f"/payment-intents/{victim}/payments", stolen)

    assert (refused.status, refused.code) == (422, "invalid_payment_tool_token")


def test_off_this_computer_the_door_is_behind_tls_only(platform: Platform, tmp_path: Path) -> None:
    """It is a door of the centre's only server, which does not show itself in clear."""
    chosen = Settings("processing", "open", 0, tmp_path, tmp_path / "logs", None, "ru", False, host="0.0.0.0")

    with pytest.raises(Broken, match="plain_http_refused"):
        opened(Role("processing", Processing, OPERATIONS), chosen, serves=True)

    assert TOKENISE in platform.program.doors()
