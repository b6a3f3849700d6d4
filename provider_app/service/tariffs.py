"""Tariffs, their services, and the provider's own name."""

from common.database import Connection
from common.edition import demand, edition
from common.errors import Rejected
from common.principal import Principal
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistake, Mistakes, refuse
from common.protocol.provider import Service
from common.words import Words
from provider_app.core import numbers
from provider_app.core import tariffs as rules
from provider_app.service.messages import (
    AddTariff,
    DescribeProvider,
    Done,
    EditTariff,
    Tariffs,
    TariffShown,
    TryTariff,
)
from provider_app.service.part import Part
from provider_app.store import about, subscribers
from provider_app.store import tariffs as store

CODE_TAKEN = Words("Тариф с таким кодом уже есть.", "There is a tariff of this code already.")


class TariffPart(Part):
    """What is sold and at what price."""

    def describe_provider(self, db: Connection, who: Principal, ask: DescribeProvider) -> Done:
        """Say the name and the group that payers see."""
        name, group = (ask.name_ru, ask.name_en or ask.name_ru), (ask.group_ru, ask.group_en or ask.group_ru)
        rules.demand_name("name", name)
        rules.demand_name("group", group)
        about.put(db, Words(*name), Words(*group))
        return Done()

    def add_tariff(self, db: Connection, who: Principal, ask: AddTariff) -> TariffShown:
        """A new tariff with its services."""
        name = (ask.name_ru, ask.name_en or ask.name_ru)
        rules.demand_code("code", ask.code)
        rules.demand_name("name", name)
        numbers.demand_plan(ask.numbers)
        offers = ask.services or _services(rules.MOBILE if numbers.is_phone(ask.numbers) else rules.HOME)
        rules.demand_offers([_offer(one) for one in offers])
        return self._add_tariff(db, store.Tariff(ask.code, Words(*name), ask.numbers), offers)

    def standard_tariffs(self, db: Connection, who: Principal, ask: Nothing) -> Tariffs:
        """The tariffs that a new provider may begin with, as far as they are missing."""
        for plan in rules.STANDARD:
            if store.find(db, plan.code) is None:
                self._add_tariff(db, store.Tariff(plan.code, Words(*plan.name), plan.numbers), _services(plan))
        return self.tariffs(db, who, ask)

    def tariffs(self, db: Connection, who: Principal, ask: Nothing) -> Tariffs:
        """Every tariff with its services."""
        have = subscribers.of_tariffs(db)
        found = [_shown(one, store.services(db, one.code), have.get(one.code, 0)) for one in store.every(db)]
        return Tariffs(tariffs=found)

    def try_tariff(self, db: Connection, who: Principal, ask: TryTariff) -> Mistakes:
        """Everything to correct before saving."""
        name = (ask.name_ru, ask.name_en or ask.name_ru)
        found = rules.mistakes(ask.code, name, ask.numbers, [_offer(one) for one in ask.services])
        if not ask.existing and store.find(db, ask.code) is not None:
            found.insert(0, ("code", CODE_TAKEN))
        return Mistakes(mistakes=[Mistake(field=field, words=words) for field, words in found])

    def edit_tariff(self, db: Connection, who: Principal, ask: EditTariff) -> TariffShown:
        """Change the name, the services, the prices; what was used keeps the price it was used at."""
        old = store.find(db, ask.code)
        if old is None:
            raise Rejected("unknown_tariff", ask.code[:40])
        demand(ask.edition, edition(old.name, store.services(db, old.code)), old.name.ru)
        name_ru = old.name.ru if ask.name_ru is None else ask.name_ru
        name = (name_ru, (old.name.en if ask.name_en is None else ask.name_en) or name_ru)
        offers = store.services(db, old.code) if ask.services is None else ask.services
        wrong = rules.mistakes(old.code, name, old.numbers, [_offer(one) for one in offers])
        refuse([Mistake(field=field, words=words) for field, words in wrong])
        store.change(db, old._replace(name=Words(*name)), offers)
        self.log.info("tariff edited", tariff=old.code, services=len(offers))
        return _shown(old._replace(name=Words(*name)), offers, subscribers.of_tariffs(db).get(old.code, 0))

    def _add_tariff(self, db: Connection, tariff: store.Tariff, offers: list[Service]) -> TariffShown:
        if store.find(db, tariff.code) is not None:
            raise Rejected("already_exists", tariff.code)
        store.add(db, tariff, offers)
        self.log.info("tariff added", tariff=tariff.code, services=len(offers))
        return _shown(tariff, offers)


def _shown(tariff: store.Tariff, offers: list[Service], have: int = 0) -> TariffShown:
    return TariffShown(
        code=tariff.code,
        name=tariff.name,
        numbers=tariff.numbers,
        services=offers,
        subscribers=have,
        edition=edition(tariff.name, offers),
    )


def _offer(one: Service) -> rules.Offer:
    return rules.Offer(one.code, (one.label.ru, one.label.en), (one.unit.ru, one.unit.en), one.price)


def _services(plan: rules.Plan) -> list[Service]:
    return [
        Service(code=one.code, label=Words(*one.label), unit=Words(*one.unit), price=one.price) for one in plan.offers
    ]
