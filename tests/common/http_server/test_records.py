"""What a server tells about itself and writes down: health, metrics, its own description, a line an exchange."""

import json
from typing import Any

import pytest

from tests.common.http_server.stand import Stand, basic

FIELDS = {
    "ts", "mono_ms", "trace", "span", "parent", "from", "to", "side", "verb", "method", "path", "status", "error", "ms",
    "attempt", "req_headers", "req_body", "resp_headers", "resp_body", "masked",
}  # fmt: skip


def references(value: Any) -> set[str]:
    """Every $ref at any depth."""
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*(references(part) for part in value.values()))
    if isinstance(value, list):
        return set().union(*(references(part) for part in value))
    return set()


def test_health_needs_no_login(stand: Stand) -> None:
    reply = stand.ask("/health", body=b"", method="GET", authorization=None)

    assert (reply.status, json.loads(reply.body)) == (200, {"ready": True})


def test_the_description_is_made_of_the_doors_and_all_its_references_lead_somewhere(stand: Stand) -> None:
    reply = stand.ask("/openapi.json", body=b"", method="GET", authorization=None)
    document = json.loads(reply.body)

    assert document["openapi"] == "3.1.0"
    assert document["paths"].keys() == {
        "/v1/pay", "/v1/secret", "/v1/look", "/v1/slow", "/v1/refuse", "/v1/bug", "/osmp", "/page",
        "/page/asks",
    }  # fmt: skip
    assert document["paths"]["/osmp"].keys() == {"post", "get"}
    found = references(document)
    assert found
    for reference in found:
        at = document
        for part in reference.removeprefix("#/").split("/"):
            at = at[part]
    identities = [one["operationId"] for path in document["paths"].values() for one in path.values()]
    assert len(set(identities)) == len(identities)


def test_metrics_count_by_door_and_status_and_tell_no_path_of_a_stranger(fresh: Stand) -> None:
    fresh.ask()
    fresh.ask()
    fresh.ask(authorization=None)
    fresh.ask("/v1/etc/passwd")

    reply = fresh.ask("/metrics", body=b"", method="GET", authorization=None)

    text = reply.body.decode()
    assert reply.headers["content-type"].startswith("text/plain")
    assert 'oplata_requests_total{role="stand:default",door="pay",status="200"} 2' in text
    assert 'oplata_requests_total{role="stand:default",door="pay",status="401"} 1' in text
    assert 'oplata_requests_total{role="stand:default",door="-",status="404"} 1' in text
    assert "passwd" not in text
    assert all(len(line.split()) == 2 for line in text.splitlines() if not line.startswith("#"))


@pytest.mark.parametrize("path", ["/health", "/metrics", "/openapi.json"])
def test_a_head_is_a_get_without_its_body(stand: Stand, path: str) -> None:
    reply = stand.ask(path, body=b"", method="HEAD", authorization=None)

    assert (reply.status, reply.body) == (200, b"")
    assert int(reply.headers["content-length"]) > 0


@pytest.mark.parametrize("path", ["/health", "/metrics", "/openapi.json", "/nowhere"])
def test_a_name_that_a_browser_was_talked_into_is_refused_on_open_pages_too(stand: Stand, path: str) -> None:
    assert stand.ask(path, body=b"", method="GET", host="evil.example").status == 403


def test_a_page_may_be_asked_for_by_a_browser(stand: Stand) -> None:
    reply = stand.ask("/page", body=b"", method="GET", authorization=None, origin="http://127.0.0.1")

    assert reply.status == 200


def test_the_callers_trace_comes_back_and_a_strange_one_is_replaced(stand: Stand) -> None:
    assert stand.ask(x_trace_id="7F3K-92QD").headers["x-trace-id"] == "7F3K-92QD"
    for strange in ("a b", "a\tb", "x" * 65, "ё", "<script>", '"'):
        given = stand.request(x_trace_id="MARK").replace(b"MARK", strange.encode())
        with stand.connect() as wire:
            back = wire.ask(given).headers["x-trace-id"]
        assert back != strange
        assert back.isalnum()


@pytest.mark.parametrize("path", ["/health", "/nowhere", "/v1/refuse", "/osmp"])
def test_every_answer_carries_the_trace(stand: Stand, path: str) -> None:
    method = "GET" if path == "/health" else "POST"

    assert stand.ask(path, method=method, x_trace_id="T-1").headers["x-trace-id"] == "T-1"


def test_a_service_is_told_the_trace(stand: Stand) -> None:
    stand.go.set()

    assert json.loads(stand.ask("/v1/slow", x_trace_id="T-2").body)["who"] == "T-2"


