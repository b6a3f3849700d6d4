"""What a caller learns of every way in which another role may answer, or not answer."""

import json
import socket
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from common import spawn, trace
from common.clock import SystemClock
from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.http_client import Peer
from common.http_client import peer as peer_module
from common.http_client.adapter import MAX_ANSWER, POOLED
from common.logs import Log
from common.protocol.endpoint import Endpoint, Message
from common.words import Words
from tests.common.http_client.script import Script, answer, header, nothing, refusal


class Ask(Message, frozen=True):
    """A question."""

    payment_id: str = "p-1"
    password: str = ""


class Said(Message, frozen=True):
    """Its answer."""

    amount: int


DOOR = Endpoint("POST", "/v1/credit", Ask, Said, Words("Проба", "Trial"), ("refused",), "payment_id")
SECRET = Endpoint("POST", "/v1/secret", Ask, Said, Words("Проба", "Trial"), unsafe_to_show=frozenset({"password"}))
YES = answer(b'{"amount":5}')


class Peers:
    """Makes peers that share one log."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = Log(folder, "caller", SystemClock(), console=False)
        self.made: list[Peer] = []

    def __call__(self, url: str, login: str = "centre", password: str = "pass:word ё") -> Peer:
        made = Peer(url, login, password, self.log, SystemClock(), us="processing:default", them="provider:3")
        self.made.append(made)
        return made

    def exchanges(self) -> list[dict[str, Any]]:
        self.log.exchanges.flush()
        text = (self.folder / "caller.exchanges.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def close(self) -> None:
        for made in self.made:
            made.close()
        self.log.close()


@pytest.fixture
def peers(tmp_path: Path) -> Iterator[Peers]:
    made = Peers(tmp_path)
    yield made
    made.close()


def outcome(peer: Peer, seconds: float = 5) -> OplataError:
    with pytest.raises(OplataError) as caught:
        peer.call(DOOR, Ask(), seconds=seconds)
    return caught.value


def test_a_yes_is_decoded_and_the_question_carries_what_it_must(peers: Peers) -> None:
    token = trace.current.set("7F3K-92QD")
    with Script(YES) as script:
        said = peers(script.url + "/").call(DOOR, Ask())
    trace.current.reset(token)

    assert said == Said(amount=5)
    (heard,) = script.heard
    assert heard.startswith(b"POST /v1/credit HTTP/1.1\r\n")
    assert heard.endswith(b'\r\n\r\n{"payment_id":"p-1","password":""}')
    assert header(heard, "x-trace-id") == "7F3K-92QD"
    assert header(heard, "idempotency-key") == "p-1"
    assert header(heard, "content-type") == "application/json"
    assert header(heard, "host") == f"127.0.0.1:{script.port}"
    assert header(heard, "authorization") == "Basic " + b64encode("centre:pass:word ё".encode()).decode()


STATUSES: list[tuple[int, str, type[OplataError], str]] = [
    (422, "refused", Rejected, "refused"),
    (422, "unknown_account", Rejected, "unknown_account"),
    (422, "a_word_of_a_stranger", Unavailable, "unreadable_answer"),
    (422, "wrong_password", Unavailable, "unreadable_answer"),
    *((status, "refused", ContractFault, "refused") for status in (401, 403, 404, 405)),
    *((status, "refused", Broken, "refused") for status in (400, 409, 413, 415, 431)),
    *((status, "refused", Unavailable, "refused") for status in (402, 408, 418, 429, 500, 502, 503, 504, 599)),
]


@pytest.mark.parametrize(("status", "code", "kind", "meant"), STATUSES)
def test_the_status_decides_what_a_refusal_means(
    peers: Peers, status: int, code: str, kind: type[OplataError], meant: str
) -> None:
    with Script(refusal(status, code)) as script:
        error = outcome(peers(script.url))

    assert (type(error), error.code) == (kind, meant)
    assert error.heard == Words("нет", "no")


BARE: list[tuple[int, type[OplataError], str]] = [
    (401, ContractFault, "wrong_password"),
    (403, ContractFault, "forbidden"),
    (404, ContractFault, "no_such_door"),
    (405, ContractFault, "wrong_method"),
    (400, Broken, "wrong_json"),
    (409, Broken, "wrong_json"),
    (413, Broken, "wrong_json"),
    (422, Unavailable, "unreadable_answer"),
    (429, Unavailable, "unreadable_answer"),
    (500, Unavailable, "unreadable_answer"),
    (204, Unavailable, "unreadable_answer"),
    (201, Unavailable, "unreadable_answer"),
    (301, Unavailable, "unreadable_answer"),
]


@pytest.mark.parametrize(("status", "kind", "code"), BARE)
@pytest.mark.parametrize("body", [b"<html>nginx</html>", b'{"detail":"Not Found"}', b""])
def test_a_refusal_without_our_words_is_known_by_its_status(
    peers: Peers, status: int, kind: type[OplataError], code: str, body: bytes
) -> None:
    with Script(answer(b"" if status == 204 else body, f"{status} X", "text/html")) as script:
        error = outcome(peers(script.url))

    assert (type(error), error.code) == (kind, code)


UNREADABLE = {
    "HTML": answer(b"<html>It works!</html>", kind="text/html"),
    "empty": answer(b""),
    "cut in its headers": YES[:30],
    "another message": answer(b'{"sum":5}'),
    "an extra field": answer(b'{"amount":5,"x":1}'),
    "a float": answer(b'{"amount":5.0}'),
    "not UTF-8": answer(b'{"amount":"\xff"}'),
    "deep": answer(b'{"amount":' + b"[" * 100_000),
    "deep and sound": answer(b'{"amount":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "huge": answer(b" " * (MAX_ANSWER + 1)),
    "a refusal as large as a film": answer(b'{"code":"' + b"x" * 100_000 + b'"}', "422 X"),
}


@pytest.mark.parametrize("said", UNREADABLE.values(), ids=UNREADABLE)
def test_an_answer_that_is_not_understood_leaves_the_outcome_unknown(peers: Peers, said: bytes) -> None:
    with Script(lambda connection: connection.sendall(said)) as script:
        error = outcome(peers(script.url))

    assert (type(error), error.code) == (Unavailable, "unreadable_answer")
    assert len(script.heard) == 1
    assert len(error.detail) < 1000


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


ADDRESSES = [
    "", "localhost:8101", "ftp://127.0.0.1", "http://", "http:///v1", "http://127.0.0.1:port", "http://127.0.0.1:99999",
    "http://[::1", "file:///etc/passwd", "http://127.0.0.1:0", "http://127.0.0.1/?a=b", "http://127.0.0.1/#a",
    "http://login:word@127.0.0.1", "http://..", "http://a b", "http://127.0.0.1:1/a b", "http://127.0.0.1:1/\nx",
]  # fmt: skip


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_that_cannot_be_is_the_contracts_fault_before_anything_is_sent(peers: Peers, url: str) -> None:
    with pytest.raises((ContractFault, Unavailable)) as refused:
        peers(url).call(DOOR, Ask(), seconds=1)

    assert refused.value.code in ("no_such_door", "no_connection")
    assert "word@" not in str(refused.value) or url.startswith("http://login")


def test_a_redirect_is_not_followed(peers: Peers) -> None:
    with Script(YES) as other:
        for status in (301, 302, 303, 307, 308):
            with Script(answer(b"", f"{status} X", "text/html", f"location: {other.url}/v1/credit")) as script:
                assert isinstance(outcome(peers(script.url)), Unavailable)

        assert other.heard == []


def test_neither_proxies_nor_netrc_of_the_environment_matter(
    peers: Peers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login other password other\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with Script(YES) as proxy, Script(YES) as script:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        peers(script.url).call(DOOR, Ask())

        assert proxy.heard == []
        (heard,) = script.heard
        assert header(heard, "authorization") == "Basic " + b64encode("centre:pass:word ё".encode()).decode()


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


def test_an_id_that_is_no_header_is_still_sent_once_and_readably(peers: Peers) -> None:
    with Script(YES) as script:
        peers(script.url).call(DOOR, Ask(payment_id="платёж\r\nx-evil: 1"))

    (heard,) = script.heard
    assert header(heard, "x-evil") is None
    assert (header(heard, "idempotency-key") or "").endswith("%0D%0Ax-evil%3A%201")


def test_a_form_and_a_query_carry_their_parameters_and_bring_the_answers_bytes(peers: Peers) -> None:
    with Script(answer("<ответ/>".encode(), kind="text/xml")) as script:
        peer = peers(script.url)
        parameters = {"command": "pay", "account": "+7 (912)", "name": "Ё&="}

        assert peer.form("/osmp", parameters) == "<ответ/>".encode()
        assert peer.form("/osmp", parameters, method="GET") == "<ответ/>".encode()

    posted, asked = script.heard
    encoded = b"command=pay&account=%2B7+%28912%29&name=%D0%81%26%3D"
    assert posted.endswith(b"\r\n\r\n" + encoded)
    assert asked.startswith(b"GET /osmp?" + encoded + b" HTTP/1.1")


def test_a_truncated_form_answer_is_no_answer(peers: Peers) -> None:
    cut = answer(b"<response>0</response>", kind="text/xml")[:-5]
    with Script(lambda c: c.sendall(cut)) as script, pytest.raises(Unavailable, match="no_answer"):
        peers(script.url).form("/osmp", {"a": "b"})


def test_every_call_is_one_line_with_its_outcome_and_without_secrets(peers: Peers) -> None:
    with Script(answer(b'{"amount":5}'), refusal(503, "busy"), nothing) as script:
        peer = peers(script.url)
        peer.call(SECRET, Ask(password="correct horse"))
        outcome(peer)
        outcome(peer)
        span = header(script.heard[0], "x-span-id")

    lines = peers.exchanges()
    assert [(line["status"], line["error"]) for line in lines] == [(200, ""), (503, ""), (0, "no_answer")]
    assert lines[0]["req_body"] == {"payment_id": "p-1", "password": "***"}
    assert lines[0]["resp_body"] == {"amount": 5}
    assert (lines[0]["span"], lines[0]["side"]) == (span, "client")
    assert (lines[0]["from"], lines[0]["to"]) == ("processing:default", "provider:3")
    written = (peers.folder / "caller.exchanges.jsonl").read_text(encoding="utf-8")
    assert "correct horse" not in written
    assert "pass:word" not in written
    assert "Basic" not in written


def test_a_garbage_answer_is_a_sound_line(peers: Peers) -> None:
    with Script(answer(b'{"a":\n\xff'), answer(b'{"amount":\n5}')) as script:
        peer = peers(script.url)
        outcome(peer)
        peer.call(DOOR, Ask())

    assert [line["resp_body"] for line in peers.exchanges()] == [{"bytes": 7}, {"amount": 5}]


def test_a_card_without_a_trace_gets_one_per_call(peers: Peers) -> None:
    with Script(YES) as script:
        peer = peers(script.url)
        peer.call(DOOR, Ask())
        peer.call(DOOR, Ask())

    traces = [header(heard, "x-trace-id") for heard in script.heard]
    assert len(set(traces)) == 2
    assert all(trace.acceptable(one or "") for one in traces)
