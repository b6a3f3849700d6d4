"""Connections: kept, dead, silent, cut; and nothing that is ever sent twice."""

import socket
from collections.abc import Callable

import pytest

from common import spawn
from common.errors import Unavailable
from common.http_client import peer as peer_module
from common.http_client.adapter import POOLED
from tests.common.http_client.peers import DOOR, YES, Ask, Peers, Said, outcome
from tests.common.http_client.script import Script, header, nothing, refusal


def drip(connection: socket.socket) -> None:
    """A byte now and then, for ever."""
    try:
        for _ in range(200):
            connection.sendall(b"H")
            connection.settimeout(0.02)
            try:
                connection.recv(1)
                return
            except TimeoutError:
                continue
    except OSError:
        return


def drip_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nx-slow: ")
    drip(connection)


def drip_body(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
    drip(connection)


def silence(connection: socket.socket) -> None:
    connection.settimeout(10)
    try:
        connection.recv(1)
    except OSError:
        return


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


SILENT: dict[str, bytes | Callable[[socket.socket], None]] = {
    "hangs up": nothing,
    "silent": silence,
    "drips headers": drip_headers,
    "drips a body": drip_body,
    "cut in the status": lambda c: c.sendall(b"HTTP/1."),
    "cut in the body": lambda c: c.sendall(YES[:-3]),
    "cut though its JSON is whole": lambda c: c.sendall(YES.replace(b"length: 12", b"length: 99")),
    "cut between chunks": lambda c: c.sendall(
        b'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nc\r\n{"amount":5}\r\n'
    ),
    "noise": lambda c: c.sendall(b"\x00\xff\x16\x03 not HTTP at all\r\n\r\n"),
    "an endless header": lambda c: c.sendall(b"HTTP/1.1 200 OK\r\nx: " + b"y" * 100_000 + b"\r\n\r\n"),
    "too many headers": lambda c: c.sendall(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 500 + b"\r\n"),
}


@pytest.mark.parametrize("said", SILENT.values(), ids=SILENT)
def test_no_whole_answer_means_that_nobody_knows(peers: Peers, said: Callable[[socket.socket], None]) -> None:
    with Script(said) as script:
        peer = peers(script.url)
        error = outcome(peer, seconds=0.3)
        peer.close()

        assert (type(error), error.code) == (Unavailable, "no_answer")
        assert len(script.heard) == 1


def test_a_server_that_resets_the_connection_gives_no_answer(peers: Peers) -> None:
    with Script(reset) as script:
        assert outcome(peers(script.url)).code == "no_answer"


def test_a_port_where_nobody_listens_is_no_connection(peers: Peers) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    error = outcome(peers(f"http://127.0.0.1:{port}"))

    assert (type(error), error.code) == (Unavailable, "no_connection")


def test_a_host_that_does_not_take_the_connection_in_time_is_no_connection(
    peers: Peers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full backlog: the handshake is never answered."""
    monkeypatch.setattr(peer_module, "CONNECT_SECONDS", 0.2)
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))

        error = outcome(peers(f"http://127.0.0.1:{port}"), seconds=0.5)

        assert (type(error), error.code) == (Unavailable, "no_connection")
        for one in waiting:
            one.close()


def test_a_connection_is_used_again(peers: Peers) -> None:
    with Script(YES) as script:
        peer = peers(script.url)
        for _ in range(5):
            peer.call(DOOR, Ask())

        assert (len(script.heard), script.connections) == (5, 1)


def test_a_connection_that_died_while_it_rested_is_replaced_and_the_request_is_sent_once(peers: Peers) -> None:
    def last(connection: socket.socket) -> None:
        connection.sendall(YES)

    with Script(last) as script:
        peer = peers(script.url)
        for number in range(1, 4):
            script.ended.clear()
            assert peer.call(DOOR, Ask()) == Said(amount=5)
            assert script.ended.wait(5)
            assert (len(script.heard), script.connections) == (number, number)


def test_words_that_nobody_asked_for_are_not_the_next_answer(peers: Peers) -> None:
    with Script(YES + refusal(422, "refused"), YES) as script:
        peer = peers(script.url)

        assert [peer.call(DOOR, Ask()).amount for _ in range(2)] == [5, 5]


def test_a_request_whose_connection_dies_under_it_is_never_sent_again(peers: Peers) -> None:
    with Script(YES, nothing, YES) as script:
        peer = peers(script.url)
        peer.call(DOOR, Ask())

        error = outcome(peer)

        assert error.code == "no_answer"
        assert len(script.heard) == 2


def test_after_a_failure_the_next_call_has_a_connection_of_its_own(peers: Peers) -> None:
    with Script(lambda c: c.sendall(YES[:-3]), YES) as script:
        peer = peers(script.url)
        assert outcome(peer).code == "no_answer"

        assert peer.call(DOOR, Ask()) == Said(amount=5)


def test_sixteen_threads_share_a_peer_and_each_gets_its_own_answer(peers: Peers) -> None:
    with Script(YES) as script:
        peer = peers(script.url)
        with spawn.pool("callers", 16) as pool:
            answers = list(pool.map(lambda n: peer.call(DOOR, Ask(payment_id=f"p-{n}")), range(400)))

        assert answers == [Said(amount=5)] * 400
        assert sorted(header(heard, "idempotency-key") or "" for heard in script.heard) == sorted(
            f"p-{n}" for n in range(400)
        )
        assert script.connections <= POOLED
