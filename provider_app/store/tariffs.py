"""Tariffs with the services they declare."""

from typing import NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update

from common.database import Connection, Row, Statement
from common.protocol.provider import Service
from common.words import Words
from provider_app.store.tables import SERVICES, TARIFFS

_T, _S = TARIFFS, SERVICES
_ALL = Statement(select(_T).order_by(_T.c.code))
_ONE = Statement(select(_T).where(_T.c.code == bindparam("code")))
_OFFERS = Statement(select(_S).where(_S.c.tariff == bindparam("tariff")).order_by(_S.c.place))
_ALL_OFFERS = Statement(select(_S).order_by(_S.c.tariff, _S.c.place))
_OFFER = Statement(select(_S).where(_S.c.tariff == bindparam("tariff"), _S.c.code == bindparam("code")))
_ADD = Statement(insert(_T))
_ADD_OFFER = Statement(insert(_S))
_RENAME = Statement(
    update(_T).where(_T.c.code == bindparam("of")).values(name_ru=bindparam("name_ru"), name_en=bindparam("name_en"))
)
_DROP_OFFERS = Statement(delete(_S).where(_S.c.tariff == bindparam("of")))


class Tariff(NamedTuple):
    """A tariff: its number plan says which numbers its subscribers get."""

    code: str
    name: Words
    numbers: str


def find(db: Connection, code: str) -> Tariff | None:
    """One tariff."""
    row = db.one(_ONE, code=code)
    return _tariff(row) if row is not None else None


def every(db: Connection) -> list[Tariff]:
    """All tariffs by code."""
    return [_tariff(row) for row in db.all(_ALL)]


def services(db: Connection, code: str) -> list[Service]:
    """A tariff's services in their order."""
    return [_service(row) for row in db.all(_OFFERS, tariff=code)]


def every_service(db: Connection) -> list[tuple[str, Service]]:
    """Every service with its tariff's code."""
    return [(row["tariff"], _service(row)) for row in db.all(_ALL_OFFERS)]


def service(db: Connection, tariff: str, code: str) -> Service | None:
    """One service of a tariff."""
    row = db.one(_OFFER, tariff=tariff, code=code)
    return _service(row) if row is not None else None


def add(db: Connection, tariff: Tariff, offers: list[Service]) -> None:
    """A new tariff with its services."""
    db.run(_ADD, code=tariff.code, name_ru=tariff.name.ru, name_en=tariff.name.en, numbers=tariff.numbers)
    _add_offers(db, tariff, offers)


def change(db: Connection, tariff: Tariff, offers: list[Service]) -> None:
    """Keep another name and other services."""
    db.run(_RENAME, of=tariff.code, name_ru=tariff.name.ru, name_en=tariff.name.en)
    db.run(_DROP_OFFERS, of=tariff.code)
    _add_offers(db, tariff, offers)


def _add_offers(db: Connection, tariff: Tariff, offers: list[Service]) -> None:
    for place, offer in enumerate(offers):
        db.run(
            _ADD_OFFER,
            tariff=tariff.code,
            place=place,
            code=offer.code,
            label_ru=offer.label.ru,
            label_en=offer.label.en,
            unit_ru=offer.unit.ru,
            unit_en=offer.unit.en,
            price=offer.price,
        )


def _tariff(row: Row) -> Tariff:
    return Tariff(row["code"], Words(row["name_ru"], row["name_en"]), row["numbers"])


def _service(row: Row) -> Service:
    label, unit = Words(row["label_ru"], row["label_en"]), Words(row["unit_ru"], row["unit_en"])
    return Service(code=row["code"], label=label, unit=unit, price=row["price"])
