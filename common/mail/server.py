"""Which mail server is spoken to, how privately, and what makes its certificate trusted."""

import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from common.mail.address import is_loopback


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. `security` is how the line is kept private; `ca_file` is a PEM of its own authority, or empty."""

    host: str
    port: int
    security: Literal["none", "starttls", "tls"]
    login: str = ""
    password: str = ""
    ca_file: str = ""

    @property
    def place(self) -> str:
        """How people name it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def bares_password(self) -> bool:
        """Whether its password would be seen by whoever listens."""
        return bool(self.login) and self.security == "none" and not is_loopback(self.host)


def trust(ca_file: str) -> ssl.SSLContext:
    """Checks certificates and names: by an own authority alone where there is one, else by the system's."""
    return ssl.create_default_context(cafile=ca_file or None)


def is_authority(ca_file: str) -> bool:
    """Whether a file holds certificates to trust."""
    if not Path(ca_file).is_file():
        return False
    try:
        return bool(trust(ca_file).get_ca_certs())
    except (OSError, ValueError):
        return False
