"""Whoever asks the centre over the web: a shop's server or a payer's browser, through everything that goes wrong."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urlencode

import msgspec
import requests

from tests.faults.simulation.world import World

PATIENCE = 5.0
"""Seconds that an answer is waited for."""
FIRST_PAUSE, LONGEST_PAUSE = 1.5, 20.0
YES, TOO_MANY, IN_TROUBLE = 300, 429, 500
FIELD = re.compile(r'<input type=hidden name="([^"]*)" value="([^"]*)">')
ACTION = re.compile(r'<form method=post action="([^"]*)"')


class Answer(NamedTuple):
    """What a door said; `body` is what its JSON says, or the text of a page."""

    status: int
    body: Any

    @property
    def good(self) -> bool:
        """Whether it is a yes."""
        return self.status < YES

    @property
    def code(self) -> str:
        """The word of a refusal."""
        return str(self.body.get("code", "")) if isinstance(self.body, dict) else ""


class Asker:
    """Somebody with a token, or (an empty one) with none."""

    def __init__(self, world: World, token: str = "") -> None:
        self.world = world
        self.token = token

    def once(self, method: str, path: str, body: Any = None) -> Answer | None:
        """One question under /v2; None when nobody knows what became of it."""
        data = None if body is None else msgspec.json.encode(body)
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        return self._sent(method, f"{self.world.centre.url}/v2{path}", data, headers)

    def insist(self, method: str, path: str, body: Any = None, seconds: float = 120.0) -> Answer | None:
        """The same again and again until it is decided; None when he has had enough."""
        scheduler, pause = self.world.scheduler, FIRST_PAUSE
        end = scheduler.now + seconds
        while scheduler.now < end:
            answer = self.once(method, path, body)
            if answer is not None and answer.status < IN_TROUBLE and answer.status != TOO_MANY:
                return answer
            scheduler.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        return None

    def post(self, address: str, form: Mapping[str, str]) -> Answer | None:
        """A form of a page, sent once."""
        headers = {"content-type": "application/x-www-form-urlencoded", "origin": "null"}
        whole = self.world.centre.url + address if address.startswith("/") else address
        return self._sent("POST", whole, urlencode(form).encode(), headers, pages=True)

    def press(self, address: str, form: Mapping[str, str], seconds: float = 40.0) -> Answer | None:
        """A button that is pressed until a page comes."""
        end = self.world.scheduler.now + seconds
        while self.world.scheduler.now < end:
            page = self.post(address, form)
            if page is not None and page.status < IN_TROUBLE:
                return page
            self.world.scheduler.sleep(FIRST_PAUSE)
        return None

    def _sent(
        self, method: str, url: str, data: bytes | None, headers: dict[str, str], *, pages: bool = False
    ) -> Answer | None:
        request = requests.Request(method, url, headers, data=data).prepare()
        try:
            answer = self.world.network.exchange(request, PATIENCE)
        except requests.RequestException:
            return None
        if pages:
            return Answer(answer.status_code, answer.text)
        try:
            return Answer(answer.status_code, msgspec.json.decode(answer.content))
        except msgspec.DecodeError:
            return None


def form_of(page: str, **typed: str) -> tuple[str, dict[str, str]] | None:
    """Where the form of a page goes, and what it carries, with what was typed; None when it has no form."""
    action = ACTION.search(page)
    if action is None:
        return None
    return unescape(action[1]), {name: unescape(value) for name, value in FIELD.findall(page)} | typed
