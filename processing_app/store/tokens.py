"""Signing keys by name, shop keys, revocations and impersonations, as rows. Times in ms UTC."""

from sqlalchemy import MetaData, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from common.database import Connection, Row, Statement
from processing_app.store.token_tables import tables

_T = tables(MetaData())
_K, _S = _T.keys.c, _T.shop_keys.c
_KEYS = Statement(select(_T.keys).order_by(_K.made_at, _K.kid))
_ADD_KEY = Statement(insert(_T.keys).values(kid=bindparam("kid"), made_at=bindparam("made_at"), ends_at=None))
_END_KEY = Statement(update(_T.keys).where(_K.kid == bindparam("of")).values(ends_at=bindparam("until")))
_DROP_KEYS = Statement(delete(_T.keys).where(_K.ends_at <= bindparam("now")))
_LIVE = Statement(select(_S.key_id).where(_S.revoked_at.is_(None), _S.ends_at > bindparam("now")))
_LAST = Statement(
    select(func.max(_S.ends_at).label("until")).where(_S.kid == bindparam("kid"), _S.revoked_at.is_(None))
)
_SHOP_KEYS = Statement(select(_T.shop_keys).order_by(_S.issued_at, _S.key_id))
_SHOP_KEY = Statement(select(_T.shop_keys).where(_S.key_id == bindparam("key_id")))
_ADD_SHOP_KEY = Statement(
    insert(_T.shop_keys).values({column.name: bindparam(column.name) for column in _S if column.name != "revoked_at"})
)
_REVOKE_KEY = Statement(update(_T.shop_keys).where(_S.key_id == bindparam("of")).values(revoked_at=bindparam("now")))
_REVOKE_KEYS = Statement(
    update(_T.shop_keys)
    .where(_S.shop_id == bindparam("of"), _S.revoked_at.is_(None))
    .values(revoked_at=bindparam("now"))
)
_REVOKED = Statement(select(_T.revoked.c.token_id))
_REVOKE = Statement(
    upsert(_T.revoked)
    .values({column.name: bindparam(column.name) for column in _T.revoked.c})
    .on_conflict_do_nothing(index_elements=["token_id"])
)
_FORGET_REVOKED = Statement(delete(_T.revoked).where(_T.revoked.c.ends_at <= bindparam("now")))
_FLOORS = Statement(select(_T.floors))
_RAISE = upsert(_T.floors).values({column.name: bindparam(column.name) for column in _T.floors.c})
_RAISE_FLOOR = Statement(
    _RAISE.on_conflict_do_update(
        index_elements=["subject"],
        set_={name: _RAISE.excluded[name] for name in ("not_before", "ends_at", "principal")},
    )
)
_FORGET_FLOORS = Statement(delete(_T.floors).where(_T.floors.c.ends_at <= bindparam("now")))
_ADD_IMPERSONATION = Statement(
    insert(_T.impersonations).values({column.name: bindparam(column.name) for column in _T.impersonations.c})
)
_IMPERSONATIONS = Statement(select(_T.impersonations).order_by(_T.impersonations.c.at.desc()).limit(bindparam("limit")))


def keys(db: Connection) -> list[Row]:
    """The names of all signing keys, the current one last."""
    return db.all(_KEYS)


def add_key(db: Connection, kid: str, made_at: int) -> None:
    """A key signs from now on."""
    db.run(_ADD_KEY, kid=kid, made_at=made_at)


def end_key(db: Connection, kid: str, until: int) -> None:
    """A key signs nothing any more, and what it signed counts until then."""
    db.run(_END_KEY, of=kid, until=until)


def drop_keys(db: Connection, now: int) -> None:
    """Forget the names of keys that have ended."""
    db.run(_DROP_KEYS, now=now)


def live_shop_keys(db: Connection, now: int) -> list[str]:
    """The ids of all shop keys that are good."""
    return [row["key_id"] for row in db.all(_LIVE, now=now)]


def last_end(db: Connection, kid: str) -> int:
    """Until when the longest shop key is good that this key signed; 0: there is none."""
    row = db.one(_LAST, kid=kid)
    until: int = row["until"] if row is not None and row["until"] is not None else 0
    return until


def shop_keys(db: Connection) -> list[Row]:
    """All shop keys, the oldest first."""
    return db.all(_SHOP_KEYS)


def shop_key(db: Connection, key_id: str) -> Row | None:
    """One of them."""
    return db.one(_SHOP_KEY, key_id=key_id)


def add_shop_key(db: Connection, **values: object) -> None:
    """A new one."""
    db.run(_ADD_SHOP_KEY, **values)


def revoke_shop_key(db: Connection, key_id: str, now: int) -> None:
    """It is good for nothing any more."""
    db.run(_REVOKE_KEY, of=key_id, now=now)


def revoke_shop_keys(db: Connection, shop_id: str, now: int) -> None:
    """None of a shop's is."""
    db.run(_REVOKE_KEYS, of=shop_id, now=now)


def revoked(db: Connection) -> list[str]:
    """The ids of single tokens that were revoked."""
    return [row["token_id"] for row in db.all(_REVOKED)]


def revoke(db: Connection, token_id: str, at: int, ends_at: int, principal: str) -> None:
    """One token is good for nothing any more."""
    db.run(_REVOKE, token_id=token_id, at=at, ends_at=ends_at, principal=principal)


def floors(db: Connection) -> dict[str, int]:
    """Since when (s) tokens of a subject count, where the earlier ones were revoked."""
    return {row["subject"]: row["not_before"] for row in db.all(_FLOORS)}


def raise_floor(db: Connection, subject: str, not_before: int, ends_at: int, principal: str) -> None:
    """All tokens that a subject has by now are good for nothing any more."""
    db.run(_RAISE_FLOOR, subject=subject, not_before=not_before, ends_at=ends_at, principal=principal)


def forget(db: Connection, now: int) -> None:
    """Revocations of what has ended by itself meanwhile."""
    db.run(_FORGET_REVOKED, now=now)
    db.run(_FORGET_FLOORS, now=now)


def add_impersonation(db: Connection, **values: object) -> None:
    """Somebody may act for somebody else."""
    db.run(_ADD_IMPERSONATION, **values)


def impersonations(db: Connection, limit: int) -> list[Row]:
    """The latest, the newest first."""
    return db.all(_IMPERSONATIONS, limit=limit)
