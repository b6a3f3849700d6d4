"""Doors of a page: files for a browser under lock and key, and questions from that page only."""

import pytest

from tests.common.http_server.stand import SVG, Stand

LOCKS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "sandbox allow-scripts allow-same-origin"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
STRANGERS = ("null", "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:1", "https://127.0.0.1:{port}")


def locks(headers: dict[str, str]) -> dict[str, str]:
    return {name: headers[name] for name in LOCKS if name in headers}


def test_a_file_is_there_for_anybody_with_its_type_and_under_lock(stand: Stand) -> None:
    reply = stand.ask("/page/picture.svg", body=b"", method="GET", authorization=None, content_type=None)

    assert (reply.status, reply.body, reply.headers["content-type"]) == (200, SVG, "image/svg+xml")
    assert locks(reply.headers) == LOCKS


def test_a_head_of_a_file_is_a_get_without_its_body(stand: Stand) -> None:
    reply = stand.ask("/page/picture.svg", body=b"", method="HEAD", authorization=None)

    assert (reply.status, reply.body, reply.headers["content-length"]) == (200, b"", str(len(SVG)))
    assert locks(reply.headers) == LOCKS


def test_a_file_is_only_read(stand: Stand) -> None:
    reply = stand.ask("/page/picture.svg")

    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path", ["/page/", "/page/picture", "/page/../page/picture.svg", "/page/%2e%2e/page/picture.svg", "//page"]
)
def test_only_what_is_in_the_table_is_served(stand: Stand, path: str) -> None:
    assert stand.ask(path, body=b"", method="GET", authorization=None).status == 404


def test_the_page_may_ask_and_its_answers_are_under_lock_too(stand: Stand) -> None:
    own = f"http://127.0.0.1:{stand.port}"

    reply = stand.ask("/page/asks", origin=own)

    assert reply.status == 200
    assert locks(reply.headers) == LOCKS
    assert stand.ask("/page/asks", origin=None).status == 200


@pytest.mark.parametrize("origin", STRANGERS)
def test_a_page_of_somebody_else_asks_nothing(stand: Stand, origin: str) -> None:
    reply = stand.ask("/page/asks", origin=origin.format(port=stand.port))

    assert (reply.status, reply.code) == (403, "browser_refused")
    assert stand.count() == 0


def test_doors_for_programs_carry_no_headers_of_pages(stand: Stand) -> None:
    assert locks(stand.ask().headers) == {}


def test_files_leave_no_line_but_a_refusal_does(fresh: Stand) -> None:
    fresh.ask("/page/picture.svg", body=b"", method="GET", authorization=None)
    fresh.ask("/page/picture.svg", body=b"", method="HEAD", authorization=None)
    fresh.ask("/page/picture.svg", body=b"", method="GET", authorization=None, host="evil.example")

    assert [line["status"] for line in fresh.exchanges()] == [403]
