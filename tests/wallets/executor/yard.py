"""The executor with its bank over two files, and nothing else of the centre: opened again on what a death has left."""

from pathlib import Path
from types import TracebackType
from typing import Self

from common import ids, queue
from common.clock import VirtualClock
from common.database import Connection, Database, Watch
from common.errors import Rejected
from common.logs import Log
from common.principal import SYSTEM, Principal
from common.protocol.wallets.codes import LookedAtQr
from common.protocol.wallets.payments import Send, Withdraw
from common.queue import Task
from processing_app.bank.simulated import store_accounts
from processing_app.bank.simulated.account_moods import AccountMood, AccountSet
from processing_app.bank.simulated.accounts import SimulatedAccounts
from processing_app.bank.simulated.store import TABLES as BANK_TABLES
from processing_app.bank.simulated.store_accounts import Transfer
from processing_app.core import ledger
from processing_app.core.payment import Payment
from processing_app.core.wallet_events import WalletToppedUp
from processing_app.service import books
from processing_app.service.wallets.executor import Executor
from processing_app.service.wallets.payments import Payments, Spent
from processing_app.store import balances, log, wallet_payments, wallets
from processing_app.store.tables import TABLES, UPGRADES, VERSION
from tests.wallets.centre import ACCOUNT

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
        self.bank = SimulatedAccounts("simulated", self.bank_file, clock)
        self.executor = Executor(self.database, clock, {"simulated": self.bank}, self.log, ids.chance(1).random)
        self.bank.told = lambda payment_id, outcome: self.executor.told("simulated", payment_id, outcome)
        self.payments = Payments(self.database, clock, _Nobody(), _Nobody())

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

    def begin(self, payment_id: str, *, withdraw: bool) -> None:
        """Ivan asks, and asks again with the same id when nobody answers."""
        who = Principal("wallet", IVAN, "T-1")
        if withdraw:
            out = Withdraw(payment_id=payment_id, account=ACCOUNT, amount=SUM)
            self.database.write(lambda db: self.payments.withdraw(db, who, out), "accept")
        else:
            sent = Send(payment_id=payment_id, recipient=MARIA, amount=SUM)
            self.database.write(lambda db: self.payments.send(db, who, sent), "accept")

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


class _Nobody:
    """Neither barcodes nor QR codes are of interest here."""

    def spend(self, db: Connection, code: str, payment_id: str, provider_id: int, now: int) -> Spent:
        raise Rejected("barcode_unknown")

    def read(self, db: Connection, text: str) -> LookedAtQr:
        raise Rejected("qr_unreadable", "")
