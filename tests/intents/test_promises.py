"""The promises of the reliability sheet about intents, each by its name: D5, D7, M6, M7, T2, T3, P1, P2."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from common.clock import VirtualClock
from common.errors import Broken, Rejected
from common.protocol.endpoint import Nothing
from common.status import Status
from processing_app.bank.simulated.moods import Mood
from processing_app.core import chargeback, flows, intent, ledger, payment, refund
from processing_app.core.events import Event
from processing_app.core.flows import Fixed, Flow, Role, Share
from processing_app.core.intent import Intent, IntentStatus
from processing_app.core.payment_parts import REFUND_TRANSITIONS, ChargebackStatus, RefundStatus
from processing_app.core.rounding import Rounding
from processing_app.service.asks.access import RevokeTokensOf, RotateTokenKey
from processing_app.service.asks.domain import PosId
from processing_app.store import intents, log
from processing_app.vault.asks import VaultKeyId
from processing_app.vault.desk import Desk
from tests.intents.bank.stage import Stage
from tests.intents.centre import AMOUNT, CARD, HOLD, NO_FUNDS, OPERATOR, SECURE_CARD, Platform, Shop
from tests.intents.core import examples
from tests.security import vault_canaries


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A centre for all these tests, and its time."""
    with Platform(tmp_path_factory.mktemp("centre")) as opened:
        opened.training()
        yield opened


@pytest.fixture(scope="module")
def shop(platform: Platform) -> Shop:
    """The server of the example's shop."""
    return platform.shop()


def test_d5_what_has_ended_never_begins_again() -> None:
    over = (IntentStatus.PAID, IntentStatus.CANCELLED, IntentStatus.OVERDUE)
    leads = {(before, after) for (before, _), after in intent.INTENT_TRANSITIONS.items() if before in over}
    assert leads == {(one, one) for one in over}

    paid = {Status.CAPTURED, Status.REFUNDED, Status.CHARGEBACK}
    ends = {Status.FAILED, Status.CANCELLED, Status.REFUNDED}
    for (before, event), after in payment.TRANSITIONS.items():
        assert after in paid or before not in paid, f"{before} → {after} by {event.__name__}"
        assert after is before or before not in ends, f"{before} → {after} by {event.__name__}"
    assert {before for before, _ in REFUND_TRANSITIONS} == {None, RefundStatus.PENDING}


def test_d5_a_story_has_no_gap_and_replayed_it_is_the_state(platform: Platform, shop: Shop) -> None:
    platform.paid(shop)
    name, payer = platform.create(shop)
    platform.pay(payer, name, NO_FUNDS)
    platform.run()
    platform.pay(payer, name, flow=HOLD)
    platform.run()
    shop.yes("POST", f"/payment-intents/{name}/payments/2/capture", {"reason": "x", "amount": 20_000})
    platform.run()
    shop.yes("POST", f"/payment-intents/{name}/payments/2/refunds", {"amount": 1_000})
    platform.run()

    story = platform.database.read(lambda db: log.load(db, log.intent(name)))
    whole = [
        one for one in platform.database.read(lambda db: list(log.everything(db))) if one.stream == story[0].stream
    ]

    assert [one.version for one in story] == list(range(1, len(story) + 1))
    assert story == whole, "each is chained to the one before it in the log"
    now = platform.database.read(lambda db: intents.look(db, name))
    assert now is not None
    assert intents.encoded(intent.replay(story)) == intents.encoded(now)
    public = [one["id"] for one in platform.events(payer, name)]
    assert public == sorted(set(public))


@pytest.mark.parametrize("late_seconds", [0, 1, 600])
def test_d7_nobody_begins_to_pay_after_the_due_date(platform: Platform, shop: Shop, late_seconds: int) -> None:
    """Whether or not the clock's own work has been done by then."""
    name, payer = platform.create(shop)
    platform.clock.advance(3_599)
    card = platform.tokenised(payer)
    platform.clock.advance(1 + late_seconds)

    answer = payer.ask("POST", f"/payment-intents/{name}/payments", {"payer": card})
    code = payer.ask("POST", f"/payment-intents/{name}/kiosk-codes", {})

    assert [(one.status, one.code) for one in (answer, code)] == [(422, "invalid_intent_status")] * 2
    platform.run()
    assert platform.status(shop, name) == "overdue"


