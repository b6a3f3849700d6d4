"""A POS at a revision, remembered beside the database: a revision never changes, so what was read stays right."""

from typing import TypeVar

from common.database import Connection
from common.errors import ContractFault
from processing_app.core.domain import DomainObject, Owner, Pos, PosObject, Shop, Terms, joined, read
from processing_app.store import domain

MEMORY = "domain"
REMEMBERED = 4096
T = TypeVar("T", bound=DomainObject)


def pos(db: Connection, pos_id: str, revision: int | None = None) -> Pos:
    """A POS as a revision has it, or as it is now; ContractFault `not_found` when there is none."""
    at = domain.newest(db) if revision is None else revision
    known: dict[tuple[str, int], Pos] = db.memory.setdefault(MEMORY, {})
    found = known.get((pos_id, at))
    if found is None:
        found = _read(db, pos_id, at)
        if at <= domain.newest(db):  # a snapshot of before that revision knows only what was then
            if len(known) >= REMEMBERED:
                known.clear()
            known[pos_id, at] = found
    return found


def forget_if_undone(db: Connection, revision: int) -> None:
    """A unit of work writes this revision: if it is taken back, nothing that was read of it is remembered."""
    known: dict[tuple[str, int], Pos] = db.memory.setdefault(MEMORY, {})

    def forget() -> None:
        for key in [key for key in list(known) if key[1] >= revision]:
            known.pop(key, None)

    db.undo(forget)


def _read(db: Connection, pos_id: str, revision: int) -> Pos:
    found = _object(db, "pos", pos_id, revision, PosObject)
    shop = _object(db, "shop", found.shop_id, revision, Shop)
    owner = _object(db, "owner", shop.owner_id, revision, Owner)
    return joined(found, shop, owner, _object(db, "terms", found.terms_id, revision, Terms), revision)


def _object(db: Connection, kind: str, object_id: str, revision: int, wanted: type[T]) -> T:
    body = domain.body(db, kind, object_id, revision)
    found = None if body is None else read(body)
    if not isinstance(found, wanted):
        raise ContractFault("not_found")
    return found
