"""The demonstration's network: two providers, a centre, an agent with two terminals, a consumer."""

import shutil
from pathlib import Path
from typing import Any

import msgspec
import psutil

from common.clock import Clock
from common.errors import Broken
from common.logs import Log
from common.words import Words
from launcher_app.agreements import AGENT, COMMISSION, IVANOV, PERCENT_3, PHONE
from launcher_app.instance import MODULES, Instance
from launcher_app.proxy import Proxy, Recorder
from launcher_app.simulator import Simulator

PROFILE = "demo"
FIRST, SECOND = "demo", "demo-2"
CONTRACT = {
    "name": "account",
    "label": {"ru": "Номер договора", "en": "Contract number"},
    "type": "digits",
    "regex": r"\d{8}",
    "hint": {"ru": "Восемь цифр", "en": "Eight digits"},
    "example": "12345678",
    "error": {"ru": "Номер договора — 8 цифр", "en": "A contract number has 8 digits"},
}
WAIT_SECONDS = 20.0
PAUSE_SECONDS = 0.05


class Network:
    """Every process of the demonstration; `close` ends them all."""

    def __init__(self, data: Path, log: Log, clock: Clock) -> None:
        """Whatever an earlier demonstration left in its own folders is removed first."""
        self.clock = clock
        self._log = log
        self._data = data
        remove_earlier(data, "demo*")
        self.megafon = self._instance("provider", FIRST)
        self.ertelecom = self._instance("provider", SECOND)
        self.centre = self._instance("processing", PROFILE)
        self.first = self._instance("terminal", FIRST)
        self.second = self._instance("terminal", SECOND)
        self.consumer = self._instance("consumer", PROFILE)
        self.instances = [self.megafon, self.ertelecom, self.centre, self.first, self.second, self.consumer]
        self.acceptors = {
            "demo": Simulator(data / "simulator" / FIRST, log, clock),
            "demo-2": Simulator(data / "simulator" / SECOND, log, clock),
        }
        self.proxy: Proxy | None = None
        self.provider_ids: dict[str, int] = {}
        self.number = ""
        self.contract_number = ""
        self.agent_card: dict[str, Any] = {}

    def start(self) -> None:
        """All processes at once, then wait for each."""
        for instance in self.instances:
            instance.start()
        for acceptor in self.acceptors.values():
            acceptor.start()
        for instance in self.instances:
            instance.wait()

    def sign(self, top_up: int) -> None:
        """All contracts, each by the cards that people would exchange."""
        self._sign_providers()
        self.agent_card = self.centre.ask("sign-agent", name=AGENT, tariff=COMMISSION)
        self.centre.ask("top-up", agent_id=1, amount=top_up)
        for terminal, acceptor in zip((self.first, self.second), self.acceptors.values(), strict=True):
            terminal.ask("set-agent", name=AGENT, inn="5900000001", phone="8-800-000-00-00")
            terminal.ask("set-commission", **PERCENT_3)
            terminal.ask("connect", card=self.agent_card, terminal=f"T-{terminal.profile}")
            terminal.ask("set-acceptor", line=acceptor.line)

    def wait_for(self, what: Words, ready: Any, seconds: float = WAIT_SECONDS) -> Any:
        """Ask until it is so; Broken `not_started` says what never came."""
        return wait_for(self.clock, what, ready, seconds)

    def close(self) -> None:
        """End every process that was started here."""
        for instance in reversed(self.instances):
            instance.stop()
        for acceptor in self.acceptors.values():
            acceptor.stop()
        if self.proxy is not None:
            self.proxy.stop()

    def _sign_providers(self) -> None:
        self.megafon.ask("describe-provider", name_ru="МегаФон", name_en="MegaFon", group_ru="Мобильная связь")
        self.ertelecom.ask("describe-provider", name_ru="ЭР-Телеком", name_en="ER-Telecom", group_ru="Интернет")
        self.megafon.ask("standard-tariffs")
        self.ertelecom.ask("standard-tariffs")
        mobile = self.megafon.ask("sign-subscriber", tariff="mobile", **IVANOV)
        home = self.ertelecom.ask("sign-subscriber", tariff="home", **IVANOV)
        self.number, self.contract_number = mobile["number"], home["number"]
        self.consumer.ask("add-contract", card=mobile)
        self.consumer.ask("add-contract", card=home)
        contract: dict[str, Any] = {"name": "Процессинг", "minimum": 100, "maximum": 1_500_000}
        json_card = self.megafon.ask("sign-processing", dialect="json", fields=[PHONE], **contract)
        osmp_card = self.ertelecom.ask("sign-processing", dialect="osmp", fields=[CONTRACT], **contract)
        self.proxy = Proxy(json_card["url"], Recorder(self.clock), sender="processing", receiver="provider")
        json_card["url"] = self.proxy.url
        retry = {"strategy": "fixed", "pause_ms": 300, "attempts": 50}
        for name, card in (("megafon", json_card), ("ertelecom", osmp_card)):
            signed = self.centre.ask("sign-provider", card=card, retry=retry, timeout_ms=5000)
            self.provider_ids[name] = signed["provider_id"]

    def _instance(self, role: str, profile: str) -> Instance:
        return Instance(role, profile, self._data, self._log, self.clock, port=0)


def payment(centre: Instance, code: str) -> dict[str, Any]:
    """A payment as the centre has it."""
    found: list[dict[str, Any]] = centre.ask("payments", text=code)["payments"]
    return found[0] if found else {}


def wait_for(clock: Clock, what: Words, ready: Any, seconds: float = WAIT_SECONDS) -> Any:
    """Ask until it is so; Broken `not_started` says what never came."""
    deadline = clock.monotonic() + seconds
    while not (found := ready()):
        if clock.monotonic() > deadline:
            raise Broken("not_started", f"{what.ru} / {what.en}")
        clock.sleep(PAUSE_SECONDS)
    return found


def remove_earlier(data: Path, profiles: str) -> None:
    """Only folders that a demonstration made; one that runs now is left alone: Broken `folder_in_use`."""
    folders = [folder for role in (*MODULES, "simulator") for folder in (data / role).glob(profiles) if folder.is_dir()]
    for folder in folders:
        running = _process_of(folder)
        if running and psutil.pid_exists(running):
            raise Broken("folder_in_use", f"{folder}, PID {running}")
    for folder in folders:
        shutil.rmtree(folder)


def _process_of(folder: Path) -> int:
    try:
        return int(msgspec.json.decode((folder / "ready.json").read_bytes())["pid"])
    except (OSError, msgspec.MsgspecError, KeyError):
        return 0
