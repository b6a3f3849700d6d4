"""Telling a stranger: where the bytes go, where they never go, and how little of the answer is heard."""

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import trustme

from common import receivers
from common.clock import SystemClock
from common.errors import Rejected, Unavailable
from common.http_client.stranger import MAX_ANSWER, Resolve, Stranger
from common.http_client.trust import Trust
from common.logs import Log
from common.receivers import Places
from tests.common.http_client import tls
from tests.common.http_client.script import Script, answer, header

BODY = b'{"eventType":"paymentIntent.paid"}'
SIGNED = {"Oplata-Signature": "t=1,v1=a", "Content-Type": "application/json"}
Make = Callable[..., Stranger]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    log = Log(tmp_path, "teller", SystemClock(), console=False)
    yield lambda **more: Stranger(log, SystemClock(), us="processing", **more)
    log.close()


def known(*urls: str) -> Places:
    return receivers.places(urls, ())


def leads(*found: str) -> Resolve:
    return lambda host, port: list(found)


def test_the_bytes_arrive_as_they_are_with_their_headers(make: Make) -> None:
    with Script(answer(b"", "204 No Content")) as shop:
        status = make().post(f"{shop.url}/hook?key=a", BODY, SIGNED, known(shop.url))

    (heard,) = shop.heard
    assert status == 204
    assert heard.startswith(b"POST /hook?key=a HTTP/1.1\r\n")
    assert heard.endswith(b"\r\n\r\n" + BODY)
    assert header(heard, "oplata-signature") == "t=1,v1=a"
    assert header(heard, "host") == shop.url.removeprefix("http://")
    assert header(heard, "authorization") is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_row_70_a_redirect_is_an_answer_and_leads_nowhere(make: Make, status: int) -> None:
    with Script(answer(b"")) as other:
        led = answer(b"", f"{status} Moved", "text/html", f"location: {other.url}/x", f"refresh: 0;url={other.url}")
        with Script(led) as shop:
            assert make().post(shop.url, BODY, SIGNED, known(shop.url, other.url)) == status

        assert other.connections == 0


def test_a_name_that_leads_inside_gets_no_connection(make: Make) -> None:
    with Script(answer(b"")) as here:
        known_elsewhere = known(f"http://shop.example:{here.port}")
        teller = make(resolve=leads("93.184.216.34", "169.254.169.254"), trust=Trust(plain=True))
        with pytest.raises(Rejected, match=r"wrong_address: .*169\.254"):
            teller.post(f"http://shop.example:{here.port}", BODY, SIGNED, known_elsewhere)
        with pytest.raises(Rejected, match="wrong_address"):
            make(resolve=leads("127.0.0.1"), trust=Trust(plain=True)).post(
                "http://shop.example:8080", BODY, SIGNED, known()
            )

        assert here.connections == 0


def test_row_68_the_address_that_was_judged_is_the_one_that_is_connected_to(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name server says another thing at each question: there is one question, and its answer is used."""
    asked: list[str] = []
    with Script(answer(b"")) as shop, Script(answer(b"")) as inside:

        def rebinding(host: str, port: int) -> list[str]:
            asked.append(host)
            return ["127.0.0.1"] if len(asked) == 1 else ["169.254.169.254"]

        def unasked(*_: object, **__: object) -> None:
            raise AssertionError("the system's resolver is asked past ours")

        real = socket.getaddrinfo
        numeric = lambda host, *rest, **more: real(host, *rest, **more) if host == "127.0.0.1" else unasked()  # noqa: E731
        monkeypatch.setattr(socket, "getaddrinfo", numeric)
        place = f"http://shop.example:{shop.port}"

        assert make(resolve=rebinding, trust=Trust(plain=True)).post(place, BODY, SIGNED, known(place)) == 200
        assert (len(asked), len(shop.heard), inside.connections) == (1, 1, 0)


def test_the_next_address_of_a_name_is_tried_when_the_first_does_not_answer(make: Make) -> None:
    with Script(answer(b"")) as shop:
        place = f"http://shop.localhost:{shop.port}"
        assert (
            make(resolve=leads("127.0.0.9", "127.0.0.1"), trust=Trust(plain=True)).post(
                place, BODY, SIGNED, known(place)
            )
            == 200
        )


def test_the_certificate_is_asked_for_the_name_whatever_the_address(make: Make, tmp_path: Path) -> None:
    authority = trustme.CA()
    trust = tls.trusting(authority, tmp_path)
    with (
        tls.listening(tls.of(authority, "shop.example")) as shop,
        tls.listening(tls.of(authority, "evil.example")) as evil,
    ):
        for ear, outcome in ((shop, 200), (evil, "not_trusted")):
            place = f"https://shop.example:{ear.port}"
            teller = make(resolve=leads("127.0.0.1"), trust=trust)
            try:
                said: object = teller.post(place, BODY, SIGNED, known(place))
            except Unavailable as refused:
                said = refused.code
            assert said == outcome

        assert len(shop.heard) == 1
        assert evil.heard == []


def test_an_answer_of_any_size_is_its_status(make: Make) -> None:
    sent = 0

    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 10000000\r\n\r\n")
        nonlocal sent
        with suppress(OSError):
            for _ in range(1000):
                sent += connection.send(b"x" * 10_000)

    with Script(endless) as shop:
        assert make().post(shop.url, BODY, SIGNED, known(shop.url)) == 200
        assert shop.ended.wait(5)

    assert MAX_ANSWER < 10_000_000
    assert sent < 10_000_000


def drip(connection: socket.socket) -> None:
    """A header that never ends."""
    connection.settimeout(0.02)
    try:
        while True:
            connection.sendall(b"x")
            try:
                if not connection.recv(1):
                    return
            except TimeoutError:
                continue
    except OSError:
        return


SAYS: dict[str, Callable[[socket.socket], None]] = {
    "noise": lambda c: c.sendall(b"\x00\xff not HTTP\r\n\r\n"),
    "a drip": drip,
    "nothing": lambda c: None,
    "half a word": lambda c: c.sendall(b"HTTP/1."),
}


@pytest.mark.parametrize("said", SAYS.values(), ids=SAYS)
def test_who_says_nothing_in_time_has_said_nothing(make: Make, said: Callable[[socket.socket], None]) -> None:
    with Script(said) as shop, pytest.raises(Unavailable, match="no_answer"):
        make().post(shop.url, BODY, SIGNED, known(shop.url), seconds=0.3)


def test_row_71_neither_proxies_nor_netrc_of_the_environment_matter(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login other password other\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with Script(answer(b"")) as proxy, Script(answer(b"")) as shop:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        make().post(shop.url, BODY, SIGNED, known(shop.url))

        assert proxy.heard == []
        assert header(shop.heard[0], "authorization") is None


def test_a_body_does_not_leave_this_network_in_clear_unless_that_was_asked_for(make: Make) -> None:
    assert make(trust=Trust()).mistake("http://shop.example", known()) is not None
    assert make(trust=Trust(plain=True)).mistake("http://shop.example", known()) is None
    assert make(trust=Trust()).mistake("https://shop.example", known()) is None


def test_the_log_has_neither_the_body_nor_the_query(make: Make, tmp_path: Path) -> None:
    teller = make()
    with Script(answer(b"")) as shop:
        teller.post(f"{shop.url}/hook?key=canary", BODY, SIGNED, known(shop.url))
    teller._log.exchanges.flush()

    (line,) = (tmp_path / "teller.exchanges.jsonl").read_text(encoding="utf-8").splitlines()
    assert '"path":"/hook"' in line
    assert "canary" not in line
    assert "paymentIntent" not in line
