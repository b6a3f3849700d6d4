"""A domain over its own database, as its operator has it."""

from pathlib import Path
from types import TracebackType
from typing import Any

from common.clock import VirtualClock
from common.database import Database
from common.principal import Principal
from processing_app.core.domain import Pos
from processing_app.service.asks.domain import (
    AddBank,
    AddOwner,
    AddPayee,
    AddPos,
    AddShop,
    AskDomain,
    CommitDomain,
    DomainCommitted,
    DomainShown,
)
from processing_app.service.domain import Domain
from processing_app.service.shops import Shops
from processing_app.store.tables import TABLES, UPGRADES, VERSION

OPERATOR = Principal("operator", "anna")
INN = "7707083893"
ACCOUNT, BIC = "40702810900000000001", "044525000"


class Desk:
    """What the operator does, each act its own unit of work."""

    def __init__(self, folder: Path) -> None:
        self.clock = VirtualClock()
        self.database = Database(folder / "domain.db", TABLES, version=VERSION, upgrades=UPGRADES)
        self.domain = Domain(self.clock)
        self.shops = Shops(self.domain)

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.database.close()

    def write(self, function: Any, ask: Any, who: Principal = OPERATOR) -> Any:
        """One operation that changes something."""
        return self.database.write(lambda db: function(db, who, ask))

    def read(self, function: Any, ask: Any) -> Any:
        """One operation that changes nothing."""
        return self.database.read(lambda db: function(db, OPERATOR, ask))

    def commit(self, *changes: Any, base: int | None = None, reason: str = "an edit") -> DomainCommitted:
        """Objects over the revision in force, or over another."""
        at = self.revision() if base is None else base
        done: DomainCommitted = self.write(
            self.domain.commit_domain, CommitDomain(base_revision=at, changes=list(changes), reason=reason)
        )
        return done

    def revision(self) -> int:
        """The revision in force."""
        return self.database.read(self.domain.revision)

    def shown(self, revision: int = 0) -> DomainShown:
        """Everything at a revision."""
        shown: DomainShown = self.read(self.domain.domain, AskDomain(revision=revision))
        return shown

    def pos(self, pos_id: str = "cups", revision: int | None = None) -> Pos:
        """A POS as a reader sees it."""
        return self.database.read(lambda db: self.domain.pos(db, pos_id, revision))

    def opened_shop(self) -> int:
        """An owner, a shop and the POS «cups»; the revision."""
        self.write(self.shops.add_owner, AddOwner(id="owner", name="Ромашка", inn=INN))
        self.write(self.shops.add_shop, AddShop(id="shop", name="Кружки", owner_id="owner"))
        payee = AddPayee(id="payee", name="Ромашка", owner_id="owner", account=ACCOUNT, bic=BIC)
        self.write(self.shops.add_payee, payee)
        self.write(self.shops.add_bank, AddBank(id="simulated", name="Имитатор"))
        pos = AddPos(id="cups", name="Сайт", shop_id="shop", payee_id="payee", maximum=10_000_000)
        done: DomainCommitted = self.write(self.shops.add_pos, pos)
        return done.revision
