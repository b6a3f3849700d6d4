"""Contracts and the cards that make them: each can be told from the other, but for the password."""

import msgspec

from common import addresses
from common.errors import Rejected
from common.http_client import trust
from common.protocol import card as cards
from common.protocol.card import Card, CardKind
from common.words import Words
from consumer_app import core, messages
from consumer_app.service.contract_form import like
from consumer_app.store.contracts import Contract, Kept

DIALECT = "json"


def sound(card: Card) -> Card:
    """The card if a consumer can work by it; Rejected `wrong_card` or `wrong_value` says what is wrong."""
    card = cards.decode(cards.encode(card))
    cards.demand_kind(card, CardKind.SUBSCRIBER)
    wrong = {
        f"dialect: {card.dialect}": card.dialect != DIALECT,
        "url": addresses.wrong(card.url) is not None,
        "number": not card.number,
        "login, password": not card.login or not card.password or ":" in card.login,
        "services": len({one.code for one in card.services}) != len(card.services),
        f"posting: {card.posting.path}": not card.posting.path.startswith("/") or " " in card.posting.path,
    }
    for detail, is_wrong in wrong.items():
        if is_wrong:
            raise Rejected("wrong_card", detail)
    trust.current().demand_private(card.url)
    core.demand_template(card.posting.template)
    return card


def demand_new(contracts: Kept, card: Card, *, but: str = "") -> None:
    """One contract for a provider's number, `but` the one that is edited."""
    for one in contracts:
        if one.deleted_at is None and one.id != but and like(one, card.issuer, card.number, card.url):
            raise Rejected("already_exists", f"{one.name.ru}, {one.number} (contract {one.id})")


def with_new(contracts: Kept, card: Card) -> Kept:
    """The contracts, if there is none like the new one among them: asked again under the file's lock."""
    demand_new(contracts, card)
    return contracts


def written(form: messages.WriteContract) -> Card:
    """What was typed, as the card that the provider would have given out; who issued it is not known."""
    name = form.provider.strip()
    return Card(
        kind=CardKind.SUBSCRIBER,
        version=cards.VERSION,
        issuer="",
        name=Words(name, name),
        url=form.url.strip(),
        dialect=DIALECT,
        login=form.login.strip(),
        password=form.password,
        number=form.number.strip(),
        posting=form.posting,
    )


def signed(card: Card, number: str, *, title: str, added_at: int, edited_at: int) -> Contract:
    """The contract that a card makes."""
    return Contract(
        id=number,
        name=card.name,
        issuer=card.issuer,
        number=card.number,
        url=card.url.rstrip("/"),
        dialect=card.dialect,
        login=card.login,
        currency=card.currency,
        services=card.services,
        posting=card.posting,
        added_at=added_at,
        edited_at=edited_at,
        title=title,
    )


def card_of(contract: Contract, login: str, password: str) -> Card:
    """The card that would make this contract."""
    return Card(
        kind=CardKind.SUBSCRIBER,
        version=cards.VERSION,
        issuer=contract.issuer,
        name=contract.name,
        url=contract.url,
        dialect=contract.dialect,
        login=login,
        password=password,
        number=contract.number,
        currency=contract.currency,
        services=contract.services,
        posting=contract.posting,
    )


def edited(card: Card, ask: messages.EditContract) -> Card:
    """The card with what was given in its place."""
    card = ask.card or card
    given = {name: getattr(ask, name) for name in ("name", "number", "url", "login", "password", "posting")}
    return msgspec.structs.replace(card, **{name: value for name, value in given.items() if value is not None})
