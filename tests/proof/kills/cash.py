"""Somebody pays in cash at a terminal that dies: a kiosk's page, a simulated acceptor on a real line, real notes."""

import time
from pathlib import Path
from threading import Event, Thread
from typing import Any, NamedTuple

from agent_terminal.service.limits import MOST_ROWS
from common.clock import SystemClock
from common.errors import OplataError, Unavailable
from common.logs import Log
from launcher_app.payer import Payer
from launcher_app.simulator import Simulator
from tests.proof.network import Contracts, Network
from tests.protocol.wire import Wire

NOTE = 50_000
PAUSE_SECONDS = 0.2
LAST_SECONDS = 90.0
DONE = "captured"


class Kiosk(NamedTuple):
    """The terminal's doors at the address that it keeps through all its lives."""

    wire: Wire

    @property
    def url(self) -> str:
        """Where it answers."""
        return self.wire.url

    def ask(self, operation: str, **fields: Any) -> Any:
        """An operator's door; Unavailable while it is dead."""
        answer = self.wire.post(f"/v1/operator/{operation}", fields)
        if answer.status != 200:
            raise Unavailable("no_answer", repr(answer))
        return answer.body


class CashPayer:
    """One payment after another, by one note each; codes that the screen has shown as paid are acknowledged."""

    def __init__(self, network: Network, contracts: Contracts, folder: Path) -> None:
        """The device is there and the terminal holds its line."""
        self.codes: list[str] = []
        self._clock = SystemClock()
        self._log = Log(folder / "payer-logs", "payer", self._clock, console=False)
        self.acceptor = Simulator(folder / "simulator", self._log, self._clock)
        self.acceptor.start()
        network.ask("terminal", "set-acceptor", line=self.acceptor.line)
        self._kiosk = Kiosk(network.operator("terminal"))
        self._contracts = contracts
        self._enough = Event()
        self._thread = Thread(target=self._live, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def end(self) -> None:
        """Leave the screen as a payer does: what is inside is paid."""
        self._enough.set()
        self._thread.join(LAST_SECONDS)

    def close(self) -> None:
        """The device's power is off."""
        self.acceptor.stop()
        self._log.close()

    def _live(self) -> None:
        while not self._tried(pays=not self._enough.is_set()):
            time.sleep(PAUSE_SECONDS)

    def _tried(self, *, pays: bool) -> bool:
        """Whether the last visit has come to its end: a terminal that dies under it is visited again."""
        try:
            payer = Payer(self._kiosk, self.acceptor, self._log, self._clock)
            try:
                self._visit(payer, pays=pays)
            finally:
                payer.close()
        except (OplataError, OSError, KeyError, IndexError):
            return False
        return not pays

    def _visit(self, payer: Payer, *, pays: bool) -> None:
        payer.come()
        while pays and not self._enough.is_set():
            self.codes.append(payer.pay(self._contracts.provider_id, self._contracts.number, NOTE))
            payer.come()


def compared(network: Network, payer: CashPayer, statuses: dict[str, str]) -> dict[str, list[str]]:
    """What is wrong between the device, the terminal's books and the centre's `statuses` by payment id."""
    rows = payments(network)
    by_code = {row["code"]: row for row in rows}
    money = network.ask("terminal", "state")["money"]
    inside = payer.acceptor.do("state")["stacker_value"]
    elsewhere = {name: money[name] for name in ("in_sessions", "to_send", "sent", "in_review") if money[name]}
    books = [] if money["stacked"] == inside == money["captured"] + money["on_slips"] else [f"{inside} {money}"]
    paid = {row["payment_id"] for row in rows if row["state"] == DONE}
    known = {one for one, status in statuses.items() if status == DONE}
    return {
        "lost cash payments": [code for code in payer.codes if code not in by_code],
        "notes and books that do not agree": books,
        "cash that has not arrived": [f"{name} {amount}" for name, amount in elsewhere.items()],
        "cash payments of one book only": sorted(paid ^ known),
    }


def payments(network: Network) -> list[dict[str, Any]]:
    """All that the terminal has taken cash for."""
    rows: list[dict[str, Any]] = network.ask("terminal", "payments", limit=MOST_ROWS)["payments"]
    return rows
