"""HTTP as the cases use it: requests alone, so that nothing of ours stands between a case and the role under test."""

import json
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, NamedTuple

import requests

from common import ids
from common.clock import SystemClock, moment

SECONDS = 10
TOGETHER = 8
JSON = "application/json"
Body = dict[str, Any]
UNDECIDED = (408, 429)


class Answer(NamedTuple):
    """What came back; `body` is its JSON, None when it is none."""

    status: int
    body: Any
    headers: Mapping[str, str]
    content: bytes

    def __repr__(self) -> str:
        return f"HTTP {self.status}: {self.content[:300].decode('utf-8', 'replace')}"


class Wire:
    """A role's server, with a login there. Every call is a connection of its own."""

    def __init__(self, url: str, login: str, password: str) -> None:
        self.url = url.rstrip("/")
        self.login = (login, password)

    def post(self, path: str, ask: Body, **headers: str) -> Answer:
        """Ask in JSON."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send("POST", path, json.dumps(ask).encode(), {"Content-Type": JSON, **named})

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str | bytes] | None = None,
        *,
        login: tuple[str, str] | bool = True,
    ) -> Answer:
        """Send anything; `login` False sends none."""
        with requests.Session() as session:
            session.trust_env = False
            who = self.login if login is True else login or None
            response = session.request(
                method,
                self.url + path,
                data=body,
                headers={"Connection": "close", "X-Case": _case(), **(headers or {})},
                auth=who,
                timeout=SECONDS,
                allow_redirects=False,
            )
        return Answer(response.status_code, _json(response), response.headers, response.content)


def _case() -> str:
    """Which case asks, for whoever records: `test_manners.py::test_…`."""
    name = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0].rpartition("/")[2]
    return name if name.isascii() else ""


def _json(response: requests.Response) -> Any:
    try:
        return json.loads(response.content)
    except ValueError:
        return None


def new_id() -> str:
    """A new payment's id."""
    return ids.uuid7(SystemClock().now_ms())


def now() -> str:
    """This moment as messages carry it."""
    return moment(SystemClock().now_ms()).isoformat()


def granted(answer: Answer) -> Body:
    """The body of a yes."""
    assert answer.status == 200, answer
    assert isinstance(answer.body, dict), answer
    return answer.body


def refused(answer: Answer, *codes: str) -> None:
    """A final no, in one of these words."""
    assert answer.status == 422, answer
    assert isinstance(answer.body, dict), answer
    assert answer.body.get("code") in codes, answer


def turned_away(answer: Answer, *statuses: int) -> None:
    """Neither a yes nor an accident: one of these statuses."""
    assert answer.status in statuses, answer


def together(ask: Callable[[], Answer]) -> list[Answer]:
    """The same question asked at one moment by several callers; those who were told to repeat do so."""
    barrier = Barrier(TOGETHER)

    def one(_: int) -> Answer:
        barrier.wait(SECONDS)
        answer = ask()
        for _ in range(20):
            if answer.status < 500 and answer.status not in UNDECIDED:
                break
            answer = ask()
        return answer

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(one, range(TOGETHER)))
