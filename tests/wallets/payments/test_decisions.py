"""Decisions about payments of wallets, as plain values."""

from collections.abc import Callable

import pytest

from common.errors import Broken, Rejected
from common.status import Status
from processing_app.core import intent, payment, wallet_payment
from processing_app.core.events import Event
from processing_app.core.ledger import Posting, apply
from processing_app.core.payment import NEW, Payment
from processing_app.core.wallet_events import WalletPaymentStarted
from processing_app.core.wallet_payment import CONFIRM_MS
from processing_app.core.wallet_shown import shown

NOW = 1_900_000_000_000
LIMIT = 1000


def asked(way: str = "barcode", amount: int = 1500, recipient: str = "provider:3") -> WalletPaymentStarted:
    return WalletPaymentStarted(
        payment_id="w", number=7, way=way, sender="wallet:4", recipient=recipient, amount=amount, currency="RUB",
        sender_name="Иван И.", recipient_name="Мегафон", order="№ 5",
    )  # fmt: skip


def started(*of: WalletPaymentStarted) -> Payment:
    began = of[0] if of else asked()
    return after(NEW, wallet_payment.start(began, no_confirmation=LIMIT, now=NOW))


def after(before: Payment, events: list[Event]) -> Payment:
    state = before
    for event in events:
        state = payment.evolve(state, event, NOW)
    return state


def names(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


def moved(*lists: list[Event]) -> dict[str, int]:
    postings: list[Posting] = [one for events in lists for event in events for one in event.postings]
    return {name: amount for name, amount in apply({}, postings).items() if amount}


@pytest.mark.parametrize(
    ("way", "amount", "waits"),
    [("barcode", LIMIT, False), ("barcode", LIMIT + 1, True), ("qr", LIMIT + 1, False), ("send", LIMIT + 1, False)],
)
def test_only_a_charge_above_the_limit_waits_for_its_payer(way: str, amount: int, waits: bool) -> None:
    state = started(asked(way, amount))

    assert wallet_payment.is_waiting(state) is waits
    assert state.of_wallet.confirm_until == (NOW + CONFIRM_MS if waits else 0)
    assert state.of_wallet.shown == (shown("provider:3", "Мегафон", amount, "RUB", "№ 5") if waits else "")


def test_a_payer_says_yes_once_and_only_to_what_he_was_shown() -> None:
    state = started()
    with pytest.raises(Rejected, match="shown_differs"):
        wallet_payment.confirm(state, shown("provider:3", "Мегафон", 1, "RUB", "№ 5"), NOW)

    told = state.of_wallet.shown
    confirmed = after(state, wallet_payment.confirm(state, told, NOW + CONFIRM_MS - 1))

    assert not wallet_payment.is_waiting(confirmed)
    assert wallet_payment.confirm(confirmed, told, NOW) == []
    assert wallet_payment.refuse(confirmed, told) == []
    assert wallet_payment.expire(confirmed, NOW + CONFIRM_MS) == []


def test_a_yes_comes_too_late_at_the_very_moment_it_expires() -> None:
    state = started()

    with pytest.raises(Rejected, match="confirmation_over"):
        wallet_payment.confirm(state, state.of_wallet.shown, NOW + CONFIRM_MS)
    assert wallet_payment.expire(state, NOW + CONFIRM_MS - 1) == []
    over = after(state, wallet_payment.expire(state, NOW + CONFIRM_MS))
    assert (over.status, over.failure) == (Status.FAILED, "confirmation_over")
    with pytest.raises(Rejected, match="confirmation_over"):
        wallet_payment.confirm(over, state.of_wallet.shown, NOW)


def test_a_clock_set_back_ends_a_charge_instead_of_letting_it_wait_for_a_day() -> None:
    state = started()

    assert wallet_payment.expire(state, NOW - 1) == []
    over = after(state, wallet_payment.expire(state, NOW - CONFIRM_MS - 1))

    assert over.failure == "confirmation_over"
    with pytest.raises(Rejected, match="confirmation_over"):
        wallet_payment.confirm(state, state.of_wallet.shown, NOW - CONFIRM_MS - 1)


def test_a_refused_charge_stays_refused() -> None:
    state = started()
    refused = after(state, wallet_payment.refuse(state, state.of_wallet.shown))

    assert (refused.status, refused.failure) == (Status.FAILED, "refused_by_payer")
    assert wallet_payment.confirm(refused, state.of_wallet.shown, NOW) == []
    assert wallet_payment.settle(refused, 10_000) == []


@pytest.mark.parametrize(
    ("way", "recipient", "account"),
    [("send", "wallet:5", "wallet:5:main"), ("qr", "provider:3", "provider:3:settlement")],
)
def test_a_sum_moves_by_way_of_its_hold_and_leaves_nothing_there(way: str, recipient: str, account: str) -> None:
    state = started(asked(way, 1500, recipient))
    events = wallet_payment.settle(state, 1500)

    assert names(events) == ["WalletAuthorized", "PaymentCaptured"]
    assert moved(events) == {"wallet:4:main": -1500, account: 1500}
    assert wallet_payment.settle(after(state, events), 10_000) == []


@pytest.mark.parametrize("decide", [wallet_payment.settle, wallet_payment.authorize])
def test_a_kopeck_too_few_fails_and_moves_nothing(decide: Callable[[Payment, int], list[Event]]) -> None:
    events = decide(started(asked("withdraw", 1500, "bank:simulated")), 1499)

    assert names(events) == ["PaymentFailed"]
    assert moved(events) == {}


def test_a_withdrawal_is_held_then_paid_out_or_given_back() -> None:
    state = started(asked("withdraw", 1500, "bank:simulated"))
    held = wallet_payment.authorize(state, 1500)
    authorized = after(state, held)
    paid = wallet_payment.withdrawn(authorized, "R1")
    back = wallet_payment.give_back(authorized, "bank_refused", "account_closed")

    assert moved(held) == {"wallet:4:main": -1500, "payment:w:hold": 1500}
    assert authorized.held == 1500
    assert moved(held, paid) == {"wallet:4:main": -1500, "bank:simulated:settlement": 1500}
    assert moved(held, back) == {}
    assert wallet_payment.withdrawn(after(authorized, paid), "R1") == []
    assert wallet_payment.give_back(after(authorized, back), "bank_refused") == []
    with pytest.raises(Broken, match="invalid_transition"):
        wallet_payment.give_back(after(authorized, paid), "bank_refused")
    with pytest.raises(Broken, match="invalid_transition"):
        wallet_payment.withdrawn(after(authorized, back), "R1")


def test_the_stream_of_a_charge_folds_as_an_intent_with_one_payment() -> None:
    begun = wallet_payment.start(asked(amount=500), no_confirmation=LIMIT, now=NOW)
    state = intent.fold([*begun, *wallet_payment.settle(after(NEW, begun), 500)], at=NOW)

    assert (state.id, state.status, state.created) == ("w", intent.IntentStatus.PAID, None)
    assert {name: one.status for name, one in state.payments.items()} == {"1": Status.CAPTURED}
    assert intent.wake_at(state) == 0
