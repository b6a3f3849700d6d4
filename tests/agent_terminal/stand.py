"""A terminal on a bench: the real service over a real database, a stand-in centre, an acceptor played by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.codes import Status as Device
from agent_terminal.ccnet.happenings import Decision, Identified, Offline, Online, StateChanged
from agent_terminal.reports.kinds import KINDS
from agent_terminal.service import Ground, Service, messages, report_subjects
from agent_terminal.service.desk import money
from agent_terminal.store import TABLES
from common.clock import VirtualClock
from common.credentials import Gatekeeper
from common.database import Database, Watch
from common.http_client import Caller
from common.logs import Log
from common.principal import Principal
from common.protocol.card import Card, CardKind
from common.protocol.endpoint import Nothing
from common.reporting.ground import Ground as ReportGround
from common.reporting.parts import Reporting
from common.secrets import Secrets
from common.words import Words
from tests.agent_terminal.centre import StandIn

OPERATOR = Principal("operator", "operator")
PAGE = Principal("kiosk", "kiosk")
NUMBER = "9123456789"
VALUES = (1_000, 5_000, 10_000, 50_000, 100_000, 500_000)
BILLS = {number: BillType(number, value, "RUS", "RUB") for number, value in enumerate(VALUES)}
CARD = Card(
    kind=CardKind.AGENT,
    version=1,
    issuer="centre-1",
    name=Words("Центр", "Centre"),
    url="http://127.0.0.1:1",
    dialect="json",
    login="agent-1",
    password="secret of the agent",
    number="A-1",
)


class Slot:
    """Remembers which notes were let in last."""

    def __init__(self) -> None:
        self.values: frozenset[int] = frozenset()

    def accept(self, values: frozenset[int]) -> None:
        self.values = values


class Stand:
    """`restart` is the death and the return of the process: only the database and the secrets live on."""

    def __init__(
        self,
        folder: Path,
        watch: Watch | None = None,
        clock: VirtualClock | None = None,
        caller: Caller | None = None,
        opened: type[Database] = Database,
    ) -> None:
        self.folder = folder
        self._opened = opened
        self.clock = clock or VirtualClock()
        self.centre = StandIn(self.clock)
        self.caller: Caller = caller or self.centre
        self.watch = watch
        self.slot = Slot()
        self._open()

    def _open(self) -> None:
        self.log = Log(self.folder / "logs", "terminal", self.clock, console=False)
        self.database = self._opened(self.folder / "terminal.db", TABLES, watch=self.watch)
        secrets = Secrets(self.folder / "secrets")
        gatekeeper = Gatekeeper(self.database, secrets.own_key(), self.clock)
        self.ground = Ground(
            self.database, gatekeeper, secrets, self.clock, self.log, lambda *_: self.caller, "http://here"
        )
        self.service = Service(self.ground)
        self._add_reports(secrets)
        self.cash = self.service.cash
        self.ground.set_mouth(self.slot)

    def _add_reports(self, secrets: Secrets) -> None:
        """What may be asked of reports; nothing here makes them or sends letters."""
        reporting = Reporting(
            ReportGround(
                database=self.database, clock=self.clock, log=self.log, secrets=secrets, folder=self.folder,
                module="agent_terminal.reports", kinds=KINDS, subjects=report_subjects.subjects,
                issuer=report_subjects.issuer, uid="stand", draw=lambda: 0.5,
            )
        )  # fmt: skip
        self.service.reports = reporting.reports
        self.service.schedules = reporting.schedules
        self.service.letters = reporting.letters

    def close(self) -> None:
        self.database.close()
        self.log.close()

    def restart(self) -> "Stand":
        self.close()
        self._open()
        return self

    def connect(self) -> messages.Connected:
        return self.service.connect(OPERATOR, messages.Connect(card=CARD, terminal="T1"))

    def plug_in(self) -> None:
        """The acceptor answers, tells its notes, and waits."""
        self.ground.hardware.forget(configured=True)
        for news in (Online(), StateChanged(Device.DISABLED, None), Identified(None, BILLS)):
            self.cash.happened(news)

    def unplug(self) -> None:
        self.cash.happened(Offline(5.0))

    def ready(self) -> "Stand":
        """Connected, with an acceptor: the first payer is welcome."""
        self.connect()
        self.plug_in()
        self.turn()
        return self

    def turn(self) -> None:
        """What the workers do in their next moment."""
        self.service.quiet.turn()
        self.service.sending.turn()
        self.service.polls.turn()

    def pass_time(self, seconds: float, step: float = 1.0) -> None:
        """Time passes, and the workers work."""
        while seconds > 0:
            self.clock.advance(min(step, seconds))
            seconds -= step
            self.turn()

    def screen(self) -> messages.Screen:
        return self.service.screen(PAGE, messages.AskScreen())

    def do(self, name: Any, **values: Any) -> messages.Screen:
        """The payer wants something."""
        return self.service.intent(PAGE, messages.Intent(intent=name, **values))

    def to_cash(self, provider_id: int = 1, account: str = NUMBER, **fields: str) -> messages.Screen:
        """Up to «insert notes»."""
        if self.screen().screen == "K0":
            self.do("touch")
        self.do("provider", provider_id=provider_id)
        self.do("fields", account=account, fields=fields)
        return self.do("confirm")

    def insert(self, *values: int) -> list[Decision]:
        """Notes, as the validator would report them; those that are not let in never reach the terminal."""
        return [self._insert(BILLS[VALUES.index(value)]) for value in values]

    def _insert(self, bill: BillType) -> Decision:
        if bill.value not in self.slot.values:
            return Decision.RETURN
        decision = self.cash.escrowed(bill)
        if decision is Decision.STACK:
            self.cash.stacked(bill.type, bill)
        return decision

    def pay(self, *values: int, provider_id: int = 1, account: str = NUMBER) -> messages.Screen:
        """A whole payment, up to the receipt."""
        self.to_cash(provider_id, account)
        self.insert(*values)
        return self.do("pay")

    def state(self) -> messages.State:
        return self.database.read(lambda db: self.service.state(db, OPERATOR, Nothing()))

    def payments(self) -> list[messages.PaymentRow]:
        ask = messages.Limit(limit=1000)
        return self.database.read(lambda db: self.service.payments(db, OPERATOR, ask)).payments

    def slips(self) -> list[messages.SlipRow]:
        return self.database.read(lambda db: self.service.claims(db, OPERATOR, messages.Limit())).slips

    def journal(self) -> list[str]:
        lines = self.database.read(lambda db: self.service.journal(db, OPERATOR, messages.Limit())).lines
        return [line.kind for line in lines]

    def set_commission(self, **values: Any) -> messages.Commissions:
        ask = messages.SetCommission(**values)
        return self.database.write(lambda db: self.service.set_commission(db, OPERATOR, ask))

    def demand_money_adds_up(self) -> messages.Money:
        """All cash that was ever stacked is somewhere, once."""
        found = self.database.read(money)
        parts = (
            found.in_sessions,
            found.to_send,
            found.sent,
            found.captured,
            found.in_review,
            found.on_slips,
            found.settled_by_staff,
        )
        assert found.stacked == sum(parts), found
        return found


@contextmanager
def standing(folder: Path, watch: Watch | None = None) -> Iterator[Stand]:
    """A stand with a clock of its own."""
    stand = Stand(folder, watch)
    try:
        yield stand
    finally:
        stand.close()
