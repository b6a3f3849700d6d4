"""Whom this process believes: an authority of its own or the system's, pins of single addresses, and plain HTTP.

One process is one role: what its command line says of this is said once, by `use`.
"""

import ssl
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from common import addresses
from common.errors import ContractFault
from common.words import Words

PLAIN_ABROAD = Words(
    "По http:// пароль и суммы увидит любой в сети. Нужен адрес https:// или запуск с --plain-http.",
    "Over http:// anybody on the network sees the password and the sums. Use an https:// address, or --plain-http.",
)
MAX_SHOWN = 200
REASONS = {
    9: "сертификат ещё не действует / the certificate is not valid yet",
    10: "срок сертификата вышел / the certificate has expired",
    18: "сертификат подписан самим собой / the certificate is self-signed",
    19: "центр сертификатов чужой / the certificate authority is not ours",
    20: "центр сертификатов чужой / the certificate authority is not ours",
    62: "сертификат выдан другому имени / the certificate is for another name",
    64: "сертификат выдан другому адресу / the certificate is for another address",
}
"""By X509_V_ERR of OpenSSL."""
NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG"})
OLD_TLS = frozenset({"UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "NO_PROTOCOLS_AVAILABLE"})


@dataclass(frozen=True, slots=True)
class Trust:
    """`ca_file` is the only authority where it is named; a file in `pins` is the only one for its address.

    `plain` lets a password go over plain HTTP to another computer.
    """

    ca_file: Path | None = None
    pins: Path | None = None
    plain: bool = False

    def context(self, host: str, port: int) -> ssl.SSLContext:
        """TLS 1.2 at least, the certificate and its name checked; OSError when a file to trust cannot be read."""
        pin = self.pins / pin_name(host, port) if self.pins is not None else None
        file = pin if pin is not None and pin.exists() else self.ca_file
        return _context(file, file.stat().st_mtime_ns if file is not None else 0)

    def demand_private(self, url: str) -> None:
        """ContractFault `line_not_private` for plain HTTP to another computer, unless that was asked for."""
        if not self.plain and is_plain_abroad(url):
            raise ContractFault("line_not_private", url[:MAX_SHOWN])


def use(trust: Trust) -> None:
    """From now on this process believes so."""
    global _current
    _current = trust


def current() -> Trust:
    """What this process believes."""
    return _current


def of_own(ca_file: str) -> Trust:
    """What is believed of a role on this very computer, whose ready-file names its authority."""
    return Trust(Path(ca_file) if ca_file else None, plain=True)


def mistake(url: str, own: Collection[str] = ()) -> Words | None:
    """What a contract's form says beside an address: it can be none, or nothing would be sent there; else None."""
    return addresses.wrong(url, own) or (PLAIN_ABROAD if not _current.plain and is_plain_abroad(url) else None)


def is_plain_abroad(url: str) -> bool:
    """Whether a password would leave this computer unencrypted."""
    try:
        parts = urlsplit(url)
        return parts.scheme == "http" and bool(parts.hostname) and not is_loopback(parts.hostname or "")
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether an address stays on this computer; a name is not asked about, whoever answers for names may lie."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def pin_name(host: str, port: int) -> str:
    """The file that pins an address: `127.0.0.1-8101.pem`."""
    return f"{host.replace(':', '_')}-{port}.pem"


def reason(problem: Exception) -> str:
    """Why the other side was not believed, in both languages where the reason is a usual one."""
    if isinstance(problem, ssl.SSLCertVerificationError):
        return REASONS.get(problem.verify_code, problem.verify_message)
    said = getattr(problem, "reason", None) or getattr(problem, "strerror", None) or str(problem)
    if said in NO_TLS:
        return "там не TLS / there is no TLS"
    return "TLS старее 1.2 / TLS older than 1.2" if said in OLD_TLS else str(said)


@lru_cache(maxsize=64)
def _context(file: Path | None, _changed: int) -> ssl.SSLContext:
    """Made once for each state of a file: reading it anew for every connection would cost more than the connection."""
    made = ssl.create_default_context(cafile=file)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    return made


_current = Trust()
