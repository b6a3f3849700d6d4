"""Whatever arrives gets a stable code and changes nothing."""

import msgspec
import pytest

from common.protocol import provider
from common.protocol.codes import ErrorAnswer
from common.protocol.endpoint import Endpoint
from tests.provider_app.running import Centre, Running, Subscriber, raw

GOOD = {
    "payment_id": "019b0000-0000-7000-8000-000000000000",
    "number": 1,
    "account": "9000000000",
    "amount": 10_000,
    "accepted_at": "2030-01-01T00:00:00Z",
}
WITHOUT = object()


def body(**changed: object) -> bytes:
    asked = {name: value for name, value in {**GOOD, **changed}.items() if value is not WITHOUT}
    return msgspec.json.encode(asked)


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (b"", 400, "wrong_json"),
        (b"{", 400, "wrong_json"),
        (b"[]", 400, "wrong_json"),
        (b"null", 400, "wrong_json"),
        (b"\xff\xfe", 400, "wrong_json"),
        (b"[" * 50_000, 400, "wrong_json"),
        (body(extra=1), 400, "wrong_json"),
        (body(amount=WITHOUT), 400, "wrong_json"),
        (body(payment_id=WITHOUT), 400, "wrong_json"),
        (body(amount=100.0), 400, "wrong_json"),
        (body(amount=100.5), 400, "wrong_json"),
        (body(amount="100"), 400, "wrong_json"),
        (body(amount=True), 400, "wrong_json"),
        (body(amount=None), 400, "wrong_json"),
        (body().replace(b"10000", b"1e4"), 400, "wrong_json"),
        (body().replace(b"10000", b"NaN"), 400, "wrong_json"),
        (body(payment_id=5), 400, "wrong_json"),
        (body(payment_id="\u0000"), 400, "wrong_json"),
        (body(payment_id="й" * 10), 400, "wrong_json"),
        (body(accepted_at="yesterday"), 400, "wrong_json"),
        (body(accepted_at="2030-01-01T00:00:00"), 400, "wrong_json"),
        (body(accepted_at="0001-01-01T00:00:00+14:00"), 400, "wrong_json"),
        (body(fields={"a": 1}), 400, "wrong_json"),
        (body(number=10**30), 400, "wrong_json"),
        (body(x="y" * 70_000), 413, "body_too_large"),
        (b"x" * 1_000_000, 413, "body_too_large"),
        (body(amount=0), 422, "amount_out_of_range"),
        (body(amount=-1), 422, "amount_out_of_range"),
        (body(amount=10**15), 422, "amount_out_of_range"),
        (body(amount=10**18), 422, "amount_out_of_range"),
        (body(currency="USD"), 422, "wrong_currency"),
        (body(currency=""), 422, "wrong_currency"),
        (body(account=""), 422, "wrong_field"),
        (body(account="9000000000\u0000"), 422, "wrong_field"),
        (body(account="9000000000"), 422, "unknown_account"),
        (body(fields={"": ""}), 422, "unknown_field"),
    ],
)
def test_a_wrong_credit(running: Running, sent: bytes, status: int, code: str) -> None:
    centre = running.centre()
    before = running.rows("SELECT count(*), sum(balance) FROM subscribers")

    answer = raw(centre.peer, provider.CREDIT, sent)

    said = msgspec.json.decode(answer.content, type=ErrorAnswer)
    assert (answer.status_code, said.code) == (status, code)
    assert said.messages.ru
    assert said.messages.en
    assert running.rows("SELECT count(*) FROM operations WHERE contract = ?", centre.contract) == [(0,)]
    assert running.rows("SELECT count(*), sum(balance) FROM subscribers") == before


@pytest.mark.parametrize("kind", ["text/plain", "", "application/x-www-form-urlencoded"])
def test_a_credit_is_json_only(centre: Centre, kind: str) -> None:
    answer = raw(centre.peer, provider.CREDIT, body(), kind)

    assert (answer.status_code, msgspec.json.decode(answer.content, type=ErrorAnswer).code) == (415, "json_required")


@pytest.mark.parametrize(("login", "password"), [("", ""), ("processing-1", "wrong"), ("nobody", "x" * 27)])
@pytest.mark.parametrize("endpoint", provider.DOORS, ids=lambda endpoint: endpoint.path)
def test_no_door_opens_without_its_login(running: Running, endpoint: object, login: str, password: str) -> None:
    assert isinstance(endpoint, Endpoint)
    running.clock.advance(120)

    answer = raw(running.peer(login, password), endpoint, b"{}")

    assert answer.status_code == 401


def test_an_operators_door_is_closed_to_everybody_else(
    running: Running, centre: Centre, subscriber: Subscriber
) -> None:
    for one in running.instance.program.doors():
        if one.path.startswith("/v1/operator/"):
            assert raw(centre.peer, one, b"{}").status_code == 403
            assert raw(subscriber.peer, one, b"{}").status_code == 403
