"""Barcodes as rows: what is made of them ahead of time, the digests of those that were used. Times in ms UTC."""

from collections.abc import Iterable

from sqlalchemy import MetaData, bindparam, delete, insert, select

from common.database import Connection, Row, Statement
from processing_app.store import barcode_tables

_METADATA = MetaData()
_P = barcode_tables.pool(_METADATA)
_S = barcode_tables.spent(_METADATA)
_AFTER = Statement(
    select(_P).where(_P.c.wallet_id == bindparam("wallet_id"), _P.c.id > bindparam("after")).order_by(_P.c.id)
)
_DROP = Statement(delete(_P).where(_P.c.wallet_id == bindparam("wallet_id"), _P.c.id <= bindparam("last")))
_PUT = Statement(insert(_P).values(wallet_id=bindparam("wallet_id"), seed=bindparam("seed")))
_SPENT = Statement(select(_S.c.payment_id).where(_S.c.digest == bindparam("digest")), keyed=True)
_SPEND = Statement(insert(_S).values({column.name: bindparam(column.name) for column in _S.columns}))


def waiting(db: Connection, wallet_id: str, after: int) -> list[Row]:
    """What the next barcodes of a wallet are made of, behind one that was taken."""
    return db.all(_AFTER, wallet_id=wallet_id, after=after)


def drop(db: Connection, wallet_id: str, last: int) -> None:
    """Those up to this one were taken."""
    db.run(_DROP, wallet_id=wallet_id, last=last)


def put(db: Connection, wallet_id: str, seeds: Iterable[bytes]) -> None:
    """More of them."""
    for seed in seeds:
        db.run(_PUT, wallet_id=wallet_id, seed=seed)


def is_spent(db: Connection, digest: bytes) -> bool:
    """Whether a barcode was used, by a payment that this group has only gathered, too."""
    db.settle(("barcode", digest))
    return db.one(_SPENT, digest=digest) is not None


def spend(db: Connection, digest: bytes, payment_id: str, provider_id: int, now: int) -> None:
    """It is used from now on; it must not have been before."""
    db.gather(
        _SPEND, ("barcode", digest), digest=digest, payment_id=payment_id, provider_id=provider_id, spent=now
    )  # fmt: skip
