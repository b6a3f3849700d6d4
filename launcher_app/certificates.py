"""Certificates of the network's own: one authority, and a certificate for each role that it answers for."""

import platform
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from common import ids, settings
from common.durable import write_whole
from common.errors import Broken
from common.http_server.private import AUTHORITY, SEAL
from common.secrets import Secrets

AUTHORITY_KEY = "ca.key"
HERE = ("127.0.0.1", "localhost")
AUTHORITY_DAYS, ROLE_DAYS = 3650, 397
"""Browsers allow a server no more than that."""
LONGEST_NAME = 64
SKEW = timedelta(hours=24)
"""Clocks of a network may differ: a new certificate is valid at once on all of them."""
READ_BY_OWNER, READ_BY_ALL = 0o600, 0o644
SEALED = sys.platform == "win32"
"""Windows knows no mode 0600: there the keys' files are encrypted, and their password is sealed for the user."""


class Made(NamedTuple):
    """What is in the folder now; `anew`: its authority is a new one."""

    folder: Path
    names: tuple[str, ...]
    roles_until: datetime
    authority_until: datetime
    anew: bool


class Authority(NamedTuple):
    """Who signs."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def make(folder: Path, names: Iterable[str], now: datetime, *, sealed: bool = SEALED, days: int = ROLE_DAYS) -> Made:
    """Certificates for every role, by the folder's own authority: made when there is none, never changed.

    Broken `authority_unusable` when there is one that cannot sign any more.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    password = _password(folder) if sealed else b""
    anew = not (folder / AUTHORITY).exists() and not (folder / AUTHORITY_KEY).exists()
    authority = _new_authority(folder, password, now) if anew else _kept_authority(folder, password, now)
    listed = tuple(dict.fromkeys((*HERE, platform.node().lower(), *names)))
    until = min(now + timedelta(days=days), authority.certificate.not_valid_after_utc)
    for role in settings.PORTS:
        key = ec.generate_private_key(ec.SECP256R1())
        signed = _for_role(_begun(f"Oplata {role}", key, now, until), authority, listed)
        _write_key(folder / f"{role}.key", key, password)
        write_whole(folder / f"{role}.pem", _pem(signed), mode=READ_BY_ALL)
    return Made(folder, listed, until, authority.certificate.not_valid_after_utc, anew)


def ends(folder: Path) -> dict[str, datetime]:
    """Until when each certificate of a folder is valid; one that cannot be read has ended long ago."""
    return {path.stem: _end(path) for path in sorted(folder.glob("*.pem"))}


def _end(path: Path) -> datetime:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        return datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def _new_authority(folder: Path, password: bytes, now: datetime) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    name = f"Oplata CA {now:%Y-%m-%d} {platform.node()}"
    certificate = (
        _begun(name, key, now, now + timedelta(days=AUTHORITY_DAYS))
        .issuer_name(_name(name))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write_key(folder / AUTHORITY_KEY, key, password)
    write_whole(folder / AUTHORITY, _pem(certificate), mode=READ_BY_ALL)
    return Authority(certificate, key)


def _kept_authority(folder: Path, password: bytes, now: datetime) -> Authority:
    try:
        certificate = x509.load_pem_x509_certificate((folder / AUTHORITY).read_bytes())
        key = serialization.load_pem_private_key((folder / AUTHORITY_KEY).read_bytes(), password or None)
    except (OSError, ValueError, TypeError) as problem:
        raise Broken("authority_unusable", str(folder)) from problem
    ours = isinstance(key, ec.EllipticCurvePrivateKey) and key.public_key() == certificate.public_key()
    if not ours or certificate.not_valid_after_utc <= now:
        raise Broken("authority_unusable", str(folder))
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return Authority(certificate, key)


def _begun(name: str, key: ec.EllipticCurvePrivateKey, now: datetime, until: datetime) -> x509.CertificateBuilder:
    """Whose certificate it is, and for how long."""
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SKEW)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _for_role(begun: x509.CertificateBuilder, authority: Authority, names: tuple[str, ...]) -> x509.Certificate:
    """A server's, and a client's as well: a network may ask for certificates of both sides."""
    purposes = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH])
    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    return (
        begun.issuer_name(authority.certificate.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(purposes, critical=False)
        .add_extension(issuer_key, critical=False)
        .add_extension(x509.SubjectAlternativeName([_address(name) for name in names]), critical=False)
        .sign(authority.key, hashes.SHA256())
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text[:LONGEST_NAME])])


def _address(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name.encode("idna").decode("ascii"))


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )


def _password(folder: Path) -> bytes:
    """What the keys of a folder are encrypted by: made once, and sealed as every secret of this computer is."""
    secrets = Secrets(folder / "secrets")
    kept = secrets.login_of(SEAL)
    if kept is None:
        kept = (SEAL, ids.password())
        secrets.keep(SEAL, *kept)
    return kept[1].encode()


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey, password: bytes) -> None:
    """Beside its certificate, for its owner alone."""
    cipher = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    write_whole(path, key.private_bytes(serialization.Encoding.PEM, form, cipher), mode=READ_BY_OWNER)
