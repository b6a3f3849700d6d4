"""An exchange sent again by hand: what goes, in whose name, and what its answer is said to mean."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests

from common.clock import SystemClock
from common.errors import Unavailable
from launcher_app import replaying
from launcher_app.body_mistakes import kind_of, mistake
from launcher_app.feed.feed import Feed
from launcher_app.feed.hop import Hop
from launcher_app.proxy import Proxy, Recorder
from launcher_app.proxy.messages import Reply, Request
from launcher_app.replaying import MEANINGS, NO_LOGIN, NOT_RUNNING, Meaning

LOGIN = ("Authorization", "Basic cHJvY2Vzc2luZy0xOnMzY3JldA==")
BODY = '{"payment_id":"p-1","amount":48500}'
XML = ("Content-Type", "text/xml")


class Provider:
    """Credits each payment once, and keeps what it was asked."""

    def __init__(self) -> None:
        self.credited: dict[str, int] = {}
        self.asked: list[Request] = []

    def __call__(self, request: Request) -> Reply:
        self.asked.append(request)
        told = msgspec.json.decode(request.body) if request.body else {}
        name, amount = told.get("payment_id", ""), told.get("amount", 0)
        if self.credited.setdefault(name, amount) != amount:
            return Reply(409, (), b'{"code":"payment_id_reused"}')
        return Reply(200, (), msgspec.json.encode({"payment_id": name, "reference": f"r-{name}"}))


class Board:
    """One seat behind a proxy."""

    def __init__(self, proxy: Proxy | None) -> None:
        self.looks = {"provider": None}
        self._proxy = proxy

    def proxy(self, name: str) -> Proxy | None:
        return self._proxy


class Network:
    """A provider behind its proxy, a centre that has asked it, and what a launcher knows of both."""

    def __init__(self, folder: Path) -> None:
        self.provider = Provider()
        self.recorder = Recorder(SystemClock())
        self.proxy = Proxy(self.provider, self.recorder, sender="processing", receiver="provider")
        self.board: Any = Board(self.proxy)
        self.feed = Feed(folder, self.recorder, SystemClock())

    def log_in(self) -> None:
        """The centre asks something, as itself."""
        requests.post(f"{self.proxy.url}/v1/check", b"{}", headers=dict([LOGIN]), timeout=5)
        self.provider.asked.clear()
        self.provider.credited.clear()


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    made = Network(tmp_path)
    made.log_in()
    yield made
    made.proxy.stop()


def hop(body: str = BODY, path: str = "/v1/credit", **told: Any) -> Hop:
    headers = {"Authorization": "Basic ***", "Idempotency-Key": "p-1", "X-Trace-Id": "7F3K-92QD", "X-Span-Id": "old"}
    usual: dict[str, Any] = {"status": 200, "answered": 200, "reply": '{"payment_id":"p-1","reference":"r-p-1"}'}
    usual |= {"request_headers": headers, "verb": "credit", "method": "POST"}
    return Hop(number=1, at_ms=1, sender="processing", receiver="provider", path=path, request=body, **(usual | told))


def test_the_copy_goes_in_the_senders_name_with_a_span_of_its_own(network: Network) -> None:
    sent = replaying.send(network, hop(), replaying.editable(hop()))  # type: ignore[arg-type]

    (asked,) = network.provider.asked
    assert asked.header("Authorization") == LOGIN[1]
    assert asked.header("Idempotency-Key") == "p-1"
    assert asked.header("X-Trace-Id") == "7F3K-92QD"
    assert asked.header("X-Span-Id") == sent.span != "old"
    assert asked.body == BODY.encode()


def test_the_same_id_and_the_same_body_get_the_same_answer(network: Network) -> None:
    first = replaying.send(network, hop(), BODY)  # type: ignore[arg-type]
    second = replaying.send(network, hop(), BODY)  # type: ignore[arg-type]

    assert (first.status, first.reply, first.meaning) == (second.status, second.reply, Meaning.SAME_ANSWER)
    assert network.provider.credited == {"p-1": 48_500}


def test_the_same_id_with_another_sum_is_refused_and_said_to_be_reused(network: Network) -> None:
    replaying.send(network, hop(), BODY)  # type: ignore[arg-type]

    sent = replaying.send(network, hop(), BODY.replace("48500", "48501"))  # type: ignore[arg-type]

    assert (sent.status, sent.meaning) == (409, Meaning.REUSED)
    assert network.provider.credited == {"p-1": 48_500}


def test_another_id_is_a_new_operation_and_its_key_follows_the_body(network: Network) -> None:
    sent = replaying.send(network, hop(), BODY.replace("p-1", "p-2"))  # type: ignore[arg-type]

    assert sent.meaning is Meaning.NEW_OPERATION
    assert network.provider.asked[0].header("Idempotency-Key") == "p-2"


def test_what_failed_the_last_time_is_done_now(network: Network) -> None:
    sent = replaying.send(network, hop(status=0, answered=0, reply=""), BODY)  # type: ignore[arg-type]

    assert sent.meaning is Meaning.DONE_NOW


def test_a_receiver_that_is_away_leaves_the_outcome_unknown(network: Network) -> None:
    network.proxy.point("http://127.0.0.1:9")

    sent = replaying.send(network, hop(), BODY)  # type: ignore[arg-type]

    assert (sent.status, sent.meaning) == (0, Meaning.NO_ANSWER)


def test_a_proxy_that_is_closed_meanwhile_leaves_the_outcome_unknown(network: Network) -> None:
    network.proxy.stop()

    with pytest.raises(Unavailable):
        replaying.send(network, hop(), BODY)  # type: ignore[arg-type]


def test_a_copy_is_shown_as_sent_by_hand_and_its_login_nowhere(network: Network) -> None:
    before = network.recorder.last

    sent = replaying.send(network, hop(), BODY)  # type: ignore[arg-type]

    (seen,) = network.recorder.since(before)
    assert seen.span == sent.span
    assert sent.span.startswith("hand-")
    assert LOGIN[1].split()[1] not in repr(seen)


def test_nothing_is_sent_while_the_receiver_is_stopped(network: Network) -> None:
    network.board = Board(None)

    assert replaying.why_not(network, hop()) == NOT_RUNNING  # type: ignore[arg-type]


def test_a_sender_that_never_logged_in_cannot_be_spoken_for(network: Network) -> None:
    stranger = msgspec.structs.replace(hop(), sender="terminal")

    assert replaying.why_not(network, hop()) is None  # type: ignore[arg-type]
    assert replaying.why_not(network, stranger) == NO_LOGIN  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "path", "moves"),
    [
        (BODY, "/v1/credit", True),
        (BODY, "/v1/reverse", True),
        (BODY, "/v1/use", True),
        ("{}", "/v1/check", False),
        ("{}", "/v1/status", False),
        ("command=pay&txn_id=1&sum=10.00", "/osmp", True),
        ("command=check&txn_id=1", "/osmp", False),
        ("{}", "/of/a/stranger", True),
    ],
)
def test_what_may_move_money_is_known_before_it_is_sent(body: str, path: str, moves: bool) -> None:
    assert replaying.moves_money(hop(body, path)) is moves


PAYMENT = "01a2221d-6942-7e6f-8655-e3b8a868fa3f"


@pytest.mark.parametrize(
    ("path", "method", "moves"),
    [
        ("/payments/send", "POST", True),
        ("/payments/pay", "POST", True),
        (f"/payments/{PAYMENT}/confirm", "POST", True),
        (f"/payments/{PAYMENT}", "GET", False),
        ("/payments/recipient", "POST", False),
        ("/payments/wallet", "POST", False),
    ],
)
def test_what_may_move_a_wallets_money_is_known_before_it_is_sent(path: str, method: str, moves: bool) -> None:
    asked = msgspec.structs.replace(hop("{}", path, method=method), sender="consumer", receiver="processing")

    assert replaying.moves_money(asked) is moves


def test_a_charge_is_not_sent_again_without_its_barcode() -> None:
    charge = hop('{"payment_id":"p-1","barcode":"***","amount":1}', "/payments/pay")

    mistake = replaying.wrong(charge, charge.request)

    assert mistake is not None
    assert mistake.why is replaying.HIDDEN


@pytest.mark.parametrize(("status", "told"), [(200, Meaning.TOLD), (401, Meaning.REFUSED), (503, Meaning.NO_ANSWER)])
def test_a_signed_notice_that_is_sent_again_moves_no_money(status: int, told: Meaning) -> None:
    notice = hop('{"news_id":"n","sequence":3}', "/v1/notify", request_headers={"oplata-signature": "t=1,v1=00"})

    assert replaying.is_signed(notice)
    assert not replaying.is_signed(hop())
    assert not replaying.moves_money(notice)
    assert replaying.meaning(notice, notice.request, Reply(status)) is told
    assert replaying.request_of(notice, notice.request, "s").header("Oplata-Signature") == "t=1,v1=00"


@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [
        ('{\n  "a": 1,\n}', 3, 1, "запятой"),
        ('{\n  "a" 1\n}', 2, 7, "двоеточие"),
        ('{"a": }', 1, 7, "значение"),
        ('{"a": 1} x', 1, 10, "лишнее"),
        ('{"a": NaN}', 1, 7, "NaN"),
        ('{"a": "b', 1, 7, "кавычкой"),
    ],
)
def test_a_mistake_in_json_is_told_by_line_column_and_reason(text: str, line: int, column: int, word: str) -> None:
    found = mistake(text, "json")

    assert found is not None
    assert (found.line, found.column) == (line, column)
    assert word in found.words.ru
    assert str(line) in found.words.en


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("command=pay&txn_id", (1, 13)),
        ("command=pay&txn_id=1\nsum=2", (1, 13)),
        ("<a><b></a>", (1, 9)),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', (1, 1)),
    ],
)
def test_a_mistake_in_a_form_or_in_xml_has_its_place(text: str, place: tuple[int, int]) -> None:
    found = mistake(text, kind_of(text))

    assert found is not None
    assert (found.line, found.column) == place


@pytest.mark.parametrize("text", ['{"a": [1, "é"]}', "command=pay&sum=1.00&comment=", "<a>1</a>"])
def test_a_sound_body_has_no_mistake(text: str) -> None:
    assert mistake(text, kind_of(text)) is None


@pytest.mark.parametrize("body", ['{"password":"***"}', '{"bytes": 5000}', '{"a": "long…'])
def test_a_body_that_is_not_known_whole_is_not_sent(body: str) -> None:
    assert replaying.wrong(hop(body), replaying.editable(hop(body))) is not None


def test_an_osmp_question_in_the_address_is_edited_there() -> None:
    asked = hop("", "/osmp?command=check&txn_id=1", method="GET")

    request = replaying.request_of(asked, "command=check&txn_id=2", "s")

    assert replaying.editable(asked) == "command=check&txn_id=1"
    assert (request.path, request.body) == ("/osmp?command=check&txn_id=2", b"")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (0, Meaning.SAME_ANSWER),
        (1, Meaning.NO_ANSWER),
        (90, Meaning.NO_ANSWER),
        (215, Meaning.REUSED),
        (5, Meaning.REFUSED),
        (7777, Meaning.NO_ANSWER),
    ],
)
def test_an_osmp_answer_is_understood_by_its_code(code: int, told: Meaning) -> None:
    body = f"<?xml version='1.0'?><response><osmp_txn_id>1</osmp_txn_id><result>{code}</result></response>"
    asked = hop("command=pay&txn_id=1&sum=10.00", "/osmp", reply=body)

    assert replaying.meaning(asked, asked.request, Reply(200, (), body.encode())) is told


def test_another_number_in_a_form_is_a_new_operation() -> None:
    body = "<response><result>0</result></response>"
    asked = hop("command=pay&txn_id=1&sum=10.00", "/osmp", reply=body)

    found = replaying.meaning(asked, "command=pay&txn_id=2&sum=10.00", Reply(200, (), body.encode()))

    assert found is Meaning.NEW_OPERATION


def test_every_meaning_has_words_in_both_languages() -> None:
    assert set(MEANINGS) == set(Meaning)
    assert all(words.ru != words.en for words in MEANINGS.values())


def as_subscriber(network: Network, login: str, span: str) -> None:
    """One of the consumer's contracts uses its service."""
    headers = {"Authorization": basic_of(login, f"secret-{login}"), "X-Span-Id": span}
    requests.post(f"{network.proxy.url}/v1/use", BODY.encode(), headers=headers, timeout=5)


