"""A month of a town of wallets, with all three books of it; and hands that spoil them, one discrepancy at a time."""

from datetime import timedelta
from typing import Any

from sqlalchemy import text

from common.clock import moment
from common.database import Row, Statement
from common.errors import OplataError
from common.principal import SYSTEM, Principal
from common.protocol.provider import RegisterRow
from common.protocol.wallets.payments import AskAccepted
from common.protocol.wallets.payments import Payments as Page
from processing_app.service.asks import Alarms, AskTasks
from processing_app.service.asks.wallet_reconciliation import (
    AskWalletDifferences,
    AskWalletReconciliations,
    ReconcileWallets,
    WalletDifference,
    WalletReconciliation,
    WalletReconciliations,
)
from processing_app.store import wallet_book
from tests.processing_app.standin import OPERATOR, Provider
from tests.wallets.centre import ACCOUNT, Holder, Town

DAYS, DAY = 30, 86_400
HOLDERS, SHOPS = 12, 3


class Month:
    """Everybody has money, sends, withdraws and pays at a shop, a day after another."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.began = moment(town.clock.now_ms())
        self.shops = [town.provider(f"shop-{number}") for number in range(SHOPS)]
        self.holders = [town.holder(f"Имя Фамилия{number}", 1_000_000) for number in range(HOLDERS)]
        for day in range(DAYS):
            self._day(day)
            town.clock.advance(DAY)
        self.registers()

    @property
    def parts(self) -> Any:
        return self.town.service.wallets

    def provider(self, shop: Holder) -> Provider:
        """A shop's program, as the centre meets it."""
        return self.town.providers[f"http://127.0.0.1:1/shop-{self.shops.index(shop)}"]

    def registers(self) -> None:
        """Every shop's register has what the centre says was done."""
        for shop in self.shops:
            ask = AskAccepted(limit=500)
            page: Page = self.town.look(self.parts.looks.accepted, ask, Principal("provider", shop.number))
            self.provider(shop).accepted = [
                RegisterRow(
                    payment_id=one.payment_id, kind=one.way, account=one.sender.number, amount=one.amount,
                    currency=one.currency, reference=one.order, at=one.changed_at,
                )
                for one in page.payments
            ]  # fmt: skip

    def reconcile(self) -> WalletReconciliation:
        """The whole month."""
        until = moment(self.town.clock.now_ms()) + timedelta(seconds=1)
        ask = ReconcileWallets(since=self.began, until=until)
        done: WalletReconciliation = self.parts.reconciling.reconcile_wallets(OPERATOR, ask)
        return done

    def differences(self, **ask: Any) -> list[WalletDifference]:
        """What the latest reconciliation found."""
        look = self.parts.reconciling.wallet_differences
        return list(self.town.look(look, AskWalletDifferences(**ask)).differences)

    def spoil(self, statement: str, **values: object) -> None:
        """Somebody changes the wallet service's books."""
        self.town.database.write(lambda db: db.run(Statement(text(statement)), **values))

    def lines(self, wallet: str) -> list[Row]:
        """A wallet's lines as they are stored, the oldest first."""
        read = self.town.database.read
        return read(lambda db: wallet_book.page(db, wallet, before=0, since=0, until=1 << 62, limit=1_000))[::-1]

    def alarms(self) -> list[str]:
        """The codes of what a person must look at."""
        found: Alarms = self.town.look(self.town.service.repair.alarms, AskTasks())
        return [one.code for one in found.alarms]

    def by_itself(self) -> list[WalletReconciliation]:
        """What was reconciled unasked."""
        look, ask = self.parts.reconciling.wallet_reconciliations, AskWalletReconciliations()
        found: WalletReconciliations = self.town.look(look, ask)
        return [one for one in found.reconciliations if one.who == SYSTEM.id]

    def trouble(self, shop: Holder, error: OplataError | None) -> None:
        """A shop's program is in trouble, or out of it again."""
        self.provider(shop).down = error

    def _day(self, day: int) -> None:
        one, other = self.holders[day % HOLDERS], self.holders[(day + 5) % HOLDERS]
        shop = self.shops[day % SHOPS]
        one.send(other, 1_000 + day)
        other.pay(str(shop.yes("POST", "/qr", {"form": "link"})["text"]), 2_000 + day)
        shop.charge(one.barcode(), 3_000 + day)
        if day % 10 == 0:
            other.withdraw(500, account=ACCOUNT)
        self.town.run()
