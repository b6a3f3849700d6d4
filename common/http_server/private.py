"""TLS for a server: a folder with its certificate and key, read again when they are renewed."""

import ssl
from pathlib import Path

from common.errors import Broken
from common.secrets import Secrets

AUTHORITY = "ca.pem"
SEAL = "tls"
"""What the password of sealed keys is kept under, in the folder's own `secrets`: Windows knows no mode 0600."""
SHUTDOWN_SECONDS = 1
"""Whoever does not say goodbye in this time is not waited for: a kept connection of a client does not read."""


class Private:
    """`<role>.pem` and `<role>.key` of a folder, `ca.pem` beside them."""

    def __init__(self, folder: Path, role: str) -> None:
        """Read them; Broken `tls_unusable` says what is missing."""
        self.certificate, self.key = folder / f"{role}.pem", folder / f"{role}.key"
        self.authority = folder / AUTHORITY
        self._sealed_in = folder / "secrets"
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            if not self.authority.is_file():
                raise FileNotFoundError(2, "нет файла / no such file", str(self.authority))
            self._read = self._changed()
            self._load()
        except (OSError, ValueError) as problem:
            raise Broken("tls_unusable", _said(problem, self.certificate)) from problem

    def refresh(self) -> bool:
        """Take a renewed certificate for the connections to come; one that is only half there waits for its key."""
        try:
            changed = self._changed()
            if changed == self._read:
                return False
            self._load()
        except (OSError, ValueError):
            return False
        self._read = changed
        return True

    def _changed(self) -> tuple[int, ...]:
        return tuple(path.stat().st_mtime_ns for path in (self.certificate, self.key))

    def _load(self) -> None:
        """A trial context first: half of a pair must not spoil the one that answers."""
        for context in (ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), self.context):
            context.load_cert_chain(self.certificate, self.key, password=self._password)

    def _password(self) -> str:
        """Asked for only where the key is sealed."""
        kept = Secrets(self._sealed_in).login_of(SEAL)
        return kept[1] if kept is not None else ""


def _said(problem: Exception, certificate: Path) -> str:
    if isinstance(problem, ssl.SSLError):
        return f"{certificate}: {problem.reason or 'PEM'}"
    named = getattr(problem, "filename", None) or certificate
    return f"{named}: {getattr(problem, 'strerror', None) or problem}"
