"""A processing centre takes a payment once for its id, holds the agent's money, and tells nobody else."""

import time
from typing import Any

import pytest

from tests.protocol.centre import PAY, PAYMENTS, AgentBooks, Centre
from tests.protocol.target import needs
from tests.protocol.wire import Body, granted, new_id, refused, together, turned_away

KINDS = ("centre",)
TAKEN = ("authorized", "captured")
PROMISED = ("payment_id", "number", "accepted_at")
DELIVERY_SECONDS = 20
SUMS = {
    "too-little-inserted": {"inserted": 10_000, "agent_fee": 300, "amount": 10_000},
    "too-much-inserted": {"inserted": 10_301, "agent_fee": 300, "amount": 10_000},
    "all-is-fee": {"inserted": 300, "agent_fee": 300, "amount": 0},
    "negative-fee": {"inserted": 9_700, "agent_fee": -300, "amount": 10_000},
    "negative-sum": {"inserted": 100, "agent_fee": 10_100, "amount": -10_000},
    "all-negative": {"inserted": -10_000, "agent_fee": 0, "amount": -10_000},
    "nothing": {"inserted": 0, "agent_fee": 0, "amount": 0},
    "ten-to-the-15th": {"inserted": 10**15, "agent_fee": 0, "amount": 10**15},
    "ten-to-the-30th": {"inserted": 10**30, "agent_fee": 0, "amount": 10**30},
    "fractions": {"inserted": 10_000.5, "agent_fee": 0, "amount": 10_000.5},
    "floats": {"inserted": 10_300.0, "agent_fee": 300.0, "amount": 10_000.0},
    "texts": {"inserted": "10300", "agent_fee": "300", "amount": "10000"},
    "true": {"inserted": True, "agent_fee": 0, "amount": True},
    "null": {"inserted": None, "agent_fee": None, "amount": None},
}


def promise(body: dict[str, Any]) -> list[Any]:
    """What is the same at every repeat; the status may have gone on."""
    return [body[name] for name in PROMISED]


def test_a_payment_is_accepted_and_the_agents_money_held(centre: Centre) -> None:
    books = AgentBooks(centre)

    ask, accepted = centre.paid()

    assert accepted["payment_id"] == ask["payment_id"]
    assert type(accepted["number"]) is int
    assert accepted["status"] in TAKEN
    assert ask["amount"] <= books.spent() <= 2 * ask["amount"]
    assert centre.state(ask["payment_id"]) in TAKEN


def test_a_repeat_gets_the_same_promise_and_holds_nothing_more(centre: Centre) -> None:
    ask, first = centre.paid()
    books = AgentBooks(centre)

    for _ in range(3):
        assert promise(granted(centre.post(PAY, ask))) == promise(first)

    assert books.spent() == 0
    assert books_rows(centre, ask) == 0


def books_rows(centre: Centre, ask: dict[str, Any]) -> int:
    """How many rows of a payment came into the register since the last look."""
    return len(centre.rows(ask["payment_id"]))


def test_eight_at_once_are_one_payment(centre: Centre) -> None:
    _, _ = centre.paid()
    alone = AgentBooks(centre)
    centre.paid()
    cost = alone.spent()
    books = AgentBooks(centre)
    ask = centre.pay_ask()

    answers = [granted(answer) for answer in together(lambda: centre.post(PAY, ask))]

    assert [promise(answer) for answer in answers] == [promise(answers[0])] * 8
    assert books.spent() == cost
    assert books_rows(centre, ask) == 1


def test_two_payments_have_two_numbers(centre: Centre) -> None:
    assert len({centre.paid()[1]["number"] for _ in range(5)}) == 5


@pytest.mark.parametrize(
    "change",
    [
        {"inserted": 20_300, "amount": 20_000},
        {"agent_fee": 400, "amount": 9_900, "inserted": 10_300},
        {"account": "another"},
        {"terminal": "another"},
        {"session_id": "another"},
    ],
    ids=["another-sum", "another-fee", "another-account", "another-terminal", "another-session"],
)
def test_an_id_belongs_to_its_first_content(centre: Centre, change: dict[str, Any]) -> None:
    ask, first = centre.paid()
    books = AgentBooks(centre)
    if "account" in change:
        change = {"account": centre.target.unknown}

    answer = centre.post(PAY, ask | change)

    turned_away(answer, 409)
    assert answer.body["code"] == "payment_id_reused"
    assert promise(granted(centre.post(PAY, ask))) == promise(first)
    assert books.spent() == 0


