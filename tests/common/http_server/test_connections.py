"""Connections: slow, cut, piled up, kept alive, and finished in peace when the server stops."""

import json
import socket
from collections.abc import Iterator

import pytest

from common import spawn
from common.errors import Broken, Unavailable
from common.http_server import bind, work
from tests.common.http_server.stand import Stand, Wire

SLOW_SECONDS = 0.3


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """A server whose clients have a third of a second."""
    made = Stand(tmp_path_factory.mktemp("impatient"), request_seconds=SLOW_SECONDS)
    yield made
    made.close()


def cut_places(request: bytes) -> dict[str, int]:
    head = request.index(b"\r\n\r\n")
    return {
        "in the method": 2,
        "in the headers": head - 10,
        "before the body": head + 4,
        "in the body": len(request) - 3,
    }


@pytest.mark.parametrize("place", ["in the method", "in the headers", "before the body", "in the body"])
def test_a_request_that_does_not_arrive_in_time_is_408_and_nothing_is_done(impatient: Stand, place: str) -> None:
    request = impatient.request()
    with impatient.connect() as wire:
        wire.send(request[: cut_places(request)[place]])
        reply = wire.hear()

        assert (reply.status, reply.code) == (408, "request_timeout")
        assert json.loads(reply.body)["retryable"] is True
        assert reply.headers["connection"] == "close"
        assert wire.is_closed()
    assert impatient.count() == 0


def test_a_connection_on_which_nothing_is_asked_is_closed_without_a_word(impatient: Stand) -> None:
    with impatient.connect() as wire:
        assert wire.is_closed()


def test_a_slow_second_request_behind_a_first_is_in_the_deadline_too(impatient: Stand) -> None:
    request = impatient.request("/v1/look")
    with impatient.connect() as wire:
        wire.send(request + request[:20])

        assert wire.hear().status == 200
        assert wire.hear().status == 408
        assert wire.is_closed()


def test_a_client_that_takes_long_over_its_answer_is_not_hurried_before_it_asked(impatient: Stand) -> None:
    """The deadline is for the request; the answer may take longer."""
    with impatient.connect() as wire:
        wire.send(impatient.request("/v1/slow"))
        assert impatient.entered.wait(5)
        timer = spawn.call_after(2 * SLOW_SECONDS, impatient.go.set)

        assert wire.hear().status == 200
        timer.cancel()


def test_a_body_refused_early_may_not_drip_for_ever_and_gets_no_second_answer(impatient: Stand) -> None:
    with impatient.connect() as wire:
        wire.send(impatient.request(body=b"x", content_length="1000000"))

        assert (wire.hear().status, wire.is_closed()) == (413, True)


HEADERS = {
    "one long": b"x-long: " + b"x" * 17_000,
    "many": b"\r\n".join(b"x-%d: %s" % (n, b"y" * 100) for n in range(200)),
}


@pytest.mark.parametrize("more", HEADERS.values(), ids=HEADERS)
def test_headers_over_16_kb_are_431_and_nothing_is_done(stand: Stand, more: bytes) -> None:
    with stand.connect() as wire:
        reply = wire.ask(stand.request().replace(b"\r\n", b"\r\n" + more + b"\r\n", 1))

        assert (reply.status, reply.code) == (431, "headers_too_large")
        assert wire.is_closed()
    assert stand.count() == 0


def test_an_address_over_16_kb_is_431(stand: Stand) -> None:
    assert stand.ask("/" + "x" * 17_000).status == 431


def test_headers_just_under_16_kb_are_read(stand: Stand) -> None:
    assert stand.ask(x_long="x" * 15_000).status == 200


GARBAGE = {
    "noise": b"\x00\xff\xfe garbage \r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "no version": b"POST /v1/pay\r\n\r\n",
    "two lengths": b"POST /v1/pay HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx",
    "length and chunks": b"POST /v1/pay HTTP/1.1\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    "negative length": b"POST /v1/pay HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
    "huge length": b"POST /v1/pay HTTP/1.1\r\ncontent-length: 99999999999999999999999\r\n\r\n",
    "folded header": b"POST /v1/pay HTTP/1.1\r\nhost: a\r\n b\r\n\r\n",
    "space before colon": b"POST /v1/pay HTTP/1.1\r\nhost : a\r\n\r\n",
}


@pytest.mark.parametrize("data", GARBAGE.values(), ids=GARBAGE)
def test_bytes_that_are_no_http_are_400_in_our_words_or_refused(stand: Stand, data: bytes) -> None:
    with stand.connect() as wire:
        reply = wire.ask(data)

    assert reply.status in (400, 403)
    assert reply.code in ("wrong_json", "wrong_host")
    assert stand.count() == 0


def test_a_connection_is_kept_and_used_again(stand: Stand) -> None:
    with stand.connect() as wire:
        replies = [wire.ask(stand.request(body={"payment_id": str(n), "amount": n})) for n in range(20)]

    assert [json.loads(reply.body)["amount"] for reply in replies] == list(range(20))
    assert stand.count() == 20


def test_requests_sent_one_behind_the_other_are_answered_in_order(stand: Stand) -> None:
    with stand.connect() as wire:
        wire.send(b"".join(stand.request(body={"payment_id": str(n), "amount": n}) for n in range(30)))
        answers = [json.loads(wire.hear().body)["amount"] for _ in range(30)]

    assert answers == list(range(30))


