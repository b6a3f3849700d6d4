"""A payer's browser through the real doors: out to the bank's page, back by the callback, on to the shop."""

import http.client
import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest

from common.clock import SystemClock
from common.spawn import Signal
from processing_app import worker
from processing_app.service.asks.domain import EditPos
from tests.intents.centre import SECURE_CARD, Platform, Shop

THANKS = "http://127.0.0.1:9/thanks"
FIELD = re.compile(r'<input type=hidden name="([^"]*)" value="([^"]*)">')
ACTION = re.compile(r'<form method=post action="([^"]*)"')


class Browser:
    """Sends forms as a browser does, from a page of whoever."""

    def __init__(self, platform: Platform) -> None:
        self.port = platform.port

    def post(self, address: str, form: dict[str, str]) -> tuple[int, dict[str, str], str]:
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"content-type": "application/x-www-form-urlencoded", "origin": "null"}
        try:
            wire.request("POST", path, urlencode(form), headers)
            answer = wire.getresponse()
            text = answer.read().decode()
        finally:
            wire.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text


def test_a_payer_proves_who_he_is_and_comes_back_to_the_shop(platform: Platform, shop: Shop) -> None:
    platform.do(platform.service.platform.shops.edit_pos, EditPos(id="TEST", return_urls=[THANKS], reason="test"))
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id, SECURE_CARD)
    platform.run()
    browser, request = Browser(platform), _asked_for(platform, payer, intent_id)
    sent = {
        field["key"]: field["template"].replace("{?termination_uri}", f"?termination_uri={quote(THANKS, safe='')}")
        for field in request["form"]
    }

    status, headers, page = browser.post(request["uriTemplate"], sent)
    assert status == 200
    assert "255,00" in page
    assert headers["content-security-policy"].count("form-action") == 1, "no second policy forbids the form"
    status, headers, page = browser.post(*_form(page, code="1234"))
    assert status == 200
    status, headers, _ = browser.post(*_form(page))

    assert (status, headers["location"]) == (303, THANKS)
    assert platform.status(shop, intent_id) == "paid"
    _demand_silence(platform, _form(page)[1], sent)
    again = browser.post(*_form(page))
    assert (again[0], again[1]["location"]) == (303, THANKS)
    assert platform.changes(payer, intent_id).count("PaymentStatusChanged:captured") == 1


def test_a_form_without_a_tag_finds_no_payment(platform: Platform) -> None:
    status, _, page = Browser(platform).post("/v2/callbacks/abc.1.guess", {"PaRes": "x", "MD": "y"})

    assert status == 404
    assert "Такого платежа нет" in page


def test_who_pays_waits_for_the_bank_and_for_no_poll(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker looks by itself once in ten minutes here: what is paid in time was woken by its commit."""
    monkeypatch.setattr(worker, "PAUSE_SECONDS", 600.0)
    with Platform(tmp_path, SystemClock()) as platform:  # type: ignore[arg-type]
        platform.training()
        stop = Signal()
        platform.program.start(stop)
        try:
            shop = platform.shop()
            intent_id, payer = platform.create(shop)
            assert platform.pay(payer, intent_id).status == 201
            last = 0
            for _ in range(20):
                found = payer.yes("GET", f"/payment-intents/{intent_id}/events?eventID={last}&wait=10")
                last = found[-1]["id"] if found else last
                if any(change.get("status") == "paid" for event in found for change in event["changes"]):
                    break
            assert platform.status(shop, intent_id) == "paid"
        finally:
            stop.set()
            platform.program.worker.look_again()


def _demand_silence(platform: Platform, *forms: dict[str, str]) -> None:
    """Of what a payer's browser carried between the bank and us, the log has sizes only: no code, no proof, no tag."""
    platform.instance.log.exchanges.flush()
    text = (platform.folder / "logs" / "processing-default.exchanges.jsonl").read_text(encoding="utf-8")
    lines = [one for one in map(json.loads, text.splitlines()) if one["path"].startswith(("/bank/", "/v2/callbacks/"))]
    assert len(lines) == 3
    for line in lines:
        assert set(line["req_body"]) == {"bytes"}
        for form in forms:
            assert not any(value in json.dumps(line) for name, value in form.items() if name != "MD")
        assert _tag(forms[-1]["TermUrl"]) not in json.dumps(line)


def _tag(address: str) -> str:
    return urlsplit(address).path.rpartition(".")[2]


def _asked_for(platform: Platform, payer: Shop, intent_id: str) -> dict[str, Any]:
    changes = [change for event in platform.events(payer, intent_id) for change in event["changes"]]
    (asked,) = [change for change in changes if change["changeType"] == "PaymentInteractionRequested"]
    request: dict[str, Any] = asked["userInteraction"]["request"]
    return request


def _form(page: str, **typed: str) -> tuple[str, dict[str, str]]:
    (action,) = ACTION.findall(page)
    return unescape(action), {name: unescape(value) for name, value in FIELD.findall(page)} | typed
