"""Let it crash: a bank says what cannot be, the intent stops, others do not feel it, and a person brings it back."""

import pytest

from processing_app.bank.simulated.moods import Mood
from processing_app.service.asks import AskTasks
from processing_app.service.asks.bank import AskBankOperations, SetBankMood
from processing_app.service.asks.repairs import AskStopped, FailIntent, FulfilIntent, IntentId, ReviveIntent
from processing_app.service.repairs.console import Console
from tests.intents.centre import AMOUNT, CARD, HOLD, OPERATOR, Platform, Shop

DOORS = (
    ("GET", ""), ("GET", "/payment-methods"), ("GET", "/events"), ("GET", "/payments"), ("GET", "/payments/1"),
    ("PUT", "/cancel"), ("POST", "/payments/1/capture"), ("POST", "/payments/1/cancel"),
    ("POST", "/payments/1/refunds"),
)  # fmt: skip
BODIES = {"/cancel": {"reason": "x"}, "/payments/1/capture": {"reason": "x"}, "/payments/1/cancel": {"reason": "x"}}


@pytest.mark.parametrize("mood", [Mood.GARBAGE, Mood.LYING])
def test_a_poisoned_intent_answers_500_and_nobody_else_feels_it(platform: Platform, shop: Shop, mood: Mood) -> None:
    before, _ = platform.paid(shop)
    poisoned, payer = _poisoned(platform, shop, mood)
    story = _story(platform, poisoned)

    for method, path in DOORS:
        body = BODIES.get(path, {}) if method != "GET" else None
        answer = shop.ask(method, f"/payment-intents/{poisoned}{path}", body)
        assert (answer.status, answer.code) == (500, "intent_stopped"), (method, path)
    assert payer.ask("GET", f"/payment-intents/{poisoned}").code == "intent_stopped"

    assert _story(platform, poisoned) == story, "nothing moves"
    platform.run_for(5)
    after, _ = platform.paid(shop)
    assert {platform.status(shop, before), platform.status(shop, after)} == {"paid"}
    alarms = platform.look(platform.service.repair.alarms, AskTasks()).alarms
    assert [(one.about, one.code) for one in alarms] == [(f"intent:{poisoned}", "intent_stopped")]
    assert platform.balances()["holds"] == 0


def test_a_revived_intent_goes_on_with_its_story(platform: Platform, shop: Shop) -> None:
    poisoned, payer = _poisoned(platform, shop, Mood.GARBAGE)
    story = _story(platform, poisoned)

    _console(platform).revive_intent(OPERATOR, ReviveIntent(intent_id=poisoned, reason="банк починили"))
    platform.run()

    assert platform.status(shop, poisoned) == "paid"
    kept = _story(platform, poisoned)
    assert kept[: len(story)] == story
    assert kept[len(story) :][0] == "IntentRevived"
    assert platform.changes(payer, poisoned)[-1] == "PaymentIntentStatusChanged:paid"
    operations = platform.service.platform.banks.bank_operations(OPERATOR, AskBankOperations()).operations
    assert [(one.operation, one.amount) for one in operations] == [("authorize", AMOUNT)], "asked twice, done once"
    assert platform.balances()["bank:simulated:settlement"] == -AMOUNT


def test_a_person_says_what_the_bank_did(platform: Platform, shop: Shop) -> None:
    poisoned, _ = _poisoned(platform, shop, Mood.GARBAGE)
    look = _console(platform).stopped_intent(OPERATOR, IntentId(intent_id=poisoned))
    assert look.bank is not None
    assert look.bank.verdict == "captured"

    act = FulfilIntent(intent_id=poisoned, reason="по выписке", reference=look.bank.reference, captured=True)
    _console(platform).fulfil_intent(OPERATOR, act)
    platform.run()

    assert platform.status(shop, poisoned) == "paid"
    assert platform.look(_console(platform).stopped_intents, AskStopped()).intents == []


def test_a_payment_that_a_person_failed_is_voided_at_the_bank(platform: Platform, shop: Shop) -> None:
    platform.service.platform.banks.set_bank_mood(OPERATOR, SetBankMood(mood=Mood.SILENT))
    poisoned, payer = platform.create(shop)
    assert platform.pay(payer, poisoned).status == 201
    platform.run()
    platform.service.platform.banks.set_bank_mood(OPERATOR, SetBankMood(mood=Mood.GARBAGE, times=1))
    platform.run_for(2)
    assert shop.ask("GET", f"/payment-intents/{poisoned}").code == "intent_stopped"
    platform.service.platform.banks.set_bank_mood(OPERATOR, SetBankMood(mood=Mood.SILENT))

    _console(platform).fail_intent(OPERATOR, FailIntent(intent_id=poisoned, reason="банк не отвечает"))
    platform.run()
    platform.service.platform.banks.set_bank_mood(OPERATOR, SetBankMood(mood=Mood.OK))
    platform.run_for(3)

    assert platform.status(shop, poisoned) == "unpaid"
    assert _story(platform, poisoned)[-1] == "PaymentVoided"
    balances = platform.balances()
    assert balances.get("bank:simulated:settlement", 0) == 0
    assert platform.pay(payer, poisoned).status == 201, "the payer may try again"
    platform.run()
    assert platform.status(shop, poisoned) == "paid"


@pytest.mark.parametrize("operation", ["capture", "cancel", "refund"])
def test_garbage_at_any_operation_leaves_the_money_where_it_was(platform: Platform, shop: Shop, operation: str) -> None:
    flow = {"type": "PaymentFlowInstant"} if operation == "refund" else HOLD
    name, payer = platform.create(shop)
    assert platform.pay(payer, name, CARD, flow=flow).status == 201
    platform.run()
    where = platform.balances()
    platform.service.platform.banks.set_bank_mood(OPERATOR, SetBankMood(mood=Mood.GARBAGE, times=1))
    path = f"/payment-intents/{name}/payments/1/{'refunds' if operation == 'refund' else operation}"
    shop.yes("POST", path, {"reason": "x"} | ({"amount": 1_000} if operation == "refund" else {}))
    held = platform.balances()

    platform.run()

    assert shop.ask("GET", f"/payment-intents/{name}").code == "intent_stopped"
    assert platform.balances() == held
    assert sum(where.values()) == sum(held.values())
    _console(platform).revive_intent(OPERATOR, ReviveIntent(intent_id=name, reason="банк починили"))
    platform.run()
    assert platform.status(shop, name) == ("unpaid" if operation == "cancel" else "paid")


def _poisoned(platform: Platform, shop: Shop, mood: Mood) -> tuple[str, Shop]:
    """An intent whose bank said what cannot be."""
    name, payer = platform.create(shop)
    platform.service.platform.banks.set_bank_mood(OPERATOR, SetBankMood(mood=mood, times=1))
    assert platform.pay(payer, name).status == 201
    platform.run()
    return name, payer


def _story(platform: Platform, name: str) -> list[str]:
    stream = f"intent/{name}"
    rows = platform.database.read(
        lambda db: db.raw.execute("SELECT kind FROM events WHERE stream = ? ORDER BY version", (stream,)).fetchall()
    )
    return [row["kind"] for row in rows]


def _console(platform: Platform) -> Console:
    return platform.service.platform.repairs.console
