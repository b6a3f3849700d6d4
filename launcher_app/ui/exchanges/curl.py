"""The same question as a command of curl, for bash and for Windows; the password is left for a person to put in."""

import re

from common.settings import PORTS
from common.words import Words
from launcher_app.feed.doors import known
from launcher_app.feed.hop import Hop
from launcher_app.ui.exchanges.written import AUTHORIZATION, PLAIN

PASSWORD = Words("ПАРОЛЬ", "PASSWORD")
LOGIN = Words("ЛОГИН", "LOGIN")
BEFORE_QUOTE, ENDING = re.compile(r'(\\*)"'), re.compile(r"(\\+)$")
OWN = ("x-span-id", "x-attempt")
"""Headers that say which request this is: another one has its own."""


def command(hop: Hop, url: str, login: str, password: str, *, windows: bool) -> str:
    """One command over several lines, to be pasted as it is; an empty `url` is the receiver's usual place."""
    quote, more = (_for_windows, " ^\n  ") if windows else (_for_bash, " \\\n  ")
    program = "curl.exe" if windows else "curl"
    address = url.rstrip("/") or f"http://127.0.0.1:{PORTS.get(hop.receiver, '')}"
    parts = [f"{program} -i -X {hop.method} {quote(address + hop.path)}"]
    if known(hop.receiver, hop.path) or any(name.lower() == AUTHORIZATION for name in hop.request_headers):
        parts.append(f"-u {quote(f'{login}:{password}')}")
    parts += [f"-H {quote(f'{name}: {value}')}" for name, value in hop.request_headers.items() if _tells(name)]
    if hop.request:
        parts.append(f"--data-binary {quote(hop.request)}")
    return more.join(parts)


def _tells(name: str) -> bool:
    return name.lower() not in (*PLAIN, *OWN, AUTHORIZATION)


def _for_bash(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _for_windows(text: str) -> str:
    """For cmd.exe, by the rules that programs there take their words apart: a backslash counts before a quote only."""
    one_line = " ".join(text.splitlines()) if "\n" in text else text
    return '"' + ENDING.sub(r"\1\1", BEFORE_QUOTE.sub(r'\1\1\\"', one_line)) + '"'
