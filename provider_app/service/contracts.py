"""Contracts with processing centres: signing, editing, blocking, a new password."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from common import fields as fields_rules
from common.clock import milliseconds, moment
from common.credentials import logins
from common.database import Connection
from common.edition import demand, edition
from common.errors import Rejected
from common.money import LARGEST
from common.principal import Principal
from common.protocol import card
from common.protocol.card import Card, CardKind
from common.protocol.dialects import osmp
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistake, Mistakes, refuse
from common.words import Words
from provider_app.core import tariffs as tariff_rules
from provider_app.service.fields import field_mistakes, usual_field
from provider_app.service.messages import (
    Contracts,
    ContractShown,
    Dialect,
    Done,
    EditContract,
    OneContract,
    SignProcessing,
    TryContract,
)
from provider_app.service.part import Part
from provider_app.store import contracts as store

KIND = "processing"
LAST_YEAR = 2199
NO_NAME = Words("Впишите название центра, до 100 знаков.", "Type the centre's name, at most 100 characters.")
NAME_TAKEN = Words("Договор с центром с таким названием уже есть.", "There is a contract with a centre of this name.")
WRONG_LIMIT = Words("От 0,01 ₽ и до десяти миллиардов.", "From 0.01 ₽ up to ten billion.")
LIMITS_CROSS = Words("Максимум меньше минимума.", "The maximum is below the minimum.")
TOO_LATE = Words(f"Не позже {LAST_YEAR} года.", f"Not later than the year {LAST_YEAR}.")
WRONG_CODES = Words("Таблица кодов не годится: {why}.", "The table of codes will not do: {why}.")


class ContractPart(Part):
    """Contracts with those who collect money for us."""

    def sign_processing(self, db: Connection, who: Principal, ask: SignProcessing) -> Card:
        """A centre gets a login and a card; the password is told only here."""
        new = store.Contract(
            id=0,
            name=ask.name.strip(),
            dialect=ask.dialect.value,
            fields=ask.fields or [usual_field(db)],
            codes=osmp.STANDARD.changed(ask.codes),
            minimum=ask.minimum,
            maximum=ask.maximum,
            blocked=False,
            valid_until=_end(ask.valid_until),
            signed_at=self.clock.now_ms(),
        )
        self._demand_all_sound(db, TryContract(**msgspec.structs.asdict(ask)))
        self._demand_sound(db, new)
        made = store.add(db, new)
        self.log.info("contract signed", contract=made.id, dialect=made.dialect)
        return self._contract_card(db, made)

    def try_contract(self, db: Connection, who: Principal, ask: TryContract) -> Mistakes:
        """Everything to correct before saving."""
        return Mistakes(mistakes=list(self._mistakes_of_contract(db, ask)))

    def contracts(self, db: Connection, who: Principal, ask: Nothing) -> Contracts:
        """Every contract, without passwords: nobody knows them any more."""
        return Contracts(contracts=[_shown(db, one) for one in store.every(db)])

    def edit_contract(self, db: Connection, who: Principal, ask: EditContract) -> ContractShown:
        """Change what is given. Payments in the books stay as they were agreed."""
        old = self.contract_of(db, ask.contract)
        demand(ask.edition, _edition(old), old.name)
        until = _end(ask.valid_until) if ask.valid_until is not None else old.valid_until
        new = old._replace(
            name=old.name if ask.name is None else ask.name.strip(),
            fields=old.fields if ask.fields is None else ask.fields,
            codes=old.codes if ask.codes is None else old.codes.changed(ask.codes),
            minimum=old.minimum if ask.minimum is None else ask.minimum,
            maximum=old.maximum if ask.maximum is None else ask.maximum,
            valid_until=None if ask.endless else until,
        )
        self._demand_sound(db, new)
        store.change(db, new)
        self.log.info("contract edited", contract=new.id)
        return _shown(db, new)

    def block_contract(self, db: Connection, who: Principal, ask: OneContract) -> Done:
        """No new checks and credits; what is in the books can still be asked and fenced."""
        return self._set_contract_blocked(db, ask.contract, blocked=True)

    def unblock_contract(self, db: Connection, who: Principal, ask: OneContract) -> Done:
        """In force again."""
        return self._set_contract_blocked(db, ask.contract, blocked=False)

    def reissue_password(self, db: Connection, who: Principal, ask: OneContract) -> Card:
        """A new password in a new card; the old password lives for another day."""
        return self._contract_card(db, self.contract_of(db, ask.contract))

    def contract_of(self, db: Connection, contract_id: int) -> store.Contract:
        """A contract by id; Rejected `unknown_contract`."""
        found = store.find(db, contract_id)
        if found is None:
            raise Rejected("unknown_contract", str(contract_id))
        return found

    def _set_contract_blocked(self, db: Connection, contract_id: int, *, blocked: bool) -> Done:
        self.contract_of(db, contract_id)
        store.set_blocked(db, contract_id, blocked=blocked)
        self.log.info("contract blocked" if blocked else "contract unblocked", contract=contract_id)
        return Done()

    def _demand_all_sound(self, db: Connection, ask: TryContract) -> None:
        """Several mistakes are said together; a single one has a code of its own, see `_demand_sound`."""
        mistakes = list(self._mistakes_of_contract(db, ask))
        if len(mistakes) > 1:
            refuse(mistakes)

    def _mistakes_of_contract(self, db: Connection, ask: TryContract) -> Iterator[Mistake]:
        name = ask.name.strip()
        same = store.named(db, name)
        if not tariff_rules.is_named((name, name)):
            yield Mistake(field="name", words=NO_NAME)
        elif same is not None and same.id != ask.contract:
            yield Mistake(field="name", words=NAME_TAKEN)
        if not 1 <= ask.minimum <= LARGEST:
            yield Mistake(field="minimum", words=WRONG_LIMIT)
        if not 1 <= ask.maximum <= LARGEST:
            yield Mistake(field="maximum", words=WRONG_LIMIT)
        elif ask.maximum < ask.minimum:
            yield Mistake(field="maximum", words=LIMITS_CROSS)
        if ask.valid_until is not None and ask.valid_until.year > LAST_YEAR:
            yield Mistake(field="valid_until", words=TOO_LATE)
        yield from field_mistakes(ask.fields or [usual_field(db)], ask.dialect)
        try:
            osmp.STANDARD.changed(ask.codes)
        except Rejected as no:
            yield Mistake(field="codes", words=WRONG_CODES.format(why=no.detail))

    def _demand_sound(self, db: Connection, new: store.Contract) -> None:
        tariff_rules.demand_name("name", (new.name, new.name))
        same = store.named(db, new.name)
        if same is not None and same.id != new.id:
            raise Rejected("already_exists", new.name)
        if not 1 <= new.minimum <= new.maximum <= LARGEST:
            raise Rejected("wrong_value", f"minimum {new.minimum}, maximum {new.maximum}: 1–{LARGEST}")
        fields_rules.demand_sound(new.fields)
        if new.dialect == Dialect.OSMP:
            osmp.demand_fields([field.name for field in new.fields])

    def _contract_card(self, db: Connection, contract: store.Contract) -> Card:
        login = f"processing-{contract.id}"
        password = self.means.gatekeeper.issue(db, KIND, str(contract.id), login)
        name, group = self.title(db)
        return Card(
            kind=CardKind.PROVIDER,
            version=card.VERSION,
            issuer=self.means.uid,
            name=name,
            url=self.means.url,
            dialect=contract.dialect,
            login=login,
            password=password,
            number=str(contract.id),
            group=group,
            fields=contract.fields,
            minimum=contract.minimum,
            maximum=contract.maximum,
        )


def _end(last_day: date | None) -> int | None:
    """The first moment after a last day, UTC."""
    if last_day is None:
        return None
    if last_day.year > LAST_YEAR:
        raise Rejected("wrong_value", f"valid_until: {last_day}")
    return milliseconds(datetime.combine(last_day, time(), UTC) + timedelta(days=1))


def _shown(db: Connection, one: store.Contract) -> ContractShown:
    last_day = None if one.valid_until is None else (moment(one.valid_until) - timedelta(days=1)).date()
    return ContractShown(
        contract=one.id,
        name=one.name,
        login=next(iter(logins(db, KIND, str(one.id))), ""),
        dialect=one.dialect,
        minimum=one.minimum,
        maximum=one.maximum,
        blocked=one.blocked,
        valid_until=last_day,
        signed_at=moment(one.signed_at),
        fields=one.fields,
        codes=_codes(one),
        edition=_edition(one),
    )


def _edition(one: store.Contract) -> str:
    return edition(one.name, one.fields, _codes(one), one.minimum, one.maximum, one.valid_until)


def _codes(one: store.Contract) -> dict[str, int]:
    """The OSMP code table, where the contract has a use for one."""
    if one.dialect != Dialect.OSMP:
        return {}
    return {meaning.result.value: meaning.number for meaning in one.codes.meanings}
