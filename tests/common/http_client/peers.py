"""A door, its messages, and peers that call it."""

import json
from pathlib import Path
from typing import Any

import pytest

from common.clock import SystemClock
from common.errors import OplataError
from common.http_client import Peer
from common.logs import Log
from common.protocol.endpoint import Endpoint, Message
from common.words import Words
from tests.common.http_client.script import answer


class Ask(Message, frozen=True):
    """A question."""

    payment_id: str = "p-1"
    password: str = ""


class Said(Message, frozen=True):
    """Its answer."""

    amount: int


DOOR = Endpoint("POST", "/v1/credit", Ask, Said, Words("Проба", "Trial"), ("refused",), "payment_id")
SECRET = Endpoint("POST", "/v1/secret", Ask, Said, Words("Проба", "Trial"), unsafe_to_show=frozenset({"password"}))
YES = answer(b'{"amount":5}')


class Peers:
    """Makes peers that share one log."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = Log(folder, "caller", SystemClock(), console=False)
        self.made: list[Peer] = []

    def __call__(self, url: str, login: str = "centre", password: str = "pass:word ё") -> Peer:
        made = Peer(url, login, password, self.log, SystemClock(), us="processing:default", them="provider:3")
        self.made.append(made)
        return made

    def exchanges(self) -> list[dict[str, Any]]:
        """The lines of the exchange log."""
        self.log.exchanges.flush()
        text = (self.folder / "caller.exchanges.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def close(self) -> None:
        """Let everything go."""
        for made in self.made:
            made.close()
        self.log.close()


def outcome(peer: Peer, seconds: float = 5) -> OplataError:
    """The error that a call ends with."""
    with pytest.raises(OplataError) as caught:
        peer.call(DOOR, Ask(), seconds=seconds)
    return caught.value
