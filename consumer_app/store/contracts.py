"""The file of contracts with providers: `contracts.json`, as the task asks."""

from pathlib import Path

from common.protocol.card import Posting
from common.protocol.endpoint import Message
from common.protocol.provider import Service
from common.words import Words
from consumer_app.store.kept_file import KeptFile


class Contract(Message, frozen=True, omit_defaults=True):
    """A contract with a provider; its password is in the secrets under the contract's id. Times: milliseconds UTC.

    `issuer` is empty where the contract was written by hand. What has its default is left out of the file, so that a
    program of the time before the field was there still reads it.
    """

    id: str
    name: Words
    issuer: str
    number: str
    url: str
    dialect: str
    login: str
    currency: str
    services: list[Service]
    posting: Posting
    added_at: int
    edited_at: int
    deleted_at: int | None = None
    title: str = ""


Kept = tuple[Contract, ...]


class ContractsFile(KeptFile[Contract]):
    """All contracts, read once."""

    def __init__(self, folder: Path) -> None:
        """Read the file, or its spare; Broken `file_newer` when a newer version of the program wrote it."""
        super().__init__(folder, "contracts", Contract)

    @property
    def contracts(self) -> Kept:
        """The deleted ones too."""
        return self.kept
