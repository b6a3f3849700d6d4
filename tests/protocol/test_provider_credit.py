"""A provider credits an account once for a payment's id, whatever is repeated, doubled or spoilt on the way."""

from typing import Any

import pytest

from tests.protocol.provider import CREDIT, Books, Provider
from tests.protocol.target import needs
from tests.protocol.wire import granted, refused, together, turned_away

KINDS = ("provider",)
NO_SUMS = {
    "zero": 0,
    "negative": -1,
    "a-fraction": 100.5,
    "a-float": 100.0,
    "a-text": "100",
    "true": True,
    "null": None,
    "a-list": [100],
    "ten-to-the-15th": 10**15,
    "ten-to-the-30th": 10**30,
}


def test_a_credit_is_booked_with_a_reference(provider: Provider) -> None:
    books = Books(provider)

    ask, done = provider.credited()

    assert done["payment_id"] == ask["payment_id"]
    assert (done["amount"], done["currency"]) == (ask["amount"], ask["currency"])
    assert done["reference"]
    assert done["credited_at"]
    books.demand(ask["payment_id"], ["credit"], ask["amount"])


def test_a_repeat_gets_the_same_answer_and_credits_nothing_more(provider: Provider) -> None:
    books = Books(provider)
    ask, first = provider.credited()

    again = [granted(provider.post(CREDIT, ask)) for _ in range(3)]

    assert again == [first] * 3
    books.demand(ask["payment_id"], ["credit"], ask["amount"])


def test_eight_at_once_credit_once(provider: Provider) -> None:
    books = Books(provider)
    ask = provider.credit_ask()

    answers = [granted(answer) for answer in together(lambda: provider.post(CREDIT, ask))]

    assert answers == answers[:1] * 8
    books.demand(ask["payment_id"], ["credit"], ask["amount"])


@pytest.mark.parametrize("change", [{"amount": 1}, {"account": 1}], ids=["another-sum", "another-account"])
def test_an_id_belongs_to_its_first_content(provider: Provider, change: dict[str, int]) -> None:
    books = Books(provider)
    ask, first = provider.credited()
    other: dict[str, Any] = (
        {"amount": ask["amount"] + 1} if "amount" in change else {"account": provider.target.unknown}
    )

    answer = provider.post(CREDIT, ask | other)

    turned_away(answer, 409)
    assert answer.body["code"] == "payment_id_reused"
    assert granted(provider.post(CREDIT, ask)) == first
    books.demand(ask["payment_id"], ["credit"], ask["amount"])


@pytest.mark.parametrize("amount", NO_SUMS.values(), ids=NO_SUMS)
def test_what_is_no_sum_is_not_credited(provider: Provider, amount: Any) -> None:
    books = Books(provider)
    ask = provider.credit_ask(amount=amount)

    turned_away(provider.post(CREDIT, ask), 400, 422)

    assert provider.status(ask["payment_id"])["status"] == "unknown"
    books.demand(ask["payment_id"], [], 0)


def test_another_currency_is_not_credited(provider: Provider) -> None:
    books = Books(provider)
    ask = provider.credit_ask(currency="XTS")

    refused(provider.post(CREDIT, ask), "wrong_currency")

    books.demand(ask["payment_id"], [], 0)


def test_an_unknown_account_is_not_credited(provider: Provider) -> None:
    ask = provider.credit_ask(account=provider.target.unknown)

    refused(provider.post(CREDIT, ask), "unknown_account")

    assert provider.status(ask["payment_id"])["status"] == "unknown"


@needs("blocked")
def test_a_blocked_account_is_not_credited(provider: Provider) -> None:
    ask = provider.credit_ask(account=provider.target.blocked)

    refused(provider.post(CREDIT, ask), "account_blocked")

    assert provider.status(ask["payment_id"])["status"] == "unknown"


def test_a_no_is_final_and_its_id_credits_nobody_later(provider: Provider) -> None:
    books = Books(provider)
    ask = provider.credit_ask(account=provider.target.unknown)
    refused(provider.post(CREDIT, ask), "unknown_account")

    turned_away(provider.post(CREDIT, ask | {"account": provider.target.known}), 409, 422)

    refused(provider.post(CREDIT, ask), "unknown_account")
    books.demand(ask["payment_id"], [], 0)


def test_a_payment_field_that_was_never_declared_is_not_credited(provider: Provider) -> None:
    books = Books(provider)
    ask = provider.credit_ask(fields=provider.target.fields | {"no_such_field": "1"})

    refused(provider.post(CREDIT, ask), "unknown_field")

    books.demand(ask["payment_id"], [], 0)
