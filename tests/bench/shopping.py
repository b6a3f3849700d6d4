"""Orders from a process of its own: intents made, cards tokenised, payments begun, each kind of question in its turn.

    python -m tests.bench.shopping URL OPERATOR MANY < KEY

OPERATOR is the header by which it is asked how many intents are paid; the shop's key comes on standard input.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from typing import Any

import msgspec

from common.clock import SystemClock, moment
from tests.bench.asking import Lines, opened

CARD = {"paymentToolType": "CardData", "cardNumber": "4242424242424242", "expDate": "12/39", "cvv": "123"}
VAT = {"type": "PaymentIntentLineTaxVAT", "rate": "20%"}
CART = [
    {"product": "Кружка из маркета", "price": 25000, "quantity": 1, "cost": 25000, "taxMode": VAT},
    {"product": "Доставка", "price": 250, "quantity": 2, "cost": 500, "taxMode": VAT},
]
INTENTS, TOKENS, PAID = "/v2/payment-intents", "/v2/payment-method-tokens", "/v1/operator/intents"
HOUR_MS = 3_600_000
MADE = 201
LOOK_SECONDS = 0.01
MOST_SECONDS = 60.0


class Bought(msgspec.Struct, frozen=True):
    """What came of one turn: seconds of each kind of question, and how many intents are paid by it."""

    create_seconds: float
    tokenise_seconds: float
    pay_seconds: float
    paid: int


class Shopping:
    """One turn of `many` orders over all lines."""

    def __init__(self, operator: str, key: str, lines: Lines) -> None:
        """Nothing is asked yet."""
        self._operator = operator
        self._key = f"Bearer {key}"
        self._lines = lines

    async def turn(self, many: int) -> Bought:
        """Make, tokenise, pay, and wait until all are paid."""
        before = await self._paid()
        due = moment(SystemClock().now_ms() + HOUR_MS).isoformat()
        sale = {"shopID": "TEST", "product": "bench", "cart": CART, "dueDate": due, "currency": "RUB"}
        create = self._lines.question(INTENTS, self._key, sale)
        begun = time.monotonic()
        made = [_made(one) for one in await self._all([create] * many)]
        created = time.monotonic()
        card = {"paymentTool": CARD, "clientInfo": {"fingerprint": "bench"}}
        tools = await self._all([self._lines.question(TOKENS, f"Bearer {token}", card) for _, token in made])
        paying = [self._payment(*one, msgspec.json.decode(tool)) for one, tool in zip(made, tools, strict=True)]
        tokenised = time.monotonic()
        await self._all(paying)
        while (paid := await self._paid()) < before + many and time.monotonic() < tokenised + MOST_SECONDS:
            await asyncio.sleep(LOOK_SECONDS)
        done = time.monotonic()
        return Bought(created - begun, tokenised - created, done - tokenised, paid - before)

    async def _all(self, questions: Sequence[bytes]) -> list[bytes]:
        return [heard.body for heard in await self._lines.all(questions, MADE)]

    async def _paid(self) -> int:
        answer = await self._lines.one(self._lines.question(PAID, self._operator, {"status": "paid", "limit": 1}))
        return int(msgspec.json.decode(answer.body)["found"])

    def _payment(self, intent_id: str, token: str, tool: dict[str, Any]) -> bytes:
        payer = {
            "payerType": "PaymentResourcePayer", "paymentToolToken": tool["paymentToolToken"],
            "paymentSession": tool["paymentSession"], "contactInfo": {"email": "bench@example.org"},
        }  # fmt: skip
        ask = {"payer": payer, "flow": {"type": "PaymentFlowInstant"}}
        return self._lines.question(f"{INTENTS}/{intent_id}/payments", f"Bearer {token}", ask)


def _made(body: bytes) -> tuple[str, str]:
    told = msgspec.json.decode(body)
    return told["paymentIntent"]["id"], told["paymentIntentAuthToken"]["payload"]


async def shopped(url: str, operator: str, many: int, key: str) -> Bought:
    """Open the lines, buy."""
    async with opened(url) as lines:
        return await Shopping(operator, key, lines).turn(many)


if __name__ == "__main__":
    found = asyncio.run(shopped(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.stdin.readline().strip()))
    print(msgspec.json.encode(found).decode(), flush=True)