@pytest.mark.parametrize("mood", [Mood.OK, Mood.SILENT, Mood.LATE, Mood.REFUSING])
def test_d7_what_is_in_flight_at_the_due_date_is_paid_or_given_back(tmp_path: Path, mood: Mood) -> None:
    with Stage(tmp_path, VirtualClock()) as stage:
        stage.open_shop()
        name = stage.create(due_ms=60_000)
        stage.clock.advance(59)
        stage.pay(name, lifetime_ms=120_000)
        stage.mood(mood)
        stage.clock.advance(1)
        stage.run()
        for _ in range(4):
            stage.later(60)
        stage.mood(Mood.OK)
        stage.later(60)

        heard = stage.heard(name)
        assert heard is not None
        if mood is Mood.OK:
            assert (stage.state(name).status, heard.captured) == (IntentStatus.PAID, heard.amount)
        else:
            assert (stage.state(name).status, heard.captured) == (IntentStatus.OVERDUE, 0)
            assert heard.verdict in ("refused", "cancelled", "fenced"), "the bank can never take it any more"
            assert stage.balances() == {}
        assert stage.tasks() == []


@pytest.mark.parametrize("seed", range(40))
def test_m6_refunds_and_disputes_take_no_more_than_was_captured(seed: int) -> None:
    """In any order of what shops, banks and payers' banks do; whatever would be too much is refused."""
    chance, state = Random(seed), examples.paid()
    taken: list[list[Event]] = []
    for _ in range(25):
        try:
            events = _something(chance, state)
        except (Rejected, Broken):
            continue
        state = examples.after(state, events)
        taken.append(events)

        one = state.payment("1")
        lost = sum(each.amount for each in one.chargebacks.values() if each.status is ChargebackStatus.ACCEPTED)
        assert one.left >= 0
        assert one.left + one.refunded + one.refund_held + one.chargeback_held + lost == one.captured == AMOUNT
        assert examples.money(*taken).get("bank:simulated:settlement", 0) == one.refunded + lost
    assert taken


def _something(chance: Random, state: Intent) -> list[Event]:
    """A decision that somebody might ask for."""
    left, number = state.payment("1").left, chance.choice("123")
    amount = chance.choice([1, left, left + 1, left // 2 + 1, AMOUNT])
    decisions: list[Callable[[], list[Event]]] = [
        lambda: refund.start(state, "1", refund.Asked(amount), 10**9),
        lambda: refund.start(state, "1", refund.Asked(), 10**9),
        lambda: refund.succeed(state, "1", number, "r"),
        lambda: refund.fail(state, "1", number, "refund_failed"),
        lambda: chargeback.open_first(state, "1", levy=5, reason="10.4", amount=amount),
        lambda: chargeback.reject(state, "1", number),
        lambda: chargeback.reject(state, "1", number),
        lambda: chargeback.accept(state, "1", number),
        lambda: chargeback.reopen(state, "1", number, levy=5),
    ]
    return chance.choice(decisions)()


FEES = (
    (Flow(Role.POS, Role.COMMISSION, Share(3, 100)),),
    (Flow(Role.POS, Role.COMMISSION, Share(1, 3)), Flow(Role.COMMISSION, Role.BANK, Share(1, 2, "surplus"))),
    (Flow(Role.POS, Role.COMMISSION, Fixed(30)), Flow(Role.POS, Role.BANK, Share(2, 7, "surplus"))),
)
ACCOUNTS = {Role.POS: "pos:p:settlement", Role.BANK: "bank:b:settlement", Role.COMMISSION: "processing:commission"}


@pytest.mark.parametrize("fees", FEES)
@pytest.mark.parametrize("policy", Rounding)
def test_m7_the_parts_of_a_captured_sum_make_the_whole(fees: tuple[Flow, ...], policy: Rounding) -> None:
    """Whatever does not divide stays with the POS: nothing is lost by rounding, and nothing is made."""
    first = fees[0].volume
    for amount in (*range(1, 3_000), 10**9 + 1, 10**12 - 1, 10**12):
        made = flows.postings(fees, amount, ACCOUNTS, "RUB", policy)
        moved = ledger.apply({}, made)

        wanted = Fraction(first.p * amount, first.q) if isinstance(first, Share) else min(amount, 30)
        taken = made[0].amount if made and made[0].destination == ACCOUNTS[Role.COMMISSION] else 0
        assert abs(taken - wanted) <= Fraction(1, 2)
        assert sum(moved.values()) == 0
        assert amount + moved.get(ACCOUNTS[Role.POS], 0) >= 0
        assert min(moved.get(ACCOUNTS[Role.COMMISSION], 0), moved.get(ACCOUNTS[Role.BANK], 0)) >= 0


def test_t2_a_card_that_was_given_to_one_intent_pays_no_other(platform: Platform, shop: Shop) -> None:
    (first, payer), (second, other) = platform.create(shop), platform.create(shop)
    mine, theirs = platform.tokenised(payer), platform.tokenised(other)

    stolen = other.ask("POST", f"/payment-intents/{second}/payments", {"payer": mine})
    session = theirs | {"paymentSession": mine["paymentSession"]}
    mixed = other.ask("POST", f"/payment-intents/{second}/payments", {"payer": session})

    assert (stolen.status, stolen.code) == (422, "invalid_payment_tool_token")
    assert (mixed.status, mixed.code) == (422, "invalid_payment_session")
    assert platform.changes(shop, second) == ["PaymentIntentCreated"]
    assert payer.ask("POST", f"/payment-intents/{first}/payments", {"payer": mine}).status == 201


def test_t2_a_shops_own_key_brings_no_card_and_is_told_why(shop: Shop) -> None:
    card = {"paymentToolType": "CardData", "cardNumber": CARD, "expDate": "12/39", "cvv": "123"}

    answer = shop.ask("POST", "/payment-method-tokens", {"paymentTool": card, "clientInfo": {"fingerprint": "1"}})

    assert (answer.status, answer.code) == (401, "client_token_required")
    assert all(len(answer.body["messages"][language]) > 20 for language in ("ru", "en"))


@pytest.mark.parametrize("how", ["intent", "shop", "key"])
def test_t3_a_token_that_was_taken_back_opens_nothing_from_then_on(platform: Platform, how: str) -> None:
    shop, access = platform.another(f"SHOP-{how}"), platform.service.platform.access
    name, payer = platform.create(shop, shopID=f"SHOP-{how}")
    whose = payer if how == "intent" else shop
    assert whose.ask("GET", f"/payment-intents/{name}").status == 200

    if how == "key":
        platform.do(access.rotate_token_key, RotateTokenKey(at_once=True))
    else:
        named = {"intent_id": name} if how == "intent" else {"shop_id": f"SHOP-{how}"}
        platform.do(access.revoke_tokens, RevokeTokensOf(**named))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: whose.ask("GET", f"/payment-intents/{name}"), range(16)))

    assert {(one.status, one.code) for one in answers} == {(401, "wrong_token")}


