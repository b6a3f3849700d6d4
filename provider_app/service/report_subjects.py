"""Whom the provider's reports may be about, and whose reports they are."""

from common.database import Connection
from common.reporting.kinds import Kind, Subject
from common.words import Words
from provider_app.core import numbers, search
from provider_app.store import about, contracts, subscribers

MOST = 50
NAMELESS = Words("Поставщик услуг", "Service provider")


def subjects(db: Connection, kind: Kind, text: str) -> list[Subject]:
    """Subscribers by number, name, contract or e-mail; contracts with centres by name or number."""
    return _contracts(db, text) if kind.about == "contract" else _subscribers(db, text)


def issuer(db: Connection) -> Words:
    """The provider's own name."""
    known = about.get(db)
    return NAMELESS if known is None else known[0]


def _subscribers(db: Connection, text: str) -> list[Subject]:
    typed = numbers.typed(text)
    exact = [subscribers.find(db, text), subscribers.find(db, typed), subscribers.of_contract(db, typed)]
    which = subscribers.Which(search.like(typed.casefold()))
    like = [one for one, _ in subscribers.search(db, which, limit=MOST)]
    found = {one.number: Subject(one.number, one.full_name, one.email) for one in [*exact, *like] if one is not None}
    return list(found.values())[:MOST]


def _contracts(db: Connection, text: str) -> list[Subject]:
    wanted = text.strip().casefold()
    every = [Subject(str(one.id), one.name) for one in contracts.every(db)]
    exact = [one for one in every if one.key == wanted]
    return [*exact, *(one for one in every if one not in exact and wanted in one.name.casefold())][:MOST]