def test_a_refusal_keeps_the_connection(stand: Stand) -> None:
    with stand.connect() as wire:
        statuses = [
            wire.ask(request).status
            for request in (
                stand.request(authorization="Basic x"),
                stand.request("/nowhere"),
                stand.request(body=b"{"),
                stand.request(method="PATCH"),
                stand.request(),
            )
        ]

    assert statuses == [401, 404, 400, 405, 200]


def test_an_old_client_gets_its_answer_and_the_end(stand: Stand) -> None:
    with stand.connect() as wire:
        reply = wire.ask(stand.request().replace(b"HTTP/1.1", b"HTTP/1.0"))

        assert reply.status == 200
        assert wire.is_closed()


def test_a_client_that_asks_before_sending_its_body_is_told_to_go_on(stand: Stand) -> None:
    request = stand.request(expect="100-continue")
    head, body = request.split(b"\r\n\r\n")
    with stand.connect() as wire:
        wire.send(head + b"\r\n\r\n")
        assert wire.socket.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"

        assert wire.ask(body).status == 200


def test_a_client_that_hangs_up_half_way_harms_nobody(stand: Stand) -> None:
    for length in (10, 100, len(stand.request()) - 1):
        wire = stand.connect()
        wire.send(stand.request()[:length])
        wire.socket.close()

    assert stand.ask().status == 200
    assert stand.count() == 1


def test_when_all_calls_are_taken_the_next_is_told_to_come_back(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "WAITING_CALLS", 2)
    wires = [stand.connect() for _ in range(3)]
    for wire in wires[:2]:
        wire.send(stand.request("/v1/slow"))
    with spawn.pool("third", 1) as pool:
        third = pool.submit(wires[2].ask, stand.request("/v1/slow"))
        reply = third.result(10)
        stand.go.set()

    assert (reply.status, reply.code, reply.headers["retry-after"]) == (503, "busy", "1")
    assert [wire.hear().status for wire in wires[:2]] == [200, 200]
    for wire in wires:
        wire.socket.close()


def test_when_too_many_writes_wait_the_next_is_told_to_come_back(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "WAITING_WRITES", 0)

    reply = stand.ask()

    assert (reply.status, reply.code, reply.headers["retry-after"]) == (503, "busy", "1")
    assert stand.count() == 0


def test_stopping_finishes_what_is_under_way(fresh: Stand) -> None:
    with fresh.connect() as wire, spawn.pool("stop", 1) as pool:
        wire.send(fresh.request("/v1/slow"))
        assert fresh.entered.wait(5)
        stopping = pool.submit(fresh.listener.stop)
        with pytest.raises(TimeoutError):
            stopping.result(0.3)
        fresh.go.set()

        assert wire.hear().status == 200
        stopping.result(10)
    with pytest.raises(OSError, match="refused"):
        Wire(fresh.port)


def test_stopping_does_not_wait_for_a_call_that_never_ends(fresh: Stand) -> None:
    with fresh.connect() as wire:
        wire.send(fresh.request("/v1/slow"))
        assert fresh.entered.wait(5)

        fresh.listener.stop()

        assert not fresh.listener.alive


def test_a_unit_decided_after_the_server_stopped_does_not_hurt_the_writer(fresh: Stand) -> None:
    held, go = spawn.Signal(), spawn.Signal()

    def hold(_: object) -> None:
        held.set()
        assert go.wait(20)

    with spawn.pool("hold", 1) as pool, fresh.connect() as wire:
        holding = pool.submit(fresh.database.write, hold)
        assert held.wait(5)
        wire.send(fresh.request())
        fresh.listener.stop()
        go.set()
        holding.result(10)

    fresh.database.write(lambda _: None)
    assert fresh.count() in (0, 1)


def test_a_taken_port_is_refused_at_once_and_says_whose_it_is() -> None:
    first = bind(0)
    port = first.getsockname()[1]

    with pytest.raises(Broken) as refused:
        bind(port)

    assert refused.value.code == "port_in_use"
    assert refused.value.detail.startswith(f"{port}: PID ")
    first.close()


def test_a_listener_that_never_comes_up_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    stand = Stand(tmp_path_factory.mktemp("late"))
    stand.listener._up.clear()

    with pytest.raises(Unavailable, match="not_now"):
        stand.listener.wait(0.01)

    stand.close()


def ask_for_ever(wire: Wire, request: bytes) -> None:
    while True:
        wire.socket.sendall(request)


def test_a_client_that_does_not_take_what_it_asked_for_is_cut_off(impatient: Stand) -> None:
    """It asks for the same large answer again and again and reads none: the server's memory is not its buffer."""
    request = impatient.request("/v1/look", body={"payment_id": "x" * 60_000, "amount": 5})
    with impatient.connect() as wire:
        wire.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        wire.socket.settimeout(5)

        with pytest.raises(ConnectionError):
            ask_for_ever(wire, request)


def test_headers_that_never_end_are_refused_while_they_come(stand: Stand) -> None:
    with stand.connect() as wire:
        wire.send(stand.request()[:40])
        for _ in range(30):
            wire.send(b"x-more: " + b"y" * 1000 + b"\r\n")

        assert (wire.hear().status, wire.is_closed()) == (431, True)


def test_nothing_behind_a_refused_request_is_done(stand: Stand) -> None:
    refused = stand.request(x_long="x" * 17_000)
    with stand.connect() as wire:
        wire.send(refused + stand.request() * 3)

        assert (wire.hear().status, wire.is_closed()) == (431, True)
    assert stand.ask("/v1/look").status == 200
    assert stand.count() == 0
