"""A town of wallets with one of everything that the centre's window may have to show."""

from datetime import timedelta
from pathlib import Path

from common.clock import VirtualClock, moment
from common.database import Connection
from common.principal import Principal
from common.protocol.provider import RegisterRow
from common.protocol.wallets.notices import SetNotices
from common.qt.inside import RoleInside
from processing_app.bank.simulated.account_moods import AccountMood
from processing_app.server import OPERATIONS
from processing_app.service.asks.bank_accounts import SetAccountMood
from processing_app.service.asks.qr_keys import RotateQrKey
from processing_app.service.asks.wallet_reconciliation import ReconcileWallets, WalletReconciliation
from processing_app.store import notices
from tests.common.qt.standin import StandInServer
from tests.processing_app.standin import OPERATOR
from tests.wallets.centre import Holder, Town

SILENT_ACCOUNT, CLOSED_ACCOUNT = "40702810100000000017", "40702810400000000018"
NOBODY = "http://127.0.0.1:9/v1/notify"
PAYMENTS = 4


class WalletTown(Town):
    """Two holders with a history, one who is blocked, two shops, a bank in a mood, a paused receiver."""

    def __init__(self, folder: Path, clock: VirtualClock | None = None) -> None:
        super().__init__(folder, clock)
        self.began = moment(self.clock.now_ms())
        self.shop, self.closed = self.provider("Кофейня"), self.provider("Булочная")
        self.ivan = self.holder("Иван Иванов", 900_000)
        self.maria = self.holder("Мария Петрова", 250_000)
        self.blocked = self.holder("Пётр Сидоров", 40_000)
        self._pay()
        self._withdraw()
        self._tell()
        self.block(self.blocked, "телефон потерян")
        self.close(self.closed)
        self.do(self.parts.qr_keys.rotate_qr_key, RotateQrKey())
        while self.parts.book.turn():
            pass

    def reconcile(self) -> WalletReconciliation:
        """Everything so far."""
        ask = ReconcileWallets(since=self.began, until=moment(self.clock.now_ms()) + timedelta(seconds=1))
        found: WalletReconciliation = self.parts.reconciling.reconcile_wallets(OPERATOR, ask)
        return found

    def invent(self, payment_id: str, amount: int) -> None:
        """The shop shows a payment that nobody made."""
        row = RegisterRow(
            payment_id=payment_id, kind="qr", account="••••0000", amount=amount, currency="RUB", reference="-",
            at=moment(self.clock.now_ms()),
        )  # fmt: skip
        self.providers["http://127.0.0.1:1/Кофейня"].accepted.append(row)

    def note(self) -> None:
        """What the rounds behind the log would do, once; nobody listens where the receivers said."""
        notifying = self.program.wallets.notifying
        while notifying.noting.turn():
            pass
        notifying.sender.turn(lambda _, work: work())

    def pause(self, receiver: str, code: str) -> None:
        """What the sender does when a receiver refuses its notices."""

        def stop(db: Connection) -> None:
            row = notices.receiver(db, receiver)
            assert row is not None
            notices.change(db, row, state=notices.PAUSED, reason=code, changed=self.clock.now_ms())

        self.database.write(stop)

    def _pay(self) -> None:
        qr = str(self.shop.yes("POST", "/qr", {"form": "link"})["text"])
        for number in range(PAYMENTS):
            self.ivan.send(self.maria, 1_000 + number)
            self.maria.pay(qr, 2_000 + number)
            self.shop.charge(self.ivan.barcode(), 3_000 + number)
            self.clock.advance(60)
        self.run()
        self.shop.charge(self.ivan.barcode(), 150_000)

    def _withdraw(self) -> None:
        self._mood(AccountMood.REFUSES, CLOSED_ACCOUNT)
        self.ivan.withdraw(20_000)
        self.ivan.withdraw(5_000, account=CLOSED_ACCOUNT)
        self.run()
        self._mood(AccountMood.SILENT, SILENT_ACCOUNT)

    def _mood(self, mood: AccountMood, account: str) -> None:
        self.parts.bank_accounts.set_account_mood(OPERATOR, SetAccountMood(mood=mood, account=account))

    def _tell(self) -> None:
        for one in (self.ivan, self.shop):
            self.do(self.parts.notices.set, SetNotices(url=NOBODY, login="centre", password="word"), who=whom(one))
        self.ivan.send(self.maria, 7_700)
        self.shop.charge(self.maria.barcode(), 8_800)
        self.run()
        self.note()


def whom(one: Holder) -> Principal:
    """Who asks."""
    return Principal("wallet" if one.card.kind == "wallet" else "provider", one.number, "T-1")


class TownInside(RoleInside):
    """The centre behind a window; its server only says whether it runs."""

    def __init__(self, town: Town) -> None:
        super().__init__(town.instance, OPERATIONS)
        self._server = StandInServer()

    @property
    def server(self) -> StandInServer:  # type: ignore[override]
        return self._server
