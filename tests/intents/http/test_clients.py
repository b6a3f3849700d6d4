"""Who comes with a token, from where, with which headers: keys of servers and tokens of pages are kept apart."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from common import spawn
from common.database import Connection
from tests.intents.http.stand import OTHER_PAGE, PAGE, Stand, said

SHARED = "/v2/intents/i1/shared"
PREFLIGHT = {"access_control_request_method": "POST", "access_control_request_headers": "authorization"}
NO_LOGINS = [None, "", "nobody", "shop-key ", "SHOP-KEY", "x" * 5000]


@pytest.mark.parametrize("token", NO_LOGINS, ids=lambda token: repr(token)[:12])
@pytest.mark.parametrize("path", ["/v2/intents/i1/notes", "/v2/cards", SHARED])
def test_nobody_gets_in_without_a_token(stand: Stand, path: str, token: str | None) -> None:
    reply = stand.ask("POST", path, {}, token)

    assert reply.status == 401
    assert reply.headers["www-authenticate"] == 'Bearer realm="oplata"'
    assert reply.code in ("token_required", "wrong_token")


def test_a_password_is_no_token(stand: Stand) -> None:
    reply = stand.ask("POST", "/v2/cards", {}, None, authorization="Basic YTpi")

    assert (reply.status, reply.code) == (401, "token_required")


def test_the_scheme_may_be_written_in_letters_of_any_size(stand: Stand) -> None:
    assert stand.ask("POST", "/v2/cards", {}, None, authorization="bEARER payer").status == 200


def test_each_is_told_which_of_the_two_tokens_is_right(stand: Stand) -> None:
    server_s, page_s = "/v2/intents/i1/notes", "/v2/cards"

    assert (stand.ask("POST", server_s, {}, "payer").status, stand.ask("POST", server_s, {}, "payer").code) == (
        401, "shop_key_required",
    )  # fmt: skip
    reply = stand.ask("POST", page_s, {}, "shop-key")
    assert (reply.status, reply.code) == (401, "client_token_required")
    assert "Ключ магазина не должен попадать в браузер" in said(reply)["message"]
    assert stand.ask("POST", server_s, {}, "account").code == "forbidden"


def test_whoever_acts_for_a_shop_enters_the_shop_s_doors(stand: Stand) -> None:
    reply = stand.ask("PUT", "/v2/intents/i1/notes", {}, "borrowed")

    assert (reply.status, said(reply)["who"]) == (200, "shop:TEST")


def test_a_registered_page_asks_and_may_read_the_answer(stand: Stand) -> None:
    reply = stand.ask("POST", SHARED, {}, "payer", origin=PAGE)

    assert reply.status == 202
    assert reply.headers["access-control-allow-origin"] == PAGE
    assert reply.headers["vary"] == "Origin"
    assert reply.headers["cache-control"] == "no-store"
    assert "access-control-allow-credentials" not in reply.headers


def test_a_page_may_read_why_it_was_refused(stand: Stand) -> None:
    reply = stand.ask("POST", SHARED, {}, "ended", origin=PAGE)

    assert (reply.status, reply.headers["access-control-allow-origin"]) == (401, PAGE)
    assert stand.ask("POST", SHARED, {"unknown": 1}, "payer", origin=PAGE).headers["access-control-allow-origin"]


@pytest.mark.parametrize(
    "origin", [OTHER_PAGE, "null", "https://shop.example.evil", "http://shop.example", "*", PAGE + ":443"]
)
def test_another_page_asks_nothing(stand: Stand, origin: str) -> None:
    before = stand.rows()

    for token in ("payer", "ended"):
        reply = stand.ask("POST", SHARED, {}, token, origin=origin)
        assert reply.status in (401, 403)
        assert "access-control-allow-origin" not in reply.headers
    assert stand.ask("POST", SHARED, {}, "payer", origin=origin).code == "origin_not_registered"
    assert stand.ask("OPTIONS", SHARED, None, None, origin=origin, **PREFLIGHT).status == 403
    assert stand.rows() == before


@pytest.mark.parametrize("path", [SHARED, "/v2/cards", "/v2/intents/i1/notes"])
def test_a_key_of_a_server_in_a_browser_is_refused_with_words(stand: Stand, path: str) -> None:
    reply = stand.ask("POST", path, {}, "shop-key", origin=PAGE)

    assert (reply.status, reply.code) == (401, "key_in_browser")
    assert "Ключ магазина пришёл со страницы браузера" in said(reply)["message"]


def test_a_page_s_token_opens_no_door_of_servers(stand: Stand) -> None:
    assert stand.ask("POST", "/v2/intents/i1/notes", {}, "payer", origin=PAGE).code == "browser_refused"


def test_a_browser_asks_first_whether_a_page_may_ask(stand: Stand) -> None:
    stand.asked.clear()

    reply = stand.ask("OPTIONS", SHARED, None, None, origin=PAGE, **PREFLIGHT)

    assert reply.status == 200
    assert reply.body == b""
    assert reply.headers["access-control-allow-origin"] == PAGE
    assert reply.headers["access-control-allow-methods"] == "POST"
    assert "Authorization, Content-Type, X-Request-ID" in reply.headers["access-control-allow-headers"]
    assert reply.headers["vary"] == "Origin"
    assert stand.asked == [("nobody:", {"paymentIntentID": "i1"})]


@pytest.mark.parametrize("path", ["/v2/intents/i1/notes", "/v2/intents/all", "/v2/back", "/health", "/v2/nothing"])
def test_no_page_is_told_that_it_may_ask_elsewhere(stand: Stand, path: str) -> None:
    reply = stand.ask("OPTIONS", path, None, None, origin=PAGE, **PREFLIGHT)

    assert reply.status in (403, 404)
    assert "access-control-allow-origin" not in reply.headers


@pytest.mark.parametrize("origin", ["https://bank.example", "null"])
def test_a_form_from_anywhere_comes_back(stand: Stand, origin: str) -> None:
    posted = stand.ask(
        "POST", "/v2/back", b"MD=1&PaRes=x%2By", None, origin=origin, content_type="application/x-www-form-urlencoded"
    )
    got = stand.ask("GET", "/v2/back?MD=1", None, None, origin=origin)

    assert (posted.status, posted.body.decode()) == (200, "('nobody', [('MD', '1'), ('PaRes', 'x+y')])")
    assert got.status == 200


def test_an_asker_s_request_id_is_said_again_and_is_the_trace(stand: Stand) -> None:
    reply = stand.ask("PUT", "/v2/intents/i1/notes", {}, x_request_id="order-17")
    traced = stand.ask("PUT", "/v2/intents/i1/notes", {}, x_request_id="order-17", x_trace_id="t1")
    refused = stand.ask("PUT", "/v2/intents/i1/notes", {}, None, x_request_id="order-17")

    assert (reply.headers["x-request-id"], said(reply)["trace"]) == ("order-17", "order-17")
    assert (traced.headers["x-request-id"], said(traced)["trace"]) == ("order-17", "t1")
    assert refused.headers["x-request-id"] == "order-17"
    assert stand.ask("PUT", "/v2/intents/i1/notes", {}).status == 200


@pytest.mark.parametrize("name", ["", "x" * 33, "a b", "a\tb", "ж", "<x>"], ids=lambda name: repr(name)[:6])
def test_a_request_id_that_fits_into_no_line_is_refused(stand: Stand, name: str) -> None:
    assert stand.ask("PUT", "/v2/intents/i1/notes", {}, x_request_id=name).code == "wrong_header"


@pytest.mark.parametrize("left", ["150000ms", "540s", "3.5m", "0.5m", "moment", "moment+03:00"])
def test_a_deadline_that_is_ahead_changes_nothing(stand: Stand, left: str) -> None:
    ahead = datetime.now(UTC) + timedelta(minutes=1)
    moments = {"moment": ahead.isoformat().replace("+00:00", "Z"), "moment+03:00": _in_moscow(ahead)}

    assert stand.ask("PUT", "/v2/intents/i1/notes", {}, x_request_deadline=moments.get(left, left)).status == 200


@pytest.mark.parametrize(
    "until",
    [
        "", "0ms", "0s", "-1s", "5", "5h", "1e3s", "5 s", "s", "2021-06-24T12:55:51Z", "2099-01-01", "now", "9" * 30,
        "2099-01-01T00:00:00", "2099-13-01T00:00:00Z", "٥s", "0.0001s",
    ],
)  # fmt: skip
def test_a_deadline_that_has_passed_or_is_none_does_nothing(stand: Stand, until: str) -> None:
    before = stand.rows()

    reply = stand.ask("POST", "/v2/intents/i1/notes", {}, x_request_deadline=until)

    assert (reply.status, reply.code) == (400, "invalid_deadline")
    assert stand.rows() == before


def test_what_nobody_waits_for_any_more_is_not_begun(fresh: Stand) -> None:
    """The writer was busy for longer than the asker wanted to wait."""
    held, go = spawn.Signal(), spawn.Signal()

    def busy(_db: Connection) -> None:
        held.set()
        assert go.wait(20)

    with fresh.connect() as wire:
        spawn.thread("busy", lambda: fresh.database.write(busy))
        assert held.wait(20)
        wire.send(fresh.request("POST", "/v2/intents/i1/notes", {}, x_request_deadline="200ms"))
        began = time.monotonic()
        while fresh.application._work.gauges()["writes_waiting"] == 0 or time.monotonic() - began < 0.25:
            assert time.monotonic() - began < 10
            time.sleep(0.01)
        go.set()
        assert wire.hear().code == "invalid_deadline"
    assert fresh.rows() == 0


def _in_moscow(moment: datetime) -> str:
    return (moment + timedelta(hours=3)).isoformat().replace("+00:00", "+03:00")
