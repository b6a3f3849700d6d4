"""What the terminal was told and must remember, typed: contract, agent, tariffs, acceptor, deposit, directory."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

import msgspec

from agent_terminal.store import settings
from common.database import Connection
from common.errors import Rejected
from common.money import RUB, Range
from common.protocol.processing import Directory, DirectoryEntry
from common.words import Words

T = TypeVar("T")
DEFAULT = "default"
"""The tariff of providers that have none of their own."""
NOTES = (1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000)
"""10 to 5000 roubles: what a terminal takes until told otherwise."""
SPEED = 9600
SIMULATOR = "simulator"
"""The acceptor's line that means a simulated device, which the terminal starts by itself."""


class Contract(msgspec.Struct, frozen=True):
    """Between this agent and its centre; login and password are in the secrets."""

    issuer: str
    name: Words
    url: str
    number: str
    currency: str
    terminal: str


class Agent(msgspec.Struct, frozen=True):
    """Who runs the terminal, which notes it takes, and how patient it is."""

    name: str = ""
    inn: str = ""
    address: str = ""
    phone: str = ""
    notes: tuple[int, ...] = NOTES
    patience: int = 1


class Acceptor(msgspec.Struct, frozen=True):
    """Where the banknote acceptor is; an empty line means that there is none."""

    line: str = ""
    speed: int = SPEED
    rts: bool = False


class Kiosk(msgspec.Struct, frozen=True):
    """How the payer's page behaves, and what it says of other terminals and of whom to complain to."""

    volume: int = 40
    motion: bool = True
    nearest: str = ""
    authority: str = ""


class Tries(msgspec.Struct, frozen=True):
    """Wrong PINs in a row, and until when nobody may try."""

    failed: int = 0
    until: int = 0


class KnownDeposit(msgspec.Struct, frozen=True):
    """What the centre said last of the agent's money, and when, by this terminal's clock."""

    available: int
    blocked: bool
    at: int


class Token(msgspec.Struct, frozen=True):
    """A kiosk page's one-time token, as a digest."""

    digest: str
    until: int


def contract(db: Connection) -> Contract | None:
    """The contract with the centre."""
    return _load(db, "contract", Contract)


def agent(db: Connection) -> Agent:
    """The agent as set, or a nameless one."""
    return _load(db, "agent", Agent) or Agent()


def acceptor(db: Connection) -> Acceptor:
    """The acceptor's line."""
    return _load(db, "acceptor", Acceptor) or Acceptor()


def kiosk(db: Connection) -> Kiosk:
    """How the payer's page behaves."""
    return _load(db, "kiosk", Kiosk) or Kiosk()


def pin(db: Connection) -> str | None:
    """The service menu's PIN, hashed; None while it is the training one."""
    return _load(db, "pin", str)


def tries(db: Connection) -> Tries:
    """How often the PIN was wrong."""
    return _load(db, "pin_tries", Tries) or Tries()


def deposit(db: Connection) -> KnownDeposit | None:
    """The deposit as last heard of."""
    return _load(db, "deposit", KnownDeposit)


def token(db: Connection) -> Token | None:
    """The token that waits to be exchanged."""
    return _load(db, "kiosk_token", Token)


def closed(db: Connection) -> bool:
    """Whether the operator stopped taking payments."""
    return settings.value(db, "closed") is not None


def tariffs(db: Connection) -> dict[str, Range]:
    """The agent's tariffs by provider id, and the default one."""
    return _load(db, "tariffs", dict[str, Range]) or {}


def group_tariffs(db: Connection) -> dict[str, Range]:
    """The agent's tariffs by a group's Russian name."""
    return _load(db, "group_tariffs", dict[str, Range]) or {}


def tariff(db: Connection, provider_id: int) -> tuple[Range, ...]:
    """What the agent takes from payments to a provider: by its own tariff, its group's, or the default one."""
    known, of_groups = tariffs(db), group_tariffs(db)
    found = known.get(str(provider_id))
    if found is None and of_groups:
        found = next((of_groups.get(one.group.ru) for one in providers(db) if one.provider_id == provider_id), None)
    found = known.get(DEFAULT) if found is None else found
    return () if found is None else (found,)


def keep(db: Connection, name: str, value: object) -> None:
    """Remember one of these."""
    settings.put(db, name, msgspec.json.encode(value).decode())


def directory(db: Connection) -> Directory | None:
    """The directory in force."""
    found = settings.newest(db)
    return None if found is None else _directory(found.body)


def providers(db: Connection) -> list[DirectoryEntry]:
    """The providers a payer may choose from: those paid in the notes that the acceptor takes."""
    found = directory(db)
    return [] if found is None else [one for one in found.providers if one.currency == RUB]


def entry(db: Connection, version: int, provider_id: int) -> DirectoryEntry:
    """A provider as it stood in the directory that a payer saw; Rejected `unknown_provider`."""
    found = settings.version(db, version)
    known = [] if found is None else _directory(found.body).providers
    return one_of(known, provider_id)


def one_of(known: Iterable[DirectoryEntry], provider_id: int) -> DirectoryEntry:
    """The provider with this id; Rejected `unknown_provider`."""
    for provider in known:
        if provider.provider_id == provider_id:
            return provider
    raise Rejected("unknown_provider", str(provider_id))


@lru_cache(maxsize=8)
def _directory(body: str) -> Directory:
    """Each look at the payer's screen asks for it: the same text is read once."""
    return msgspec.json.decode(body, type=Directory)


def _load(db: Connection, name: str, kind: type[T]) -> T | None:
    text = settings.value(db, name)
    return None if text is None else msgspec.json.decode(text, type=kind)
