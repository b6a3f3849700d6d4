"""The wallets' demonstration: a centre with its bank, a provider, two holders of wallets, a kiosk with its acceptor."""

from pathlib import Path
from typing import Any

from common.clock import Clock
from common.logs import Log
from common.words import Words
from launcher_app.agreements import AGENT, COMMISSION, PHONE
from launcher_app.demo.network import remove_earlier, wait_for
from launcher_app.instance import Instance
from launcher_app.proxy import Proxy, Recorder
from launcher_app.simulator import Simulator

PROFILE = "demo-wallet"
FIRST, SECOND = f"{PROFILE}-ivan", f"{PROFILE}-maria"
DEPOSIT = 500_000
NO_CONFIRMATION = 100_000
"""Charges above this wait for the payer's word."""
RETRY = {"strategy": "fixed", "pause_ms": 300, "attempts": 50}


class WalletNetwork:
    """Every process of the demonstration; `close` ends them all."""

    def __init__(self, data: Path, log: Log, clock: Clock) -> None:
        """Whatever an earlier demonstration left in its own folders is removed first."""
        self.clock = clock
        self.log = log
        self.folder = data / "simulator" / PROFILE
        remove_earlier(data, f"{PROFILE}*")
        self.centre = Instance("processing", PROFILE, data, log, clock, port=0)
        self.provider = Instance("provider", PROFILE, data, log, clock, port=0)
        self.kiosk = Instance("terminal", PROFILE, data, log, clock, port=0)
        self.ivan = Instance("consumer", FIRST, data, log, clock, port=0)
        self.maria = Instance("consumer", SECOND, data, log, clock, port=0)
        self.instances = [self.centre, self.provider, self.kiosk, self.ivan, self.maria]
        self.acceptor = Simulator(self.folder, log, clock)
        self.recorder = Recorder(clock)
        self.proxy: Proxy | None = None
        """It stands between Ivan's program and the centre; faults are ordered, the rest goes on as it is."""
        self.provider_id = 0
        self._numbers: dict[str, str] = {}

    def start(self) -> None:
        """All processes at once, then wait for each."""
        for instance in self.instances:
            instance.start()
        self.acceptor.start()
        for instance in self.instances:
            instance.wait()

    def sign(self) -> None:
        """The contracts, each by the cards that people exchange; the kiosk learns of the wallets."""
        self.provider.ask("describe-provider", name_ru="МегаФон", name_en="MegaFon", group_ru="Мобильная связь")
        card = self.provider.ask("sign-processing", name="Процессинг", dialect="json", fields=[PHONE])
        self.provider_id = self.centre.ask("sign-provider", card=card, retry=RETRY, timeout_ms=5_000)["provider_id"]
        taking = self.centre.ask("open-acceptance", provider_id=self.provider_id)
        self.provider.ask("import-acceptance", card=taking)
        self.proxy = Proxy(self.centre.url, self.recorder, sender="consumer", receiver="processing")
        self._open_wallet(self.ivan, "Иван Иванов", "9123456789", through=self.proxy.url)
        self._open_wallet(self.maria, "Мария Петрова", "9129876543")
        agent = self.centre.ask("sign-agent", name=AGENT, tariff=COMMISSION)
        self.centre.ask("top-up", agent_id=1, amount=DEPOSIT)
        self.kiosk.ask("set-agent", name=AGENT, inn="5900000001", phone="8-800-000-00-00")
        self.kiosk.ask("connect", card=agent, terminal="T-1")
        self.kiosk.ask("set-acceptor", line=self.acceptor.line)
        self.kiosk.ask("refresh")

    @property
    def seller(self) -> str:
        """What the centre calls the provider as a side of payments."""
        return f"provider:{self.provider_id}"

    def wallet(self, holder: Instance) -> str:
        """What the centre calls a holder's wallet."""
        return f"wallet:{self._numbers[holder.profile]}"

    def _open_wallet(self, holder: Instance, name: str, phone: str, through: str = "") -> None:
        """At the centre, and by its card in the holder's program."""
        card: dict[str, Any] = self.centre.ask("open-wallet", name=name, phone=phone, no_confirmation=NO_CONFIRMATION)
        if through:
            card["url"] = through
        self._numbers[holder.profile] = card["number"]
        holder.ask("add-wallet", card=card)

    def wait_for(self, what: Words, ready: Any) -> Any:
        """Ask until it is so; Broken `not_started` says what never came."""
        return wait_for(self.clock, what, ready)

    def close(self) -> None:
        """End every process that was started here."""
        for instance in reversed(self.instances):
            instance.stop()
        self.acceptor.stop()
        if self.proxy is not None:
            self.proxy.stop()
