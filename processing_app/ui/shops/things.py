"""The objects of the domain as rows of a list: what each is, whose, whether it is open, and its fields."""

from typing import NamedTuple

from common.qt.table.column import Shown
from common.qt.tokens import Token
from common.words import Words, same
from processing_app.core.domain import DomainObject, Owner, Payee, PosObject, Shop, Terms, kind_of
from processing_app.service import domain_words

OPEN = Shown("ok", Words("Открыт", "Open"), Token.OK)
CLOSED = Shown("stopped", Words("Закрыт", "Closed"), Token.NEUTRAL)
ALL = Words("все", "all")
KINDS: dict[str, Words] = {
    "pos": Words("Точки продаж", "POS"),
    "shop": Words("Магазины", "Shops"),
    "owner": Words("Владельцы", "Owners"),
    "payee": Words("Получатели", "Payees"),
    "bank": Words("Банки", "Banks"),
}
"""What the list can be narrowed to; terms are shown with their POS."""


class Field(NamedTuple):
    """One field of an object."""

    name: str
    words: Words
    value: Words


class Thing(NamedTuple):
    """A row: an object, and the terms of a POS."""

    kind: str
    one: DomainObject
    whose: Words
    state: Shown | None
    terms: Terms | None

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the others."""
        return self.kind, self.one.id


class Known:
    """A revision of the domain, for lists and forms."""

    def __init__(self, revision: int, objects: list[DomainObject]) -> None:
        """All objects of it."""
        self.revision = revision
        self.objects = objects
        self._by_key = {(kind_of(one), one.id): one for one in objects}

    def find(self, kind: str, object_id: str) -> DomainObject | None:
        """One of them."""
        return self._by_key.get((kind, object_id))

    def options(self, kind: str) -> list[tuple[str, Words]]:
        """What a form can choose among."""
        return [(one.id, same(one.name or one.id)) for one in self.objects if kind_of(one) == kind]

    def things(self) -> list[Thing]:
        """The rows of the list."""
        found = [self._thing(one) for one in self.objects if kind_of(one) in KINDS]
        return sorted(found, key=lambda thing: list(KINDS).index(thing.kind))

    def thing(self, key: tuple[str, str]) -> Thing | None:
        """One row."""
        found = self.find(*key)
        return None if found is None else self._thing(found)

    def fields(self, thing: Thing) -> list[Field]:
        """Everything that is written of it; of a POS with its terms."""
        found = [Field("id", Words("Номер", "Id"), same(thing.one.id))]
        for one in (thing.one, thing.terms):
            if one is not None:
                found += [
                    Field(name, domain_words.FIELDS[name], self._shown(name, getattr(one, name)))
                    for name in domain_words.fields(one)
                    if not (one is thing.terms and name == "name")
                ]
        return found

    def _shown(self, field: str, value: object) -> Words:
        """A reference by the name of what it refers to."""
        if field == "systems" and not value:
            return ALL
        kind = field.removesuffix("_id") if field != "bank" else "bank"
        found = self.find(kind, str(value)) if isinstance(value, str) else None
        return same(found.name or found.id) if found is not None else domain_words.shown(field, value)

    def _thing(self, one: DomainObject) -> Thing:
        active = getattr(one, "active", None)
        state = None if active is None else OPEN if active else CLOSED
        terms = self.find("terms", one.terms_id) if isinstance(one, PosObject) else None
        return Thing(kind_of(one), one, self._whose(one), state, terms if isinstance(terms, Terms) else None)

    def _whose(self, one: DomainObject) -> Words:
        if isinstance(one, Shop | Payee):
            return self._shown("owner_id", one.owner_id)
        if isinstance(one, PosObject):
            return self._shown("shop_id", one.shop_id)
        return Words(f"ИНН {one.inn}", f"INN {one.inn}") if isinstance(one, Owner) else Words("", "")
