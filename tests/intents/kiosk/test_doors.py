"""The whole road over real HTTP: an order, its code, an agent's check and payment, and what its shop sees of it."""

from collections.abc import Iterator

import pytest

from common import ids
from common.clock import moment
from common.errors import Rejected, Unavailable
from common.http_client import Peer
from common.protocol import codes, processing
from common.status import Status
from processing_app.core import order_code
from processing_app.service import asks
from processing_app.service.kiosk.orders import WRONG_CODES
from tests.intents.centre import AMOUNT, NO_FUNDS, Platform, Shop
from tests.intents.kiosk.test_orders import COMMISSION


class Kiosk:
    """Somebody's terminal: nothing of ours but the messages."""

    def __init__(self, platform: Platform) -> None:
        card = platform.do(platform.service.agents.sign_agent, asks.SignAgent(name="Агент"))
        platform.do(platform.service.deposits.top_up, asks.TopUp(agent_id=1, amount=10_000_000))
        url = f"http://127.0.0.1:{platform.port}"
        log = platform.instance.log
        self.clock = platform.clock
        self.peer = Peer(url, card.login, card.password, log, platform.clock, us="kiosk", them="centre")
        self.directory = self.peer.call(processing.PROVIDERS, processing.AskDirectory(terminal="T1"))

    def check(self, code: str) -> processing.NumberFound:
        ask = processing.CheckNumber(
            payment_id=ids.uuid7(self.clock.now_ms()), terminal="T1", provider_id=0, account=code,
            directory_version=self.directory.version,
        )  # fmt: skip
        return self.peer.call(processing.CHECK, ask)

    def release(self, found: processing.NumberFound) -> None:
        ask = processing.ReleaseNumber(payment_id=found.payment_id, terminal="T1", provider_id=0, account=found.account)
        answer = self.peer.call(processing.RELEASE, ask)
        assert answer.payment_id == found.payment_id

    def pay(self, found: processing.NumberFound) -> str:
        assert isinstance(found.amount, int)
        ask = processing.Pay(
            payment_id=found.payment_id, session_id="s", terminal="T1", provider_id=0, account=found.account,
            inserted=found.amount, agent_fee=0, amount=found.amount, directory_version=self.directory.version,
            accepted_at=moment(self.clock.now_ms()),
        )  # fmt: skip
        first = self.peer.call(processing.PAY, ask)
        assert self.peer.call(processing.PAY, ask) == first
        return found.payment_id

    def state(self, payment_id: str) -> processing.PaymentState:
        (state,) = self.peer.call(processing.PAYMENTS, processing.AskPayments(payment_ids=[payment_id])).payments
        return state


@pytest.fixture
def kiosk(platform: Platform) -> Iterator[Kiosk]:
    """One agent's terminal."""
    made = Kiosk(platform)
    yield made
    made.peer.close()


def coded(platform: Platform, shop: Shop) -> tuple[str, Shop, str]:
    """An order, its payer, and the code that the payer's browser was given."""
    intent_id, payer = platform.create(shop)
    told = payer.yes("POST", f"/payment-intents/{intent_id}/kiosk-codes")
    assert payer.yes("POST", f"/payment-intents/{intent_id}/kiosk-codes") == told
    return intent_id, payer, told["shortPaymentID"]


def test_an_order_is_paid_by_the_code_that_its_payer_was_given(platform: Platform, shop: Shop, kiosk: Kiosk) -> None:
    before = platform.balances()
    intent_id, payer, code = coded(platform, shop)
    entry = next(one for one in kiosk.directory.providers if one.provider_id == 0)
    assert (entry.name.en, entry.group.ru) == ("Pay an order by its code", "Магазины")

    found = kiosk.check(code)
    payment_id = kiosk.pay(found)
    platform.run()

    assert found.amount == AMOUNT
    assert kiosk.state(payment_id).status is Status.CAPTURED
    assert kiosk.state(payment_id).reference == f"{intent_id}.1"
    assert platform.status(shop, intent_id) == "paid"
    assert platform.changes(payer, intent_id)[-3:] == [
        "PaymentStatusChanged:authorized", "PaymentStatusChanged:captured", "PaymentIntentStatusChanged:paid",
    ]  # fmt: skip
    paid = shop.yes("GET", f"/payment-intents/{intent_id}/payments/1")
    assert paid["payer"]["paymentToolDetails"]["paymentCode"] == ids.payment_code(payment_id)
    moved = platform.moved(before)
    assert moved["agent:1:deposit"] == -AMOUNT - COMMISSION
    assert moved["pos:TEST:settlement"] + moved["processing:commission"] == AMOUNT + COMMISSION
    assert platform.balances()["provider:0:settlement"] == 0


