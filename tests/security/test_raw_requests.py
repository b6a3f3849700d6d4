"""Rows 4, 59 and 60: bytes that two readers could read differently are refused, and nothing behind them is done."""

import http.client
from base64 import b64encode
from typing import Any

import pytest

from tests.common.http_server.stand import Stand, basic

CHUNKED = b"transfer-encoding: chunked\r\n"
BEHIND = b"POST /v1/pay HTTP/1.1\r\nhost: 127.0.0.1\r\n"
PAY = b'{"payment_id":"p","amount":5}'
SMUGGLED = {
    "both lengths": (b"content-length: 29\r\n" + CHUNKED, b"0\r\n\r\n"),
    "both, chunked first": (CHUNKED + b"content-length: 29\r\n", b"0\r\n\r\n"),
    "both, length 0": (b"content-length: 0\r\n" + CHUNKED, b"5\r\nhello\r\n0\r\n\r\n"),
    "two lengths": (b"content-length: 29\r\ncontent-length: 30\r\n", PAY + b"X"),
    "two equal lengths": (b"content-length: 29\r\ncontent-length: 29\r\n", PAY),
    "a list of lengths": (b"content-length: 29, 29\r\n", PAY),
    "a length with a plus": (b"content-length: +29\r\n", PAY),
    "a negative length": (b"content-length: -29\r\n", PAY),
    "a length in hex": (b"content-length: 0x1d\r\n", PAY),
    "a fraction of a length": (b"content-length: 29.0\r\n", PAY),
    "a length of another alphabet": ("content-length: ٢٩\r\n".encode(), PAY),
    "a length too long": (b"content-length: 99999999999999999999999\r\n", PAY),
    "an empty length": (b"content-length: \r\n", PAY),
    "another coding": (b"transfer-encoding: gzip\r\n", PAY),
    "a hidden coding": (b"transfer-encoding: xchunked\r\n", b"0\r\n\r\n"),
    "chunked is not the last": (b"transfer-encoding: chunked, identity\r\n", b"0\r\n\r\n"),
    "chunked twice": (b"transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n", b"0\r\n\r\n"),
    "a space before the colon": (b"content-length : 29\r\n", PAY),
    "a coding with a space before the colon": (b"transfer-encoding : chunked\r\n", b"0\r\n\r\n"),
    "a folded coding": (b"transfer-encoding:\r\n chunked\r\n", b"0\r\n\r\n"),
    "a folded length": (b"content-length:\r\n 29\r\n", PAY),
    "a bare newline between headers": (b"x-one: 1\ncontent-length: 29\r\n", PAY),
    "a bare return in a header": (b"x-one: 1\rtransfer-encoding: chunked\r\n", b"0\r\n\r\n"),
    "a null in a header": (b"x-one: 1\0\r\ncontent-length: 29\r\n", PAY),
    "a null in a name": (b"x-o\0ne: 1\r\ncontent-length: 29\r\n", PAY),
    "a name without a colon": (b"content-length 29\r\n", PAY),
    "a name with a bracket": (b"x(one): 1\r\ncontent-length: 29\r\n", PAY),
    "a chunk size in letters": (CHUNKED, b"xyz\r\nhello\r\n0\r\n\r\n"),
    "a negative chunk": (CHUNKED, b"-5\r\nhello\r\n0\r\n\r\n"),
    "a chunk size with 0x": (CHUNKED, b"0x5\r\nhello\r\n0\r\n\r\n"),
    "a chunk too long for a number": (CHUNKED, b"ffffffffffffffffff\r\nhello\r\n0\r\n\r\n"),
    "a chunk that goes on": (CHUNKED, b"5\r\nhelloworld\r\n0\r\n\r\n"),
    "a chunk with a bare newline": (CHUNKED, b"5\nhello\n0\n\n"),
    "a chunk with an extension": (CHUNKED, b"5;a=b\r\nhello\r\n0\r\n\r\n"),
    "a trailer that is a length": (CHUNKED, b"0\r\ncontent-length: 29\r\n\r\n"),
    "an upgrade": (b"connection: upgrade\r\nupgrade: h2c\r\ncontent-length: 29\r\n", PAY),
    "an upgrade to a socket": (b"connection: upgrade\r\nupgrade: websocket\r\ncontent-length: 0\r\n", b""),
    "a body that is another request": (b"content-length: 5\r\n", b"hello" + BEHIND + b"\r\n"),
    "no length at all": (b"", PAY),
    "a body behind a length of 0": (b"content-length: 0\r\n", PAY),
}
SPLIT = ("a%0d%0aset-cookie:%20x", "a\tset-cookie: x", "a b", "é", "a" * 500, "<script>", '"', "a;b", "%0a", "\x7f")
HEADERS: dict[str, bytes] = {
    "nothing": b"",
    "a space": b" ",
    "the scheme alone": b"Basic",
    "the scheme and a space": b"Basic ",
    "no space": b"BasicYWdlbnQ6eA==",
    "a tab": b"Basic\tYWdlbnQ6eA==",
    "two spaces and more": b"Basic  YWdlbnQ6eA== x",
    "no base64": b"Basic @@@@",
    "half a group": b"Basic YWdlbnQ6e",
    "no padding": b"Basic YWdlbnQ6eA",
    "padding in the middle": b"Basic YWdl==bnQ6eA==",
    "the alphabet of addresses": b"Basic _-__",
    "not UTF-8": b"Basic " + b64encode(b"agent:\xff\xfe"),
    "cp1251": b"Basic " + b64encode("агент:пароль".encode("cp1251")),
    "no colon": b"Basic " + b64encode(b"agent"),
    "only a colon": b"Basic " + b64encode(b":"),
    "no login": b"Basic " + b64encode(b":x"),
    "no password": b"Basic " + b64encode(b"agent:"),
    "many colons": b"Basic " + b64encode(b"agent:x:y:z"),
    "Cyrillic": b"Basic " + b64encode("агент:пароль".encode()),
    "a smile": b"Basic " + b64encode("😀:😀".encode()),
    "a null": b"Basic " + b64encode(b"agent\0:x\0"),
    "a newline": b"Basic " + b64encode(b"agent\r\n:x\r\n"),
    "half a surrogate": b"Basic " + b64encode(b"agent:\xed\xa0\x80"),
    "ten kilobytes": b"Basic " + b64encode(b"agent:" + b"x" * 9_000),
    "a long login": b"Basic " + b64encode(b"x" * 9_000 + b":x"),
    "quoted": b'Basic "YWdlbnQ6eA=="',
    "another scheme": b"Digest username=agent",
    "a token": b"Bearer YWdlbnQ6eA==",
    "two schemes": b"Basic, Bearer x",
    "a list": b"Basic YWdlbnQ6eA==, Basic YWdlbnQ6eA==",
    "letters of another alphabet": "Basic ＹＷdlbnQ6eA==".encode(),
    "a statement": b"Basic " + b64encode(b"' OR 1=1 --:x"),
    "a pattern": b"Basic " + b64encode(b"%:%"),
    "a path": b"Basic " + b64encode(b"../../secrets/operator:x"),
    "admin": b"Basic " + b64encode(b"admin:admin"),
    "operator": b"Basic " + b64encode(b"operator:operator"),
    "agent": b"Basic " + b64encode(b"agent:agent"),
    "root": b"Basic " + b64encode(b"root:"),
    "a Kelvin sign": b"Basic " + b64encode("aGENT:\u212a".encode()),
}  # fmt: skip


