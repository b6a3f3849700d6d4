"""A full house: one more question is refused at the entrance, cheaply and wholly; slow clients keep no places."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from common import spawn
from common.http_server import application
from common.http_server.connection import Connection
from common.http_server.turnstile import OLDEST_SECONDS, Turnstile, missing
from tests.common.http_server.stand import Stand

DEADLINE_SECONDS = 10.0
A_LITTLE_SECONDS = 0.05
"""The clock of a server's loop counts milliseconds."""


@pytest.fixture
def full(stand: Stand) -> Iterator[Stand]:
    """The shared server with no place left inside."""
    places, stand.application.turnstile.most = stand.application.turnstile.most, 0
    yield stand
    stand.application.turnstile.most = places


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Stand]:
    """A server of three connections."""
    made = Stand(tmp_path, connections=3)
    yield made
    made.close()


@pytest.fixture
def holding(stand: Stand) -> Iterator[spawn.Signal]:
    """The shared server's writer does nothing until the signal is set."""
    held, go = spawn.Signal(), spawn.Signal()

    def hold(_: object) -> None:
        held.set()
        assert go.wait(20)

    with spawn.pool("hold", 1) as pool:
        done = pool.submit(stand.database.write, hold)
        assert held.wait(5)
        yield go
        go.set()
        done.result(10)


def becomes(stand: Stand, inside: int) -> bool:
    """Whether so many are inside before long."""
    until = time.monotonic() + DEADLINE_SECONDS
    while stand.application.turnstile.inside != inside and time.monotonic() < until:
        time.sleep(0.005)
    return stand.application.turnstile.inside == inside


def test_in_a_full_house_a_question_is_told_to_come_back_and_nothing_is_done(full: Stand) -> None:
    refused = full.application.turnstile.refused
    with full.connect() as wire:
        replies = [wire.ask(full.request()) for _ in range(3)]

    assert [(reply.status, reply.code, reply.headers["retry-after"]) for reply in replies] == [(503, "busy", "1")] * 3
    assert full.application.turnstile.refused == refused + 3
    assert full.count() == 0


def test_who_was_told_to_come_back_is_answered_on_the_same_connection_when_there_is_a_place(full: Stand) -> None:
    with full.connect() as wire:
        first = wire.ask(full.request())
        full.application.turnstile.most = 1
        second, third = wire.ask(full.request()), wire.ask(full.request())

    assert [first.status, second.status, third.status] == [503, 200, 200]
    assert full.count() == 2


@pytest.mark.parametrize("place", [4, 0, -3], ids=["behind the headers", "in the headers", "in the body"])
def test_a_question_in_two_pieces_is_refused_once_it_is_whole(full: Stand, place: int) -> None:
    request = full.request()
    cut = place if place < 0 else request.index(b"\r\n\r\n") + place
    with full.connect() as wire:
        wire.send(request[:cut])
        wire.socket.settimeout(0.05)
        with pytest.raises(TimeoutError):
            wire.socket.recv(1)
        wire.socket.settimeout(DEADLINE_SECONDS)
        reply = wire.ask(request[cut:])

    assert reply.status == (200 if place == 0 else 503)
    assert full.count() == (place == 0)


def test_how_many_were_turned_away_is_one_line_of_the_log_and_not_one_for_each(fresh: Stand) -> None:
    fresh.application.turnstile.most = 0
    with fresh.connect() as wire:
        for _ in range(20):
            wire.ask(fresh.request())

    fresh.application.look_back()
    fresh.log.close()

    lines = [line for line in written(fresh) if '"turned away"' in line]
    assert 1 <= len(lines) <= 3


def written(stand: Stand) -> list[str]:
    """Every line of its logs."""
    files = [path for path in (stand.folder / "logs").rglob("*") if path.is_file()]
    return [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]


def test_reading_is_not_turned_away(full: Stand) -> None:
    assert full.ask("/v1/look").status == 200


def test_a_place_is_held_from_the_last_byte_of_a_question_to_its_answer(stand: Stand, holding: spawn.Signal) -> None:
    request = stand.request()
    with stand.connect() as wire:
        wire.send(request[:-1])
        before = stand.application.turnstile.inside
        wire.send(request[-1:])
        came = becomes(stand, 1)
        holding.set()

        assert (before, came, wire.hear().status) == (0, True, 200)
        assert becomes(stand, 0)


