"""The centre's part between shops and banks, in one process on a virtual clock: nothing runs by itself."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from common import ids, queue
from common.clock import VirtualClock
from common.database import Connection, Database, Watch
from common.logs import Log
from common.principal import Principal
from common.queue import Task, TaskState
from common.retry import RetryPolicy, Strategy
from processing_app.bank.contract import Adapter, Card
from processing_app.bank.simulated import store
from processing_app.bank.simulated.adapter import SimulatedBank
from processing_app.bank.simulated.moods import Mood, Set
from processing_app.bank.simulated.pages import Pages
from processing_app.core import attempt, capture, intent, refund
from processing_app.core.attempt import Asked
from processing_app.core.domain import Bank, DomainObject, Owner, Payee, PosObject, Shop, Terms
from processing_app.core.intent import Intent
from processing_app.core.intent_events import CardShown, IntentCreated, Line
from processing_app.core.payment import Payment
from processing_app.service.delivery import Health
from processing_app.service.domain import Domain
from processing_app.service.intents.callbacks import Callbacks
from processing_app.service.intents.driver import Driver
from processing_app.service.intents.recording import record
from processing_app.service.intents.waking import Waking
from processing_app.store import balances, contracts, intents, log
from processing_app.store.tables import TABLES, UPGRADES, VERSION
from processing_app.timers import Timers
from tests.intents.bank.conftest import GOOD, SUM, URL, card

SHOP = Principal("shop", "cups")
RETRY = RetryPolicy(strategy=Strategy.FIXED, pause_ms=1_000, attempts=5, age_ms=600_000)
BACK = "https://shop.example/thanks"


class Session(NamedTuple):
    """What a test's vault knows of a card that a payer typed."""

    number: str
    alive: bool


class Wallet:
    """Stands for the vault: its sessions die with the process, and when they are told to."""

    def __init__(self) -> None:
        self.sessions: dict[str, Session] = {}

    def typed(self, number: str) -> str:
        """A payer types a card; the session's name."""
        name = f"session{len(self.sessions)}"
        self.sessions[name] = Session(number, alive=True)
        return name

    def admitted(self, token: str, session: str, intent_id: str) -> Any:
        raise NotImplementedError

    def demand_unused(self, resource: str, session: str) -> None:
        raise NotImplementedError

    def cards(self, asked: Sequence[tuple[str, str]]) -> list[Card | None]:
        known = [self.sessions.get(session) for _, session in asked]
        return [card(one.number) if one is not None and one.alive else None for one in known]

    def forget(self, session: str) -> None:
        if session in self.sessions:
            self.sessions[session] = self.sessions[session]._replace(alive=False)

    def shown(self, resource: str, session: str) -> tuple[str, str]:
        return "", ""


