"""What a caller learns of every way in which another role may answer."""

from base64 import b64encode
from pathlib import Path

import pytest

from common import trace
from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.http_client.adapter import MAX_ANSWER
from common.words import Words
from tests.common.http_client.peers import DOOR, SECRET, YES, Ask, Peers, Said, outcome
from tests.common.http_client.script import Script, answer, header, nothing, refusal


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
