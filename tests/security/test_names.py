"""Rows 45, 57, 58, 61 and 63: a name is a name, whatever stands in it, through all roles, logs and letters."""

import json

import pytest

from tests.protocol.wire import granted, new_id
from tests.security.town import Town

NASTY = (
    "Robert'); DROP TABLE subscribers;--", "' OR '1'='1", "%' OR name LIKE '%", "%_%", "\\", '"', "`id`", "$(id)",
    "{0.__class__}", "{config}", "%s%s%s%n", "%(password)s", "${jndi:ldap://127.0.0.1/x}",
    "<img src=x onerror=alert(1)>",
    "<a href='x'>y</a>", "=1+1", "+1", "-1", "@SUM(A1)", "\u202eтен", "a\u200bb", "\x1b[2J\x1b[31m",
    "a\r\nBcc: x@example.org", "a\nb", "a\0b", "\x85", "\u2028", "../../etc/passwd", "CON", "a" * 200, "😀",
    "Ω≈ç√∫˜µ≤≥÷", "٣٤٥", "NULL", "None", "undefined", "[object Object]",
)  # fmt: skip
LOOKALIKES = ("９%s", "٩%s", "9%s\n", " 9%s", "9%s ", "9\u200b%s", "\u202d9%s", "+79%s", "9%s\0", "9%s;", "9%s'--")
"""Numbers that look like a subscriber's own; `%s` is what follows its first digit."""


@pytest.mark.parametrize("name", NASTY)
def test_row_45_a_name_travels_as_it_is_or_is_refused(town: Town, name: str) -> None:
    network = town.network
    provider, centre = (network.operator(role) for role in ("provider", "processing"))

    signed = provider.post("/v1/operator/sign-processing", {"name": name, "dialect": "json", "fields": []})
    agent = centre.post("/v1/operator/sign-agent", {"name": name})

    assert signed.status in (200, 422, 400), signed
    assert agent.status in (200, 422, 400), agent
    names = [one["name"] for one in network.ask("processing", "agents")["agents"]]
    assert agent.status != 200 or name.strip() in names
    assert network.ask("provider", "totals")["agree"]
    assert network.roles["processing"].ask("verify", path="/v1/ledger/verify")["sum"] == 0


@pytest.mark.parametrize("text", ["%", "_", "%%%", "9%", "_________", "\\%", "*", "[0-9]%", "%' OR '1'='1"])
def test_row_46_a_pattern_is_a_text_to_be_looked_for(town: Town, text: str) -> None:
    assert town.network.ask("provider", "subscribers", search=town.contracts.number)["subscribers"]

    assert town.network.ask("provider", "subscribers", search=text)["subscribers"] == []
    assert town.network.ask("processing", "payments", text=text)["payments"] == []


@pytest.mark.parametrize("order", ["1;--", "amount; DROP TABLE payments", "account,(SELECT 1)", "hash"])
def test_row_46_an_order_is_one_of_a_list(town: Town, order: str) -> None:
    centre = town.network.operator("processing")

    assert centre.post("/v1/operator/payments", {"order": order}).status == 400


@pytest.mark.parametrize("text", NASTY)
def test_row_58_a_line_of_the_log_is_one_line_of_print(town: Town, text: str) -> None:
    network = town.network
    operator = network.operator("processing")

    operator.post("/v1/operator/payments", {"text": text})
    operator.post("/v1/operator/sign-agent", {"name": text, "nonsense": text})

    logs = sorted((network.folder / "data" / "logs").glob("processing*.jsonl"))
    lines = [line for path in logs for line in path.read_bytes().split(b"\n")[:-1]]
    assert lines
    for line in lines:
        json.loads(line)
        assert not any(byte < 0x20 or byte == 0x7F for byte in line), line[:200]


@pytest.mark.parametrize("number", LOOKALIKES)
def test_row_63_a_number_that_only_looks_like_one_is_not_that_one(town: Town, number: str) -> None:
    card = town.contracts.provider
    provider = town.network.by_card("provider", card)
    account = number % town.contracts.number[1:]

    answer = provider.post("/v1/check", {"payment_id": new_id(), "account": account})

    assert answer.status in (400, 422), (account, answer)
    assert granted(provider.post("/v1/check", {"payment_id": new_id(), "account": town.contracts.number}))
