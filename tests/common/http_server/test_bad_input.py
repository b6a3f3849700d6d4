"""Whatever comes in is answered with a stable code in both languages, and nothing of it is done."""

import json
from typing import Any

import pytest

from tests.common.http_server.stand import Reply, Stand, basic

PAY = {"payment_id": "p", "amount": 5}


def changed(**fields: Any) -> bytes:
    return json.dumps(PAY | fields).encode()


LOGINS = {
    "none": (None, 401, "login_required"),
    "empty": ("", 401, "login_required"),
    "bearer": ("Bearer abc", 401, "login_required"),
    "no base64": ("Basic %%%", 401, "login_required"),
    "not utf-8": ("Basic /////w==", 401, "login_required"),
    "no login": (basic("", "x"), 401, "login_required"),
    "wrong": (basic("agent", "wrong"), 401, "wrong_password"),
    "no colon": ("Basic YWdlbnQ=", 401, "wrong_password"),
    "unknown": (basic("nobody", "x"), 401, "wrong_password"),
    "negotiate": ("Negotiate abc", 401, "login_required"),
}
BODIES = {
    "empty": (b"", 400, "wrong_json"),
    "not JSON": (b"amount=5", 400, "wrong_json"),
    "cut": (b'{"payment_id":"p","amount":', 400, "wrong_json"),
    "two values": (b'{"payment_id":"p","amount":5}{}', 400, "wrong_json"),
    "a list": (b"[]", 400, "wrong_json"),
    "null": (b"null", 400, "wrong_json"),
    "missing field": (b'{"payment_id":"p"}', 400, "wrong_json"),
    "extra field": (changed(amuont=7), 400, "wrong_json"),
    "float": (changed(amount=5.0), 400, "wrong_json"),
    "float with exponent": (b'{"payment_id":"p","amount":5e0}', 400, "wrong_json"),
    "bool": (changed(amount=True), 400, "wrong_json"),
    "string": (changed(amount="5"), 400, "wrong_json"),
    "null amount": (changed(amount=None), 400, "wrong_json"),
    "NaN": (b'{"payment_id":"p","amount":NaN}', 400, "wrong_json"),
    "minus zero point": (b'{"payment_id":"p","amount":-0.0}', 400, "wrong_json"),
    "leading zero": (b'{"payment_id":"p","amount":05}', 400, "wrong_json"),
    "a number for an id": (changed(payment_id=5), 400, "wrong_json"),
    "larger than the database holds": (changed(amount=2**63), 400, "wrong_json"),
    "much larger": (changed(amount=-(10**40)), 400, "wrong_json"),
    "a name twice": (b'{"payment_id":"p","amount":5,"amount":6}', 400, "wrong_json"),
    "a name twice, escaped": (b'{"payment_id":"p","amount":5,"amo\\u0075nt":6}', 400, "wrong_json"),
    "a name twice, inside": (b'{"payment_id":"p","amount":5,"fields":{"a":"1","a":"2"}}', 400, "wrong_json"),
    "invalid UTF-8": (b'{"payment_id":"\xff\xfe","amount":5}', 400, "wrong_json"),
    "UTF-16": (json.dumps(PAY).encode("utf-16"), 400, "wrong_json"),
    "half a surrogate": (b'{"payment_id":"\\ud800","amount":5}', 400, "wrong_json"),
    "a bare newline in a string": (b'{"payment_id":"a\nb","amount":5}', 400, "wrong_json"),
    "deep": (b"[" * 20_000, 400, "wrong_json"),
    "deep in a known field": (b'{"payment_id":"p","amount":' + b"[" * 20_000, 400, "wrong_json"),
    "deep in an unknown field": (b'{"x":' + b"[" * 20_000 + b"]" * 20_000 + b"}", 400, "wrong_json"),
    "64 KB and one": (changed(payment_id="x" * (65_537 - len(changed(payment_id="")))), 413, "body_too_large"),
    "1 MB": (changed(payment_id="x" * 1_000_000), 413, "body_too_large"),
}
TYPES = {
    "none": (None, 415, "json_required"),
    "text": ("text/plain", 415, "json_required"),
    "like JSON": ("application/jsonx", 415, "json_required"),
    "multipart": ("multipart/form-data; boundary=x", 415, "json_required"),
}
HOSTS = {
    "none": None,
    "another name": "evil.example:80",
    "another port": "127.0.0.1:1",
    "no port": "127.0.0.1",
    "empty": "",
}
ADDRESSES = {
    "unknown": ("POST", "/v1/nothing", 404, "no_such_door"),
    "above": ("POST", "/v1/../v1/pay", 404, "no_such_door"),
    "slash at the end": ("POST", "/v1/pay/", 404, "no_such_door"),
    "other case": ("POST", "/V1/PAY", 404, "no_such_door"),
    "get": ("GET", "/v1/pay", 405, "wrong_method"),
    "delete": ("DELETE", "/v1/pay", 405, "wrong_method"),
    "put": ("PUT", "/v1/pay", 405, "wrong_method"),
    "options": ("OPTIONS", "/v1/pay", 405, "wrong_method"),
    "post to health": ("POST", "/health", 405, "wrong_method"),
}
TWICE = ("host", "authorization", "content-type", "idempotency-key", "x-trace-id")


