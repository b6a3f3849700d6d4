"""Orders from a process of its own: intents made, cards tokenised, payments begun, each kind of question in its turn.

    python -m tests.bench.shopping URL OPERATOR MANY < KEY

OPERATOR is the header by which it is asked how many intents are paid; the shop's key comes on standard input.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import msgspec

from common.clock import SystemClock, moment
from tests.bench.generator import CONNECTIONS

CARD = {"paymentToolType": "CardData", "cardNumber": "4242424242424242", "expDate": "12/39", "cvv": "123"}
VAT = {"type": "PaymentIntentLineTaxVAT", "rate": "20%"}
CART = [
    {"product": "Кружка из маркета", "price": 25000, "quantity": 1, "cost": 25000, "taxMode": VAT},
    {"product": "Доставка", "price": 250, "quantity": 2, "cost": 500, "taxMode": VAT},
]
INTENTS, TOKENS, PAID = "/v2/payment-intents", "/v2/payment-method-tokens", "/v1/operator/intents"
HOUR_MS = 3_600_000
LOOK_SECONDS = 0.01
MOST_SECONDS = 60.0


class Bought(msgspec.Struct, frozen=True):
    """What came of one turn: seconds of each kind of question, and how many intents are paid by it."""

    create_seconds: float
    tokenise_seconds: float
    pay_seconds: float
    paid: int


class Answer(msgspec.Struct, frozen=True):
    """A status and a body."""

    status: int
    body: bytes


class Line(asyncio.Protocol):
    """One connection, one question at a time."""

    def __init__(self) -> None:
        """Not connected yet."""
        self._heard = b""
        self._waiting: asyncio.Future[Answer] | None = None
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """A part of an answer, or all of it."""
        self._heard += data
        head, found, body = self._heard.partition(b"\r\n\r\n")
        if found and len(body) >= int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]):
            self._heard = b""
            if self._waiting is not None:
                self._waiting.set_result(Answer(int(head[9:12]), body))

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits hears that there is no answer."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(Answer(0, b"connection lost"))

    async def ask(self, request: bytes) -> Answer:
        """Send a question; its answer."""
        assert self._transport is not None
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting


class Shopping:
    """One turn of `many` orders over all lines."""

    def __init__(self, url: str, operator: str, key: str, lines: Sequence[Line]) -> None:
        """Nothing is asked yet."""
        self._place = urlsplit(url).netloc
        self._operator = operator
        self._key = f"Bearer {key}"
        self._lines = lines

    async def turn(self, many: int) -> Bought:
        """Make, tokenise, pay, and wait until all are paid."""
        before = await self._paid()
        due = moment(SystemClock().now_ms() + HOUR_MS).isoformat()
        sale = {"shopID": "TEST", "product": "bench", "cart": CART, "dueDate": due, "currency": "RUB"}
        create = self._question(INTENTS, self._key, sale)
        begun = time.monotonic()
        made = [_made(one) for one in await self._all([create] * many)]
        created = time.monotonic()
        card = {"paymentTool": CARD, "clientInfo": {"fingerprint": "bench"}}
        tools = await self._all([self._question(TOKENS, f"Bearer {token}", card) for _, token in made])
        paying = [self._payment(*one, msgspec.json.decode(tool)) for one, tool in zip(made, tools, strict=True)]
        tokenised = time.monotonic()
        await self._all(paying)
        while (paid := await self._paid()) < before + many and time.monotonic() < tokenised + MOST_SECONDS:
            await asyncio.sleep(LOOK_SECONDS)
        done = time.monotonic()
        return Bought(created - begun, tokenised - created, done - tokenised, paid - before)

    async def _all(self, questions: Sequence[bytes]) -> list[bytes]:
        """Every question over the first line that is free; the bodies of the answers, in their order.

        The first wrong answer ends the program.
        """
        answers = [b"{}"] * len(questions)
        left = iter(enumerate(questions))

        async def go(line: Line) -> None:
            for at, question in left:
                answer = await line.ask(question)
                answers[at] = answer.body
                if answer.status != 201:
                    raise SystemExit(f"{answer.status} {answer.body.decode('utf-8', 'replace')[:200]}")

        await asyncio.gather(*map(go, self._lines))
        return answers

    async def _paid(self) -> int:
        answer = await self._lines[0].ask(self._question(PAID, self._operator, {"status": "paid", "limit": 1}))
        return int(msgspec.json.decode(answer.body)["found"])

    def _payment(self, intent_id: str, token: str, tool: dict[str, Any]) -> bytes:
        payer = {
            "payerType": "PaymentResourcePayer", "paymentToolToken": tool["paymentToolToken"],
            "paymentSession": tool["paymentSession"], "contactInfo": {"email": "bench@example.org"},
        }  # fmt: skip
        ask = {"payer": payer, "flow": {"type": "PaymentFlowInstant"}}
        return self._question(f"{INTENTS}/{intent_id}/payments", f"Bearer {token}", ask)

    def _question(self, path: str, authorization: str, ask: Any) -> bytes:
        body = msgspec.json.encode(ask)
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self._place}\r\nAuthorization: {authorization}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


def _made(body: bytes) -> tuple[str, str]:
    told = msgspec.json.decode(body)
    return told["paymentIntent"]["id"], told["paymentIntentAuthToken"]["payload"]


async def shopped(url: str, operator: str, many: int, key: str) -> Bought:
    """Open the lines, buy."""
    loop, parts = asyncio.get_running_loop(), urlsplit(url)
    host, port = str(parts.hostname), parts.port or 0
    lines = [(await loop.create_connection(Line, host, port))[1] for _ in range(CONNECTIONS)]
    return await Shopping(url, operator, key, lines).turn(many)


if __name__ == "__main__":
    found = asyncio.run(shopped(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.stdin.readline().strip()))
    print(msgspec.json.encode(found).decode(), flush=True)
