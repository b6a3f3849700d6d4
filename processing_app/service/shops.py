"""What people do with the domain one object at a time: add an owner, a shop, a POS; edit, close and open a POS."""

import re
from collections.abc import Sequence
from typing import Any, Protocol

import msgspec

from common import ids
from common.database import Connection
from common.errors import ContractFault, Rejected
from common.principal import Principal
from processing_app.core.domain import METHODS, Bank, DomainObject, Owner, Payee, PosObject, Shop, Terms, kind_of
from processing_app.core.flows import Flow, Role, Share
from processing_app.service.asks.domain import (
    AddBank,
    AddOwner,
    AddPayee,
    AddPos,
    AddShop,
    AddTrainingShop,
    DomainCommitted,
    EditPos,
    PosId,
    TrainingShop,
)
from processing_app.service.domain import find, objects

TEST = "TEST"
"""The shopID of the seed's own examples (seed 003)."""
SIMULATED = "simulated"
OF_POS = frozenset({"name", "payee_id", "terms_id", "origins", "return_urls"})
"""What of a POS's form belongs to the POS itself; the rest are its terms."""
NO_FIELDS = frozenset({"id", "base_revision", "reason"})


WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Written(Protocol):
    """Where the acts are written: the domain, or a trial of it."""

    def revision(self, db: Connection) -> int:
        """The one in force."""

    def commit(
        self, db: Connection, who: Principal, changes: Sequence[DomainObject], *, base: int, reason: str,
        prefix: bool = False,
    ) -> int:  # fmt: skip
        """A new revision with these objects, its number."""


class Shops:
    """Each act is one revision of the domain; without a base revision it is written over whatever is in force."""

    def __init__(self, domain: Written) -> None:
        """Everything is written through the domain."""
        self._domain = domain

    def add_owner(self, db: Connection, who: Principal, ask: AddOwner) -> DomainCommitted:
        """A legal entity."""
        return self._add(db, who, ask, Owner(_new(ask.id), ask.name, ask.inn, ask.tax_system))

    def add_shop(self, db: Connection, who: Principal, ask: AddShop) -> DomainCommitted:
        """A shop of an owner."""
        return self._add(db, who, ask, Shop(_new(ask.id), ask.owner_id, ask.name))

    def add_payee(self, db: Connection, who: Principal, ask: AddPayee) -> DomainCommitted:
        """Who is paid."""
        return self._add(db, who, ask, Payee(_new(ask.id), ask.owner_id, ask.name, ask.account, ask.bic))

    def add_bank(self, db: Connection, who: Principal, ask: AddBank) -> DomainCommitted:
        """A bank that authorizes payments."""
        return self._add(db, who, ask, Bank(_new(ask.id), ask.name, ask.adapter))

    def add_pos(self, db: Connection, who: Principal, ask: AddPos) -> DomainCommitted:
        """A POS with terms of its own, or by terms that are there."""
        pos_id = _new(ask.id)
        pos = PosObject(
            pos_id, ask.shop_id, ask.payee_id, ask.terms_id or pos_id, ask.name, tuple(ask.origins),
            tuple(ask.return_urls),
        )  # fmt: skip
        if ask.terms_id:
            return self._add(db, who, ask, pos)
        terms = msgspec.structs.replace(Terms(pos_id), **_given(ask, Terms))
        if not ask.methods:
            terms = msgspec.structs.replace(terms, methods=METHODS)
        return self._add(db, who, ask, pos, terms)

    def edit_pos(self, db: Connection, who: Principal, ask: EditPos) -> DomainCommitted:
        """What is given replaces what was; terms that others share are copied before they change."""
        given = _given(ask, EditPos)
        of_pos = {name: value for name, value in given.items() if name in OF_POS}
        of_terms = {name: value for name, value in given.items() if name not in OF_POS}
        pos = msgspec.structs.replace(_pos(db, ask.id), **of_pos)
        if not of_terms:
            return self._write(db, who, ask, pos)
        own = msgspec.structs.replace(_terms(db, pos.terms_id), **of_terms, id=self._own_terms(db, pos))
        return self._write(db, who, ask, msgspec.structs.replace(pos, terms_id=own.id), own)

    def close_pos(self, db: Connection, who: Principal, ask: PosId) -> DomainCommitted:
        """No new intent and no new payment from now on; those that have begun go on to their end."""
        return self._write(db, who, ask, msgspec.structs.replace(_pos(db, ask.id), active=False))

    def open_pos(self, db: Connection, who: Principal, ask: PosId) -> DomainCommitted:
        """As before it was closed."""
        return self._write(db, who, ask, msgspec.structs.replace(_pos(db, ask.id), active=True))

    def add_training_shop(self, db: Connection, who: Principal, ask: AddTrainingShop) -> TrainingShop:
        """The example; asked again, its pages are what is asked now and the rest is as it was at first."""
        base = self._domain.revision(db)
        changes = _training(tuple(ask.origins), tuple(ask.return_urls))
        at = self._domain.commit(db, who, changes, base=base, reason="add-training-shop")
        return TrainingShop(revision=at, pos_id=TEST)

    def _own_terms(self, db: Connection, pos: PosObject) -> str:
        """The id of terms that no other POS is sold by."""
        others = (one for one in objects(db) if isinstance(one, PosObject) and one.id != pos.id)
        return ids.short_id() if any(one.terms_id == pos.terms_id for one in others) else pos.terms_id

    def _add(
        self, db: Connection, who: Principal, ask: Any, thing: DomainObject, *more: DomainObject
    ) -> DomainCommitted:
        """A new object: an id that is taken is not written over."""
        for one in (thing, *more):
            if _is_there(db, one):
                raise Rejected("already_exists", f"{kind_of(one)} {one.id}")
        return self._write(db, who, ask, thing, *more)

    def _write(self, db: Connection, who: Principal, ask: Any, *changes: DomainObject) -> DomainCommitted:
        base = ask.base_revision or self._domain.revision(db)
        reason = ask.reason.strip() or f"{_command(ask)} {changes[0].id}"
        return DomainCommitted(
            revision=self._domain.commit(db, who, changes, base=base, reason=reason), id=changes[0].id
        )


