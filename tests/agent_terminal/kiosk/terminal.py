"""A whole terminal for its page: the server of Running, an acceptor in the test's hands, a clock it may put forward."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agent_terminal.ccnet.codes import Status as Device
from agent_terminal.ccnet.happenings import Decision, Happening, Identified, Offline, Online, StateChanged
from agent_terminal.service import Service, messages
from agent_terminal.service.desk import money
from agent_terminal.service.messages.printing import SetPrinter
from common import spawn
from common.clock import SystemClock
from common.protocol.processing import DirectoryEntry
from common.status import Status
from tests.agent_terminal.kiosk.providers import FEW, MEGAFON, NUMBER
from tests.agent_terminal.running import PATIENCE_SECONDS, Running
from tests.agent_terminal.stand import BILLS, CARD, PAGE, VALUES, Slot

ENDS = 5
PIN = "1234"
"""Of a terminal for training, until its operator sets one."""


class ForwardClock(SystemClock):
    """The computer's clock, put forward when a test has no time to wait."""

    def __init__(self) -> None:
        """Not forward yet."""
        self._ahead = 0

    def now_ms(self) -> int:
        return super().now_ms() + self._ahead * 1000

    def monotonic(self) -> float:
        return super().monotonic() + self._ahead

    def forward(self, seconds: int) -> None:
        """So much later everywhere in the terminal; the browser's clock stays."""
        self._ahead += seconds


class Terminal(Running):
    """Whatever is done here, the page learns of it by itself: it has the only key, so intents go past the doors."""

    def __init__(self, folder: Path, providers: list[DirectoryEntry] | None = None) -> None:
        """A terminal that waits for its first payer."""
        self.hands = ForwardClock()
        self._held = spawn.Signal()
        super().__init__(folder, self.hands)
        self.slot = Slot()
        self.centre.providers = FEW if providers is None else providers
        self.operate("connect", messages.Connect(card=CARD, terminal="T-0417"))
        self.operate("set-agent", AGENT)
        self.operate("set-commission", messages.SetCommission(basis_points=300, minimum=1_000))
        self.operate("set-kiosk", messages.SetKiosk(nearest="Тверская ул., д. 12", authority="8 800 100-00-04"))
        self.operate("set-printer", SetPrinter(kind="training"))
        self.plug_in()

    @property
    def service(self) -> Service:
        service: Service = self.instance.program.service
        return service

    @property
    def screen(self) -> messages.Screen:
        """What the server would show now."""
        return self.service.screen(PAGE, messages.AskScreen())

    def plug_in(self) -> None:
        """The acceptor answers, tells its notes, and waits."""
        self.service.ground.hardware.forget(configured=True)
        self.happens(Online(), StateChanged(Device.DISABLED, None), Identified(None, BILLS))
        self.service.ground.set_mouth(self.slot)

    def close(self) -> None:
        self.let_go()
        super().close()

    def hold(self) -> None:
        """The centre hears, and thinks about its answers until `let_go`."""
        self.centre.meanwhile = lambda: _wait(self._held)

    def let_go(self) -> None:
        self.centre.meanwhile = lambda: None
        self._held.set()

    def unplug(self) -> None:
        self.happens(Offline(5.0))

    def happens(self, *news: Happening) -> None:
        for one in news:
            self.service.cash.happened(one)

    def insert(self, *values: int) -> list[Decision]:
        """Notes, as the validator reports them; those that are not let in never reach the terminal."""
        return [self._insert(value) for value in values]

    def _insert(self, value: int) -> Decision:
        bill = BILLS[VALUES.index(value)]
        if value not in self.slot.values:
            return Decision.RETURN
        decision = self.service.cash.escrowed(bill)
        if decision is Decision.STACK:
            self.service.cash.stacked(bill.type, bill)
        return decision

    def do(self, name: Any, **values: Any) -> messages.Screen:
        """The payer wants something, without touching the page."""
        return self.service.intent(PAGE, messages.Intent(intent=name, **values))

    def to_confirm(self, provider_id: int = MEGAFON, account: str = NUMBER, **fields: str) -> None:
        """Up to «is this your number?»."""
        if self.screen.screen == "K0":
            self.do("touch")
        self.do("provider", provider_id=provider_id)
        self.do("fields", account=account, fields=fields)
        self.until(lambda: self.screen.screen == "K5")

    def to_cash(self, *values: int, provider_id: int = MEGAFON, account: str = NUMBER, **fields: str) -> None:
        """Up to «insert notes», with these inside."""
        self.to_confirm(provider_id, account, **fields)
        self.do("confirm")
        assert Decision.RETURN not in self.insert(*values)

    def pays(self, *values: int, provider_id: int = MEGAFON, account: str = NUMBER, **fields: str) -> None:
        """A whole payment and its end; the provider has credited it."""
        self.to_cash(*values, provider_id=provider_id, account=account, **fields)
        self.do("pay")
        self.becomes(Status.CAPTURED)
        self.comes_to("K8")
        self.do("done")

    def becomes(self, status: Status) -> None:
        """The centre has the payment under way, and its provider has answered about it."""
        self.until(lambda: bool(self.centre.accepted))
        self.until(lambda: not self.operate("state").unsent)
        self.centre.capture_all(status)
        self.service.sending.hurry()

    def comes_to(self, screen: str) -> messages.Screen:
        """Wait until the server is there."""
        self.until(lambda: self.screen.screen == screen)
        return self.screen

    def turns(self) -> None:
        """Look at the payer's clock now, as the worker does several times a second."""
        self.service.quiet.turn()

    def waits_out(self, screen: str) -> messages.Screen:
        """Nobody touches anything for as long as the present screen waits."""
        for _ in range(ENDS):
            if self.screen.screen == screen:
                break
            self._passes()
        return self.comes_to(screen)

    def _passes(self) -> None:
        """Up to the end of the present screen, which a late word of the page may have put off."""
        deadline = self.screen.deadline
        assert deadline is not None
        self.hands.forward(max(0, int(deadline.timestamp()) + 1 - self.hands.now_ms() // 1000))
        self.turns()

    def demand_money_adds_up(self) -> int:
        """All cash that was ever stacked is somewhere, once; how much of it is a payment's or a slip's."""
        found = self.instance.program.database.read(money)
        known = found.to_send, found.sent, found.captured, found.in_review, found.on_slips, found.settled_by_staff
        assert found.stacked == found.in_sessions + sum(known), found
        return sum(known)


def _wait(gate: spawn.Signal) -> None:
    gate.wait(PATIENCE_SECONDS)


AGENT = messages.SetAgent(
    name="ООО «Платёжные терминалы»",
    inn="7701234567",
    address="Москва, Тверская ул., д. 1",
    phone="8 800 555-35-35",
    notes=list(VALUES),
)


@contextmanager
def terminal(folder: Path, providers: list[DirectoryEntry] | None = None) -> Iterator[Terminal]:
    """Started, and stopped at the end."""
    made = Terminal(folder, providers)
    try:
        yield made
    finally:
        made.close()
