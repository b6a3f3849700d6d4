"""A processing centre tells terminals whom they may pay, how much they may take, and whether a number exists."""

from typing import Any

import pytest

from tests.protocol.centre import CHECK, PROVIDERS, AgentBooks, Centre
from tests.protocol.target import needs
from tests.protocol.wire import granted, refused

KINDS = ("centre",)


def test_the_directory_has_a_version_and_providers_whose_first_field_is_the_account(centre: Centre) -> None:
    directory = granted(centre.post(PROVIDERS, {"terminal": "t", "version": 0}))

    assert directory["version"] > 0
    assert directory["unchanged"] is False
    for entry in directory["providers"]:
        assert entry["fields"][0]["name"] == "account"
        assert 0 < entry["minimum"] <= entry["maximum"]
        assert entry["name"]["ru"]


def test_a_terminal_that_has_the_newest_version_is_told_that_nothing_changed(centre: Centre) -> None:
    version = centre.directory["version"]

    again = granted(centre.post(PROVIDERS, {"terminal": "t", "version": version}))

    assert (again["version"], again["unchanged"], again["providers"]) == (version, True, [])


def test_a_terminal_with_a_version_nobody_made_gets_the_whole_directory(centre: Centre) -> None:
    again = granted(centre.post(PROVIDERS, {"terminal": "t", "version": centre.directory["version"] + 1000}))

    assert again["unchanged"] is False
    assert again["providers"] == centre.directory["providers"]


def test_the_deposit_is_the_balance_and_the_credit_limit(centre: Centre) -> None:
    deposit = centre.deposit()

    assert deposit["available"] == deposit["balance"] + deposit["credit_limit"]
    assert deposit["currency"] == centre.target.currency
    assert deposit["blocked"] is False


def test_a_known_number_is_found_at_the_provider(centre: Centre) -> None:
    ask = centre.check_ask()

    found = granted(centre.post(CHECK, ask))

    assert (found["payment_id"], found["account"]) == (ask["payment_id"], ask["account"])


def test_an_unknown_number_is_the_providers_final_no(centre: Centre) -> None:
    refused(centre.post(CHECK, centre.check_ask(account=centre.target.unknown)), "unknown_account")


@needs("blocked")
def test_a_blocked_number_is_the_providers_final_no(centre: Centre) -> None:
    refused(centre.post(CHECK, centre.check_ask(account=centre.target.blocked)), "account_blocked")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"account": None}, "wrong_field"),
        ({"provider_id": 999_999}, "unknown_provider"),
        ({"fields": {"no_such_field": "1"}}, "unknown_field"),
    ],
    ids=["a-malformed-number", "an-unknown-provider", "an-unknown-field"],
)
def test_a_check_that_the_directory_does_not_allow_is_refused(
    centre: Centre, change: dict[str, Any], code: str
) -> None:
    if "account" in change:
        change = {"account": centre.target.malformed}
    if "fields" in change:
        change = {"fields": centre.target.fields | change["fields"]}

    refused(centre.post(CHECK, centre.check_ask(**change)), code)


@needs("fields")
def test_a_declared_field_must_be_filled_in(centre: Centre) -> None:
    refused(centre.post(CHECK, centre.check_ask(fields={})), "missing_field")


def test_a_check_holds_no_money(centre: Centre) -> None:
    books = AgentBooks(centre)
    ask = centre.check_ask()

    granted(centre.post(CHECK, ask))

    books.demand_nothing(ask["payment_id"])
