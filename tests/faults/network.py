"""A real network of processes for the fault tests: provider, centre, terminal and acceptor, signed and ready."""

from pathlib import Path
from typing import Any

from common.clock import SystemClock
from common.errors import OplataError
from common.logs import Log
from launcher_app.agreements import PHONE
from launcher_app.instance import Instance
from launcher_app.payer import Payer
from launcher_app.simulator import Simulator

NOTE = 50_000
CREDITED = 48_500
SECONDS = 30.0
PAUSE = 0.05
MODULE = {"provider": "provider_app", "processing": "processing_app", "terminal": "agent_terminal"}


class Network:
    """Three roles and a device; one payment after another goes through them."""

    timeout_ms = 3000
    """How long the centre waits for the provider."""

    def __init__(self, folder: Path) -> None:
        self.clock = SystemClock()
        self.log = Log(folder / "logs", "test", self.clock, console=False)
        self.roles = {role: Instance(role, "default", folder, self.log, self.clock, port=0) for role in MODULE}
        self.acceptor = Simulator(folder / "simulator", self.log, self.clock)
        self.provider, self.centre, self.terminal = self.roles.values()
        self.number = ""

    def start(self) -> None:
        for one in self.roles.values():
            one.start()
        self.acceptor.start()
        for one in self.roles.values():
            one.wait()
        self._sign()

    def close(self) -> None:
        for one in reversed(self.roles.values()):
            one.stop()
        self.acceptor.stop()
        self.log.close()

    def mortal(self, role: str, commit: str, moment: str) -> None:
        """Start a role again so that it dies at a commit."""
        one = self.roles[role]
        one.stop()
        one.start(by=("tests.faults.dying", MODULE[role], commit, moment))
        one.wait()

    def through(self, receiver: str, card: dict[str, Any]) -> dict[str, Any]:
        """The card as the other side gets it: a test may put somebody in between."""
        return card

    def payer(self) -> Payer:
        """Somebody before the terminal."""
        return Payer(self.terminal, self.acceptor, self.log, self.clock)

    def credits(self) -> list[dict[str, Any]]:
        """What the provider booked."""
        rows = self.provider.ask("operations", limit=1000)["rows"]
        return [row for row in rows if row["kind"] == "credit"]

    def until(self, ready: Any, what: str) -> Any:
        """Ask until it is so."""
        deadline = self.clock.monotonic() + SECONDS
        while True:
            try:
                if found := ready():
                    return found
            except OplataError as trouble:
                what = f"{what}: {trouble}"
            assert self.clock.monotonic() < deadline, what[:500]
            self.clock.sleep(PAUSE)

    def at_rest(self) -> bool:
        """Whether nothing is left to do anywhere."""
        tasks = self.centre.ask("tasks", path="/v1/tasks")
        money = self.terminal.ask("state")["money"]
        return not (tasks["waiting"] or tasks["dead"] or money["to_send"] or money["sent"] or money["in_sessions"])

    def books_agree(self) -> None:
        """Every book agrees with every other, and with the device."""
        verified = self.centre.ask("verify", path="/v1/ledger/verify")
        assert verified["sum"] == 0
        assert self.provider.ask("totals")["agree"]
        captured = {
            row["payment_id"]: row["amount"]
            for row in self.centre.ask("payments", limit=500)["payments"]
            if row["status"] == "captured"
        }
        assert captured == {row["payment_id"]: row["amount"] for row in self.credits()}
        money = self.terminal.ask("state")["money"]
        assert money["stacked"] == self.acceptor.do("state")["stacker_value"]
        assert money["captured"] == money["stacked"], money

    def _sign(self) -> None:
        self.provider.ask("standard-tariffs")
        person = {"full_name": "Иванов Иван", "passport": "5700 123456", "email": "a@example.org"}
        self.number = self.provider.ask("sign-subscriber", tariff="mobile", **person)["number"]
        card = self.provider.ask("sign-processing", name="ПЦ", dialect="json", fields=[PHONE])
        retry = {"strategy": "fixed", "pause_ms": 200, "attempts": 100}
        self.centre.ask("sign-provider", card=self.through("provider", card), retry=retry, timeout_ms=self.timeout_ms)
        agent = self.centre.ask("sign-agent", name="Агент")
        self.centre.ask("top-up", agent_id=1, amount=100_000_000)
        commission: dict[str, Any] = {"basis_points": 300}
        self.terminal.ask("set-commission", **commission)
        self.terminal.ask("connect", card=self.through("processing", agent), terminal="T1")
        self.terminal.ask("set-acceptor", line=self.acceptor.line)
