"""Row 31: a sum is a whole number of kopecks within its bounds, and nothing else that a reader may take for one."""

import json

import pytest

from tests.proof.network import newest_directory
from tests.protocol.wire import Body, Wire, granted, new_id, now
from tests.security.town import Town

TOKENS = (
    "1.0", "1.5", "-1.0", "0.0", "1e0", "1E0", "1e2", "1e-2", "1.0e2", "1e999", "-1e999", "1e-999", "5e-324",
    "NaN", "nan", "Infinity", "-Infinity", "inf", "+1", "-0", "-0.0", "00", "01", "007", "0x10", "0b1", "0o7",
    "1_000", "1 000", "1,000", "1.", ".5", "-", "--1", "1-", "1+1", "true", "false", "null", "[]", "{}", "[1]",
    '{"a":1}', '"1"', '"100"', '""', '" 1"', '"1.0"', '"NaN"', '"1e2"', '"١٢٣"', "١٢٣", "１２３", "¹", "Ⅷ", "一",
    "0", "-1", "-100", "-9223372036854775808", "-9223372036854775809", "9223372036854775807",
    "9223372036854775808", "18446744073709551615", "18446744073709551616", "1000000000000000000",
    "99999999999999999999", "9" * 100, "9" * 4301, "1" + "0" * 60_000, "1/2", "1/*0*/", "1//0", "$1", "1руб",
    "1.00₽", "\u200b1", "1\u200b", "\ufeff1", "1\u00a0", "undefined", "None", "True", "1n", "1L", "1f", "0.1e1",
    "100.00", "1e1000000000", "-1e2", "1E+2", "9007199254740993.0",
)  # fmt: skip
"""As they stand in a body: some are no JSON at all."""


def raw(ask: Body, name: str, token: str) -> bytes:
    """The question with a field's value as these letters."""
    return json.dumps(ask | {name: "@"}).replace('"@"', token).encode()


@pytest.fixture(scope="module")
def pay(town: Town) -> tuple[Wire, Body]:
    """A sound payment, whose id is new every time."""
    centre = town.network.by_card("processing", town.contracts.agent)
    version = newest_directory(centre)
    money = {"inserted": 10_300, "agent_fee": 300, "amount": 10_000}
    names = {"provider_id": town.contracts.provider_id, "account": town.contracts.number, "terminal": "T-1"}
    return centre, names | money | {"directory_version": version, "session_id": new_id(), "accepted_at": now()}


@pytest.mark.parametrize("name", ["inserted", "agent_fee", "amount"])
def test_row_31_a_payments_sums_are_whole_numbers(pay: tuple[Wire, Body], name: str) -> None:
    centre, ask = pay
    before = granted(centre.post("/v1/deposit", {"terminal": "T-1"}))["balance"]

    for token in TOKENS:
        body = raw(ask | {"payment_id": new_id()}, name, token)
        answer = centre.send("POST", "/v1/payments", body, {"Content-Type": "application/json"})
        assert answer.status in (400, 409, 413, 422), (name, token[:40], answer)

    assert granted(centre.post("/v1/deposit", {"terminal": "T-1"}))["balance"] == before


def test_row_31_a_credit_is_a_whole_number(town: Town) -> None:
    card, network = town.contracts.provider, town.network
    provider = network.by_card("provider", card)
    before = network.ask("provider", "totals")

    for number, token in enumerate(TOKENS):
        ask = {"payment_id": new_id(), "number": number + 1, "account": town.contracts.number, "accepted_at": now()}
        answer = provider.send("POST", "/v1/credit", raw(ask, "amount", token), {"Content-Type": "application/json"})
        assert answer.status in (400, 409, 413, 422), (token[:40], answer)

    assert network.ask("provider", "totals") == before


@pytest.mark.parametrize("path", ["/v1/operator/top-up", "/v1/operator/try-top-up"])
def test_row_31_a_top_up_is_a_whole_number(town: Town, path: str) -> None:
    centre = town.network.operator("processing")
    before = town.network.ask("processing", "agents")

    for token in TOKENS:
        ask = {"agent_id": 1, "top_up_id": new_id()}
        answer = centre.send("POST", path, raw(ask, "amount", token), {"Content-Type": "application/json"})
        assert answer.status in (400, 409, 413, 422) or path.endswith("try-top-up"), (token[:40], answer)
        assert answer.status < 500, (token[:40], answer)

    assert town.network.ask("processing", "agents") == before
