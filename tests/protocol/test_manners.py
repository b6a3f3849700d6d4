"""How every server of the network behaves at its doors, whoever wrote it."""

import base64
from collections.abc import Callable
from typing import Any

import pytest

from tests.protocol.conftest import Server
from tests.protocol.wire import JSON, Answer, turned_away

KINDS = ("provider", "centre")
OPTIONAL = {"fields", "currency", "reason", "after", "limit", "version"}
MEGABYTE = 1_000_000
NOT_JSON = (b"", b"{", b"[]", b"null", b"7", b'"text"', b"\xff\xfe{}", b"{'a': 1}", b"[" * 5_000, b"{}{}")


def at_every_door(server: Server, ask: Callable[[str, dict[str, Any]], Answer], *statuses: int) -> None:
    """Ask every door and show all that answered otherwise."""
    answers = {path: ask(path, sound) for path, sound in server.asks().items()}
    assert {path: answer for path, answer in answers.items() if answer.status not in statuses} == {}


def explained(answer: Answer) -> bool:
    """Is an error told the way that programs and people understand?"""
    body = answer.body
    if not isinstance(body, dict) or not isinstance(body.get("messages"), dict):
        return False
    texts = [body.get("code"), body.get("message"), body["messages"].get("ru"), body["messages"].get("en")]
    return all(isinstance(text, str) and text for text in texts) and isinstance(body.get("retryable"), bool)


def test_no_door_opens_without_a_login(server: Server) -> None:
    at_every_door(server, lambda path, _: server.send("POST", path, b"{}", {"Content-Type": JSON}, login=False), 401)


def test_no_door_opens_to_a_wrong_password(server: Server) -> None:
    login = (server.login[0], "a wrong password")

    at_every_door(server, lambda path, _: server.send("POST", path, b"{}", {"Content-Type": JSON}, login=login), 401)


@pytest.mark.parametrize(
    "header",
    ["Basic", "Basic ####", "Bearer token", "Basic " + base64.b64encode(b"no colon").decode(), "Basic /w=="],
    ids=["nothing", "no-base64", "another-scheme", "no-colon", "no-text"],
)
def test_an_authorization_that_cannot_be_read_is_no_login(server: Server, header: str) -> None:
    path = next(iter(server.asks()))

    answer = server.send("POST", path, b"{}", {"Content-Type": JSON, "Authorization": header}, login=False)

    turned_away(answer, 401)


def test_an_unknown_path_is_not_found(server: Server) -> None:
    turned_away(server.post("/v1/no-such-door", {}), 404)


def test_a_door_that_takes_post_does_not_take_get(server: Server) -> None:
    at_every_door(server, lambda path, _: server.send("GET", path), 405)


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", ""])
def test_a_body_of_another_type_is_refused(server: Server, kind: str) -> None:
    headers = {"Content-Type": kind} if kind else {}

    at_every_door(server, lambda path, _: server.send("POST", path, b"{}", headers), 415)


def test_a_body_that_is_no_json_object_is_refused(server: Server) -> None:
    for body in NOT_JSON:
        for path in server.asks():
            answer = server.send("POST", path, body, {"Content-Type": JSON})
            assert answer.status == 400, (path, body[:20], answer)


def test_a_field_that_nobody_declared_is_refused(server: Server) -> None:
    at_every_door(server, lambda path, sound: server.post(path, sound | {"amuont": 1}), 400)


def test_a_missing_field_is_refused(server: Server) -> None:
    for path, sound in server.asks().items():
        for name in sound.keys() - OPTIONAL:
            answer = server.post(path, {key: value for key, value in sound.items() if key != name})
            assert answer.status == 400, (path, name, answer)


def test_a_field_of_another_type_is_refused(server: Server) -> None:
    for path, sound in server.asks().items():
        for name, value in sound.items():
            for wrong in (None, True, [1], 7 if isinstance(value, str) else "7"):
                answer = server.post(path, sound | {name: wrong})
                assert answer.status == 400, (path, name, wrong, answer)


def test_a_megabyte_is_too_large(server: Server) -> None:
    body = b'{"payment_id": "' + b"1" * MEGABYTE + b'"}'

    at_every_door(server, lambda path, _: server.send("POST", path, body, {"Content-Type": JSON}), 413)


def test_a_browsers_page_does_not_get_in(server: Server) -> None:
    at_every_door(server, lambda path, sound: server.post(path, sound, Origin="http://127.0.0.1"), 403)


def test_the_trace_id_comes_back(server: Server) -> None:
    for path, sound in server.asks().items():
        answer = server.post(path, sound, X_Trace_Id="7F3K-92QD")
        assert answer.headers.get("X-Trace-Id") == "7F3K-92QD", (path, answer)


def test_every_error_is_explained_in_both_languages(server: Server) -> None:
    path = next(iter(server.asks()))
    errors = [
        server.send("POST", path, b"{}", {"Content-Type": JSON}, login=False),
        server.post("/v1/no-such-door", {}),
        server.send("GET", path),
        server.send("POST", path, b"{}", {"Content-Type": "text/plain"}),
        server.send("POST", path, b"{", {"Content-Type": JSON}),
        server.post("/v1/check", server.asks()["/v1/check"] | {"account": server.target.unknown}),
    ]

    assert [answer for answer in errors if answer.status == 200 or not explained(answer)] == []
