"""A mint of tokens on a database of its own, with a clock that a test moves."""

from pathlib import Path
from typing import Any

from common.clock import SystemClock
from common.database import Connection, Database
from common.errors import OplataError
from common.principal import Principal
from common.secrets import Secrets
from processing_app.core.domain import Owner, Shop
from processing_app.service.access import Access
from processing_app.service.domain import Domain
from processing_app.service.tokens import Tokens
from processing_app.store.tables import TABLES, UPGRADES, VERSION
from tests.intents.tokens.forging import Forge

UID = "0193"
OPERATOR = Principal("operator", "operator")
SHOP_ID = "S-1"
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


class Clock(SystemClock):
    """The system's, moved by as much as a test says."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead_ms = 0

    def now_ms(self) -> int:
        """Milliseconds UTC."""
        return super().now_ms() + self.ahead_ms

    def move(self, seconds: float) -> None:
        """Later by so much."""
        self.ahead_ms += int(seconds * 1000)


class Mint:
    """Tokens of one centre; `reopened` is its next start on the same folder."""

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.folder = folder
        self.clock = clock or Clock()
        self.database = Database(folder / "mint.db", TABLES, version=VERSION, upgrades=UPGRADES)
        self.secrets = Secrets(folder / "secrets")
        self.tokens = Tokens(self.database, self.secrets, self.clock, UID)
        self.access = Access(self.clock, self.tokens)
        self.forge = Forge(self.tokens, self.secrets, self.clock.now_ms, UID, "i1")
        self.domain = Domain(self.clock)

    def with_shop(self) -> "Mint":
        """A shop whose keys may be issued."""
        added = (Owner("O-1", "ООО «Лавка»", "7707083893", "general"), Shop(SHOP_ID, "O-1", "Лавка"))
        self.database.write(lambda db: self.domain.commit(db, OPERATOR, added, base=0, reason="shop"))
        return self

    def do(self, name: str, ask: Any, who: Principal = OPERATOR) -> Any:
        """An operation, as a unit of work."""
        function = getattr(self.access, name)

        def unit(db: Connection) -> Any:
            return function(db, who, ask)

        return self.database.write(unit, name)

    def who(self, token: str) -> Principal:
        """Whom a token lets in."""
        return self.tokens.bearer(b"Bearer " + token.encode())

    def refusal(self, token: str) -> str:
        """Why it lets nobody in; empty when it does."""
        try:
            self.who(token)
        except OplataError as error:
            return f"{error.code} {error.detail}"
        return ""

    def reopened(self) -> "Mint":
        """After a restart."""
        self.close()
        return Mint(self.folder, self.clock)

    def close(self) -> None:
        """Stop."""
        self.database.close()
