"""A vault in a folder, and cards to put into it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from common.clock import Clock, VirtualClock
from common.database import Watch
from common.logs import Log
from common.principal import Principal
from common.protocol.shop.parts import ClientInfo
from common.protocol.shop.tokens import CardData, Tokenise, Tokenised
from common.role import Place
from common.secrets import Secrets
from common.settings import Identity, Settings
from processing_app.bank.contract import Card
from processing_app.vault.desk import Desk
from processing_app.vault.service import SCOPE, Vault
from processing_app.vault.upkeep import Upkeep

NUMBER = "4242424242424242"
CODE = "739"
INTENT = "1UgsXGlvcGW"
ADDRESS = "77.88.17.245"
START_MS = 1_900_000_000_000
"""March 2030."""
PAYER = Principal("intent", INTENT, scopes=frozenset({SCOPE}))
OPERATOR = Principal("operator", "operator")


class Stand:
    """An opened vault with its upkeep and its desk."""

    def __init__(self, folder: Path, clock: Clock, watch: Watch | None = None) -> None:
        settings = Settings("processing", "test", 0, folder, folder / "logs", None, "ru", False)
        self.folder = settings.folder
        self.clock = clock
        self.log = Log(folder / "logs", "vault", clock, console=False)
        secrets = Secrets(self.folder / "secrets")
        place = Place(settings, Identity("uid", 0), "", self.log, clock, secrets, watch)
        try:
            self.vault = Vault(place)
        except BaseException:
            self.log.close()
            raise
        self.upkeep = Upkeep(self.vault, clock, self.log)
        self.desk = Desk(self.vault)

    def tokenise(self, number: str = NUMBER, *, intent: str = INTENT, address: str = ADDRESS, **card: str) -> Tokenised:
        """A card of this intent's payer."""
        return self.vault.tokenise(payer(intent)._replace(address=address), asked(number, **card))

    def admitted(self, told: Tokenised, intent: str = INTENT) -> Any:
        """The same tokens, given with a payment."""
        one = self.vault.admitted(told.payment_tool_token, told.payment_session, intent)
        self.vault.demand_unused(one.resource, one.session)
        return one

    def card(self, told: Tokenised, intent: str = INTENT) -> Card:
        """The card as an adapter gets it."""
        one = self.admitted(told, intent)
        return self.vault.card(one.resource, one.session)

    def close(self) -> None:
        """As a role does."""
        self.upkeep.close()
        self.vault.close()
        self.log.close()


def payer(intent: str) -> Principal:
    """Who has the token of an intent."""
    return PAYER._replace(id=intent)


def asked(number: str = NUMBER, *, date: str = "12/33", cvv: str = CODE, holder: str = "") -> Tokenise:
    """A card as a browser sends it."""
    tool = CardData(card_number=number, exp_date=date, cvv=cvv, card_holder=holder)
    return Tokenise(payment_tool=tool, client_info=ClientInfo(fingerprint="123"))


@contextmanager
def standing(folder: Path, clock: Clock | None = None, watch: Watch | None = None) -> Iterator[Stand]:
    """Open, and close."""
    stand = Stand(folder, clock or VirtualClock(START_MS), watch)
    try:
        yield stand
    finally:
        stand.close()


def numbers(count: int, first: int = 400_000) -> list[str]:
    """Different sound card numbers of Visa."""
    found = []
    for number in range(count):
        bare = f"{first:06}{number:09}"
        found.append(bare + check_digit(bare))
    return found


def check_digit(bare: str) -> str:
    """Which digit makes it a sound number, found by trying."""
    return next(digit for digit in "0123456789" if sound(bare + digit))


def sound(number: str) -> bool:
    """The rule of Luhn, written another way than the vault's."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def image(folder: Path, to: Path) -> Path:
    """What a disk holds at this moment: the database with its log, and the secrets."""
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns("logs", "*-shm"))
    return to