class Stage:
    """One centre over one folder; opened again over the same folder it is the centre after a restart."""

    def __init__(
        self,
        folder: Path,
        clock: VirtualClock,
        *,
        watch: Watch | None = None,
        banks_watch: Watch | None = None,
        adapters: Mapping[str, Adapter] | None = None,
    ) -> None:
        self.clock = clock
        self.log = Log(folder, "stage", clock, console=False)
        self.database = Database(folder / "processing.db", TABLES, version=VERSION, upgrades=UPGRADES, watch=watch)
        self.bank_file = Database(folder / "bank.db", store.TABLES, watch=banks_watch)
        self.bank = SimulatedBank("simulated", self.bank_file, clock, URL)
        self.domain = Domain(clock)
        self.wallet = Wallet()
        banks: dict[str, Adapter] = {"simulated": self.bank, **(adapters or {})}
        self.driver = Driver(
            self.database, clock, banks, self.domain, self.wallet, self.log, ids.chance(1).random, RETRY
        )
        self.callbacks = Callbacks(self.database, self.domain, self.driver, URL)
        self.pages = Pages(self.bank_file, clock, URL, self.callbacks.come)
        self.timers = Timers(self.database, Waking(clock), self.driver.forget_ended, clock, self.log)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """The process ends."""
        self.database.close()
        self.bank_file.close()
        self.log.close()

    def open_shop(self, bank: str = "simulated") -> None:
        """One POS of one shop, whose fees are none."""
        things: list[DomainObject] = [
            Owner("owner", "ООО Чашки", "7707083893"), Shop("cupshop", "owner", "Чашки"),
            Payee("payee", "owner", "ООО Чашки", "40702810900000000001", "044525000"),
            Bank("simulated", "Учебный банк"), Bank("other", "Другой банк"), Terms("plain", "По карте", bank=bank),
            PosObject("cups", "cupshop", "payee", "plain", "Чашки", return_urls=(BACK,)),
        ]  # fmt: skip
        who = Principal("operator", "anna")
        self.database.write(lambda db: self.domain.commit(db, who, things, base=0, reason="opened"))

    def create(self, *, due_ms: int = 3_600_000) -> str:
        """An intent for the seed's 255 roubles; its id."""
        name, now = ids.short_id(), self.clock.now_ms()
        created = IntentCreated(
            intent_id=name, pos_id="cups", product="order", description="",
            cart=(Line("Кружка", SUM, 1, 1, SUM),), amount=SUM, currency="RUB", due_at=now + due_ms, external_id="",
            fingerprint="", metadata={}, domain_revision=1,
        )  # fmt: skip
        self.database.write(lambda db: record(db, intent.NEW, [created], SHOP, now, shop_id="cupshop"))
        return name

    def pay(self, name: str, number: str = GOOD, **asked: Any) -> str:
        """A payer types a card and pays; the payment's id."""
        if asked.setdefault("means", "card") == "card":
            session = self.wallet.typed(number)
            shown = CardShown(number[:6], number[-4:], "visa")
            asked |= {"card": shown, "resource": f"digest of {session}", "session": session}
        self.act(name, lambda state, db: attempt.start(
            state, self.domain.pos(db, "cups"), Asked(**asked), self.clock.now_ms()
        ))  # fmt: skip
        return self.state(name).open_id

    def capture(self, name: str, amount: int | None = None) -> None:
        """The shop wants it."""
        self.act(name, lambda state, db: capture.request_capture(state, "1", "sent", amount))

    def cancel(self, name: str) -> None:
        """The shop gives it back."""
        self.act(name, lambda state, db: capture.request_cancel(state, "1", "gone"))

    def refund(self, name: str, amount: int | None = None) -> None:
        """The shop gives captured money back."""
        self.act(name, lambda state, db: refund.start(state, "1", refund.Asked(amount), self.owed(db)))

    def act(self, name: str, decide: Any) -> None:
        """A decision of somebody about an intent."""

        def work(db: Connection) -> None:
            before = intents.load(db, name)
            assert before is not None
            record(db, before, decide(before, db), SHOP, self.clock.now_ms())

        self.database.write(work)

    def run(self, rounds: int = 10) -> list[Health]:
        """What the worker and the clock do until nothing is due; what the attempts said of the bank."""
        health: list[Health] = []
        for _ in range(rounds):
            woken = self.timers.step()
            due = [task for task in self.tasks() if task.due <= self.clock.now_ms() and task.state is TaskState.WAITING]
            if not woken and not due:
                break
            for lane in {task.lane for task in due}:
                tasks = [task for task in due if task.lane == lane]
                health += [one.health for one in self.driver.attempt_all(tasks)]
        return health

    def later(self, seconds: float) -> list[Health]:
        """Time passes, and what it brings."""
        self.clock.advance(seconds)
        return self.run()

    def mood(self, mood: Mood, *, times: int = 0, pause_ms: int = 0) -> None:
        """How the bank behaves from now on."""
        self.bank.set_mood(Set(mood, pause_ms, times))

    def state(self, name: str) -> Intent:
        """The intent as committed."""
        found = self.database.read(lambda db: intents.look(db, name))
        assert found is not None
        return found

    def payment(self, name: str, payment_id: str = "1") -> Payment:
        """One of its payments."""
        return self.state(name).payments[payment_id]

    def kinds(self, name: str) -> list[str]:
        """Its story, as the names of its events."""
        history = self.database.read(lambda db: log.load(db, log.intent(name)))
        return [type(one.event).__name__ for one in history]

    def tasks(self) -> list[Task]:
        """All that waits, and all that is set aside."""
        return self.database.read(
            lambda db: [*queue.waiting(db, "bank:simulated"), *queue.waiting(db, "bank:other"), *queue.dead(db)]
        )

    def acts(self, name: str, payment_id: str = "1") -> list[tuple[str, int, str]]:
        """What the bank did with a payment, in order."""
        found = self.bank_file.read(lambda db: store.acts(db, f"{name}.{payment_id}", 100))
        return [(act.operation, act.amount, act.failure) for act in reversed(found)]

    def heard(self, name: str, payment_id: str = "1") -> store.Heard | None:
        """What the bank knows of a payment."""
        return self.bank_file.read(lambda db: store.find(db, f"{name}.{payment_id}"))

    def owed(self, db: Connection) -> int:
        """What is on the POS's account."""
        return balances.of(db, "pos:cups:settlement")

    def balances(self) -> dict[str, int]:
        """Every account of the books that is not zero."""
        return {name: sum_ for name, sum_ in self.database.read(balances.every).items() if sum_}

    def alarms(self) -> list[tuple[str, str]]:
        """What calls a person: about what, and the code."""
        return [(row["about"], row["code"]) for row in self.database.read(contracts.alarms)]
