"""What a proxy asks about each request on its way: who sends it, what it meets there, and whether it waits."""

from collections.abc import Callable
from typing import Protocol

from launcher_app.proxy.faults import Fault, Faults
from launcher_app.proxy.messages import Request


class Way(Protocol):
    """One for all the proxies of a network; asked from their threads."""

    def sender(self, receiver: str, request: Request) -> str:
        """Who knocks at its door."""

    def draw(self, sender: str, receiver: str, request: Request) -> Fault | None:
        """What the request that goes now meets."""

    def hold(self, sender: str, receiver: str, request: Request, go: Callable[[], None]) -> int:
        """0: it goes at once. Else `go` is called when it may, and the number is for `gone`."""

    def gone(self, number: int, *, left: bool) -> None:
        """A request that was held is under way, or whoever asked has left."""

    def slowness(self, sender: str, receiver: str, request: Request) -> int:
        """How many times as long as it does it is to take."""


class OneSender:
    """Whoever asks is the same one; nothing waits."""

    def __init__(self, sender: str, faults: Faults) -> None:
        """One arrow with its faults."""
        self._sender = sender
        self._faults = faults

    def sender(self, receiver: str, request: Request) -> str:
        """Always that one."""
        return self._sender

    def draw(self, sender: str, receiver: str, request: Request) -> Fault | None:
        """By the arrow's own faults."""
        return self._faults.draw(request.path)

    def hold(self, sender: str, receiver: str, request: Request, go: Callable[[], None]) -> int:
        """Never."""
        return 0

    def gone(self, number: int, *, left: bool) -> None:
        """Nothing was held."""

    def slowness(self, sender: str, receiver: str, request: Request) -> int:
        """As long as it takes."""
        return 1
