"""The file of wallets: `wallets.json`, beside that of the contracts and written the same way."""

from pathlib import Path

from common.money import RUB
from common.protocol.endpoint import Message
from common.words import Words
from consumer_app.store.kept_file import KeptFile


class Wallet(Message, frozen=True, omit_defaults=True):
    """A wallet at a processing centre; its password is in the secrets. Times: milliseconds UTC.

    `name` is the centre's, `issuer` its uid, `number` the wallet's.
    """

    id: str
    name: Words
    issuer: str
    number: str
    url: str
    login: str
    added_at: int
    edited_at: int
    currency: str = RUB
    deleted_at: int | None = None

    @property
    def key(self) -> str:
        """How its news, balance and address are kept beside those of contracts, whose ids are digits."""
        return f"wallet-{self.id}"


class WalletsFile(KeptFile[Wallet]):
    """All wallets, read once."""

    def __init__(self, folder: Path) -> None:
        """Read the file, or its spare; Broken `file_newer` when a newer version of the program wrote it."""
        super().__init__(folder, "wallets", Wallet)

    @property
    def active(self) -> list[Wallet]:
        """The wallets that are not deleted."""
        return [one for one in self.kept if one.deleted_at is None]