def demand(reply: Reply, status: int, code: str, stand: Stand) -> None:
    assert (reply.status, reply.code) == (status, code)
    answer = json.loads(reply.body)
    assert answer.keys() >= {"code", "message", "messages", "retryable", "trace_id"}
    assert answer["message"] == answer["messages"]["ru"] != answer["messages"]["en"]
    assert answer["retryable"] is (status in (408, 429) or status >= 500)
    assert reply.headers["content-type"] == "application/json"
    assert answer["trace_id"] == reply.headers["x-trace-id"] != ""
    assert stand.count() == 0


@pytest.mark.parametrize(("sent", "status", "code"), LOGINS.values(), ids=LOGINS)
def test_a_login_that_is_not_ours_is_refused(stand: Stand, sent: str | None, status: int, code: str) -> None:
    reply = stand.ask(authorization=sent)

    demand(reply, status, code, stand)
    assert reply.headers["www-authenticate"].startswith("Basic ")


def test_a_known_login_of_another_kind_is_forbidden(stand: Stand) -> None:
    demand(stand.ask(authorization=basic("stranger", stand.stranger)), 403, "forbidden", stand)


@pytest.mark.parametrize(("body", "status", "code"), BODIES.values(), ids=BODIES)
def test_a_body_that_is_not_the_message_is_refused(stand: Stand, body: bytes, status: int, code: str) -> None:
    demand(stand.ask(body=body), status, code, stand)


@pytest.mark.parametrize(("kind", "status", "code"), TYPES.values(), ids=TYPES)
def test_a_body_must_say_that_it_is_json(stand: Stand, kind: str | None, status: int, code: str) -> None:
    demand(stand.ask(content_type=kind), status, code, stand)


@pytest.mark.parametrize("host", HOSTS.values(), ids=HOSTS)
def test_a_request_for_another_server_is_refused(stand: Stand, host: str | None) -> None:
    demand(stand.ask(host=host), 403, "wrong_host", stand)


def test_a_page_of_a_browser_is_refused(stand: Stand) -> None:
    demand(stand.ask(origin="http://127.0.0.1:8000"), 403, "browser_refused", stand)
    demand(stand.ask(origin="null"), 403, "browser_refused", stand)


