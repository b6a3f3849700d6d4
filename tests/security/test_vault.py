"""Rows 76, 77 and 80: numbers and codes of cards are in no file and, when a session has ended, in no memory."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from common.clock import SystemClock, moment
from common.logs import Log
from launcher_app.instance import Instance
from tests.intents.centre import CARD, CART, SECURE_CARD, Shop
from tests.security import vault_canaries
from tests.security.vault_canaries import (
    CODES,
    Day,
    canaries,
    card_numbers,
    files,
    memory_of,
    stands_alone,
    values,
)

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="a process's memory is a file on Linux only")
SECONDS = 20.0


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Once for all that is looked for."""
    return vault_canaries.day(tmp_path_factory.mktemp("cards"))


class Centre:
    """A centre as a process of its own, with a shop; what it keeps for a while is in its folder, too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = SystemClock()
        self.log = Log(folder / "driver", "driver", self.clock, console=False)
        (folder / "data").mkdir()
        (folder / "tmp").mkdir()
        self.instance = Instance("processing", "cards", folder / "data", self.log, self.clock, port=0)

    def start(self) -> None:
        """Until it answers."""
        kept = {name: str(self.folder / "tmp") for name in ("TMPDIR", "TMP", "TEMP")}
        self.instance.start(environment=dict(os.environ) | kept)
        self.instance.wait()

    def shop(self) -> Shop:
        """Its server, with a new key."""
        self.instance.ask("add-training-shop")
        return self.to(self.instance.ask("issue-shop-key", shop_id="TEST")["key"])

    def to(self, token: str) -> Shop:
        """Whoever has this token."""
        return Shop(int(self.instance.url.rpartition(":")[2]), token)

    def intent(self, shop: Shop) -> tuple[str, Shop]:
        """A new intent, and its payer."""
        due = moment(self.clock.now_ms() + 3_600_000).isoformat()
        ask = {"shopID": "TEST", "product": "p", "cart": CART, "dueDate": due, "currency": "RUB", "metadata": {}}
        made = shop.yes("POST", "/payment-intents", ask)
        return made["paymentIntent"]["id"], self.to(made["paymentIntentAuthToken"]["payload"])

    def until(self, come: Callable[[], bool]) -> None:
        """Wait for it."""
        end = self.clock.monotonic() + SECONDS
        while not come():
            assert self.clock.monotonic() < end
            self.clock.sleep(0.02)

    def close(self) -> None:
        """End what was started."""
        self.instance.stop()
        self.log.close()


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A running centre, for the tests of the module in their order; the last one kills it and starts it again."""
    made = Centre(tmp_path_factory.mktemp("centre"))
    try:
        made.start()
        yield made
    finally:
        made.close()


def question(payer: Shop, number: str, code: str) -> dict[str, Any]:
    """A card turned into tokens, and the payment to begin with them."""
    card = {"paymentToolType": "CardData", "cardNumber": number, "expDate": "12/39", "cvv": code}
    told = payer.yes("POST", "/payment-method-tokens", {"paymentTool": card, "clientInfo": {"fingerprint": "123"}})
    resource = {name: told[name] for name in ("paymentToolToken", "paymentSession")}
    return {"payer": {"payerType": "PaymentResourcePayer"} | resource, "flow": {"type": "PaymentFlowInstant"}}


def test_row_76_no_file_holds_a_number_or_a_code_at_any_commit(
    day: Day, record_property: Callable[[str, object], None]
) -> None:
    record_property("card_moments", len(day.moments))

    assert len(day.moments) >= 20
    assert {"before tokenise", "after tokenise", "after use_card"} <= set(day.moments)
    assert day.found == []
    assert day.sessions == 0


def test_row_76_nor_afterwards_in_any_value_of_any_table(day: Day) -> None:
    assert list(canaries(files(day.folder))) == []
    assert list(canaries(values(day.folder))) == []


def test_row_80_nothing_that_is_left_could_be_a_whole_number_of_a_card(day: Day) -> None:
    assert list(card_numbers(files(day.folder))) == []
    assert list(card_numbers(values(day.folder))) == []


def test_row_80_what_may_be_shown_of_a_card_is_there(day: Day) -> None:
    whole = b"".join(content for _, content in values(day.folder))

    assert CARD[:6].encode() in whole
    assert CARD[-4:].encode() in whole


@pytest.mark.parametrize("written", [CARD, "4242 4242 4242 4242", "4012-8888-8888-1881"])
def test_row_80_a_number_that_is_somewhere_would_be_found(written: str) -> None:
    planted = [("x.jsonl", b'{"a":"' + written.encode() + b'"}')]

    assert list(card_numbers(planted))


@pytest.mark.parametrize("text", [json.dumps({"cvv": CODES[CARD]}), f"x {CODES[CARD]} y", CODES[CARD]])
def test_row_76_a_code_that_is_somewhere_would_be_found(text: str) -> None:
    assert list(canaries([("x", text.encode())])) == ["a code in x"]


def holding(centre: Centre, code: str) -> list[str]:
    """Which parts of the centre's memory hold a code now."""
    return [place for place, content in memory_of(centre.instance.process_id) if stands_alone(code, content)]


@LINUX
def test_row_76_a_second_after_the_end_no_memory_holds_the_code(centre: Centre) -> None:
    """The code is one that the process had nowhere before: what is found came with the card."""
    shop = centre.shop()
    intent_id, payer = centre.intent(shop)
    before = b"\n".join(content for _, content in memory_of(centre.instance.process_id))
    code = next(f"{number}" for number in range(1357, 9999, 7) if f"{number}".encode() not in before)

    ask = question(payer, CARD, code)
    payer.yes("POST", f"/payment-intents/{intent_id}/payments", ask)
    centre.until(lambda: shop.yes("GET", f"/payment-intents/{intent_id}")["status"] == "paid")
    ended = centre.clock.monotonic()
    found = holding(centre, code)
    while found and centre.clock.monotonic() < ended + 1:
        found = holding(centre, code)

    assert len(before) > 10_000_000
    assert found == []


@LINUX
def test_row_76_an_image_of_the_centres_memory_is_never_made(centre: Centre) -> None:
    limits = Path(f"/proc/{centre.instance.process_id}/limits").read_text(encoding="ascii")

    (line,) = (line for line in limits.splitlines() if line.startswith("Max core file size"))

    assert line.split()[4] == "0"


def test_row_76_a_centre_that_is_killed_leaves_nothing_and_its_sessions_die(centre: Centre) -> None:
    shop = centre.shop()
    secure_id, secure = centre.intent(shop)
    begun = question(secure, SECURE_CARD, CODES[SECURE_CARD])
    secure.yes("POST", f"/payment-intents/{secure_id}/payments", begun)
    intent_id, payer = centre.intent(shop)
    ask = question(payer, CARD, CODES[CARD])

    centre.instance.kill()
    left = list(canaries(files(centre.folder)))
    centre.start()
    refused = centre.to(payer.token).ask("POST", f"/payment-intents/{intent_id}/payments", ask)

    assert left == []
    assert (refused.status, refused.code) == (422, "invalid_payment_session")
    assert list(canaries(files(centre.folder))) == []
