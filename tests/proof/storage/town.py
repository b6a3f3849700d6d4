"""Four roles with payments, uses and cash under way, and what each role is asked so that it has to write."""

import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from common import ids
from launcher_app.agreements import IVANOV, PHONE
from launcher_app.payer import Bench
from launcher_app.payer import Payer as AtTheTill
from tests.proof.kills.journal import Journal
from tests.proof.kills.load import Customer, Payer, User
from tests.proof.network import PROFILE, RETRY, Network, newest_directory
from tests.protocol.wire import Answer, Body, Wire, granted, new_id

PAYERS = 3
PAUSE = 0.15
TIMEOUT_MS = 1_000
NOTE = 10_000
QUIET_SECONDS = 60.0
AGAIN_SECONDS = 20.0
STEP = 0.05
MUTE = "consumer"
ROLES = ("provider", "processing", "terminal", "consumer")


class Town:
    """The network, its journals and its crowd."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Nothing is started yet."""
        self.folder, self.seed = folder, seed
        self.chance = ids.chance(seed)
        self.network = Network(folder)
        self.mute = _without_room_for_logs(folder / "data" / "logs")
        """The logs that get no byte onto the disk all the time."""
        self.payments = Journal(folder / "payments.txt")
        self.uses = Journal(folder / "uses.txt")
        self.customers: list[Customer] = []
        self._tills: list[AtTheTill] = []

    def __enter__(self) -> Self:
        self.network.__enter__()
        try:
            self._sign()
        except BaseException:
            self.network.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for till in self._tills:
            till.close()
        self.network.__exit__(kind, error, trace)
        self.payments.close()
        self.uses.close()

    def ask(self, role: str, operation: str, **fields: Any) -> Any:
        """An operator's door."""
        return self.network.ask(role, operation, **fields)

    def wire(self, role: str) -> Wire:
        """The operator's own way in; it asks no question twice."""
        return self.network.operator(role)

    @property
    def centre(self) -> Wire:
        """The centre as an agent's terminal enters it."""
        return self.network.by_card("processing", self.contracts.agent)

    def question(self, terms: Body | None = None) -> Body:
        """A payment that will be asked for, written down as such."""
        payer = Payer(
            self.centre, self.payments, terms or self.terms, self.contracts.number, self.chance.randrange(10**9), 0
        )
        payment_id, amount, ask = payer.next()
        self.payments.intend(payment_id, amount)
        return ask

    def ask_payment(self, ask: Body) -> Answer:
        """Ask for it, for the first time or again."""
        answer = self.centre.post("/v1/payments", ask)
        if answer.status == 200:
            self.payments.acknowledge(ask["payment_id"])
        return answer

    def pay(self, terms: Body | None = None) -> Body:
        """One payment, acknowledged and written down; its question."""
        ask = self.question(terms)
        granted(self.ask_payment(ask))
        return ask

    def wish(self) -> Body:
        """A use that will be asked for, written down as such."""
        use_id, amount, ask = User(self.wire("consumer"), self.uses, self.contract, 0).next()
        self.uses.intend(use_id, amount)
        return ask

    def ask_use(self, ask: Body) -> Answer:
        """Ask for it, for the first time or again."""
        answer = self.wire("consumer").post("/v1/operator/use", ask)
        if answer.status == 200:
            self.uses.acknowledge(ask["use_id"])
        return answer

    def touch(self, role: str) -> Answer:
        """Something that this role's operator may do at any time, and that has to be written down."""
        word = new_id()
        asks: dict[str, tuple[str, Body]] = {
            "provider": ("describe-provider", {"name_ru": word, "name_en": word}),
            "processing": ("edit-agent", {"agent_id": 1, "name": word}),
            "terminal": ("set-agent", {"name": word}),
            "consumer": ("edit-contract", {"contract": "1", "title": word}),
        }
        operation, fields = asks[role]
        return self.wire(role).post(f"/v1/operator/{operation}", fields)

    def begin(self) -> None:
        """Everybody pays and uses from now on."""
        others = [self.ask("provider", "sign-subscriber", tariff="mobile", **IVANOV) for _ in range(PAYERS - 1)]
        numbers = [self.contracts.number, *(one["number"] for one in others)]
        for place, number in enumerate(numbers):
            self.customers.append(Payer(self.centre, self.payments, self.terms, number, self.seed + place, PAUSE))
        for _ in range(3):
            self.pay()
        self.until(lambda: self.balance() > 0)
        self.customers.append(User(self.wire("consumer"), self.uses, self.contract, PAUSE))
        for one in self.customers:
            one.start()

    def end(self) -> list[str]:
        """Everybody finishes what is under way; what was refused for good, or is held for too long."""
        for one in self.customers:
            one.end()
        faults = [fault for one in self.customers for fault in one.faults]
        self.customers.clear()
        return faults + self.quiet()

    def balance(self) -> int:
        """What the subscriber has at the provider."""
        return int(self.ask("provider", "show-subscriber", number=self.contracts.number)["balance"])

    def device(self) -> Any:
        """The simulated acceptor as it is, None before it answers."""
        return self.ask("terminal", "bench-state")["device"]

    def quiet(self) -> list[str]:
        """Wait until nothing is held any more."""
        try:
            self.until(lambda: not self.ledger()["holds"], QUIET_SECONDS)
        except TimeoutError:
            return [f"still held: {self.ledger()['holds']}"]
        return []

    def ledger(self) -> Any:
        """The centre's balances."""
        return self.network.roles["processing"].ask("ledger", path="/v1/ledger")

    def until(self, so: Callable[[], bool], seconds: float = AGAIN_SECONDS) -> float:
        """Wait until it is so; for how long it was not. TimeoutError when that never came."""
        began = time.monotonic()
        while not so():
            if time.monotonic() > began + seconds:
                raise TimeoutError(f"not within {seconds:g} s")
            time.sleep(STEP)
        return time.monotonic() - began

    def start(self, role: str) -> None:
        """Begin it again, where its payers find it."""
        self.network.roles[role].start()
        self.network.roles[role].wait()

    def till(self) -> AtTheTill:
        """Somebody in front of the terminal's screen."""
        terminal = self.network.roles["terminal"]
        self._tills.append(AtTheTill(terminal, Bench(terminal.ask), self.network.log, self.network.clock))
        return self._tills[-1]

    def cash(self) -> None:
        """One note, from the first touch to the end."""
        till = self.till()
        till.come()
        till.pay(self.contracts.provider_id, self.contracts.number, NOTE)

    def _sign(self) -> None:
        self.contracts = self.network.sign()
        provider_id = self.contracts.provider_id
        self.ask("processing", "edit-provider", provider_id=provider_id, timeout_ms=TIMEOUT_MS)
        self.contract = self.ask("consumer", "contracts")["contracts"][0]["id"]
        self.terms: Body = {"provider_id": provider_id, "directory_version": newest_directory(self.centre)}
        self.ask("terminal", "set-acceptor", line="simulator")
        card = self.ask("provider", "sign-processing", name="OSMP", dialect="osmp", fields=[PHONE])
        signed = self.ask("processing", "sign-provider", card=card, retry=RETRY, timeout_ms=TIMEOUT_MS)
        self.old_terms: Body = {
            "provider_id": signed["provider_id"],
            "directory_version": newest_directory(self.centre),
        }
        """The same provider, by a dialect that knows a payment by its number alone."""


def _without_room_for_logs(folder: Path) -> list[Path]:
    """One role's logs lie on a device that is always full, where the system has one."""
    full = Path("/dev/full")
    if not full.is_char_device():
        return []
    folder.mkdir(parents=True)
    logs = [folder / f"{MUTE}-{PROFILE}{ending}" for ending in (".jsonl", ".exchanges.jsonl")]
    for log in logs:
        log.symlink_to(full)
    return logs
