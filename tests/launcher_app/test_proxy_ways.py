"""A proxy before a receiver: its given port, its senders by their doors, faults, steps and slow motion on its way."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qsl

import pytest
import requests

from common.clock import SystemClock
from common.errors import Broken
from launcher_app.faults import FaultDesk, Setting
from launcher_app.feed.hop import Arrow
from launcher_app.proxy import FaultKind, Proxy, Recorder, Request

TO_PROVIDER, USES = Arrow("processing", "provider"), Arrow("consumer", "provider")
CREDIT, USE, BALANCE = "/v1/credit", "/v1/use", "/v1/subscriber"
FORM = "application/x-www-form-urlencoded"
WAIT_SECONDS = 10.0
PASSWORD = "cHJvdmlkZXI6Y2FuYXJ5LXNlY3JldA=="


class Office(ThreadingHTTPServer):
    """A provider that answers a question with its own body, once it may, and remembers how it was asked."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        self.asked: list[tuple[str, bytes, str]] = []
        self.hosts: list[str] = []
        self.may_answer = Event()
        self.may_answer.set()
        super().__init__(("127.0.0.1", 0), Clerk)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Clerk(BaseHTTPRequestHandler):
    server: Office

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.hosts.append(self.headers["Host"])
        self.server.asked.append((self.path, body, self.headers.get("Authorization", "")))
        self.server.may_answer.wait(WAIT_SECONDS)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Say nothing."""


@pytest.fixture
def office() -> Iterator[Office]:
    server = Office()
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.may_answer.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def recorder() -> Recorder:
    return Recorder(SystemClock())


@pytest.fixture
def desk() -> FaultDesk:
    return FaultDesk(SystemClock())


@pytest.fixture
def proxy(office: Office, recorder: Recorder, desk: FaultDesk) -> Iterator[Proxy]:
    made = Proxy(office.url, recorder, receiver="provider", way=desk)
    yield made
    made.stop()


def post(
    proxy: Proxy, path: str, body: bytes = b"{}", seconds: float = WAIT_SECONDS, **headers: str
) -> requests.Response:
    return requests.post(proxy.url + path, data=body, headers=headers, timeout=seconds)


def until(true: Callable[[], Any]) -> None:
    clock = SystemClock()
    deadline = clock.monotonic() + WAIT_SECONDS
    while not true():
        assert clock.monotonic() < deadline, "waited in vain"
        clock.sleep(0.01)


def port_of(proxy: Proxy) -> int:
    return int(proxy.url.rpartition(":")[2])


def test_a_given_port_is_taken_at_once_told_when_busy_and_free_at_once_when_stopped(
    office: Office, recorder: Recorder, desk: FaultDesk, proxy: Proxy
) -> None:
    port = port_of(proxy)

    with pytest.raises(Broken, match=str(port)) as busy:
        Proxy(office.url, recorder, receiver="provider", way=desk, port=port)
    post(proxy, CREDIT)
    proxy.stop()
    again = Proxy(office.url, recorder, receiver="provider", way=desk, port=port)
    status = post(again, CREDIT).status_code
    again.stop()

    assert busy.value.code == "port_in_use"
    assert status == 200
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), 1)


def test_senders_are_told_apart_by_their_doors_and_each_has_its_own_faults(
    proxy: Proxy, recorder: Recorder, desk: FaultDesk
) -> None:
    desk.add(Setting(arrow=USES, kind=FaultKind.SERVER_ERROR))

    statuses = [post(proxy, path).status_code for path in (CREDIT, USE, "/pay.php", "/v1/operator/ui-tree")]

    assert statuses == [200, 500, 200, 200]
    assert [one.sender for one in recorder.since(0)] == ["processing", "consumer", "processing", "somebody"]
    assert [(arrow.sender, fault) for arrow, _, fault in desk.outcomes] == [
        ("processing", ""), ("consumer", "server_error"), ("processing", ""),
    ]  # fmt: skip


def test_a_server_that_moved_is_found_where_it_is_now(office: Office, recorder: Recorder, desk: FaultDesk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        before = f"http://127.0.0.1:{gone.getsockname()[1]}"
    made = Proxy(before, recorder, receiver="provider", way=desk)

    with pytest.raises(requests.ConnectionError):
        post(made, CREDIT)
    made.point(office.url)
    status = post(made, CREDIT).status_code
    made.stop()

    assert status == 200


def test_many_ask_at_a_time_over_connections_that_stay_and_none_waits_for_another(
    proxy: Proxy, office: Office, desk: FaultDesk
) -> None:
    office.may_answer.clear()
    with ThreadPoolExecutor(40) as crowd:
        answers = [crowd.submit(post, proxy, CREDIT, b"%d" % number) for number in range(40)]
        until(lambda: len(office.asked) == 40)
        office.may_answer.set()
        bodies = [answer.result().content for answer in answers]

    with requests.Session() as session:
        kept = [session.post(proxy.url + CREDIT, data=b"{}", timeout=WAIT_SECONDS) for _ in range(3)]

    assert bodies == [b"%d" % number for number in range(40)]
    assert [one.headers["Connection"] for one in kept] == ["keep-alive"] * 3


def test_a_large_body_goes_both_ways_whole(proxy: Proxy) -> None:
    body = bytes(range(256)) * 16_384

    assert post(proxy, CREDIT, body).content == body


@pytest.mark.parametrize(
    ("path", "kind", "body", "sums"),
    [
        (CREDIT, "application/json", b'{"amount":10099}', [b'{"amount":10100}']),
        ("/osmp", FORM, b"command=pay&txn_id=7&account=%2B7+912&sum=100.99", ["101.00"]),
        ("/osmp?command=pay&txn_id=7&account=1&sum=9.99", "", b"", ["10.00"]),
        ("/osmp", FORM, b"command=check&txn_id=7&sum=0.00", ["0.00"]),
        (CREDIT, "application/json", b'{"amount":"10"}', [b'{"amount":"10"}']),
        (CREDIT, "application/json", b"\xff\x00", [b"\xff\x00"]),
    ],
)
def test_a_sum_is_changed_by_a_kopeck_in_every_dialect_and_nothing_else_is(
    proxy: Proxy, office: Office, desk: FaultDesk, path: str, kind: str, body: bytes, sums: list[Any]
) -> None:
    desk.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.CHANGED_SUM))

    requests.post(proxy.url + path, data=body, headers={"Content-Type": kind} if kind else {}, timeout=WAIT_SECONDS)

    ((asked, sent, _),) = office.asked
    if path == CREDIT:
        assert [sent] == sums
        return
    before, after = (dict(parse_qsl(text)) for text in (_parameters(path, body), _parameters(asked, sent)))
    assert [after.pop("sum")] == sums
    assert after == {name: value for name, value in before.items() if name != "sum"}


def _parameters(path: str, body: bytes) -> str:
    return path.partition("?")[2] or body.decode()


def test_a_delay_takes_its_time_and_a_lost_reply_was_done(proxy: Proxy, office: Office, desk: FaultDesk) -> None:
    desk.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.DELAY, times=1, milliseconds=150))
    desk.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.LOST_REPLY, times=1))

    took = post(proxy, CREDIT).elapsed.total_seconds()
    with pytest.raises(requests.ConnectionError):
        post(proxy, CREDIT)

    assert took >= 0.15
    assert len(office.asked) == 2


def test_settings_may_change_while_requests_are_under_way(proxy: Proxy, office: Office, desk: FaultDesk) -> None:
    number = desk.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.LOST_REPLY))
    office.may_answer.clear()

    with ThreadPoolExecutor(1) as one:
        asking = one.submit(post, proxy, CREDIT)
        until(lambda: office.asked)
        desk.remove(number)
        desk.begin(18)
        office.may_answer.set()
        with pytest.raises(requests.ConnectionError):
            asking.result()

    assert post(proxy, CREDIT).status_code == 200


def test_in_step_mode_requests_go_one_by_one_and_polls_pass(proxy: Proxy, office: Office, desk: FaultDesk) -> None:
    desk.stepping = True

    with ThreadPoolExecutor(2) as crowd:
        first = crowd.submit(post, proxy, CREDIT, b"1")
        until(lambda: len(desk.held) == 1)
        second = crowd.submit(post, proxy, USE, b"2")
        until(lambda: len(desk.held) == 2)
        polled = post(proxy, BALANCE, b"3").content
        before = [one[1] for one in office.asked]
        stepped = desk.step()
        answered = first.result().content
        between = [one.path for one in desk.held]
        desk.stepping = False
        second.result()

    assert (polled, before) == (b"3", [b"3"])
    assert (stepped, answered, between) == (True, b"1", [USE])
    assert [one[1] for one in office.asked] == [b"3", b"1", b"2"]


def test_who_gave_up_while_held_is_let_go_and_nothing_arrives(
    proxy: Proxy, office: Office, desk: FaultDesk, recorder: Recorder
) -> None:
    desk.stepping = True

    with pytest.raises(requests.Timeout):
        post(proxy, CREDIT, seconds=0.3)
    until(lambda: not desk.held)
    until(lambda: recorder.since(0))

    assert office.asked == []
    assert "gave up" in recorder.since(0)[0].error


def test_a_stopped_proxy_holds_nothing_back(proxy: Proxy, desk: FaultDesk) -> None:
    desk.stepping = True

    with ThreadPoolExecutor(1) as one:
        asking = one.submit(post, proxy, CREDIT)
        until(lambda: desk.held)
        proxy.stop()
        with pytest.raises(requests.ConnectionError):
            asking.result()

    assert desk.held == []


def test_slowed_down_a_quick_exchange_is_still_seen_and_polls_are_quick(proxy: Proxy, desk: FaultDesk) -> None:
    desk.slow = 5

    slow, poll = (post(proxy, path).elapsed.total_seconds() for path in (CREDIT, BALANCE))

    assert slow >= 0.4
    assert poll < slow


def test_a_person_may_ask_in_a_senders_name_without_seeing_its_login(
    proxy: Proxy, office: Office, recorder: Recorder, desk: FaultDesk
) -> None:
    unknown = proxy.knows_login("processing")
    post(proxy, CREDIT, Authorization=f"Basic {PASSWORD}")

    exchange, reply = proxy.ask_again(Request("POST", CREDIT, (("Authorization", "Basic ***"),), b"{}"), "processing")

    assert (unknown, proxy.knows_login("processing")) == (False, True)
    assert reply is not None
    assert [login for *_, login in office.asked] == [f"Basic {PASSWORD}"] * 2
    assert exchange.request_headers["Authorization"] == "Basic ***"
    assert PASSWORD not in repr(recorder.since(0))


@pytest.mark.parametrize(
    "reply",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabcde\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n",
        b"HTTP/1.1 " + b"9" * 5_000 + b" OK\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_an_answer_that_is_no_http_ends_its_exchange_and_the_connection(
    recorder: Recorder, desk: FaultDesk, reply: bytes
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as stranger, ThreadPoolExecutor(1) as one:
        made = Proxy(f"http://127.0.0.1:{stranger.getsockname()[1]}", recorder, receiver="provider", way=desk)
        asking = one.submit(post, made, CREDIT)
        line, _ = stranger.accept()
        with line:
            line.recv(65_536)
            line.sendall(reply)
            with pytest.raises(requests.ConnectionError):
                asking.result()
    made.stop()

    assert [(seen.status, seen.error[:10]) for seen in recorder.since(0)] == [(0, "Unreadable")]


def test_a_host_that_is_not_the_proxys_goes_on_as_it_is_for_the_server_to_refuse(proxy: Proxy, office: Office) -> None:
    port, server = port_of(proxy), office.url.removeprefix("http://")

    for host in (f"127.0.0.1:{port}", f"localhost:{port}", "pay.example.org:8101"):
        post(proxy, CREDIT, Host=host)

    assert office.hosts == [server, server, "pay.example.org:8101"]


def said_to(proxy: Proxy, question: bytes) -> bytes:
    """All that comes back over one connection, until the proxy closes it."""
    with socket.create_connection(("127.0.0.1", port_of(proxy)), WAIT_SECONDS) as line:
        line.sendall(question)
        return b"".join(iter(lambda: line.recv(65_536), b""))


def test_a_question_about_the_head_gets_no_body_though_it_is_answered_in_place_of_the_server(
    proxy: Proxy, desk: FaultDesk
) -> None:
    desk.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.SERVER_ERROR))

    said = said_to(proxy, b"HEAD /pay HTTP/1.1\r\nHost: x\r\nConnection: Close, TE\r\n\r\n")

    assert said.startswith(b"HTTP/1.1 500 ")
    assert said.endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    "question",
    [
        b"GARBAGE\r\n\r\n",
        b"POST /pay HTTP/1.1\r\nHost: x\r\nContent-Length: -3\r\n\r\n",
        b"POST /pay HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
    ],
)
def test_what_is_no_question_is_answered_so_and_goes_nowhere(proxy: Proxy, office: Office, question: bytes) -> None:
    assert said_to(proxy, question).startswith(b"HTTP/1.1 400 ")
    assert office.asked == []
