"""A provider that keeps books and fails on purpose, and a centre over it on a virtual clock, in one process."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from common import ids, role, settings
from common.clock import VirtualClock, moment
from common.errors import OplataError, Rejected, Unavailable
from common.fields import Field
from common.principal import Principal
from common.protocol import processing, provider
from common.protocol.card import VERSION, Card, CardKind
from common.protocol.endpoint import Nothing
from common.protocol.provider import Outcome
from common.retry import RetryPolicy, Strategy
from common.role import Role
from common.words import Words
from processing_app.app import Processing
from processing_app.server import OPERATIONS
from processing_app.service import asks

OPERATOR = Principal("operator", "operator", "T-1")
PHONE = Field(name="account", label=Words("Телефон", "Phone"), regex=r"9\d{9}", example="9123456789")


class Provider:
    """Answers like the json dialect, each answer in `takes` seconds.

    `faults` are used up one a call but a check: an error, or `lost` (no reply).
    """

    lost = Unavailable("no_answer", "lost reply")

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self.credited: dict[str, int] = {}
        self.times_credited: Counter[str] = Counter()
        self.voided: set[str] = set()
        self.reversed: set[str] = set()
        self.calls: list[str] = []
        self.seen: list[Any] = []
        self.faults: list[OplataError] = []
        self.down: OplataError | None = None
        self.silent: set[str] = set()
        self.takes = 0.0
        self.spent = False
        self.booked: list[provider.RegisterRow] = []
        self.accepted: list[provider.RegisterRow] = []

    def call(self, endpoint: Any, ask: Any, *, seconds: float = 30) -> Any:
        verb = endpoint.path.rsplit("/", 1)[-1]
        self.calls.append(verb)
        self.seen.append(ask)
        self.clock.advance(self.takes)
        if self.down is not None:
            raise self.down
        if verb in self.silent:
            raise Unavailable("no_answer")
        fault = self.faults.pop(0) if self.faults and verb != "check" else None
        if fault is not None and fault is not self.lost:
            raise fault
        answer = getattr(self, f"_{verb}")(ask)
        if fault is self.lost:
            raise fault
        return answer

    def form(self, path: str, parameters: Any, *, method: str = "POST", seconds: float = 30) -> bytes:
        raise AssertionError("a json provider is not asked by forms")

    def _check(self, ask: provider.CheckAccount) -> provider.AccountFound:
        if ask.account == "9000000000":
            raise Rejected("unknown_account", ask.account)
        return provider.AccountFound(account=ask.account, subscriber="И*** И.", balance=100)

    def _credit(self, ask: provider.CreditAccount) -> provider.AccountCredited:
        if ask.payment_id in self.voided:
            raise Rejected("voided", ask.payment_id)
        if ask.payment_id not in self.credited:
            self.credited[ask.payment_id] = ask.amount
            self.times_credited[ask.payment_id] += 1
            self._book("credit", ask.payment_id, ask.account, ask.amount)
        return provider.AccountCredited(
            payment_id=ask.payment_id, reference=f"R-{ask.payment_id[-4:]}",
            amount=self.credited[ask.payment_id], currency=ask.currency,
            credited_at=moment(self.clock.now_ms()),
        )  # fmt: skip

    def _status(self, ask: provider.AskPayment) -> provider.PaymentKnown:
        if ask.payment_id in self.voided:
            return provider.PaymentKnown(payment_id=ask.payment_id, status=Outcome.VOIDED)
        if ask.payment_id in self.credited:
            return provider.PaymentKnown(
                payment_id=ask.payment_id,
                status=Outcome.CREDITED,
                reference="R-S",
                amount=self.credited[ask.payment_id],
            )
        return provider.PaymentKnown(payment_id=ask.payment_id, status=Outcome.UNKNOWN)

    def _void(self, ask: provider.VoidPayment) -> provider.PaymentVoided:
        if ask.payment_id in self.credited:
            return provider.PaymentVoided(payment_id=ask.payment_id, status=Outcome.CREDITED, reference="R-V")
        self.voided.add(ask.payment_id)
        self._book("void", ask.payment_id, "", 0)
        return provider.PaymentVoided(payment_id=ask.payment_id, status=Outcome.VOIDED)

    def _reverse(self, ask: provider.ReversePayment) -> provider.PaymentReversed:
        if self.spent:
            raise Rejected("spent", "0")
        self.reversed.add(ask.payment_id)
        self._book("reverse", ask.payment_id, "", self.credited[ask.payment_id])
        return provider.PaymentReversed(
            payment_id=ask.payment_id, reversal_id=ask.reversal_id, reference="RR",
            amount=self.credited[ask.payment_id], currency="RUB", reversed_at=moment(self.clock.now_ms()),
        )  # fmt: skip

    def _register(self, ask: provider.AskRegister) -> provider.Register:
        """Two rows a page, so that whoever wants all must ask again."""
        after = int(ask.after or 0)
        page = self.booked[after : after + 2]
        end = after + len(page)
        return provider.Register(rows=page, position=str(end), more=end < len(self.booked))

    def _accepted(self, ask: provider.AskRegister) -> provider.Register:
        after = int(ask.after or 0)
        page = self.accepted[after : after + 2]
        end = after + len(page)
        return provider.Register(rows=page, position=str(end), more=end < len(self.accepted))

    def _book(self, kind: str, payment_id: str, account: str, amount: int) -> None:
        row = provider.RegisterRow(
            payment_id=payment_id, kind=kind, account=account, amount=amount, currency="RUB",
            reference=f"R-{len(self.booked)}", at=moment(self.clock.now_ms()),
        )  # fmt: skip
        self.booked.append(row)


class Nearby:
    """The first two steps of a connection test, without a network; `trouble` is what the port says instead."""

    def __init__(self) -> None:
        self.trouble: OplataError | None = None

    def port(self, url: str) -> Words:
        if self.trouble is not None:
            raise self.trouble
        return Words("открыт", "open")

    def http(self, url: str) -> Words:
        return Words("отвечает", "answers")


class Centre:
    """A centre with its agents and providers; nothing runs by itself: `run` does what the worker would."""

    def __init__(
        self,
        folder: Path,
        clock: VirtualClock | None = None,
        *,
        serves: bool = False,
        own: Mapping[str, str] | None = None,
    ) -> None:
        self.clock = clock or VirtualClock()
        self.providers: dict[str, Provider] = {}
        self.nearby = Nearby()
        self.instance = role.opened(
            Role("processing", lambda place: Processing(place, self._connect, self.nearby), OPERATIONS),
            settings.Settings("processing", "default", 0, folder, folder / "logs", None, "ru", False, own or {}),
            serves=serves,
            clock=self.clock,
        )
        program = self.instance.program
        assert isinstance(program, Processing)
        self.program = program
        self.database = program.database
        self.service = program.service

    def __enter__(self) -> "Centre":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.instance.__exit__(kind, error, at)

    def do(self, function: Callable[..., Any], ask: Any, who: Principal = OPERATOR) -> Any:
        """A unit of work of the service."""
        return self.database.write(lambda db: function(db, who, ask))

    def look(self, function: Callable[..., Any], ask: Any, who: Principal = OPERATOR) -> Any:
        """A question to the service."""
        return self.database.read(lambda db: function(db, who, ask))

    def sign_provider(self, name: str = "megafon", retry: RetryPolicy | None = None) -> tuple[int, Provider]:
        url = f"http://127.0.0.1:1/{name}"
        self.providers[url] = Provider(self.clock)
        card = Card(
            kind=CardKind.PROVIDER, version=VERSION, issuer="x", name=Words(name, name), url=url, dialect="json",
            login="pc", password="a-password", fields=[PHONE], minimum=100, maximum=1_000_000,
        )  # fmt: skip
        ask = asks.SignProvider(card=card, retry=retry or RetryPolicy(strategy=Strategy.FIXED, pause_ms=1000))
        return self.do(self.service.contracts.sign_provider, ask).provider_id, self.providers[url]

    def sign_agent(self, deposit: int = 1_000_000, **terms: Any) -> Principal:
        self.do(self.service.agents.sign_agent, asks.SignAgent(name="Агент", **terms))
        agent_id = len(self.look(self.service.agents.agents, Nothing()).agents)
        if deposit:
            self.top_up(agent_id, deposit)
        return Principal("agent", str(agent_id), "T-2")

    def top_up(self, agent_id: int, amount: int) -> asks.ToppedUp:
        answer: asks.ToppedUp = self.do(self.service.deposits.top_up, asks.TopUp(agent_id=agent_id, amount=amount))
        return answer

    def ask(self, provider_id: int = 1, **changed: Any) -> processing.Pay:
        """A payment of 100.00 with a fee of 3.00, or another where `changed`."""
        payment_id = ids.uuid7(self.clock.now_ms())
        values: dict[str, Any] = {
            "payment_id": payment_id, "session_id": payment_id, "terminal": "T1", "provider_id": provider_id,
            "account": "9123456789", "inserted": 10_000, "agent_fee": 300, "amount": 9_700,
            "directory_version": self.look(
                self.service.directory.providers, processing.AskDirectory(terminal="T1")
            ).version,
            "accepted_at": moment(self.clock.now_ms()),
        }  # fmt: skip
        return processing.Pay(**(values | changed))

    def pay(self, agent: Principal, ask: processing.Pay) -> processing.PaymentAccepted:
        answer: processing.PaymentAccepted = self.do(self.service.payments.accept, ask, agent)
        return answer

    def run(self, turns: int = 1) -> None:
        """What the worker does: look for tasks and try those that are due, so many times."""
        worker = self.program.worker
        for _ in range(turns):
            worker.refresh()
            while worker.step(lambda _, work: work()):
                pass

    def run_for(self, seconds: int, step: int = 1) -> None:
        """Let virtual time pass, the worker working."""
        for _ in range(0, seconds, step):
            self.run()
            self.clock.advance(step)
        self.run()

    def state(self, payment_id: str, agent: Principal) -> processing.PaymentState:
        found: processing.PaymentStates = self.look(
            self.service.payments.states, processing.AskPayments(payment_ids=[payment_id]), agent
        )
        return found.payments[0]

    def balances(self) -> dict[str, int]:
        """All balances and the holds; they sum to zero, and the log proves them."""
        ledger: asks.Ledger = self.look(self.service.books.ledger, Nothing())
        assert ledger.sum == 0
        self.look(self.service.books.verify, Nothing())
        return {one.account: one.amount for one in ledger.accounts} | {"holds": ledger.holds}

    def dead(self) -> list[asks.TaskRow]:
        found: asks.Tasks = self.look(self.service.repair.tasks, asks.AskTasks())
        return found.dead

    def tasks(self) -> int:
        """How many tasks there are, waiting or dead."""
        found: asks.Tasks = self.look(self.service.repair.tasks, asks.AskTasks())
        return found.waiting + len(found.dead)

    def _connect(self, url: str, login: str, password: str, them: str) -> Provider:
        return self.providers[url]