def test_an_exchange_is_one_line_with_the_agreed_fields(fresh: Stand) -> None:
    fresh.ask(x_trace_id="T-1", x_span_id="s1", x_attempt="3", idempotency_key="p")

    (line,) = fresh.exchanges()

    assert line.keys() == FIELDS
    assert line["req_body"] == {"payment_id": "p", "amount": 5}
    assert line["resp_body"]["who"] == "agent:7"
    told = {
        name: line[name]
        for name in ("trace", "span", "attempt", "from", "to", "side", "verb", "method", "path", "status")
    }
    assert told == {
        "trace": "T-1", "span": "s1", "attempt": 3, "from": "agent:7", "to": "stand:default", "side": "server",
        "verb": "pay", "method": "POST", "path": "/v1/pay", "status": 200,
    }  # fmt: skip
    assert line["req_headers"] == {"idempotency-key": "p", "content-type": "application/json"}
    assert line["ms"] > 0


def test_an_idempotency_key_of_another_operation_is_refused_and_the_right_one_comes_back(stand: Stand) -> None:
    assert json.loads(stand.ask(idempotency_key="another").body)["code"] == "wrong_header"
    assert stand.ask(idempotency_key="p").headers["idempotency-key"] == "p"


def test_refusals_are_written_down_too_and_open_pages_are_not(fresh: Stand) -> None:
    fresh.ask(authorization=basic("agent", "wrong"))
    fresh.ask("/nowhere")
    fresh.ask(body=b"{")
    fresh.ask("/v1/refuse")
    fresh.ask("/health", body=b"", method="GET")

    lines = fresh.exchanges()

    assert [(line["status"], line["resp_body"]["code"]) for line in lines] == [
        (401, "wrong_password"), (404, "no_such_door"), (400, "wrong_json"), (422, "refused"),
    ]  # fmt: skip
    assert lines[0]["from"] == "nobody:"


def test_no_password_and_no_login_header_is_ever_written(fresh: Stand) -> None:
    fresh.ask("/v1/secret", body={"payment_id": "p", "amount": 5, "password": "correct horse"})
    fresh.ask("/v1/secret", body=b'{"payment_id":"p","amount":5,"password":"correct horse","x":1}')
    fresh.ask("/v1/secret", body=b'{"password":"correct horse"')
    fresh.ask(authorization=basic("agent", "correct horse"))
    fresh.ask(authorization="Bearer correct-horse")
    fresh.ask("/v1/bug")

    written = fresh.everything_written()

    assert fresh.exchanges(1)[0]["req_body"]["password"] == "***"
    assert fresh.exchanges(1)[0]["resp_body"]["password"] == "***"
    for secret in ("correct horse", "correct-horse", fresh.password, fresh.login.split()[1], "Basic "):
        assert secret not in written


def test_a_body_with_newlines_stays_one_line(fresh: Stand) -> None:
    fresh.ask(body=b'{\r\n"payment_id":\n"a\\nb",\r"amount":5}')
    fresh.ask(body=b'{\r"payment_id":"a",\r"amount":5}')

    path = fresh.folder / "logs" / "stand.exchanges.jsonl"
    fresh.exchanges(2)
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2
    assert [line["req_body"]["payment_id"] for line in fresh.exchanges()] == ["a\nb", "a"]


def test_a_large_body_is_written_as_its_size(fresh: Stand) -> None:
    fresh.ask(body={"payment_id": "x" * 10_000, "amount": 5})

    assert fresh.exchanges(1)[0]["req_body"]["bytes"] > 10_000


def test_a_dialect_is_written_as_text_with_its_parameters(fresh: Stand) -> None:
    posted = fresh.ask("/osmp", body=b"command=pay&account=+7", content_type="application/x-www-form-urlencoded")
    asked = fresh.ask("/osmp?command=check&account=1&account=2", body=b"", method="GET")

    assert posted.body == b"[('command', 'pay'), ('account', ' 7')]"
    assert asked.body == b"[('command', 'check'), ('account', '1'), ('account', '2')]"
    lines = fresh.exchanges(2)
    assert lines[0]["req_body"]["text"] == "command=pay&account=+7"
    assert lines[1]["req_body"]["text"] == "command=check&account=1&account=2"
    assert lines[1]["resp_body"]["type"] == "text/xml"


def test_parameters_that_are_no_text_are_refused(stand: Stand) -> None:
    head = stand.request("/osmp?a=MARK", body=b"", method="GET").replace(b"MARK", b"\xff")
    with stand.connect() as wire:
        assert wire.ask(head).status == 400
