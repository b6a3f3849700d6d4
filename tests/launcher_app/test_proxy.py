"""The recording proxy: any server behind it, what it writes down, and the faults that it makes."""

import json
import socket
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import requests

from common.clock import SystemClock
from launcher_app.proxy import FaultKind, Faults, Proxy, Recorder, Reply, Request, Rule

ALL = [FaultKind.CUT, FaultKind.LOST_REPLY, FaultKind.SERVER_ERROR, FaultKind.DOUBLED]


class Till(BaseHTTPRequestHandler):
    """A server of a stranger: HTTP/1.0, every connection for one answer, some answers without a length."""

    taken: list[bytes] = []

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"to the end")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.taken.append(body)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    Till.taken = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Till)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def recorder() -> Recorder:
    return Recorder(SystemClock())


@pytest.fixture
def proxy(url: str, recorder: Recorder) -> Iterator[Proxy]:
    made = Proxy(url, recorder, sender="centre", receiver="provider")
    yield made
    made.stop()


def post(proxy: Proxy, body: bytes, **headers: str) -> requests.Response:
    return requests.post(proxy.url + "/v1/credit", data=body, headers=headers, timeout=5)


def test_an_exchange_is_passed_on_and_written_down(proxy: Proxy, recorder: Recorder) -> None:
    answer = post(proxy, b'{"amount":100,"password":"secret"}', Authorization="Basic c2VjcmV0")

    one = recorder.since(0)[0]
    assert answer.json() == {"amount": 100, "password": "secret"}
    assert (one.number, one.sender, one.receiver, one.path, one.status) == (1, "centre", "provider", "/v1/credit", 200)
    assert one.asked()["amount"] == 100
    assert "secret" not in one.request + one.reply
    assert one.request_headers["Authorization"] == "Basic ***"


CARD = b'{"paymentTool":{"paymentToolType":"CardData","cardNumber":"4242424242424242","expDate":"12/39","cvv":"739"}}'
TOLD = b'{"paymentIntentAuthToken":{"payload":"eyJ4"},"secret":"whsec_1","paymentToolToken":"eyJ5"}'


@pytest.mark.parametrize("path", ["/v2/payment-method-tokens", "/v2/payment-intents"])
@pytest.mark.parametrize("body", [CARD, TOLD, CARD[:-1] + b",", TOLD[:-1] + b",", CARD + b"\xff"])
def test_no_card_and_no_token_of_a_shop_is_written_down(
    proxy: Proxy, recorder: Recorder, path: str, body: bytes
) -> None:
    requests.post(proxy.url + path, data=body, timeout=5)

    one = recorder.since(0)[0]
    assert Till.taken == [body]
    for secret in ("424242", "739", "eyJ", "whsec_"):
        assert secret not in one.request + one.reply


def test_what_the_vault_is_asked_is_not_written_down_at_all(proxy: Proxy, recorder: Recorder) -> None:
    requests.post(proxy.url + "/v2/payment-method-tokens?x=1", data=b"card 4242 4242 4242 4242", timeout=5)

    one = recorder.since(0)[0]
    assert (one.request, one.reply) == ("… 24", "… 24")


TILL = b'{"payment_id":"p","amount":100,"barcode":"704500112233445566"}'
WALLET = b'{"now":{"code":"704500112233445566"},"token":"tok_1","secret":"whsec_1","qr":"oplata:pay?s=sig"}'


@pytest.mark.parametrize("path", ["/payments/pay", "/payments/barcodes", "/payments/token", "/payments/notices"])
@pytest.mark.parametrize("whole", [True, False])
def test_no_barcode_token_or_secret_of_a_wallet_is_written_down(
    proxy: Proxy, recorder: Recorder, path: str, whole: bool
) -> None:
    body = WALLET if path == "/payments/barcodes" else TILL[:-1] + b"," + WALLET.partition(b"},")[2]
    sent = body if whole else body[:-1] + b","
    login = b64encode(b"acceptance-3:made-up-password").decode()

    requests.post(
        f"{proxy.url}{path}?barcode=704500112233445566",
        data=sent,
        headers={"Authorization": f"Basic {login}"},
        timeout=5,
    )

    said = repr(recorder.since(0))
    assert Till.taken == [sent]
    for secret in ("704500", "tok_", "whsec_", "sig", "made-up", login):
        assert secret not in said


