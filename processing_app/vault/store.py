"""The vault's own tables, in vault.db: sealed cards, which keys there are, and attempts. Times in ms UTC."""

from collections.abc import Iterable

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from common.database import Connection, Row, Statement

VERSION = 1
TABLES = MetaData()

CARDS = Table(
    "cards",
    TABLES,
    Column("resource", String, primary_key=True),
    Column("intent_id", String, nullable=False),
    Column("first6", String, nullable=False),
    Column("last4", String, nullable=False),
    Column("system", String, nullable=False),
    Column("key_id", Integer, nullable=False),
    Column("nonce", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("fingerprint", LargeBinary),
    Column("made", Integer, nullable=False),
    Column("used", Integer),
)
"""A tokenised card. Without a fingerprint its number was erased, and only its tokens are left to be shown."""
Index("cards_of_key", CARDS.c.key_id)
Index("cards_by_fingerprint", CARDS.c.fingerprint)
Index("cards_by_age", CARDS.c.made)

KEYS = Table(
    "keys",
    TABLES,
    Column("key_id", Integer, primary_key=True, autoincrement=False),
    Column("made", Integer, nullable=False),
    Column("check", LargeBinary, nullable=False),
    Column("destroyed", Integer),
)
"""The keys themselves are files elsewhere; `check` only tells whether such a file is the right one."""

ATTEMPTS = Table(
    "attempts",
    TABLES,
    Column("kind", String, primary_key=True),
    Column("whose", LargeBinary, primary_key=True),
    Column("at", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
)
"""How often a card or an intent was tried within a minute that began at `at`."""
Index("attempts_by_age", ATTEMPTS.c.at)

LIMITS = Table(
    "limits",
    TABLES,
    Column("kind", String, primary_key=True),
    Column("most", Integer, nullable=False),
    Column("seconds", Integer, nullable=False),
)
"""What an operator has set instead of the usual bounds."""

_C, _K, _A, _L = CARDS.c, KEYS.c, ATTEMPTS.c, LIMITS.c
_ADD = Statement(insert(CARDS))
_CARD = Statement(select(CARDS).where(_C.resource == bindparam("resource")))
_USED = Statement(update(CARDS).where(_C.resource == bindparam("of"), _C.used.is_(None)).values(used=bindparam("at")))
_OLD_KEY = Statement(
    select(CARDS).where(_C.key_id != bindparam("current")).order_by(_C.key_id).limit(bindparam("most", type_=Integer))
)
_SEAL_AGAIN = Statement(
    update(CARDS)
    .where(_C.resource == bindparam("of"), _C.key_id == bindparam("under"))
    .values(
        key_id=bindparam("to_key"), nonce=bindparam("to_nonce"), sealed=bindparam("to_sealed"),
        fingerprint=bindparam("to_fingerprint"),
    )
)  # fmt: skip
_BY_KEY = Statement(select(_C.key_id, func.count().label("number")).group_by(_C.key_id))
_OF_KEY = Statement(select(func.count().label("number")).where(_C.key_id == bindparam("key_id")))
_COUNTS = Statement(
    select(
        func.count().label("tokens"), func.count(_C.fingerprint).label("numbers"), func.count(_C.used).label("used")
    ).select_from(CARDS)
)
_UNUSED = Statement(delete(CARDS).where(_C.made < bindparam("before"), _C.used.is_(None)))
_NUMBERS_BEFORE = Statement(
    select(CARDS).where(_C.made < bindparam("before"), _C.fingerprint.is_not(None)).limit(bindparam("most"))
)
_LIKE = Statement(
    select(CARDS).where(_C.first6 == bindparam("first6"), _C.last4 == bindparam("last4"), _C.fingerprint.is_not(None))
)
_KEYS = Statement(select(KEYS).order_by(_K.key_id))
_ADD_KEY = Statement(insert(KEYS))
_DESTROYED = Statement(update(KEYS).where(_K.key_id == bindparam("of")).values(destroyed=bindparam("at")))
_ATTEMPTED = Statement(
    select(func.coalesce(func.sum(_A.number), 0).label("number")).where(
        _A.kind == bindparam("kind"), _A.whose == bindparam("whose"), _A.at > bindparam("since")
    )
)
_MORE = Statement(
    update(ATTEMPTS)
    .where(_A.kind == bindparam("of_kind"), _A.whose == bindparam("of_whose"), _A.at == bindparam("of_at"))
    .values(number=_A.number + 1)
)
_FIRST = Statement(insert(ATTEMPTS))
_OLD_ATTEMPTS = Statement(delete(ATTEMPTS).where(_A.at < bindparam("before")))
_LIMITS = Statement(select(LIMITS))
_UNLIMIT = Statement(delete(LIMITS).where(_L.kind == bindparam("kind")))
_LIMIT = Statement(insert(LIMITS))


def add(db: Connection, **row: object) -> None:
    """Keep a sealed card."""
    db.run(_ADD, **row, used=None)


def card(db: Connection, resource: str) -> Row | None:
    """A card by the digest of its token's key."""
    return db.one(_CARD, resource=resource)


def use(db: Connection, resource: str, at: int) -> None:
    """An adapter was given the card: the first time is kept."""
    db.run(_USED, of=resource, at=at)


def use_all(db: Connection, resources: Iterable[str], at: int) -> None:
    """The same for several cards."""
    for resource in resources:
        use(db, resource, at)


def under_other_keys(db: Connection, current: int, most: int) -> list[Row]:
    """Cards that are not sealed by this key."""
    return db.all(_OLD_KEY, current=current, most=most)


def seal_again(
    db: Connection, resource: str, *, under: int, key_id: int, nonce: bytes, sealed: bytes, fingerprint: bytes | None
) -> None:
    """Replace a card's seal, if it is still the one that was read."""
    db.run(
        _SEAL_AGAIN,
        of=resource, under=under, to_key=key_id, to_nonce=nonce, to_sealed=sealed, to_fingerprint=fingerprint,
    )  # fmt: skip


def cards_by_key(db: Connection) -> dict[int, int]:
    """How many cards each key has sealed."""
    return {row["key_id"]: row["number"] for row in db.all(_BY_KEY)}


def cards_of_key(db: Connection, key_id: int) -> int:
    """How many cards a key has sealed."""
    row = db.one(_OF_KEY, key_id=key_id)
    assert row is not None
    return int(row["number"])


def counts(db: Connection) -> Row:
    """Tokens, the numbers still kept with them, and how many were used."""
    row = db.one(_COUNTS)
    assert row is not None
    return row


def drop_unused(db: Connection, before: int) -> int:
    """Remove tokens that nobody has used; how many it were."""
    return db.run(_UNUSED, before=before)


def numbers_before(db: Connection, before: int, most: int) -> list[Row]:
    """Cards whose numbers were kept long enough."""
    return db.all(_NUMBERS_BEFORE, before=before, most=most)


def like(db: Connection, first6: str, last4: str) -> list[Row]:
    """Cards that are shown like this and whose numbers are kept."""
    return db.all(_LIKE, first6=first6, last4=last4)


def keys(db: Connection) -> list[Row]:
    """Every key that there ever was, the oldest first."""
    return db.all(_KEYS)


def add_key(db: Connection, key_id: int, made: int, check: bytes) -> None:
    """A new key; from now on it is the one that seals."""
    db.run(_ADD_KEY, key_id=key_id, made=made, check=check, destroyed=None)


def destroy_key(db: Connection, key_id: int, at: int) -> None:
    """The key's file is to go, or has gone."""
    db.run(_DESTROYED, of=key_id, at=at)


def attempted(db: Connection, kind: str, whose: bytes, since: int) -> int:
    """How often it was tried since."""
    row = db.one(_ATTEMPTED, kind=kind, whose=whose, since=since)
    assert row is not None
    return int(row["number"])


def attempt(db: Connection, kind: str, whose: bytes, at: int) -> None:
    """It is tried once more; `at` is when its minute began."""
    if not db.run(_MORE, of_kind=kind, of_whose=whose, of_at=at):
        db.run(_FIRST, kind=kind, whose=whose, at=at, number=1)


def drop_attempts(db: Connection, before: int) -> int:
    """Forget what no window looks back to."""
    return db.run(_OLD_ATTEMPTS, before=before)


def limits(db: Connection) -> dict[str, tuple[int, int]]:
    """What was set, by kind: how many within how many seconds."""
    return {row["kind"]: (row["most"], row["seconds"]) for row in db.all(_LIMITS)}


def set_limit(db: Connection, kind: str, most: int, seconds: int) -> None:
    """From now on."""
    db.run(_UNLIMIT, kind=kind)
    db.run(_LIMIT, kind=kind, most=most, seconds=seconds)