def _training(origins: tuple[str, ...], return_urls: tuple[str, ...]) -> list[DomainObject]:
    """An owner with a number that nobody has, who sells cups; the centre takes 3 % of each."""
    return [
        Owner(TEST, "ООО «Кружка» (учебный владелец)", "7721010015"),
        Shop(TEST, TEST, "Кружка из маркета (учебный магазин)"),
        Payee(TEST, TEST, "ООО «Кружка» (учебный получатель)", "40702810900000000001", "044525000"),
        Bank(SIMULATED, "Имитатор банка"),
        Terms(
            TEST, "Учебные условия", bank=SIMULATED, minimum=100, levy=50_000,
            flows=(Flow(Role.POS, Role.COMMISSION, Share(3, 100), "Комиссия центра"),),
        ),
        PosObject(TEST, TEST, TEST, TEST, "Учебная точка продаж", origins, return_urls),
    ]  # fmt: skip


def _command(ask: Any) -> str:
    """AddPos → add-pos."""
    return WORDS.sub("-", type(ask).__name__).lower()


def _new(given: str) -> str:
    return given or ids.short_id()


def _given(ask: Any, wanted: type[Any]) -> dict[str, Any]:
    """What a form says of an object, with its lists as the domain keeps them."""
    values = {name: getattr(ask, name, None) for name in wanted.__struct_fields__ if name not in NO_FIELDS}
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items() if value is not None
    }


def _is_there(db: Connection, thing: DomainObject) -> bool:
    try:
        find(db, kind_of(thing), thing.id)
    except ContractFault:
        return False
    return True


def _pos(db: Connection, pos_id: str) -> PosObject:
    found = find(db, "pos", pos_id)
    assert isinstance(found, PosObject)
    return found


def _terms(db: Connection, terms_id: str) -> Terms:
    found = find(db, "terms", terms_id)
    assert isinstance(found, Terms)
    return found
