"""Whom a client believes: nothing is sent to anybody else, nor in clear to another computer."""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from common.clock import SystemClock
from common.errors import ContractFault, Unavailable
from common.http_client import Peer, reach
from common.http_client.trust import Trust, is_plain_abroad, pin_name
from common.protocol import codes
from tests.common.http_client import tls
from tests.common.http_client.peers import DOOR, Ask, Peers, outcome

OURS, ANOTHER = trustme.CA(), trustme.CA()
LONG_AGO = datetime.now(UTC) - timedelta(days=3)
SECONDS = 20
"""A call on this computer that is refused at all is refused sooner."""


def alone() -> ssl.SSLContext:
    """A certificate that nobody but itself answers for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    itself = trustme.CA()
    with itself.cert_pem.tempfile() as certificate, itself.private_key_pem.tempfile() as key:
        context.load_cert_chain(certificate, key)
    return context


LIARS: dict[str, tuple[Callable[[], ssl.SSLContext | None], str]] = {
    "expired": (lambda: tls.of(OURS, not_after=LONG_AGO), "срок сертификата вышел"),
    "self-signed": (alone, "подписан самим собой"),
    "for another name": (lambda: tls.of(OURS, "provider.example"), "другому адресу"),
    "of another authority": (lambda: tls.of(ANOTHER), "центр сертификатов чужой"),
    "TLS 1.1": (lambda: tls.old(OURS), "TLS"),
    "no TLS at all": (lambda: None, "TLS"),
}


def caller(peers: Peers, url: str, trust: Trust) -> Peer:
    made = Peer(url, "centre", "canary-password", peers.log, SystemClock(), us="us", them="them", trust=trust)
    peers.made.append(made)
    return made


@pytest.mark.parametrize("liar", LIARS)
def test_row_11_who_does_not_prove_who_it_is_hears_nothing(peers: Peers, tmp_path: Path, liar: str) -> None:
    make, reason = LIARS[liar]

    with tls.listening(make()) as ear:
        error = outcome(caller(peers, ear.url, tls.trusting(OURS, tmp_path)), SECONDS)

    assert isinstance(error, Unavailable), "no payment fails by it: the same id is repeated later"
    assert error.code == "not_trusted"
    assert reason in error.detail
    assert ear.url in codes.words_of(error).en
    assert not [got for got in ear.heard if b"HTTP" in got or b"Basic" in got]


@pytest.mark.parametrize("liar", ["expired", "self-signed", "for another name", "of another authority"])
def test_a_client_that_believes_everybody_tells_his_password_to_each_of_these(
    peers: Peers, liar: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    monkeypatch.setattr(Trust, "context", lambda *_: context)

    with tls.listening(LIARS[liar][0]()) as ear:
        caller(peers, ear.url, Trust()).call(DOOR, Ask())

    assert b"Basic " in ear.heard[0]


def test_the_right_certificate_is_believed_and_its_connection_is_kept(peers: Peers, tmp_path: Path) -> None:
    with tls.listening(tls.of(OURS)) as ear:
        peer = caller(peers, ear.url, tls.trusting(OURS, tmp_path))

        answers = [peer.call(DOOR, Ask()).amount for _ in range(5)]

    assert answers == [5] * 5
    assert (ear.greeted, len(ear.heard)) == (1, 5)


def test_a_renewed_certificate_is_believed_without_anybody_s_doing(peers: Peers, tmp_path: Path) -> None:
    with tls.listening(tls.of(OURS, not_after=LONG_AGO)) as ear:
        peer = caller(peers, ear.url, tls.trusting(OURS, tmp_path))
        assert outcome(peer, SECONDS).code == "not_trusted"

        ear.context = tls.of(OURS)

        assert peer.call(DOOR, Ask()).amount == 5


def test_an_authority_that_is_replaced_in_its_file_is_believed_at_the_next_connection(
    peers: Peers, tmp_path: Path
) -> None:
    with tls.listening(tls.of(OURS)) as ear:
        peer = caller(peers, ear.url, tls.trusting(ANOTHER, tmp_path))
        assert outcome(peer, SECONDS).code == "not_trusted"

        tls.trusting(OURS, tmp_path)

        assert peer.call(DOOR, Ask()).amount == 5


@pytest.mark.parametrize(("network", "pinned", "believed"), [(OURS, ANOTHER, False), (ANOTHER, OURS, True)])
def test_row_74_an_address_may_have_an_authority_of_its_own(
    peers: Peers, tmp_path: Path, network: trustme.CA, pinned: trustme.CA, believed: bool
) -> None:
    with tls.listening(tls.of(OURS)) as ear:
        tls.written(pinned, tmp_path / pin_name("127.0.0.1", ear.port))
        peer = caller(peers, ear.url, Trust(tls.written(network, tmp_path / "ca.pem"), tmp_path))

        heard = peer.call(DOOR, Ask()).amount if believed else outcome(peer, SECONDS).code

    assert heard == (5 if believed else "not_trusted")


def test_without_its_authority_s_file_nobody_is_believed(peers: Peers, tmp_path: Path) -> None:
    with tls.listening(tls.of(OURS)) as ear:
        error = outcome(caller(peers, ear.url, Trust(tmp_path / "lost.pem")), SECONDS)

    assert error.code == "not_trusted"
    assert "lost.pem" in error.detail
    assert not ear.greeted


def test_without_an_own_authority_the_system_s_are_believed_and_ours_is_none_of_them(peers: Peers) -> None:
    with tls.listening(tls.of(OURS)) as ear:
        error = outcome(caller(peers, ear.url, Trust()), SECONDS)

    assert error.code == "not_trusted"


ABROAD = ["http://10.1.2.3:8101", "http://192.168.0.7:8101", "http://provider.example:8101", "http://[2001:db8::7]:80"]
HERE = ["http://127.0.0.1:8101", "http://localhost:8101", "http://127.9.9.9:1", "http://[::1]:8101", "https://10.1.2.3"]


@pytest.mark.parametrize("url", ABROAD)
def test_row_11_a_password_does_not_leave_this_computer_in_clear(peers: Peers, url: str) -> None:
    with pytest.raises(ContractFault) as caught:
        caller(peers, url, Trust())

    assert caught.value.code == "line_not_private"
    assert url in codes.words_of(caught.value).ru
    assert "--plain-http" in codes.words_of(caught.value).en
    assert caller(peers, url, Trust(plain=True)).url == url


@pytest.mark.parametrize("url", HERE)
def test_what_stays_here_or_is_encrypted_may_go(peers: Peers, url: str) -> None:
    assert not is_plain_abroad(url)
    assert caller(peers, url, Trust()).url == url


def test_the_test_of_a_connection_says_so_too(peers: Peers) -> None:
    with pytest.raises(ContractFault) as caught:
        reach.hello("http://10.1.2.3:8101", peers.log, SystemClock())

    assert caught.value.code == "line_not_private"