def test_a_card_waits_while_a_kiosk_has_the_order_and_no_longer(platform: Platform, shop: Shop, kiosk: Kiosk) -> None:
    intent_id, payer, code = coded(platform, shop)
    found = kiosk.check(code)

    assert platform.pay(payer, intent_id).code == "payment_pending"
    assert shop.ask("PUT", f"/payment-intents/{intent_id}/cancel", {"reason": "x"}).code == "payment_pending"
    kiosk.release(found)
    assert platform.pay(payer, intent_id, NO_FUNDS).status == 201
    with pytest.raises(Rejected, match="order_being_paid"):
        kiosk.check(code)
    platform.run()
    assert kiosk.check(code).amount == AMOUNT


def test_whoever_guesses_codes_is_told_to_come_later(platform: Platform, shop: Shop, kiosk: Kiosk) -> None:
    _, _, code = coded(platform, shop)
    told = []
    for number in range(400):
        try:
            kiosk.check(order_code.made(lambda bound, number=number: number))  # type: ignore[misc]
        except (Rejected, Unavailable) as no:
            told.append(no.code)

    assert told == ["unknown_code"] * WRONG_CODES + ["too_many_codes"] * (400 - WRONG_CODES)
    assert codes.status_of(Unavailable("too_many_codes")) == 429
    with pytest.raises(Unavailable, match="too_many_codes"):
        kiosk.check(code)
    platform.clock.advance(3_600)
    assert platform.status(shop, coded(platform, shop)[0]) == "unpaid"
    assert kiosk.check(coded(platform, shop)[2]).amount == AMOUNT


def test_a_reservation_that_nobody_releases_ends_in_ten_minutes(platform: Platform, shop: Shop, kiosk: Kiosk) -> None:
    intent_id, payer, code = coded(platform, shop)
    kiosk.check(code)

    platform.clock.advance(10 * 60 + 1)
    platform.run()

    assert platform.pay(payer, intent_id).status == 201


def test_a_shop_is_told_in_words_that_cash_is_refunded_by_the_centre(
    platform: Platform, shop: Shop, kiosk: Kiosk
) -> None:
    intent_id, _, code = coded(platform, shop)
    payment_id = kiosk.pay(kiosk.check(code))
    platform.run()

    refused = shop.ask("POST", f"/payment-intents/{intent_id}/payments/1/refunds", {"amount": 100})

    assert (refused.status, refused.code) == (422, "cash_refund")
    assert payment_id in refused.body["message"]


def test_the_centre_gives_cash_back_through_the_kiosks_payment(platform: Platform, shop: Shop, kiosk: Kiosk) -> None:
    platform.paid(shop)  # the fee of a sum that goes back is paid from other money
    before = platform.balances()
    intent_id, _, code = coded(platform, shop)
    payment_id = kiosk.pay(kiosk.check(code))
    platform.run()

    ask = asks.ReversePayment(payment=payment_id, reason="the goods came back")
    platform.do(platform.service.repair.reverse_payment, ask)
    platform.run()

    assert kiosk.state(payment_id).status is Status.REFUNDED
    assert shop.yes("GET", f"/payment-intents/{intent_id}/payments/1")["status"] == "refunded"
    (refund,) = shop.yes("GET", f"/payment-intents/{intent_id}/payments/1/refunds")["refunds"]
    assert (refund["amount"], refund["status"]) == (AMOUNT, "succeeded")
    assert platform.moved(before).keys() <= {"pos:TEST:settlement", "processing:commission"}