def test_one_connection_carries_several_questions_to_a_server_that_keeps_none(proxy: Proxy) -> None:
    with requests.Session() as session:
        texts = [session.get(proxy.url + "/", timeout=5).text for _ in range(3)]

    assert texts == ["to the end"] * 3


def test_chunks_are_understood_on_both_sides(recorder: Recorder) -> None:
    listening = socket.create_server(("127.0.0.1", 0))

    def chunked() -> None:
        line, _ = listening.accept()
        with line:
            line.recv(65536)
            line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")

    thread = Thread(target=chunked)
    thread.start()
    made = Proxy(f"http://127.0.0.1:{listening.getsockname()[1]}", recorder, sender="a", receiver="b")
    answer = requests.post(made.url, data=iter([b"12", b"345"]), timeout=5)
    made.stop()
    thread.join()
    listening.close()

    assert answer.text == "abcde"
    assert recorder.since(0)[0].request == "12345"


def test_a_lost_reply_was_done_and_nobody_heard_of_it(proxy: Proxy, recorder: Recorder) -> None:
    proxy.faults.order(FaultKind.LOST_REPLY)

    with pytest.raises(requests.ConnectionError):
        post(proxy, b"{}")

    assert Till.taken == [b"{}"]
    assert (recorder.since(0)[0].status, recorder.since(0)[0].fault) == (200, "lost_reply")


def test_what_is_cut_or_answered_instead_never_arrives(proxy: Proxy) -> None:
    for kind in (FaultKind.CUT, FaultKind.SERVER_ERROR, FaultKind.WRONG_LOGIN):
        proxy.faults.order(kind)

    with pytest.raises(requests.ConnectionError):
        post(proxy, b"{}")
    statuses = [post(proxy, b"{}").status_code for _ in range(3)]

    assert statuses == [500, 401, 200]
    assert len(Till.taken) == 1


def test_a_doubled_question_arrives_twice_and_a_changed_sum_differs_by_a_kopeck(proxy: Proxy) -> None:
    proxy.faults.order(FaultKind.DOUBLED)
    post(proxy, b'{"amount":100}')
    proxy.faults.order(FaultKind.CHANGED_SUM)
    post(proxy, b'{"amount":100}')

    assert [json.loads(body)["amount"] for body in Till.taken] == [100, 100, 101]


def test_an_order_for_one_door_waits_for_it(proxy: Proxy) -> None:
    proxy.faults.order(FaultKind.SERVER_ERROR, path="/v1/credit")

    assert requests.get(proxy.url + "/v1/check", timeout=5).status_code == 200
    assert requests.get(proxy.url + "/v1/credit/status", timeout=5).status_code == 200
    assert post(proxy, b"{}").status_code == 500


def test_a_server_that_is_not_there_is_no_answer(recorder: Recorder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
    made = Proxy(nobody, recorder, sender="a", receiver="b")

    exchange, reply = made.ask(Request("POST", "/", ()), "grader")
    made.stop()

    assert reply is None
    assert exchange.error
    assert exchange.sender == "grader"


def test_a_server_that_is_silent_is_given_up(recorder: Recorder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        made = Proxy(url, recorder, sender="a", receiver="b", patience=0.2)
        exchange, reply = made.ask(Request("POST", "/", ()), "grader")
        made.stop()

    assert reply is None
    assert "0.2" in exchange.error


def test_a_function_may_answer_in_a_servers_place(recorder: Recorder) -> None:
    made = Proxy(lambda ask: Reply(201, (), ask.body), recorder, sender="a", receiver="b")
    answer = requests.post(made.url, data=b"hello", timeout=5)
    made.stop()

    assert (answer.status_code, answer.text) == (201, "hello")


@pytest.mark.parametrize("seed", [1, 17])
def test_the_same_seed_gives_the_same_sequence_of_outcomes(seed: int) -> None:
    rules = [Rule(kind, 1_000) for kind in ALL]
    paths = ["/v1/check", "/v1/credit", "/v1/credit", "/v1/status"] * 50

    first, second, other = Faults(seed, "a-b", rules), Faults(seed, "a-b", rules), Faults(seed + 1, "a-b", rules)
    for faults in (first, second, other):
        for path in paths:
            faults.draw(path)

    assert first.outcomes == second.outcomes
    assert first.outcomes != other.outcomes
    assert set(first.met) == set(ALL)
