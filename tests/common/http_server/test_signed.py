"""A door that wants the questions of some askers signed: it hears nothing that they did not write just now."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common.clock import SystemClock
from common.errors import ContractFault
from common.http_client import Peer
from common.logs import Log
from common.protocol.shop.signature import signed
from tests.common.http_server.both import NEWS, Ask, Both, of_secrets, said

BODY = b'{"payment_id":"n","amount":50000}'
FORGED = b'{"payment_id":"n","amount":99999}'


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """A server for the whole module."""
    made = Both(tmp_path_factory.mktemp("signed"), of_secrets)
    yield made
    made.close()


@pytest.mark.parametrize("secrets", [("new",), ("old",), ("new", "old"), ("lost", "new")])
def test_what_is_signed_by_a_valid_secret_is_heard(both: Both, secrets: tuple[str, ...]) -> None:
    reply = both.tell("centre", BODY, *secrets)

    assert (reply.status, said(reply)["who"]) == (200, "processing:centre")


@pytest.mark.parametrize(
    ("who", "secrets", "ago"),
    [
        ("centre", (), 0),
        ("centre", ("lost",), 0),
        ("centre", ("new",), 301),
        ("centre", ("new",), -301),
        ("quiet", ("new",), 0),
    ],
)
def test_what_is_not_is_refused_and_not_heard(both: Both, who: str, secrets: tuple[str, ...], ago: int) -> None:
    before = len(both.heard)

    reply = both.tell(who, BODY, *secrets, ago=ago)

    assert (reply.status, reply.code) == (401, "wrong_signature")
    assert len(both.heard) == before


def test_a_signature_is_over_the_very_bytes(both: Both) -> None:
    before = len(both.heard)
    mark = signed(["new"], BODY, both.clock.now_ms() // 1000)

    for body in (FORGED, BODY + b" ", BODY.replace(b",", b", ")):
        reply = both.ask("/v1/notify", body, authorization=both.logins["centre"], oplata_signature=mark)
        assert reply.code == "wrong_signature"

    assert len(both.heard) == before


def test_a_signature_without_its_login_opens_nothing(both: Both) -> None:
    mark = signed(["new"], BODY, both.clock.now_ms() // 1000)

    reply = both.ask("/v1/notify", BODY, oplata_signature=mark)

    assert (reply.status, reply.code) == (401, "login_required")


def test_two_signatures_are_refused_as_any_header_given_twice(both: Both) -> None:
    mark = signed(["new"], BODY, both.clock.now_ms() // 1000)

    reply = both.ask(
        "/v1/notify", BODY, authorization=both.logins["centre"], oplata_signature=mark,
        more="oplata-signature: t=1,v1=00\r\n",
    )  # fmt: skip

    assert (reply.status, reply.code) == (400, "wrong_header")


def test_others_need_not_sign(both: Both) -> None:
    assert both.tell("p", BODY).status == 200


def test_a_role_that_knows_no_secret_believes_nobody(tmp_path: Path) -> None:
    deaf = Both(tmp_path)
    try:
        assert deaf.tell("centre", BODY, "new").code == "wrong_signature"
        assert deaf.tell("p", BODY).status == 200
    finally:
        deaf.close()


def test_a_peer_signs_whatever_it_sends(both: Both, tmp_path: Path) -> None:
    log = Log(tmp_path / "logs", "peer", SystemClock(), console=False)
    password = both.database.write(lambda db: both.keeper.issue(db, "processing", "centre", "centre"))
    url = f"http://127.0.0.1:{both.listener.port}"
    ask = Ask(payment_id="n", amount=7)
    peers = [Peer(url, "centre", password, log, both.clock, signs=signs) for signs in (("new",), ("other",), ())]
    try:
        assert peers[0].call(NEWS, ask).who == "processing:centre"
        for wrong in peers[1:]:
            with pytest.raises(ContractFault) as refusal:
                wrong.call(NEWS, ask)
            assert refusal.value.code == "wrong_signature"
        log.exchanges.flush()
        written = (tmp_path / "logs" / "peer.exchanges.jsonl").read_text(encoding="utf-8")
        assert "v1=" not in written
        assert "payment_id" in written
    finally:
        for peer in peers:
            peer.close()
        log.close()


def test_the_description_names_the_header(both: Both) -> None:
    document = said(both.ask("/openapi.json", method="GET"))

    named = document["paths"]["/v1/notify"]["post"]["parameters"]

    assert [(one["name"], one["in"]) for one in named] == [("Oplata-Signature", "header")]
    assert "parameters" not in document["paths"]["/payments/send"]["post"]
