"""How logs speak of exchanges and of secrets, and what a log is called where it is copied to."""

import base64
import re
from collections.abc import Iterable, Iterator

from launcher_app.proxy import Exchange

OF_PAYMENT = ("payment_id", "use_id")
TRACE = "x-trace-id"
SECRET = "•••"
LOGIN = re.compile(r"\bbasic\s+([A-Za-z0-9+/]{8,}={0,2})", re.IGNORECASE)
"""Whoever reads a login in base64 has its password."""


def words_of(one: Exchange) -> Iterator[str]:
    """The ids and the code of an exchange."""
    asked = one.asked()
    yield from (str(asked[name]) for name in OF_PAYMENT if asked.get(name))
    trace = next((value for name, value in one.request_headers.items() if name.lower() == TRACE), "")
    if trace:
        yield trace


def tells(line: str, secrets: Iterable[str]) -> bool:
    """Whether a line tells one of the secrets, as it is or in a login."""
    text = "\n".join((line, *map(_decoded, LOGIN.findall(line))))
    return any(secret in text for secret in secrets if secret)


def safe(line: str, secrets: Iterable[str]) -> str:
    """A line as it may be shown, all its secrets cut out: a report is sent to people."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        line = line.replace(secret, SECRET)
    return LOGIN.sub(lambda found: f"Basic {SECRET}" if ":" in _decoded(found[1]) else found[0], line)


def _decoded(token: str) -> str:
    try:
        return base64.b64decode(token + "=" * (-len(token) % 4)).decode("utf-8", "replace")
    except ValueError:
        return ""


def file_name(paper: str) -> str:
    """The file that a log is copied to: browsers open it as text."""
    return paper.replace("/", "-") + ".txt"
