"""The event log: append-only, hash-chained; saving an event moves balances and the payment's row in the same commit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

import msgspec
from sqlalchemy import bindparam, func, insert, select

from common.database import Connection, Row, Statement
from common.errors import Broken
from common.principal import Principal
from processing_app.core.events import Event
from processing_app.core.kinds import KINDS
from processing_app.store import balances
from processing_app.store.tables import EVENTS

_E = EVENTS.c
_APPEND = Statement(insert(EVENTS))
_STREAM = Statement(
    select(EVENTS)
    .where(_E.stream == bindparam("stream"), _E.version > bindparam("after"), _E.version <= bindparam("until"))
    .order_by(_E.version),
    keyed=True,
)
_EITHER = Statement(
    select(EVENTS).where(_E.stream.in_([bindparam("stream"), bindparam("other")])).order_by(_E.stream, _E.version),
    keyed=True,
)
_AFTER = Statement(
    select(EVENTS).where(_E.position > bindparam("after")).order_by(_E.position).limit(bindparam("limit"))
)
_LAST = Statement(select(_E.position, _E.hash).order_by(_E.position.desc()).limit(1), keyed=True)
_COUNT = Statement(select(func.count().label("number")).select_from(EVENTS))
_ENCODER = msgspec.json.Encoder()
_DECODERS = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}
HEAD = "%s\0" * 9
NOTHING_BEFORE = b"\0" * 32
NEWEST = 1 << 62
INTENTS, SPENDING = "intents", "spending"
"""Under which names of the writer's memory that is what was made from the log: states, and what wallets have spent."""


class Stored(NamedTuple):
    """An event as it stands in the log; `at` in milliseconds UTC."""

    position: int
    stream: str
    version: int
    at: int
    trace: str
    principal: str
    on_behalf_of: str
    event: Event
    hash: bytes


@dataclass(slots=True)
class Chain:
    """The end of the log, remembered beside the writer; `group` is the group of units it was last compared in."""

    position: int
    hash: bytes
    group: int


def intent(payment_id: str) -> str:
    """The stream of a payment's intent."""
    return f"intent/{payment_id}"


def transfer(payment_id: str) -> str:
    """The stream of a wallet's transfer: sent to another, or withdrawn."""
    return f"transfer/{payment_id}"


def wallet_top_up(payment_id: str) -> str:
    """The stream of a kiosk's payment to a wallet: what became of it in the wallet."""
    return f"wallet-top-up/{payment_id}"


def top_up(top_up_id: str) -> str:
    """The stream of one top-up: that (stream, version) is unique makes its id an idempotency key for all agents."""
    return f"top-up/{top_up_id}"


def load(db: Connection, stream: str, *, after: int = 0, until: int = NEWEST) -> list[Stored]:
    """A stream's events in order, those after one version up to another; what a group has only gathered included."""
    db.settle(stream)
    return [stored(row) for row in db.all(_STREAM, stream=stream, after=after, until=until)]


def load_either(db: Connection, stream: str, other: str) -> list[Stored]:
    """The events of two streams, of which one at the most has any; what a group has only gathered included."""
    db.settle(stream)
    db.settle(other)
    return [stored(row) for row in db.all(_EITHER, stream=stream, other=other)]


def save(db: Connection, stream: str, version: int, events: Iterable[Event], who: Principal, at: int) -> int:
    """Append a stream's next events after `version` and move their money; the position of the first."""
    chain = _chain(db)
    before = (chain.position, chain.hash)
    db.undo(lambda: _set(chain, *before))
    principal = f"{who.kind}:{who.id}"
    first = chain.position + 1
    for event in events:
        version += 1
        kind, schema, data = type(event).__name__, type(event).schema, _ENCODER.encode(event)
        position = chain.position + 1
        digest = _link(
            chain.hash, (position, stream, version, kind, schema, at, who.trace, principal, who.on_behalf_of), data
        )
        db.gather(
            _APPEND, stream, position=position, stream=stream, version=version, kind=kind, schema=schema, at=at,
            trace=who.trace, principal=principal, on_behalf_of=who.on_behalf_of, data=data, hash=digest,
        )  # fmt: skip
        _set(chain, position, digest)
        balances.move(db, event.postings)
    return first


def trust(db: Connection) -> None:
    """Look whether somebody else has written to the log: then whatever is remembered of it beside the writer goes."""
    _chain(db)


def after(db: Connection, position: int, limit: int) -> list[Stored]:
    """The next events of the whole log, in order."""
    return [stored(row) for row in db.all(_AFTER, after=position, limit=limit)]


def everything(db: Connection, page: int = 5000) -> Iterator[Stored]:
    """The whole log from the beginning; each event's hash is checked against the chain."""
    position, hash_before = 0, NOTHING_BEFORE
    while rows := db.all(_AFTER, after=position, limit=page):
        for row in rows:
            values = tuple(row)
            sound = row["position"] == position + 1 and isinstance(row["data"], bytes)
            if not sound or row["hash"] != _link(hash_before, values[:9], row["data"]):
                raise Broken("books_do_not_balance", f"hash chain at event {row['position']}")
            position, hash_before = row["position"], row["hash"]
            yield stored(row)


def count(db: Connection) -> int:
    """How many events there are."""
    row = db.one(_COUNT)
    return row["number"] if row is not None else 0


def stored(row: Row) -> Stored:
    """A row of the log, its columns in the table's order, with its event."""
    position, stream, version, kind, _, at, trace, principal, on_behalf_of, data, digest = row
    decoder = _DECODERS.get(kind)
    if decoder is None:
        raise Broken("database_newer", kind)
    return Stored(position, stream, version, at, trace, principal, on_behalf_of, decoder.decode(data), digest)


def _chain(db: Connection) -> Chain:
    """The end of the log. Within one group it is ours; in a new one it is compared with the database first."""
    chain: Chain | None = db.memory.get("chain")
    if chain is not None and chain.group == db.group:
        return chain
    row = db.one(_LAST)
    position, digest = (row["position"], row["hash"]) if row is not None else (0, NOTHING_BEFORE)
    if chain is None or chain.position != position:
        balances.forget(db)
        for name in (INTENTS, SPENDING):
            db.memory.pop(name, None)
        chain = db.memory["chain"] = Chain(position, digest, db.group)
    chain.group = db.group
    return chain


def _set(chain: Chain, position: int, digest: bytes) -> None:
    chain.position, chain.hash = position, digest


def _link(before: bytes, values: tuple[object, ...], data: bytes) -> bytes:
    """The hash of a row: over the hash before it, its columns and its event."""
    return blake2b(before + (HEAD % values).encode() + data, digest_size=32).digest()