def basic_of(login: str, password: str) -> str:
    return "Basic " + b64encode(f"{login}:{password}".encode()).decode()


def test_of_a_sender_with_several_logins_a_copy_goes_with_the_one_of_its_original(network: Network) -> None:
    as_subscriber(network, "ivanov", "span-of-ivanov")
    as_subscriber(network, "petrova", "span-of-petrova")
    ivanovs = hop(span="span-of-ivanov")

    named = replaying.login(network, ivanovs)  # type: ignore[arg-type]
    replaying.send(network, ivanovs, BODY)  # type: ignore[arg-type]

    assert named == "ivanov"
    assert network.provider.asked[-1].header("Authorization") == basic_of("ivanov", "secret-ivanov")


def test_of_a_sender_with_several_logins_an_older_exchange_is_not_sent_in_anybodys_name(network: Network) -> None:
    as_subscriber(network, "ivanov", "span-of-ivanov")
    as_subscriber(network, "petrova", "span-of-petrova")

    assert replaying.why_not(network, hop(span="of-an-earlier-session")) == NO_LOGIN  # type: ignore[arg-type]


def test_what_was_typed_after_the_question_mark_is_escaped_as_far_as_it_must_be(network: Network) -> None:
    asked = hop("", path="/osmp?command=check&account=1", method="GET")

    sent = replaying.send(network, asked, "command=check&account=Иван 1%202\r\nX: y")  # type: ignore[arg-type]

    assert sent.status == 200
    assert network.provider.asked[-1].path == (
        "/osmp?command=check&account=%D0%98%D0%B2%D0%B0%D0%BD%201%202%0D%0AX:%20y"
    )