@pytest.mark.parametrize("sums", SUMS.values(), ids=SUMS)
def test_sums_that_do_not_agree_are_not_taken(centre: Centre, sums: dict[str, Any]) -> None:
    books = AgentBooks(centre)
    ask = centre.pay_ask(**sums)

    turned_away(centre.post(PAY, ask), 400, 422)

    books.demand_nothing(ask["payment_id"])


def test_a_sum_outside_the_limits_that_the_payer_saw_is_not_taken(centre: Centre) -> None:
    entry = centre.entry
    outside = [entry["maximum"] + 1] + ([entry["minimum"] - 1] if entry["minimum"] > 1 else [])
    for amount in outside:
        books = AgentBooks(centre)
        ask = centre.pay_ask(amount=amount, agent_fee=1, inserted=amount + 1)

        refused(centre.post(PAY, ask), "amount_out_of_range")

        books.demand_nothing(ask["payment_id"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"currency": "XTS"}, "wrong_currency"),
        ({"provider_id": 999_999}, "unknown_provider"),
        ({"account": None}, "wrong_field"),
        ({"fields": {"no_such_field": "1"}}, "unknown_field"),
    ],
    ids=["another-currency", "an-unknown-provider", "a-malformed-number", "an-unknown-field"],
)
def test_what_the_directory_does_not_allow_is_not_taken(centre: Centre, change: dict[str, Any], code: str) -> None:
    books = AgentBooks(centre)
    if "account" in change:
        change = {"account": centre.target.malformed}
    if "fields" in change:
        change = {"fields": centre.target.fields | change["fields"]}
    ask = centre.pay_ask(**change)

    refused(centre.post(PAY, ask), code)

    books.demand_nothing(ask["payment_id"])


def test_an_id_never_seen_is_told_apart(centre: Centre) -> None:
    ask, _ = centre.paid()
    strange = new_id()

    answer = centre.states(ask["payment_id"], strange)

    assert [state["payment_id"] for state in answer["payments"]] == [ask["payment_id"]]
    assert answer["unknown"] == [strange]


def test_more_than_a_hundred_ids_at_once_are_refused(centre: Centre) -> None:
    refused(centre.post(PAYMENTS, {"payment_ids": [new_id() for _ in range(101)]}), "wrong_value")


def test_the_register_tells_every_payment_once_and_in_order(centre: Centre) -> None:
    position = centre.last_position()
    asks = [centre.paid()[0] for _ in range(3)]

    rows: list[Body] = []
    more = True
    while more:
        page = centre.page(position, 2)
        assert len(page["rows"]) <= 2
        rows, position, more = rows + page["rows"], page["position"], page["more"]

    told = [(row["payment_id"], row["inserted"], row["agent_fee"], row["amount"]) for row in rows]
    assert told == [(ask["payment_id"], ask["inserted"], ask["agent_fee"], ask["amount"]) for ask in asks]
    assert all(row["processing_fee"] >= 0 for row in rows)
    assert centre.page(position, 2)["rows"] == []


@needs("second")
def test_another_agent_sees_nothing_of_a_payment_and_cannot_take_its_id(centre: Centre) -> None:
    ask, _ = centre.paid()
    other = centre.second()
    books, own = AgentBooks(other), AgentBooks(centre)

    assert other.state(ask["payment_id"]) == "unknown"
    assert other.rows(ask["payment_id"]) == []
    turned_away(other.post(PAY, ask), 409)

    assert other.state(ask["payment_id"]) == "unknown"
    assert (books.spent(), own.spent()) == (0, 0)
    assert ask["payment_id"] not in {row["payment_id"] for row in other.page("", 500)["rows"]}


@needs("delivers")
def test_a_payment_is_delivered_to_the_provider(centre: Centre) -> None:
    ask, _ = centre.paid()

    deadline = time.monotonic() + DELIVERY_SECONDS
    while (state := centre.states(ask["payment_id"])["payments"][0])["status"] != "captured":
        assert time.monotonic() < deadline, state
        time.sleep(0.02)

    assert state["reference"]
    assert state["needs_review"] is False


@needs("delivers")
def test_a_payment_that_the_provider_refuses_gives_the_agents_money_back(centre: Centre) -> None:
    books = AgentBooks(centre)
    ask, _ = centre.paid(account=centre.target.unknown)

    deadline = time.monotonic() + DELIVERY_SECONDS
    while (state := centre.states(ask["payment_id"])["payments"][0])["status"] != "cancelled":
        assert time.monotonic() < deadline, state
        time.sleep(0.02)

    assert state["reason"] == "unknown_account"
    assert books.spent() == 0