def test_t3_a_closed_pos_makes_no_intent_and_begins_no_payment(platform: Platform) -> None:
    shop = platform.shop()
    name, payer = platform.create(shop)
    card = platform.tokenised(payer)
    shops = platform.service.platform.shops
    platform.do(shops.close_pos, PosId(id="TEST"))

    made = shop.ask("POST", "/payment-intents", platform.question())
    begun = payer.ask("POST", f"/payment-intents/{name}/payments", {"payer": card})
    platform.do(shops.open_pos, PosId(id="TEST"))

    assert [(one.status, one.code) for one in (made, begun)] == [(422, "invalid_shop_status")] * 2


def test_p1_and_p2_no_code_and_no_number_of_a_card_is_in_any_file(platform: Platform) -> None:
    """After a payment that went well, one that failed, and one whose payer never came back."""
    shop, vault = platform.shop(), platform.platform.vault
    vault.sessions.end_all()
    for number in (CARD, NO_FUNDS):
        vault_canaries.pay(platform, shop, number)
        assert len(vault.sessions) == 0, "the code is gone as soon as the payment has ended"
    vault_canaries.pay(platform, shop, SECURE_CARD)
    assert len(vault.sessions) == 1
    platform.run_for(vault_canaries.LIFETIME_SECONDS, 60)
    assert len(vault.sessions) == 0

    assert list(vault_canaries.canaries(vault_canaries.files(platform.folder))) == []


def test_p2_a_new_key_takes_over_every_card_while_payers_pay(platform: Platform) -> None:
    shop, desk = platform.shop(), Desk(platform.platform.vault)
    before, _ = platform.paid(shop)
    old = next(key.key_id for key in desk.vault_status(OPERATOR, Nothing()).keys if key.current)

    desk.rotate_vault_key(OPERATOR, Nothing())
    during, _ = platform.paid(shop)
    while platform.platform.upkeep.turn():
        pass
    status = desk.destroy_vault_key(OPERATOR, VaultKeyId(key_id=old))

    assert status.waiting == 0
    assert {key.cards for key in status.keys if not key.current} == {0}
    for name in (before, during):
        (shown,) = shop.yes("GET", f"/payment-intents/{name}/payments")["payments"]
        assert shown["payer"]["paymentToolToken"]
    assert not (platform.folder / "secrets" / f"vault-{old}.key").exists()
