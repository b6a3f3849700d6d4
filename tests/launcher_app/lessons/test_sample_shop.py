"""The sample shop beside a centre of paper: what it asks for, and which notifications it believes."""

import ast
import json
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
import requests

from common.clock import SystemClock
from common.protocol.shop.signature import HEADER, signed
from launcher_app.demo.sample_shop import PROGRAM, SampleShop
from tests.launcher_app.waiting import until

SECRET = "whsec_paper"
LONGEST = 60
ENOUGH = {*sys.stdlib_module_names, "requests"}


class Paper(BaseHTTPRequestHandler):
    """Answers as the doors of /v2 would, and remembers the questions."""

    asked: list[tuple[str, str, str, Any]] = []
    receiver = ""

    def do_GET(self) -> None:
        listed = [{"id": "mine", "url": self.receiver}, {"id": "another", "url": "https://shop.example/"}]
        self._say({"webhooks": listed} if self.path.endswith("/webhooks") else [])

    def do_DELETE(self) -> None:
        self._say({"accepted": True})

    def do_POST(self) -> None:
        made = {"paymentIntent": {"id": "abc"}, "paymentIntentAuthToken": {"payload": "token"}}
        self._say(made | {"secret": SECRET})

    def _say(self, answer: Any) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        question = (self.command, self.path, self.headers["Authorization"], json.loads(body) if body else None)
        if "/events" not in self.path:
            self.asked.append(question)
        said = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def shop() -> Iterator[SampleShop]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Paper)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    opened = SampleShop(f"http://127.0.0.1:{server.server_port}", SystemClock())
    Paper.receiver = opened.address()
    assert opened.open("the key").endswith("/checkout#token")
    yield opened
    opened.close()
    server.shutdown()
    thread.join()
    server.server_close()


def told(
    shop: SampleShop, sequence: int, secrets: tuple[str, ...] = (SECRET,), *, late: int = 0, spoilt: str = ""
) -> int:
    """The status of a notification that the shop gets."""
    notification = {"sequence": sequence, "eventType": "payment.captured", "paymentIntentID": "abc"}
    body = json.dumps(notification).encode()
    header = signed(secrets, body, SystemClock().now_ms() // 1000 - late) if secrets else ""
    return requests.post(shop.address(), body + spoilt.encode(), headers={HEADER: header}, timeout=5).status_code


def test_it_sells_the_seeds_cup_and_subscribes_anew(shop: SampleShop) -> None:
    _, _, subscribed, sold = Paper.asked
    assert [one[:2] for one in Paper.asked] == [
        ("GET", "/v2/webhooks"), ("DELETE", "/v2/webhooks/mine"), ("POST", "/v2/webhooks"),
        ("POST", "/v2/payment-intents"),
    ]  # fmt: skip
    assert {one[2] for one in Paper.asked} == {"Bearer the key"}
    assert subscribed[3]["url"] == shop.address()
    assert sum(line["cost"] for line in sold[3]["cart"]) == 25_500


def test_only_what_is_signed_lately_is_believed_and_a_repeat_changes_nothing(shop: SampleShop) -> None:
    refused = [
        told(shop, 1, ()), told(shop, 1, ("another",)), told(shop, 1, late=301), told(shop, 1, late=-310),
        told(shop, 1, spoilt=" "),
    ]  # fmt: skip
    taken = [told(shop, 1), told(shop, 1), told(shop, 2, ("another", SECRET), late=290), told(shop, 1)]

    assert refused == [401] * len(refused)
    assert taken == [200] * len(taken)
    until(lambda: len(shop.notified) >= 2, lambda: shop.notified)
    assert shop.notified == [(1, "payment.captured"), (2, "payment.captured")]


def test_it_is_short_and_needs_nothing_of_ours() -> None:
    text = PROGRAM.read_text(encoding="utf-8")
    nodes = list(ast.walk(ast.parse(text)))
    taken = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    taken |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}

    assert len(text.splitlines()) <= LONGEST
    assert {name.partition(".")[0] for name in taken} <= ENOUGH
    assert "/v1" not in text
