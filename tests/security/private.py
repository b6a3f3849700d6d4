"""A network that speaks https, with its folder of certificates, and the hands that spoil and renew them."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from common.errors import Unavailable
from common.http_client.trust import Trust
from launcher_app import certificates
from launcher_app.payer import Payer
from launcher_app.simulator import Simulator
from tests.proof.network import Network

PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.05
LONG_AGO = timedelta(days=certificates.ROLE_DAYS + 3)


class PrivateTown:
    """Four roles over https, all signed; one payer with an acceptor."""

    def __init__(self, folder: Path) -> None:
        self.tls = folder / "tls"
        certificates.make(self.tls, (), datetime.now(UTC))
        self.network = Network(folder, tls=self.tls)
        self.trust = Trust(self.tls / "ca.pem")
        self._simulator = Simulator(folder / "simulator", self.network.log, self.network.clock)

    def __enter__(self) -> "PrivateTown":
        self.network.__enter__()
        self.contracts = self.network.sign()
        self._simulator.start()
        self.network.ask("terminal", "set-acceptor", line=self._simulator.line)
        return self

    def __exit__(self, *error: Any) -> None:
        self.network.__exit__(*error)
        self._simulator.stop()

    def pay(self, *notes: int, meanwhile: Callable[[], None] = lambda: None) -> str:
        """Cash at the terminal; something may happen before its last touch. The payment's code."""
        network = self.network
        payer = Payer(network.roles["terminal"], self._simulator, network.log, network.clock, self.trust)
        try:
            payer.come()
            payer.choose(self.contracts.provider_id, self.contracts.number)
            payer.want("confirm")
            payer.insert(*notes)
            meanwhile()
            code = payer.press_pay()
            payer.leave()
        finally:
            payer.close()
        return code

    def payment(self, code: str) -> dict[str, Any]:
        """As the centre knows it; empty before it does."""
        found = self.network.ask("processing", "payments", text=code)["payments"]
        return dict(found[0]) if found else {}

    def until(self, ready: Callable[[], object]) -> None:
        """Wait, with a deadline; whoever asks may be one of those who do not believe yet."""
        clock = self.network.clock
        deadline = clock.monotonic() + PATIENCE_SECONDS
        while not _known(ready):
            assert clock.monotonic() < deadline
            clock.sleep(PAUSE_SECONDS)

    def expire(self, role: str, aside: Path) -> None:
        """The role starts anew with a certificate of this authority that ended days ago."""
        shutil.copytree(self.tls, aside)
        certificates.make(aside, (), datetime.now(UTC) - LONG_AGO)
        self.network.roles[role].stop()
        for name in (f"{role}.key", f"{role}.pem"):
            shutil.copy(aside / name, self.tls / name)
        self.network.roles[role].start()
        self.until(lambda: self.network.roles[role].said() is not None)

    def renew(self) -> None:
        """As the doctor does it."""
        certificates.make(self.tls, (), datetime.now(UTC))


def _known(ready: Callable[[], object]) -> object:
    try:
        return ready()
    except Unavailable:
        return None
