"""Contracts with providers: signed by a card or by hand, edited, deleted and taken back."""

import msgspec

from common.clock import milliseconds, moment
from common.database import Connection
from common.edition import demand
from common.errors import OplataError
from common.principal import Principal
from common.protocol import codes
from common.protocol.card import Card
from common.protocol.mistake import Mistakes
from consumer_app import messages
from consumer_app.service.contract_card import card_of, demand_new, edited, signed, sound, with_new, written
from consumer_app.service.contract_form import demand_none, like, mistakes_of
from consumer_app.service.means import Means, secret
from consumer_app.service.showing import contract_shown, edition_of
from consumer_app.store import news as kept
from consumer_app.store.contracts import Contract


class ContractsService:
    """The file of contracts, their passwords in the secrets, and what is known beside them."""

    def __init__(self, means: Means) -> None:
        """Nothing is read before it is asked for."""
        self._means = means

    def add_contract(self, who: Principal, ask: messages.AddContract) -> messages.ContractShown:
        """Sign a contract by its card; the same card twice is `already_exists`."""
        return self._sign(sound(ask.card), ask.title.strip())

    def write_contract(self, who: Principal, ask: messages.WriteContract) -> messages.ContractShown:
        """Sign a contract from what was typed; the refusal names every mistake."""
        form = messages.TryContract(**msgspec.structs.asdict(ask))
        demand_none(mistakes_of(form, tuple(self.active_contracts())))
        return self._sign(sound(written(ask)), ask.title.strip())

    def try_contract(self, db: Connection, who: Principal, ask: messages.TryContract) -> Mistakes:
        """All that is wrong with a form; nothing is saved."""
        return Mistakes(mistakes=mistakes_of(ask, tuple(self.active_contracts())))

    def _sign(self, card: Card, title: str) -> messages.ContractShown:
        means = self._means
        demand_new(means.file.contracts, card)
        above = max((int(one.id) for one in means.file.contracts), default=0)
        number = str(means.database.write(lambda db: kept.take_contract_id(db, above), "take_contract_id"))
        now = means.clock.now_ms()
        made = signed(card, number, title=title, added_at=now, edited_at=now)
        means.secrets.keep(secret(number), card.login, card.password)
        try:
            means.file.change(lambda every: (*with_new(every, card), made))
        except OplataError:
            means.secrets.forget(secret(number))
            raise
        means.log.info("contract signed", contract=number, provider=card.name.ru, url=card.url)
        return self._shown(made)

    def contracts(self, db: Connection, who: Principal, ask: messages.AskContracts) -> messages.Contracts:
        """All contracts; a word about their file if it was found damaged."""
        file = self._means.file
        told, balances = kept.addresses(db), kept.balances(db)
        shown = [
            contract_shown(self._means, one, told.get(one.id), balances.get(one.id))
            for one in file.contracts
            if ask.deleted or one.deleted_at is None
        ]
        if not file.trouble:
            return messages.Contracts(contracts=shown)
        said = messages.Trouble(
            code=file.trouble,
            words=codes.words(file.trouble, file.path.name),
            file=file.path.name,
            copy_at=moment(file.copy_at) if file.copy_at is not None else None,
            contracts=sum(one.deleted_at is None for one in file.contracts),
        )
        return messages.Contracts(contracts=shown, trouble=said)

    def edit_contract(self, who: Principal, ask: messages.EditContract) -> messages.ContractShown:
        """Change what is given and leave the rest."""
        means = self._means
        before = means.contract(ask.contract)
        demand(ask.edition, edition_of(before), before.title or before.name.ru)
        login = means.secrets.login_of(secret(before.id)) or (before.login, "")
        card = sound(edited(card_of(before, *self._chosen(before, login, ask)), ask))
        title = before.title if ask.title is None else ask.title.strip()
        now = max(means.clock.now_ms(), before.edited_at + 1)
        after = signed(card, before.id, title=title, added_at=before.added_at, edited_at=now)
        if (after.issuer, after.number, after.url) != (before.issuer, before.number, before.url):
            demand_new(means.file.contracts, card, but=before.id)
        entered = (card.login, card.password) != login
        try:
            if entered:
                means.secrets.keep(version(before.id, before.edited_at), *login)
                means.secrets.keep(version(before.id, now), card.login, card.password)
                means.secrets.keep(secret(before.id), card.login, card.password)
            means.file.change(lambda every: tuple(after if one.id == before.id else one for one in every))
        except OplataError:
            if entered:
                means.secrets.keep(secret(before.id), *login)
            raise
        self._forget_what_was_heard(before, after)
        means.log.info("contract edited", contract=before.id)
        return self._shown(after)

    def _forget_what_was_heard(self, before: Contract, after: Contract) -> None:
        """The provider is told our address anew; the balance of another number is not this one's."""
        means, same = self._means, like(after, before.issuer, before.number, before.url)
        if not same:
            means.reached.known.pop(after.id, None)

        def forget(db: Connection) -> None:
            kept.forget_address(db, after.id)
            if not same:
                kept.forget_balance(db, after.id)

        means.database.write(forget, "forget_heard")

    def _chosen(self, contract: Contract, login: tuple[str, str], ask: messages.EditContract) -> tuple[str, str]:
        """Those of another version if asked for; where none were kept under it, no edit next to it had changed them."""
        if ask.password_of is None:
            return login
        return self._means.secrets.login_of(version(contract.id, milliseconds(ask.password_of))) or login

    def delete_contract(self, who: Principal, ask: messages.OneContract) -> messages.ContractShown:
        """Take a contract off the list; its password, uses and news stay, so that it can be taken back."""
        now = self._means.clock.now_ms()
        return self._mark(self._means.contract(ask.contract), now)

    def undo_delete_contract(self, who: Principal, ask: messages.OneContract) -> messages.ContractShown:
        """Take a deleted contract back; `already_exists` when the same one was signed since."""
        deleted = self._means.contract(ask.contract, deleted=True)
        demand_new(self._means.file.contracts, card_of(deleted, deleted.login, ""))
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
        told, balance = self._means.database.read(
            lambda db: (kept.addresses(db).get(contract.id), kept.balances(db).get(contract.id))
        )
        return contract_shown(self._means, contract, told, balance)


def version(contract: str, edited_at: int) -> str:
    """The name under which the login and password of a version are kept, if an edit changed them before or after it."""
    return f"{secret(contract)}-{edited_at}"
