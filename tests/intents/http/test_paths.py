"""Paths with parts: each part is a field of the question, beside the body or the query; a yes has its own status."""

import json
from typing import Any
from urllib.parse import quote

import pytest

from common.http_server.openapi import document
from tests.intents.http.stand import ENDPOINTS, Stand, said

LONG = "x" * 65
TOKEN = "eyJhbGciOiJFZERTQSJ9." + "A" * 200


def test_a_part_of_the_path_is_a_field_beside_the_body(stand: Stand) -> None:
    reply = stand.ask("POST", "/v2/intents/i1/notes", {"text": "да"})

    assert reply.status == 201
    assert (said(reply)["paymentIntentID"], said(reply)["text"]) == ("i1", "да")


def test_other_methods_are_other_doors_of_the_same_path(stand: Stand) -> None:
    assert said(stand.ask("PUT", "/v2/intents/i2/notes", {"text": "x"}))["paymentIntentID"] == "i2"
    assert said(stand.ask("DELETE", "/v2/intents/i2/notes/5"))["text"] == "5"


def test_the_query_fills_the_other_fields_of_a_get(stand: Stand) -> None:
    reply = stand.ask("GET", "/v2/intents/i1/notes/7?limit=3&loud=true")

    assert reply.status == 200
    assert said(reply)[0]["text"] == "7 3 True"


def test_a_part_is_decoded_and_its_slash_is_no_slash_of_the_path(stand: Stand) -> None:
    assert said(stand.ask("DELETE", f"/v2/intents/{quote('а/б', safe='')}/notes/%31"))["paymentIntentID"] == "а/б"


def test_an_exact_path_goes_before_one_with_parts(stand: Stand) -> None:
    assert said(stand.ask("GET", "/v2/intents/all"))["text"] == "exact"


@pytest.mark.parametrize("part", [LONG, "%FF", "%00", "%0A", "%E2%80%AE", TOKEN], ids=lambda part: part[:9])
def test_a_part_that_no_object_can_be_called_is_not_found(stand: Stand, part: str) -> None:
    reply = stand.ask("PUT", f"/v2/intents/{part}/notes", {})

    assert (reply.status, reply.code) == (404, "not_found")


@pytest.mark.parametrize("path", ["/v2/intents//notes", "/v2/intents/i1/notes/", "/v2/intents/i1", "/v2/intents/"])
def test_a_path_with_another_number_of_parts_is_no_door(stand: Stand, path: str) -> None:
    reply = stand.ask("POST", path, {})

    assert (reply.status, reply.code) == (404, "no_such_door")


@pytest.mark.parametrize("method", ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH"])
def test_another_method_is_told_which_ones_there_are(stand: Stand, method: str) -> None:
    reply = stand.ask(method, "/v2/intents/i1/notes")

    assert reply.status == 405
    assert reply.headers["allow"] == "POST, PUT"


@pytest.mark.parametrize(
    "body",
    [
        b'{"paymentIntentID":"i2"}',
        b'{"text":"x","paymentIntentID":"i1"}',
        b'{"text":"x","payment\\u0049ntentID":"i2"}',
        b'{"text":"x","payment_intent_id":"i2"}',
        b'{"text":"x","text":"y"}',
        b"[]", b'"x"', b"{", b"", b"}", b"{,}", b'{"unknown":1}', b"null",
    ],
    ids=lambda body: body.decode()[:36] or "empty",
)  # fmt: skip
def test_a_body_that_names_the_path_s_field_or_is_no_object_is_refused(stand: Stand, body: bytes) -> None:
    reply = stand.ask("PUT", "/v2/intents/i1/refused", body)

    allowed = (422, "not_supported") if body == b"" else (400, "wrong_json")
    assert (reply.status, reply.code) == allowed


@pytest.mark.parametrize("body", [b"{}", b" \n{ }", b'\t{ "text" : "" }'])
def test_spaces_of_a_body_mean_nothing(stand: Stand, body: bytes) -> None:
    assert stand.ask("PUT", "/v2/intents/i1/notes", body).status == 200


@pytest.mark.parametrize(
    "query",
    [
        "limit=x", "limit=1.5", "limit=1&limit=2", "unknown=1", "paymentID=8", "limit", "limit=%FF", "loud=maybe",
        "&".join(f"a{n}=1" for n in range(101)),
    ],
    ids=lambda query: query[:20],
)  # fmt: skip
def test_a_query_that_is_not_the_question_is_refused(stand: Stand, query: str) -> None:
    reply = stand.ask("GET", f"/v2/intents/i1/notes/7?{query}")

    assert (reply.status, reply.code) == (400, "wrong_json")


def test_a_get_takes_no_body(stand: Stand) -> None:
    assert stand.ask("GET", "/v2/intents/i1/notes/7", {"limit": 5}).code == "wrong_json"
    assert stand.ask("DELETE", "/v2/intents/i1/notes/7", {}).status == 200


def test_the_lines_name_the_door_and_hold_no_secret(fresh: Stand) -> None:
    fresh.ask("POST", "/v2/intents/i1/notes", {"text": "open", "paymentToolToken": "a-secret-of-a-card"})
    fresh.ask("PUT", f"/v2/intents/{TOKEN}/notes", {"text": "x"})

    made, refused = fresh.lines()
    assert (made["verb"], made["path"]) == ("intents/{paymentIntentID}/notes", "/v2/intents/i1/notes")
    assert made["req_body"] == {"text": "open", "paymentToolToken": "***"}
    assert made["resp_body"]["paymentToolToken"] == "***"
    assert refused["path"] == "/v2/intents/***/notes"
    assert "a-secret" not in json.dumps([made, refused])
    assert "shop-key" not in json.dumps([made, refused])


def test_the_document_says_where_each_field_stands() -> None:
    described = document("stand", ENDPOINTS)

    paths: Any = described["paths"]
    created = paths["/v2/intents/{paymentIntentID}/notes"]["post"]
    looked = paths["/v2/intents/{paymentIntentID}/notes/{paymentID}"]["get"]
    assert [(one["name"], one["in"]) for one in created["parameters"]] == [("paymentIntentID", "path")]
    body = created["requestBody"]["content"]["application/json"]["schema"]
    assert sorted(body["properties"]) == ["paymentToolToken", "text"]
    assert list(created["responses"]) == ["201", "default"]
    assert created["security"] == [{"bearer": []}]
    assert [(one["name"], one["in"], one["required"]) for one in looked["parameters"]] == [
        ("paymentIntentID", "path", True), ("paymentID", "path", True), ("limit", "query", False),
        ("loud", "query", False),
    ]  # fmt: skip
    assert looked["responses"]["200"]["content"]["application/json"]["schema"]["type"] == "array"
    assert "security" not in paths["/v2/back"]["post"]
    assert described["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
