"""How the exchanges with providers go: the last outcome of each contract, and what its provider said of it last."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol, TypeVar

import msgspec

from common.clock import Clock
from common.errors import OplataError, Rejected
from common.http_client import SECONDS
from common.protocol import codes
from common.protocol.endpoint import Endpoint, Message
from common.protocol.provider import SubscriberKnown
from common.words import Words

Answer = TypeVar("Answer", bound=msgspec.Struct)


class Provider(Protocol):
    """A provider as a contract reaches it: the peer over HTTP, or a stand-in of a simulation."""

    def call(self, endpoint: Endpoint[Any, Answer], ask: Message, *, seconds: float = SECONDS) -> Answer:
        """Ask and wait; raises one of the four errors."""

    def post(
        self,
        endpoint: Endpoint[Any, Answer],
        path: str,
        body: bytes,
        content_type: str,
        *,
        operation: str,
        seconds: float = SECONDS,
    ) -> Answer:
        """The same for a body that the contract's own template made."""


class Exchanged(NamedTuple):
    """The last exchange under a contract; `code` is empty when the provider answered, even with a «no»."""

    at: int
    ms: int
    code: str
    words: Words | None


class Reached:
    """Kept in memory only: after a restart nothing is known before the first exchange."""

    def __init__(self) -> None:
        """Nobody was asked yet."""
        self.last: dict[str, Exchanged] = {}
        self.known: dict[str, SubscriberKnown] = {}


class Observed:
    """A provider whose every exchange is noted under its contract."""

    def __init__(self, peer: Provider, reached: Reached, contract: str, clock: Clock) -> None:
        """Asks through `peer`."""
        self._peer = peer
        self._reached = reached
        self._contract = contract
        self._clock = clock

    def call(self, endpoint: Endpoint[Any, Answer], ask: Message, *, seconds: float = SECONDS) -> Answer:
        """Ask and wait; raises one of the four errors."""
        return self._noted(lambda: self._peer.call(endpoint, ask, seconds=seconds))

    def post(
        self,
        endpoint: Endpoint[Any, Answer],
        path: str,
        body: bytes,
        content_type: str,
        *,
        operation: str,
        seconds: float = SECONDS,
    ) -> Answer:
        """The same for a body that the contract's own template made."""
        return self._noted(
            lambda: self._peer.post(endpoint, path, body, content_type, operation=operation, seconds=seconds)
        )

    def _noted(self, exchange: Callable[[], Answer]) -> Answer:
        began = self._clock.monotonic()
        try:
            answer = exchange()
        except Rejected:
            self._note(began, "", None)
            raise
        except OplataError as error:
            self._note(began, error.code, codes.words_of(error))
            raise
        self._note(began, "", None)
        return answer

    def _note(self, began: float, code: str, words: Words | None) -> None:
        ms = int((self._clock.monotonic() - began) * 1000)
        self._reached.last[self._contract] = Exchanged(self._clock.now_ms(), ms, code, words)
