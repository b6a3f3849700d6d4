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
LINE_ENDS, UNSEEN = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+"), re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
VARIABLE = re.compile(r"%(?=\w)")
OF_CMD = re.compile(r"[^\w\s\-:=+~'/.,?;()*`\\]")
OWN = ("x-span-id", "x-attempt")
"""Headers that say which request this is: another one has its own."""


def command(hop: Hop, url: str, login: str, password: str, *, windows: bool) -> str:
    """One command over several lines, to be pasted as it is; an empty `url` is the receiver's usual place."""
    quote, more = (_for_windows, " ^\n  ") if windows else (_for_bash, " \\\n  ")
    program = "curl.exe" if windows else "curl"
    address = url.rstrip("/") or f"http://127.0.0.1:{PORTS.get(hop.receiver, '')}"
    method = hop.method if hop.method.isalnum() else quote(hop.method)
    parts = [f"{program} -i -X {method} {quote(address + hop.path)}"]
    if known(hop.receiver, hop.path) or any(name.lower() == AUTHORIZATION for name in hop.request_headers):
        parts.append(f"-u {quote(f'{login}:{password}')}")
    parts += [f"-H {quote(f'{name}: {value}')}" for name, value in hop.request_headers.items() if _tells(name)]
    if hop.request:
        parts.append(f"--data-binary {quote(hop.request)}")
    return more.join(parts)


def _tells(name: str) -> bool:
    return name.lower() not in (*PLAIN, *OWN, AUTHORIZATION)


def _for_bash(text: str) -> str:
    """What a terminal takes for an order is left out: the body may be anybody's."""
    return "'" + UNSEEN.sub("", text).replace("'", "'\\''") + "'"


def _for_windows(text: str) -> str:
    """For cmd.exe, which must see no quote, or what stands after the next one would be orders to it: each sign that it
    has a meaning for is escaped. What is left goes by the rules that programs there take their words apart by: a
    backslash counts before a quote only.
    """
    one_line = UNSEEN.sub("", LINE_ENDS.sub(" ", text))
    quoted = '"' + ENDING.sub(r"\1\1", BEFORE_QUOTE.sub(r'\1\1\\"', one_line)) + '"'
    return VARIABLE.sub("%^", OF_CMD.sub(r"^\g<0>", quoted))
