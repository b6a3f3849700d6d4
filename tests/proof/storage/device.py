"""The simulated acceptor beside the terminal's books: what lies in the cassette is what was written down."""

from typing import Any

from launcher_app.payer import Payer
from tests.proof.storage.town import Town

IN_SIGHT_SECONDS = 20.0


class Device:
    """The hands at the acceptor, and the eyes on both."""

    def __init__(self, town: Town) -> None:
        """It is the terminal's own child."""
        self._town = town

    def to_cash(self) -> Payer:
        """A payer who may push notes in now."""
        till = self._town.till()
        till.come()
        till.await_screen("K0")
        till.choose(self._town.contracts.provider_id, self._town.contracts.number)
        till.want("confirm")
        till.await_screen("K6")
        self._town.until(lambda: bool(self.seen()["open"]))
        return till

    def push(self, value: int) -> None:
        """Until the slot takes it."""
        self._town.until(
            lambda: bool(self._town.ask("terminal", "bench-do", act="insert", fields={"value": value})["done"])
        )

    def seen(self) -> Any:
        """The device as it is."""
        return self._town.ask("terminal", "bench-state")["device"] or {"open": False, "note": "?", "stacker_value": -1}

    def booked(self) -> int:
        """What the terminal's books say of the cassette."""
        return int(self._town.ask("terminal", "state")["money"]["stacked"])

    def settled(self) -> str:
        """Wait until no note is on its way and both say the same; what they say when that never comes."""
        try:
            self._town.until(lambda: self.seen()["note"] is None and self._agree(), IN_SIGHT_SECONDS)
        except TimeoutError:
            return f"device {self.seen()}, books {self.booked()}"
        return ""

    def _agree(self) -> bool:
        return bool(self.seen()["stacker_value"] + self.seen()["collected_value"] == self.booked())
