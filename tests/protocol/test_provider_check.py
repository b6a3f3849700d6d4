"""A provider says whether an account may be credited; nothing moves."""

from tests.protocol.provider import CHECK, Books, Provider
from tests.protocol.target import needs
from tests.protocol.wire import granted, refused

KINDS = ("provider",)


def test_a_known_account_is_found(provider: Provider) -> None:
    found = granted(provider.post(CHECK, provider.check_ask()))

    assert found["account"] == provider.target.known


def test_an_unknown_account_is_a_final_no(provider: Provider) -> None:
    refused(provider.post(CHECK, provider.check_ask(account=provider.target.unknown)), "unknown_account")


def test_an_account_that_no_rule_allows_is_a_final_no(provider: Provider) -> None:
    answer = provider.post(CHECK, provider.check_ask(account=provider.target.malformed))

    refused(answer, "wrong_field", "unknown_account")


@needs("blocked")
def test_a_blocked_account_is_a_final_no(provider: Provider) -> None:
    refused(provider.post(CHECK, provider.check_ask(account=provider.target.blocked)), "account_blocked")


def test_another_currency_is_not_checked(provider: Provider) -> None:
    refused(provider.post(CHECK, provider.check_ask(currency="XTS")), "wrong_currency")


def test_a_payment_field_that_was_never_declared_is_not_checked(provider: Provider) -> None:
    fields = provider.target.fields | {"no_such_field": "1"}

    refused(provider.post(CHECK, provider.check_ask(fields=fields)), "unknown_field")


@needs("fields")
def test_a_declared_payment_field_must_be_filled_in(provider: Provider) -> None:
    refused(provider.post(CHECK, provider.check_ask(fields={})), "missing_field")


def test_a_check_moves_nothing(provider: Provider) -> None:
    books = Books(provider)
    ask = provider.check_ask()

    granted(provider.post(CHECK, ask))

    assert provider.status(ask["payment_id"])["status"] == "unknown"
    books.demand(ask["payment_id"], [], 0)


def test_fields_and_currency_may_be_left_out_where_none_are_needed(provider: Provider) -> None:
    ask = {name: value for name, value in provider.check_ask().items() if value not in ({}, "RUB")}

    granted(provider.post(CHECK, ask))
