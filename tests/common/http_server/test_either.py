"""Doors whose askers come with a login or with a token: whichever it is, the same asker may the same."""

import http.client
from collections.abc import Iterator

import pytest

from tests.common.http_server.both import Both, of_secrets, said
from tests.common.http_server.stand import basic


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """A server for the whole module."""
    made = Both(tmp_path_factory.mktemp("either"), of_secrets)
    yield made
    made.close()


@pytest.mark.parametrize("scheme", ["login", "token"])
def test_a_login_and_a_token_let_the_same_asker_in(both: Both, scheme: str) -> None:
    header = both.logins["1"] if scheme == "login" else "Bearer wallets"

    asked = both.ask(authorization=header, x_trace_id="t-1")
    looked = both.ask("/payments/p", method="GET", authorization=header)

    assert (asked.status, said(asked)) == (200, {"who": "wallet:1", "trace": "t-1"})
    assert (looked.status, said(looked)["who"]) == (200, "wallet:1")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "login_required"),
        ("Digest x", "login_required"),
        ("Bearer", "login_required"),
        ("Basic !!!", "login_required"),
        (basic("wallet-1", "wrong"), "wrong_password"),
        ("Bearer unknown", "wrong_token"),
    ],
)
def test_a_stranger_is_told_both_ways_to_come(both: Both, header: str, code: str) -> None:
    before = len(both.heard)
    connection = http.client.HTTPConnection("127.0.0.1", both.listener.port)
    connection.request(
        "POST", "/payments/send", b'{"payment_id": "p"}',
        {"Content-Type": "application/json", **({"Authorization": header} if header else {})},
    )  # fmt: skip
    answer = connection.getresponse()
    body = answer.read()
    connection.close()

    assert (answer.status, code in body.decode()) == (401, True)
    assert answer.headers.get_all("www-authenticate") == ['Basic realm="oplata"', 'Bearer realm="oplata"']
    assert len(both.heard) == before


@pytest.mark.parametrize("header", ["2", "Bearer strangers", "Bearer borrowed"])
def test_whoever_has_no_right_has_none_either_way(both: Both, header: str) -> None:
    reply = both.ask(authorization=both.logins.get(header, header))

    assert (reply.status, reply.code) == (403, "forbidden")


@pytest.mark.parametrize("header", ["1", "Bearer wallets"])
def test_no_page_may_ask(both: Both, header: str) -> None:
    reply = both.ask(authorization=both.logins.get(header, header), origin="https://shop.example")

    assert (reply.status, reply.code) == (403, "browser_refused")
    assert "access-control-allow-origin" not in reply.headers


def test_an_authorization_given_twice_is_refused(both: Both) -> None:
    reply = both.ask(authorization=both.logins["1"], more="authorization: Bearer wallets\r\n")

    assert (reply.status, reply.code) == (400, "wrong_header")


@pytest.mark.parametrize("header", ["1", "Bearer wallets"])
def test_an_asker_names_its_question_and_says_how_long_it_waits(both: Both, header: str) -> None:
    authorization, before = both.logins.get(header, header), len(both.heard)

    named = both.ask(authorization=authorization, x_request_id="q-7")
    late = both.ask(authorization=authorization, x_request_deadline="2001-01-01T00:00:00Z")

    assert (named.headers["x-request-id"], said(named)["trace"]) == ("q-7", "q-7")
    assert named.headers["cache-control"] == "no-store"
    assert (late.status, late.code) == (400, "invalid_deadline")
    assert len(both.heard) == before + 1


def test_the_operations_id_is_compared_as_at_every_door(both: Both) -> None:
    reply = both.ask(authorization="Bearer wallets", idempotency_key="another")

    assert (reply.status, reply.code) == (400, "wrong_header")


def test_a_login_that_was_seen_before_asks_no_database(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    both.ask(authorization=both.logins["1"])

    def admit(*_: object) -> None:
        raise AssertionError("the database was asked")

    monkeypatch.setattr(both.keeper, "admit", admit)

    assert both.ask(authorization=both.logins["1"]).status == 200


def test_the_description_names_both_ways_and_metrics_count_the_door(both: Both) -> None:
    both.ask(authorization="Bearer wallets")
    document = said(both.ask("/openapi.json", method="GET"))
    metrics = both.ask("/metrics", method="GET").body.decode()

    assert document["paths"]["/payments/send"]["post"]["security"] == [{"basic": []}, {"bearer": []}]
    assert document["paths"]["/v1/notify"]["post"]["security"] == [{"basic": []}]
    assert document["components"]["securitySchemes"].keys() == {"basic", "bearer"}
    assert 'door="/payments/send",status="200"' in metrics
