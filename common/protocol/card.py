"""Connection cards (`*.paycard.json`): all that one role must know to call another, in one file."""

from enum import StrEnum
from pathlib import Path

import msgspec

from common.durable import write_whole
from common.errors import Rejected
from common.fields import Field
from common.protocol.endpoint import Message
from common.protocol.provider import Service
from common.words import Words

VERSION = 1
MAX_BYTES = 256 * 1024
SUFFIX = ".paycard.json"
PLACEHOLDERS = ("use_id", "number", "service", "quantity")


class CardKind(StrEnum):
    """Whom a card makes its reader: a provider's subscriber, a centre's provider, a centre's agent.

    `wallet`: a holder of a wallet; `acceptance`: a provider that takes payments by QR and barcode.
    """

    SUBSCRIBER = "subscriber"
    PROVIDER = "provider"
    AGENT = "agent"
    WALLET = "wallet"
    ACCEPTANCE = "acceptance"


KINDS = {
    CardKind.SUBSCRIBER: Words("карта абонента, её берёт потребитель", "a subscriber's card, for a consumer"),
    CardKind.PROVIDER: Words("карта поставщика, её берёт центр", "a provider's card, for a centre"),
    CardKind.AGENT: Words("карта агента, её берёт терминал", "an agent's card, for a terminal"),
    CardKind.WALLET: Words("карта кошелька, её берёт потребитель", "a wallet's card, for a consumer"),
    CardKind.ACCEPTANCE: Words("карта приёма, её берёт поставщик", "a card of acceptance, for a provider"),
}
"""What people call a card, and who takes it in."""
OTHER = Words(
    "Это {given}; нужна {wanted}. Ничего не сохранено.", "It is {given}; needed: {wanted}. Nothing was saved."
)


class BodyKind(StrEnum):
    """How a consumer posts a use."""

    JSON = "json"
    FORM = "form"


class Posting(Message, frozen=True):
    """How a use of a service is posted.

    `template` maps parameter names to texts with {number} {service} {quantity} {use_id}.
    In a json body a text that is one whole placeholder keeps its type: {quantity} stays a number.
    """

    path: str = "/v1/use"
    body: BodyKind = BodyKind.JSON
    template: dict[str, str] = msgspec.field(default_factory=lambda: {n: f"{{{n}}}" for n in PLACEHOLDERS})


class Card(Message, frozen=True):
    """A connection card. `url` is the issuer's server, `login` and `password` are the reader's there.

    subscriber: `number`, `services`, `posting`; provider: `fields`, limits, `dialect`; agent: `number` of the contract;
    wallet: `number` is the wallet's; acceptance: `number` is the provider's id.
    """

    kind: CardKind
    version: int
    issuer: str
    name: Words
    url: str
    dialect: str
    login: str
    password: str
    number: str = ""
    currency: str = "RUB"
    group: Words = Words("Другое", "Other")
    fields: list[Field] = []
    services: list[Service] = []
    posting: Posting = Posting()
    minimum: int = 1
    maximum: int = 1_500_000


def demand_kind(card: Card, wanted: CardKind) -> None:
    """Rejected `wrong_card` with who takes such a card in, where it is of another kind."""
    if card.kind is wanted:
        return
    refusal = Rejected("wrong_card", f"kind: {card.kind}")
    given, needed = KINDS[card.kind], KINDS[wanted]
    refusal.heard = Words(
        OTHER.ru.format(given=given.ru, wanted=needed.ru), OTHER.en.format(given=given.en, wanted=needed.en)
    )
    raise refusal


def encode(card: Card) -> bytes:
    """The card as the file's bytes: indented JSON in UTF-8."""
    return msgspec.json.format(msgspec.json.encode(card), indent=2) + b"\n"


def decode(data: bytes) -> Card:
    """The card in a file's bytes; Rejected `wrong_card` says what is wrong with it."""
    if len(data) > MAX_BYTES:
        raise Rejected("wrong_card", f"> {MAX_BYTES} байт")
    try:
        card = msgspec.json.decode(data, type=Card)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise Rejected("wrong_card", str(problem)) from problem
    if card.version != VERSION:
        raise Rejected("wrong_card", f"version {card.version}")
    if not card.url.startswith(("http://", "https://")):
        raise Rejected("wrong_card", "url")
    return card


def read(path: Path) -> Card:
    """The card in a file; Rejected `wrong_card` when there is none that can be read."""
    try:
        return decode(path.read_bytes())
    except OSError as problem:
        raise Rejected("wrong_card", str(problem)) from problem


def write(path: Path, card: Card) -> None:
    """Write a card whole or not at all; it holds a password, so only its owner may read it."""
    write_whole(path, encode(card), mode=0o600)
