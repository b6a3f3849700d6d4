"""The page's files: under a policy that lets out one kind of form, from here alone, in no log."""

import http.client
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from common.http_server import file, page
from common.http_server.reading import Served
from common.protocol.endpoint import Endpoint, Nothing
from common.setup.places import PROJECT
from common.words import Words
from tests.intents.centre import Platform

FOLDER = PROJECT / "processing_app" / "checkout"
SOURCES = sorted(FOLDER.iterdir())
LONGEST = 400
BANNED = {
    "text that becomes code": r"\beval\(|\bnew Function\b|set(?:Timeout|Interval)\(\s*['\"`]|\bimport\(",
    "text that becomes markup": r"\.(inner|outer)HTML\b|\binsertAdjacentHTML\b|document\.write|DOMParser|srcdoc",
    "a style or a script within the page": r"<style|<script(?![^>]*\bsrc=)|\bstyle=|['\"]style['\"]|\.style\b|\bon\w+=",
    "something from elsewhere": r"(?<!\w)(?:https?:)?//(?!www\.w3\.org/)[\w.-]+\.\w|@import|url\(",
    "the browser's own boxes": r"(?<![.\w])(alert|confirm|prompt)\(",
    "what others say to the page": r"['\"]message['\"]\s*,|onmessage|BroadcastChannel|window\.opener",
    "a cookie": r"document\.cookie|indexedDB",
}


class Got(NamedTuple):
    """What came for a file."""

    status: int
    headers: dict[str, str]
    body: bytes


def get(platform: Platform, path: str, method: str = "GET", **headers: str) -> Got:
    """As a browser asks: without any login."""
    wire = http.client.HTTPConnection("127.0.0.1", platform.port, timeout=30)
    try:
        wire.request(method, path, headers=headers)
        answer = wire.getresponse()
        return Got(answer.status, {name.lower(): text for name, text in answer.getheaders()}, answer.read())
    finally:
        wire.close()


def addresses(platform: Platform) -> list[str]:
    return sorted(one.path for one in platform.platform.doors() if one.path.startswith("/checkout"))


def test_every_file_of_the_folder_is_served_and_nothing_else(platform: Platform) -> None:
    names = {path.name for path in SOURCES} - {"index.html"}

    assert addresses(platform) == sorted(["/checkout", *(f"/checkout/{name}" for name in names)])
    assert {get(platform, address).status for address in addresses(platform)} == {200}
    for elsewhere in ("/checkout/", "/checkout/index.html", "/checkout/../app.py", "/checkout/%2e%2e/app.py"):
        assert get(platform, elsewhere).status == 404, elsewhere


def test_every_file_locks_the_browser_in(platform: Platform) -> None:
    own = f"http://127.0.0.1:{platform.port}"

    for address in addresses(platform):
        headers = get(platform, address).headers
        policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
        assert policy == {
            "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "data:",
            "connect-src": "'self'", "base-uri": "'none'", "form-action": f"'self' {own}", "frame-ancestors": "'none'",
            "require-trusted-types-for": "'script'",
        }, address  # fmt: skip
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["content-type"].partition(";")[0] in ("text/html", "text/css", "text/javascript")
        assert "access-control-allow-origin" not in headers


def test_the_kiosk_s_policy_is_what_it_was() -> None:
    """A file without headers of its own has those of its kind."""
    door = Endpoint("GET", "/kiosk", Nothing, Nothing, Words("-", "-"), kind="page")

    assert Served(door, file(b"", "text/html")).headers == page.HEADERS


def test_the_page_knows_where_its_centre_is(platform: Platform) -> None:
    page = get(platform, "/checkout").body.decode()

    assert f'<meta name="home" content="http://127.0.0.1:{platform.port}">' in page
    assert "{home}" not in page


def test_no_line_of_any_log_is_written_for_a_file(platform: Platform) -> None:
    get(platform, "/checkout?intent=abc&termination_uri=https%3A%2F%2Fsecret.example")

    logs = [path.read_text("utf-8") for path in (platform.folder / "logs").rglob("*") if path.is_file()]
    assert logs
    assert not any("secret.example" in text for text in logs)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_source_is_short_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")

    assert text.count("\n") <= LONGEST
    assert text.startswith(("// ", "/* ", "<!doctype html>"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_source_has_nothing_that_its_policy_forbids(path: Path) -> None:
    text = path.read_text("utf-8")
    code = re.sub(r"(?m)^\s*//.*$", "", text)

    assert [ban for ban, pattern in BANNED.items() if re.search(pattern, code)] == []


@pytest.mark.parametrize(
    ("ban", "planted"),
    [
        ("text that becomes code", "setTimeout('pay()', 1)"),
        ("text that becomes markup", "a.innerHTML = order.product;"),
        ("a style or a script within the page", '<p style="color: red">'),
        ("something from elsewhere", '<script src="https://cdn.example.com/a.js"></script>'),
        ("the browser's own boxes", "alert(1)"),
        ("what others say to the page", 'addEventListener("message", paid)'),
        ("a cookie", "document.cookie"),
    ],
)
def test_what_is_banned_is_found(ban: str, planted: str) -> None:
    assert re.search(BANNED[ban], planted)
