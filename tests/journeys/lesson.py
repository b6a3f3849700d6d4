"""A lesson's four programs: three windows on a screen with a person before each, and a headless terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Self, TypeVar

from common.clock import SystemClock
from common.errors import OplataError
from common.logs import Log
from launcher_app.agreements import PHONE
from launcher_app.instance import Instance
from launcher_app.payer import Payer
from launcher_app.simulator import Simulator
from tests.journeys.person import Person
from tests.journeys.screen import Screen

Found = TypeVar("Found")
SECONDS = 30.0
PAUSE_SECONDS = 0.1
PERCENT_3 = 300


class Lesson:
    """Nothing is signed yet: the people do that."""

    def __init__(self, folder: Path, screen: Screen) -> None:
        """Nothing is started yet."""
        self.clock = SystemClock()
        self.log = Log(folder / "logs", "lesson", self.clock, console=False)
        self.screen = screen
        self.agent_card: dict[str, Any] = {}
        self.folder = folder
        self.windows = {role: self._instance(role) for role in ("provider", "processing", "consumer")}
        self.terminal = self._instance("terminal")
        self.acceptor = Simulator(folder / "simulator", self.log, self.clock)
        self.provider, self.centre, self.consumer = (Person(screen, role) for role in self.windows.values())

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every program."""
        for role in (self.terminal, *reversed(self.windows.values())):
            role.stop()
        self.acceptor.stop()
        self.log.close()

    def sign(self, deposit: int) -> str:
        """All contracts over the operators' doors, where signing is not the lesson; the subscriber's number."""
        provider, centre = self.provider.role, self.centre.role
        provider.ask("describe-provider", name_ru="МегаФон", name_en="MegaFon", group_ru="Мобильная связь")
        provider.ask("standard-tariffs")
        person = {"full_name": "Иванов Иван Иванович", "passport": "4506 123456", "email": "ivanov@example.org"}
        subscriber = provider.ask("sign-subscriber", tariff="mobile", **person)
        self.consumer.role.ask("add-contract", card=subscriber)
        card = provider.ask("sign-processing", name="ПЦ", dialect="json", fields=[PHONE])
        retry = {"strategy": "fixed", "pause_ms": 60_000, "attempts": 5}
        centre.ask("sign-provider", card=card, retry=retry, timeout_ms=3000)
        self.agent_card = centre.ask("sign-agent", name="Киоск у дома")
        centre.ask("top-up", agent_id=1, amount=deposit)
        self.connect_terminal(self.agent_card)
        number: str = subscriber["number"]
        return number

    def connect_terminal(self, card: dict[str, Any]) -> None:
        """What the agent does at the terminal: the card of the centre, the commission, the acceptor."""
        self.terminal.ask("set-agent", name="ООО «Киоск»", inn="5900000001", phone="8-800-000-00-00")
        self.terminal.ask("set-commission", basis_points=PERCENT_3)
        self.terminal.ask("connect", card=card, terminal="T-1")
        self.terminal.ask("set-acceptor", line=self.acceptor.line)

    def payer(self) -> Payer:
        """Somebody before the terminal."""
        return Payer(self.terminal, self.acceptor, self.log, self.clock)

    def stop_provider(self) -> None:
        """The provider's window is closed, its server with it."""
        self.provider.role.stop()

    def start_provider(self) -> None:
        """It is opened again."""
        self.provider.role.start(windows=True, environment=self.screen.environment)
        self.provider.role.wait()

    def pay(self, provider_id: int, account: str, *notes: int) -> str:
        """A payer at the terminal, who goes away with the receipt; the payment's code."""
        payer = self.payer()
        try:
            code = payer.pay(provider_id, account, *notes)
            payer.await_screen("K8", "K10", "K10x")
            payer.leave()
            return code
        finally:
            payer.close()

    def until(self, ready: Callable[[], Found | None], what: str) -> Found:
        """Ask until it is so."""
        deadline = self.clock.monotonic() + SECONDS
        while True:
            try:
                if found := ready():
                    return found
            except OplataError as trouble:
                what = f"{what}: {trouble}"[:500]
            assert self.clock.monotonic() < deadline, what
            self.clock.sleep(PAUSE_SECONDS)

    def _start(self) -> None:
        for role in self.windows.values():
            role.start(windows=True, environment=self.screen.environment)
        self.terminal.start()
        self.acceptor.start()
        for role in (*self.windows.values(), self.terminal):
            role.wait()

    def _instance(self, role: str) -> Instance:
        return Instance(role, "default", self.folder, self.log, self.clock, port=0)
