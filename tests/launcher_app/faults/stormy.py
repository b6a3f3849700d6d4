"""A network of real processes whose terminal and centre were told the addresses of proxies."""

from pathlib import Path
from typing import Any

from launcher_app.faults import FaultDesk
from launcher_app.proxy import Proxy, Recorder
from tests.faults.network import Network


class Stormy(Network):
    """Nothing is on until the test says so; a slow machine is no fault, so that nobody gives up waiting."""

    timeout_ms = 30_000

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.desk = FaultDesk(self.clock)
        self.recorder = Recorder(self.clock)
        self.proxies: list[Proxy] = []

    def close(self) -> None:
        super().close()
        for one in self.proxies:
            one.stop()

    def through(self, receiver: str, card: dict[str, Any]) -> dict[str, Any]:
        proxy = Proxy(card["url"], self.recorder, receiver=receiver, way=self.desk)
        self.proxies.append(proxy)
        return card | {"url": proxy.url}

    def ends(self) -> list[tuple[str, int]]:
        """How the payments stand at the centre, and their sums."""
        return sorted((row["status"], row["amount"]) for row in self.centre.ask("payments", limit=500)["payments"])
