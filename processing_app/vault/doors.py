"""The vault's door for payers' browsers, and its operations for people."""

from typing import Any

from common.http_server import Doors, call
from common.operation import Operation
from common.protocol.endpoint import Nothing
from common.protocol.shop.doors import TOKENISE
from common.words import Words
from processing_app.vault import asks
from processing_app.vault.service import PAYER, Vault


def table(vault: Vault) -> Doors:
    """Only a payer's token of an intent opens it."""
    return {TOKENISE: call(vault.tokenise, PAYER)}


def _vault(name: str, ask: type[Any], answer: type[Any], ru: str, en: str) -> Operation:
    return Operation(name, "call", ask, answer, Words(ru, en), within="platform.vault")


OPERATIONS = (
    _vault(
        "vault-status", Nothing, asks.VaultStatus,
        "Хранилище карт: ключи и сколько чего", "The card vault: keys and counts",
    ),
    _vault("rotate-vault-key", Nothing, asks.VaultStatus, "Новый ключ хранилища карт", "A new key of the card vault"),
    _vault(
        "destroy-vault-key", asks.VaultKeyId, asks.VaultStatus,
        "Уничтожить прежний ключ: старые копии станут нечитаемы", "Destroy an old key: older backups become unreadable",
    ),
    _vault(
        "limit-cards", asks.LimitCards, asks.VaultStatus,
        "Предел попыток с картой, намерением, адресом, токеном", "A bound for attempts by card, intent, address, token",
    ),
    _vault(
        "erase-card", asks.EraseCard, asks.ErasedCards,
        "Найти карту по маске; с отпечатком — стереть её номер",
        "Find a card by its mask; with its fingerprint, erase its number",
    ),
)  # fmt: skip
"""`within="platform.vault"`: the service's part of that name is the `Desk`."""