def test_a_stranger_who_sends_his_body_after_the_refusal_holds_no_place(stand: Stand) -> None:
    request = stand.request(authorization="Basic x")
    head = request.index(b"\r\n\r\n") + 4
    with stand.connect() as wire:
        wire.send(request[:head])
        refused = wire.hear()
        wire.send(request[head:])
        assert wire.ask(stand.request("/v1/look")).status == 200

        assert (refused.status, stand.application.turnstile.inside) == (401, 0)


def test_who_does_not_take_his_answers_holds_no_place(full: Stand) -> None:
    full.application.turnstile.most = 1
    question = full.request(authorization="Basic x")
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect(("127.0.0.1", full.port))
        until = time.monotonic() + DEADLINE_SECONDS
        while not is_unread(full) and time.monotonic() < until:
            deaf.sendall(question)
            time.sleep(0.0005)
        deaf.sendall(question)

        statuses = {full.ask().status for _ in range(30)}

        assert (is_unread(full), statuses) == (True, {200})


def is_unread(stand: Stand) -> bool:
    """Whether somebody does not take what he asked for."""
    connections = tuple(stand.listener._server.server_state.connections)
    return any(isinstance(one, Connection) and one._unread is not None for one in connections)


def test_who_hangs_up_leaves(stand: Stand, holding: spawn.Signal) -> None:
    with stand.connect() as wire:
        wire.send(stand.request())
        came = becomes(stand, 1)

    assert (came, becomes(stand, 0)) == (True, True)


def test_when_the_one_in_front_has_waited_too_long_nobody_comes_in() -> None:
    turnstile = Turnstile((b"POST /v1/pay ",))

    turnstile.enter("slow", 10.0)

    assert not turnstile.full(10.0 + OLDEST_SECONDS)
    assert turnstile.full(10.1 + OLDEST_SECONDS)
    turnstile.leave("slow")
    assert not turnstile.full(100.0)


def test_the_document_that_anybody_may_ask_for_is_made_once(fresh: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fresh.ask("/openapi.json", method="GET")
    monkeypatch.setattr(application, "document", lambda *_: {})

    second = fresh.ask("/openapi.json", method="GET")

    assert first.status == 200
    assert second.body == first.body


HEADS = {
    b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc": 2,
    b"POST / HTTP/1.1\r\ncontent-length:5\r\n\r\nabcde": 0,
    b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabcdefg": None,
    b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n": None,
    b"POST / HTTP/1.1\r\nContent-Length: 5\r\ncontent-length: x\r\n\r\n": None,
    b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n": None,
    b"POST / HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n": None,
    b"POST / HTTP/1.1\r\nContent-Length: 5\r\nConnection: close\r\n\r\n": None,
    b"POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n": None,
    b"POST / HTTP/1.1\r\nHost: a\r\n\r\nContent-Length: 5\r\n": None,
    b"POST / HTTP/1.1\r\nContent-Len": None,
}


@pytest.mark.parametrize(("data", "expected"), HEADS.items())
def test_only_a_plain_question_is_refused_unread(data: bytes, expected: int | None) -> None:
    assert missing(data) == expected


def test_one_connection_more_takes_the_place_of_who_has_waited_longest(small: Stand) -> None:
    with small.connect() as first, small.connect() as second:
        second.send(small.request()[:30])
        until = time.monotonic() + A_LITTLE_SECONDS
        while time.monotonic() < until:
            assert first.ask(small.request("/v1/look")).status == 200
        with small.connect() as third:
            third.send(small.request()[:40])

            with small.connect() as fourth:
                assert fourth.ask(small.request("/v1/look")).status == 200

            assert second.hear().status == 503
            assert second.is_closed()
            third.send(small.request()[40:])
            assert [third.hear().status, first.ask(small.request()).status] == [200, 200]


def test_whoever_is_being_answered_keeps_his_place(small: Stand) -> None:
    with small.connect() as first, small.connect() as second, small.connect() as third:
        held = [first, second, third]
        for wire in held:
            wire.send(small.request("/v1/slow"))
        until = time.monotonic() + DEADLINE_SECONDS
        while small.application._work.gauges()["calls"] < len(held) and time.monotonic() < until:
            time.sleep(0.01)

        with small.connect() as fourth:
            reply = fourth.ask(small.request())
        small.go.set()

        assert (reply.status, reply.code, reply.headers["retry-after"]) == (503, "busy", "1")
        assert [wire.hear().status for wire in held] == [200] * 3