@pytest.mark.parametrize(("method", "path", "status", "code"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_that_is_no_door_is_refused(stand: Stand, method: str, path: str, status: int, code: str) -> None:
    reply = stand.ask(path, method=method)

    demand(reply, status, code, stand)
    if status == 405:
        assert reply.headers["allow"] == ("GET, HEAD" if path == "/health" else "POST")


def test_what_is_not_there_tells_nothing_of_what_is(stand: Stand) -> None:
    known = stand.ask("/v1/somewhere")
    stranger = stand.ask("/v1/somewhere", authorization=None)

    same = [{**json.loads(reply.body), "trace_id": ""} for reply in (known, stranger)]
    assert same[0] == same[1]
    assert b"somewhere" not in known.body


@pytest.mark.parametrize("name", TWICE)
def test_a_header_that_two_readers_could_read_differently_is_refused(stand: Stand, name: str) -> None:
    request = stand.request(idempotency_key="p", x_trace_id="t1")
    line = next(line for line in request.split(b"\r\n") if line.startswith(name.encode()))
    with stand.connect() as wire:
        reply = wire.ask(request.replace(line, line + b"\r\n" + line, 1))

    assert (reply.status, reply.code) == (400, "wrong_header")
    assert stand.count() == 0


def test_a_chunked_body_is_bounded_like_any_other(stand: Stand) -> None:
    chunk = b"8000\r\n" + b" " * 0x8000 + b"\r\n"
    head = stand.request(body=b"", content_length=None, transfer_encoding="chunked")
    with stand.connect() as wire:
        reply = wire.ask(head + chunk * 3 + b"0\r\n\r\n")

    demand(reply, 413, "body_too_large", stand)


def test_a_chunked_body_within_the_bound_is_read(stand: Stand) -> None:
    body = json.dumps(PAY).encode()
    head = stand.request(body=b"", content_length=None, transfer_encoding="chunked")
    with stand.connect() as wire:
        reply = wire.ask(head + b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (10, body[:10], len(body) - 10, body[10:]))

    assert (reply.status, stand.count()) == (200, 1)


def test_a_body_of_exactly_64_kb_is_read(stand: Stand) -> None:
    body = json.dumps({"payment_id": "", "amount": 5}).encode()

    reply = stand.ask(body=body.replace(b'""', b'"%s"' % (b"x" * (65_536 - len(body)))))

    assert reply.status == 200


def test_after_a_body_that_was_too_large_the_connection_goes_on(stand: Stand) -> None:
    with stand.connect() as wire:
        first = wire.ask(stand.request(body=b"x" * 200_000))
        second = wire.ask(stand.request())

    assert (first.status, second.status, stand.count()) == (413, 200, 1)


def test_a_null_character_is_a_character_like_any_other(stand: Stand) -> None:
    reply = stand.ask(body={"payment_id": "a\0b", "amount": 5})

    assert json.loads(reply.body)["payment_id"] == "a\0b"
    assert stand.database.read(lambda db: db.raw.execute("SELECT text FROM notes").fetchone()[0]) == "a\0b"


FORMS = {
    "sound": (b"payment_id=p&amount=5", 200),
    "twice": (b"payment_id=p&amount=5&amount=6", 400),
    "a fraction": (b"payment_id=p&amount=5.5", 400),
    "a word": (b"payment_id=p&amount=five", 400),
    "an extra one": (b"payment_id=p&amount=5&x=1", 400),
    "one too few": (b"payment_id=p", 400),
    "not UTF-8": (b"payment_id=%FF&amount=\xff", 400),
    "many": (b"&".join(b"x%d=1" % n for n in range(200)), 400),
}


@pytest.mark.parametrize(("body", "status"), FORMS.values(), ids=FORMS)
def test_a_form_is_read_as_strictly_as_json(stand: Stand, body: bytes, status: int) -> None:
    reply = stand.ask(body=body, content_type="application/x-www-form-urlencoded")

    assert reply.status == status
    assert stand.count() == (status == 200)


def test_a_door_without_a_form_takes_none(stand: Stand) -> None:
    reply = stand.ask("/v1/look", body=b"payment_id=p&amount=5", content_type="application/x-www-form-urlencoded")

    assert (reply.status, reply.code) == (415, "json_required")


def test_a_refusal_of_the_business_is_422_and_undoes_its_unit(stand: Stand) -> None:
    demand(stand.ask("/v1/refuse"), 422, "refused", stand)


def test_a_bug_is_answered_in_general_words_and_logged_without_values(fresh: Stand) -> None:
    reply = fresh.ask("/v1/bug", body={"payment_id": "QZ4506 passport", "amount": 5}, x_trace_id="7F3K-92QD")

    demand(reply, 500, "internal_error", fresh)
    assert b"QZ4506" not in reply.body
    assert b"7F3K-92QD" in reply.body
    fresh.log.lines.flush()
    (line,) = (fresh.folder / "logs" / "stand.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["trace"] == "7F3K-92QD"
    assert "ValueError" in line
    assert "stand.py" in line
    assert "QZ4506" not in line


def test_a_name_of_this_server_is_known_however_it_is_written(stand: Stand) -> None:
    assert stand.ask(host=f"LocalHost:{stand.port}").status == 200
