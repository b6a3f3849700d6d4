"""Contracts with providers: signed by a card, edited, deleted and taken back."""

from urllib.parse import urlsplit

import msgspec

from common.clock import moment
from common.database import Connection
from common.errors import OplataError, Rejected
from common.principal import Principal
from common.protocol import card as cards
from common.protocol import codes
from common.protocol.card import Card, CardKind
from consumer_app import core, messages
from consumer_app.service.means import Means, secret
from consumer_app.store import news as kept
from consumer_app.store.contracts import Contract, Kept

DIALECT = "json"


class ContractsService:
    """The file of contracts, their passwords in the secrets, and what is known beside them."""

    def __init__(self, means: Means) -> None:
        """Nothing is read before it is asked for."""
        self._means = means

    def add_contract(self, who: Principal, ask: messages.AddContract) -> messages.ContractShown:
        """Sign a contract by its card; the same card twice is `already_exists`."""
        means, card = self._means, sound(ask.card)
        demand_new(means.file.contracts, card.issuer, card.number)
        above = max((int(one.id) for one in means.file.contracts), default=0)
        number = str(means.database.write(lambda db: kept.take_contract_id(db, above), "take_contract_id"))
        now = means.clock.now_ms()
        made = signed(card, number, added_at=now, edited_at=now)
        means.secrets.keep(secret(number), card.login, card.password)
        try:
            means.file.change(lambda every: (*with_new(every, made), made))
        except OplataError:
            means.secrets.forget(secret(number))
            raise
        means.log.info("contract signed", contract=number, provider=card.name.ru, url=card.url)
        return self._shown(made)

    def contracts(self, db: Connection, who: Principal, ask: messages.AskContracts) -> messages.Contracts:
        """All contracts; a word about their file if it was found damaged."""
        file = self._means.file
        shown = [self._from(db, one) for one in file.contracts if ask.deleted or one.deleted_at is None]
        if not file.trouble:
            return messages.Contracts(contracts=shown)
        said = messages.Trouble(code=file.trouble, words=codes.words(file.trouble, file.path.name))
        return messages.Contracts(contracts=shown, trouble=said)

    def edit_contract(self, who: Principal, ask: messages.EditContract) -> messages.ContractShown:
        """Change what is given and leave the rest."""
        means = self._means
        before = means.contract(ask.contract)
        login, password = means.secrets.login_of(secret(before.id)) or (before.login, "")
        card = sound(edited(card_of(before, login, password), ask))
        after = signed(card, before.id, added_at=before.added_at, edited_at=means.clock.now_ms())
        if (after.issuer, after.number) != (before.issuer, before.number):
            demand_new(means.file.contracts, after.issuer, after.number)
        means.secrets.keep(secret(before.id), card.login, card.password)
        means.file.change(lambda every: tuple(after if one.id == before.id else one for one in every))
        means.database.write(lambda db: kept.forget_address(db, before.id), "forget_address")
        means.log.info("contract edited", contract=before.id)
        return self._shown(after)

    def delete_contract(self, who: Principal, ask: messages.OneContract) -> messages.ContractShown:
        """Take a contract off the list; its password, uses and news stay, so that it can be taken back."""
        now = self._means.clock.now_ms()
        return self._mark(self._means.contract(ask.contract), now)

    def undo_delete_contract(self, who: Principal, ask: messages.OneContract) -> messages.ContractShown:
        """Take a deleted contract back; `already_exists` when the same one was signed since."""
        deleted = self._means.contract(ask.contract, deleted=True)
        demand_new(self._means.file.contracts, deleted.issuer, deleted.number)
        return self._mark(deleted, None)

    def active_contracts(self) -> list[Contract]:
        """The contracts that are not deleted."""
        return [one for one in self._means.file.contracts if one.deleted_at is None]

    def _mark(self, contract: Contract, deleted_at: int | None) -> messages.ContractShown:
        after = msgspec.structs.replace(contract, deleted_at=deleted_at)
        self._means.file.change(lambda every: tuple(after if one.id == after.id else one for one in every))
        self._means.log.info("contract deleted" if deleted_at else "contract taken back", contract=after.id)
        return self._shown(after)

    def _shown(self, contract: Contract) -> messages.ContractShown:
        return self._means.database.read(lambda db: self._from(db, contract))

    def _from(self, db: Connection, contract: Contract) -> messages.ContractShown:
        url, code = kept.addresses(db).get(contract.id, ("", ""))
        told = "told" if url == self._means.url else "waiting"
        balance, at = kept.balances(db).get(contract.id, (None, None))
        return messages.ContractShown(
            id=contract.id,
            name=contract.name,
            number=contract.number,
            url=contract.url,
            dialect=contract.dialect,
            login=contract.login,
            currency=contract.currency,
            services=contract.services,
            posting=contract.posting,
            deleted=contract.deleted_at is not None,
            news=code or told,
            balance=balance,
            balance_at=moment(at) if at is not None else None,
        )


def sound(card: Card) -> Card:
    """The card if a consumer can work by it; Rejected `wrong_card` or `wrong_value` says what is wrong."""
    card = cards.decode(cards.encode(card))
    parts = urlsplit(card.url)
    wrong = {
        f"kind: {card.kind}": card.kind is not CardKind.SUBSCRIBER,
        f"dialect: {card.dialect}": card.dialect != DIALECT,
        "url": not parts.hostname or "@" in parts.netloc or bool(parts.query or parts.fragment),
        "number": not card.number,
        "login, password": not card.login or not card.password or ":" in card.login,
        "services": len({one.code for one in card.services}) != len(card.services),
        f"posting: {card.posting.path}": not card.posting.path.startswith("/") or " " in card.posting.path,
    }
    for detail, is_wrong in wrong.items():
        if is_wrong:
            raise Rejected("wrong_card", detail)
    core.demand_template(card.posting.template)
    return card


def demand_new(contracts: Kept, issuer: str, number: str) -> None:
    """One contract for a provider's number."""
    for one in contracts:
        if one.deleted_at is None and (one.issuer, one.number) == (issuer, number):
            raise Rejected("already_exists", f"{one.name.ru}, {one.number} (contract {one.id})")


def with_new(contracts: Kept, made: Contract) -> Kept:
    """The contracts, if there is none like the new one among them: asked again under the file's lock."""
    demand_new(contracts, made.issuer, made.number)
    return contracts


def signed(card: Card, number: str, *, added_at: int, edited_at: int) -> Contract:
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
    given = {name: getattr(ask, name) for name in ("name", "url", "login", "password", "posting")}
    return msgspec.structs.replace(card, **{name: value for name, value in given.items() if value is not None})
