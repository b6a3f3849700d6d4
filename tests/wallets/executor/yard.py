"""The executor with its bank over two files, and nothing else of the centre: opened again on what a death has left."""

from pathlib import Path
from types import TracebackType
from typing import Self

from common import ids, queue
from common.clock import VirtualClock
from common.database import Connection, Database, Watch
from common.logs import Log
from common.principal import SYSTEM, Principal
from common.queue import Task
from processing_app.bank.simulated import store_accounts
from processing_app.bank.simulated.account_moods import AccountMood, AccountSet
from processing_app.bank.simulated.accounts import SimulatedAccounts
from processing_app.bank.simulated.store import TABLES as BANK_TABLES
from processing_app.bank.simulated.store_accounts import Transfer
from processing_app.core import ledger, wallet_payment
from processing_app.core.payment import NEW, Payment
from processing_app.core.wallet_events import WalletPaymentStarted, WalletToppedUp
from processing_app.core.wallet_payment import SEND, WITHDRAW
from processing_app.service import books
from processing_app.service.wallets import recording
from processing_app.service.wallets.executor import Executor
from processing_app.store import balances, log, wallet_payments, wallets
from processing_app.store.tables import TABLES, UPGRADES, VERSION
from tests.wallets.centre import ACCOUNT

BANK = "simulated"
IVAN, MARIA = "100000000008", "200000000007"
BALANCE, SUM = 100_000, 30_000
FILES = ("processing.db", "processing.db-wal", "bank.db", "bank.db-wal")


class Yard:
    """One process; opened again over the same folder it is the next one."""

    def __init__(self, folder: Path, clock: VirtualClock, watch: Watch | None = None) -> None:
        self.clock = clock
        self.log = Log(folder, "yard", clock, console=False)
        self.database = Database(folder / "processing.db", TABLES, version=VERSION, upgrades=UPGRADES, watch=watch)
        self.bank_file = Database(
            folder / "bank.db", BANK_TABLES, version=store_accounts.VERSION, upgrades=store_accounts.UPGRADES,
            watch=watch,
        )  # fmt: skip
        self.bank = SimulatedAccounts(BANK, self.bank_file, clock)
        self.executor = Executor(self.database, clock, {BANK: self.bank}, self.log, ids.chance(1).random)
        self.bank.told = lambda payment_id, outcome: self.executor.told(BANK, payment_id, outcome)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.database.close()
        self.bank_file.close()
        self.log.close()

    def open_wallets(self) -> None:
        """Two of them; Ivan's has all the money."""

        def opened(db: Connection) -> None:
            for number, name in ((IVAN, "Иван Иванов"), (MARIA, "Мария Петрова")):
                wallets.add(
                    db, wallet_id=number, name=name, phone="", email="", login=number, currency="RUB", blocked="",
                    made=self.clock.now_ms(), per_operation=BALANCE, per_day=BALANCE, per_hour=100,
                    no_confirmation=BALANCE,
                )  # fmt: skip
            moved = ledger.move((ledger.TOP_UPS, ledger.wallet(IVAN), BALANCE), currency="RUB")
            filled = WalletToppedUp(payment_id="kiosk", wallet=IVAN, amount=BALANCE, currency="RUB", postings=moved)
            log.save(db, "wallet-top-up/kiosk", 0, [filled], SYSTEM, self.clock.now_ms())

        self.database.write(opened)

    def begin(self, payment_id: str, *, withdraw: bool, amount: int = SUM) -> None:
        """What the payment service writes down; asked again with the same id, nothing more."""
        recipient, name = (f"bank:{BANK}", "Учебный банк") if withdraw else (f"wallet:{MARIA}", "Мария П.")
        began = WalletPaymentStarted(
            payment_id=payment_id, number=ids.number_of(payment_id), way=WITHDRAW if withdraw else SEND,
            sender=f"wallet:{IVAN}", recipient=recipient, amount=amount, currency="RUB", sender_name="Иван И.",
            recipient_name=name, account=ACCOUNT if withdraw else "",
        )  # fmt: skip

        def accept(db: Connection) -> None:
            if wallet_payments.load(db, payment_id) is None:
                now = self.clock.now_ms()
                events = wallet_payment.start(began, no_confirmation=amount, now=now)
                recording.record(db, NEW, events, Principal("wallet", IVAN, "T-1"), now)

        self.database.write(accept, "accept")

    def mood(self, mood: AccountMood, times: int = 0, pause_ms: int = 0) -> None:
        """How the bank takes transfers from now on."""
        self.bank.set_mood("", AccountSet(mood, pause_ms, times))

    def settle(self, seconds: int = 16) -> None:
        """All that can happen now, and soon."""
        for _ in range(seconds):
            for lane, _, _, _ in self.executor.lanes():
                due = [task for task in self._tasks(lane) if task.due <= self.clock.now_ms()]
                for first in range(0, len(due), self.executor.together(lane)):
                    self.executor.attempt_all(due[first : first + self.executor.together(lane)])
            if not any(self._tasks(lane) for lane, _, _, _ in self.executor.lanes()):
                return
            self.clock.advance(1)

    def state(self, payment_id: str) -> Payment | None:
        """The payment as its events make it."""
        return self.database.read(lambda db: wallet_payments.load(db, payment_id))

    def transfers(self) -> list[Transfer]:
        """What the bank has heard of."""
        return self.bank_file.read(lambda db: store_accounts.newest(db, "", 100))

    def balances(self) -> dict[str, int]:
        """What is where but in holds; the log proves it."""
        self.database.read(books._verified)
        return {name: amount for name, amount in self.database.read(balances.every).items() if amount}

    def tasks(self) -> dict[str, int]:
        """How many tasks are in each state."""
        return self.database.read(queue.count)

    def _tasks(self, lane: str) -> list[Task]:
        return self.database.read(lambda db: queue.waiting(db, lane))
