"""What every seat of a network stands on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from common.clock import Clock
from common.logs import Log
from launcher_app.network.seat import Seat
from launcher_app.proxy import Fault, Proxy, Recorder, Request
from launcher_app.proxy.way import Way


@dataclass(frozen=True, slots=True)
class Ground:
    """`windows`: our roles show theirs; `any_port`: a seat that never had a port takes any free one."""

    data: Path
    log: Log
    clock: Clock
    recorder: Recorder
    way: Way
    windows: bool = True
    any_port: bool = False

    def proxy(self, seat: Seat, url: str, port: int) -> Proxy:
        """What stands on a seat's public port, before whoever answers at an address."""
        return Proxy(url, self.recorder, receiver=seat.name, port=port, way=OfRole(self.way, seat.role))


class OfRole:
    """The network's way for the proxy of one seat: records name the seat, faults and doors are its role's."""

    def __init__(self, way: Way, role: str) -> None:
        """Before a seat of this role."""
        self._way = way
        self._role = role

    def sender(self, receiver: str, request: Request) -> str:
        """Who knocks at its door."""
        return self._way.sender(self._role, request)

    def draw(self, sender: str, receiver: str, request: Request) -> Fault | None:
        """What the request that goes now meets."""
        return self._way.draw(sender, self._role, request)

    def hold(self, sender: str, receiver: str, request: Request, go: Callable[[], None]) -> int:
        """Whether it waits for a step."""
        return self._way.hold(sender, self._role, request, go)

    def gone(self, number: int, *, left: bool) -> None:
        """It waits no more."""
        self._way.gone(number, left=left)

    def slowness(self, sender: str, receiver: str, request: Request) -> int:
        """How many times as long as it does it takes."""
        return self._way.slowness(sender, self._role, request)