@pytest.mark.parametrize(("headers", "body"), SMUGGLED.values(), ids=SMUGGLED)
def test_row_60_a_request_with_two_readings_does_nothing(stand: Stand, headers: bytes, body: bytes) -> None:
    """It is refused, perhaps without a word, or it was one sound request: never a second one behind it."""
    head = stand.request(body=b"", content_length=None).removesuffix(b"\r\n")
    with stand.connect() as wire:
        wire.send(head + headers + b"\r\n" + body)
        try:
            status = wire.hear().status
        except http.client.RemoteDisconnected:
            status = 0

    assert status in (0, 200, 400, 408, 413)
    assert stand.count() == (status == 200)
    assert stand.ask().status == 200


@pytest.mark.parametrize("header", ["idempotency-key", "x-trace-id", "x-span-id", "x-attempt"])
@pytest.mark.parametrize("value", SPLIT)
def test_row_59_nothing_that_was_sent_becomes_a_header_of_the_answer(stand: Stand, header: str, value: str) -> None:
    with stand.connect() as wire:
        given: dict[str, Any] = {header.replace("-", "_"): value}
        reply = wire.ask(stand.request(**given))

    assert reply.status in (200, 400)
    assert "set-cookie" not in reply.headers
    assert value not in reply.headers.values() or value.isascii()
    assert all(one.isprintable() for one in reply.headers.values())


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_row_4_a_header_that_is_no_login_of_ours_is_401(stand: Stand, header: bytes) -> None:
    request = stand.request(authorization="@").replace(b"authorization: @", b"authorization: " + header)
    with stand.connect() as wire:
        reply = wire.ask(request)

    assert (reply.status, stand.count()) == (401, 0)
    assert reply.headers["www-authenticate"].startswith("Basic realm=")


def test_row_4_the_schemes_letters_may_be_of_any_size(stand: Stand) -> None:
    assert stand.ask(authorization=basic("agent", stand.password).replace("Basic", "bASIC")).status == 200
