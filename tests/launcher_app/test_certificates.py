"""The network's own authority: made once, never changed, and certificates of it for every role."""

import ssl
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from common.errors import Broken
from common.http_server import Private
from common.settings import PORTS
from launcher_app import certificates, doctor
from launcher_app.checks import certificates as validity
from launcher_app.checks.finding import Level

NOW = datetime.now(UTC).replace(microsecond=0)


def test_every_role_gets_a_certificate_that_the_authority_answers_for(tmp_path: Path) -> None:
    made = certificates.make(tmp_path / "tls", ("kiosk.local", "192.168.1.5"), NOW)

    assert made.anew
    assert {"127.0.0.1", "localhost", "kiosk.local", "192.168.1.5"} <= set(made.names)
    assert certificates.ends(made.folder) == {"ca": made.authority_until} | dict.fromkeys(PORTS, made.roles_until)
    assert made.roles_until - NOW == timedelta(days=certificates.ROLE_DAYS)
    for role in PORTS:
        assert handshake(made.folder, role, "192.168.1.5")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no modes: there the keys are encrypted")
def test_only_their_owner_reads_the_keys(tmp_path: Path) -> None:
    certificates.make(tmp_path / "tls", (), NOW)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "tls").glob("*.key")}

    assert modes == dict.fromkeys(["ca.key", *(f"{role}.key" for role in PORTS)], 0o600)


def test_keys_may_be_encrypted_and_serve_all_the_same(tmp_path: Path) -> None:
    certificates.make(tmp_path, (), NOW, sealed=True)
    again = certificates.make(tmp_path, (), NOW, sealed=True)

    assert not again.anew
    assert all(b"ENCRYPTED" in path.read_bytes() for path in tmp_path.glob("*.key"))
    assert handshake(tmp_path, "provider", "localhost")


def test_what_is_made_again_has_the_same_authority(tmp_path: Path) -> None:
    first = certificates.make(tmp_path, (), NOW - timedelta(days=300))
    authority = [(tmp_path / name).read_bytes() for name in ("ca.pem", "ca.key")]
    role = (tmp_path / "provider.pem").read_bytes()

    again = certificates.make(tmp_path, (), NOW)

    assert (first.anew, again.anew) == (True, False)
    assert [(tmp_path / name).read_bytes() for name in ("ca.pem", "ca.key")] == authority
    assert (tmp_path / "provider.pem").read_bytes() != role
    assert again.roles_until - first.roles_until == timedelta(days=300)


@pytest.mark.parametrize("spoil", ["lost", "another", "expired"])
def test_an_authority_that_cannot_sign_is_left_alone_and_nothing_is_made(tmp_path: Path, spoil: str) -> None:
    certificates.make(tmp_path / "tls", (), NOW)
    certificates.make(tmp_path / "other", (), NOW)
    if spoil == "lost":
        (tmp_path / "tls" / "ca.key").unlink()
    elif spoil == "another":
        (tmp_path / "tls" / "ca.key").write_bytes((tmp_path / "other" / "ca.key").read_bytes())
    before = {path.name: path.read_bytes() for path in (tmp_path / "tls").glob("*.*")}

    with pytest.raises(Broken) as caught:
        certificates.make(tmp_path / "tls", (), NOW + timedelta(days=4000 if spoil == "expired" else 0))

    assert caught.value.code == "authority_unusable"
    assert {path.name: path.read_bytes() for path in (tmp_path / "tls").glob("*.*")} == before


@pytest.mark.parametrize(("language", "said"), [("ru", "Создан новый центр"), ("en", "new certificate authority")])
def test_the_doctor_says_where_they_are_until_when_and_what_is_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    words = ["--lang", language, "--make-certificates", str(tmp_path / "tls")]

    first, made = doctor.main(words), capsys.readouterr().out
    second, renewed = doctor.main(words), capsys.readouterr().out

    assert (first, second) == (0, 0)
    assert said in made
    assert said not in renewed
    assert f'start --tls "{tmp_path / "tls"}"' in made
    assert f"{certificates.ends(tmp_path / 'tls')['provider']:%Y-%m-%d}" in renewed


def test_keys_that_are_sealed_for_one_user_are_not_said_to_be_of_use_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificates, "SEALED", True)

    doctor.main(["--lang", "en", "--make-certificates", str(tmp_path / "tls")])

    assert "take ca.pem and its role's .pem and .key there" not in capsys.readouterr().out


def test_the_doctor_says_so_when_it_cannot_make_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    certificates.make(tmp_path, (), NOW)
    (tmp_path / "ca.key").write_bytes(b"spoiled")

    code = doctor.main(["--make-certificates", str(tmp_path)])

    assert code == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_the_table_shows_the_certificate_that_ends_first() -> None:
    ends = {"ca": NOW + timedelta(days=3000), "provider": NOW + timedelta(days=90), "terminal": NOW}

    none, fine = validity.of_ends({}, NOW), validity.of_ends(ends, NOW - timedelta(days=200))
    soon = validity.of_ends(ends, NOW - timedelta(days=2))

    assert [one.level for one in (none, fine, soon)] == [Level.FINE, Level.FINE, Level.NOTE]
    assert soon.seen.ru.startswith("terminal.pem до")
    assert soon.remedy is not None


def handshake(folder: Path, role: str, name: str) -> bool:
    """Whether a client that believes the folder's authority believes the role's certificate for a name."""
    trusting = ssl.create_default_context(cafile=folder / "ca.pem")
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = trusting.wrap_bio(to_client, to_server, server_hostname=name)
    server = Private(folder, role).context.wrap_bio(to_server, to_client, server_side=True)
    for side in (client, server, client, server):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    return client.version() in ("TLSv1.2", "TLSv1.3")
