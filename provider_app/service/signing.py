"""Signing a subscriber: a free number, everything to correct at once, the contract, the card."""

from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.protocol import card, mistake
from common.protocol.card import Card, CardKind
from common.protocol.mistake import Mistake
from common.words import Words
from provider_app.core import numbers, people
from provider_app.service.messages import (
    AskNumbers,
    FreeNumbers,
    NumberShown,
    OneSubscriber,
    SamePassport,
    SignSubscriber,
    SubscriberTried,
    TrySubscriber,
)
from provider_app.service.part import Part
from provider_app.store import subscribers as store
from provider_app.store import tariffs

KIND = "subscriber"
USUAL_TARIFF = "mobile"
NO_TARIFFS = Words("Сначала заведите тариф.", "Make a tariff first.")
NO_TARIFF = Words("Такого тарифа нет: выберите из списка.", "There is no such tariff: choose one of the list.")
NOT_IN_PLAN = Words(
    "Номера этого тарифа идут по плану {plan}, где X — любая цифра.",
    "Its numbers are {plan}, X for any digit.",
)
TAKEN = Words("Номер {number} уже выдан. Выберите другой.", "Number {number} is taken. Choose another.")
SIGNED_BEFORE = Words(
    "С этим паспортом уже есть договор {contract}: {name}, номер {number}.",
    "This passport has contract {contract} already: {name}, number {number}.",
)
PROBES = 10
"""How many draws a list of free numbers may cost for each of its numbers."""


class SigningPart(Part):
    """From a person to a subscriber."""

    def free_numbers(self, db: Connection, who: Principal, ask: AskNumbers) -> FreeNumbers:
        """Numbers to choose from, drawn anew every time."""
        plan = self._tariff(db, ask.tariff).numbers
        digits = numbers.typed(ask.holding)
        if digits:
            plan = numbers.holding(plan, digits)
        found: dict[str, None] = {}
        most = min(ask.limit, numbers.capacity(plan))
        for _ in range(PROBES * most):
            if len(found) == most:
                break
            found[self._free(db, plan)] = None
        return FreeNumbers(numbers=[NumberShown(number=one, shown=numbers.shown(one)) for one in found])

    def try_subscriber(self, db: Connection, who: Principal, ask: TrySubscriber) -> SubscriberTried:
        """Everything to correct before signing; the same passport is worth a word and no obstacle."""
        mistakes = self._mistakes_of_person(db, ask)
        passport = ask.passport.strip()
        readable = passport and not any(one.field == "passport" for one in mistakes)
        before = store.with_passport(db, people.compact(passport)) if readable else []
        return SubscriberTried(mistakes=mistakes, same_passport=[_same(one) for one in before])

    def sign_subscriber(self, db: Connection, who: Principal, ask: SignSubscriber) -> Card:
        """A person gets a number, a login and a card; the password is told only here."""
        mistakes = self._mistakes_of_person(db, ask)
        if any(one.field in people.FIELDS for one in mistakes):
            mistake.refuse(mistakes)
        tariff = self._tariff(db, ask.tariff)
        number = self._number(db, tariff, numbers.typed(ask.number))
        full_name, passport, email = _tidy(ask)
        new = store.Subscriber(number, full_name, email, tariff.code, 0, False, "", self.clock.now_ms())
        made = store.add(db, new, passport=passport)
        self.log.info("subscriber signed", number=number, tariff=tariff.code, contract=made.contract)
        return self._card(db, made)

    def reissue_card(self, db: Connection, who: Principal, ask: OneSubscriber) -> Card:
        """A new password in a new card; the old password lives for another day."""
        return self._card(db, self.subscriber_of(db, ask.number))

    def subscriber_of(self, db: Connection, number: str) -> store.Subscriber:
        """A subscriber by number; Rejected `unknown_subscriber`."""
        found = store.find(db, number)
        if found is None:
            raise Rejected("unknown_subscriber", number[:40])
        return found

    def _mistakes_of_person(self, db: Connection, ask: SignSubscriber) -> list[Mistake]:
        found = [Mistake(field=field, words=words) for field, words in people.mistakes(*_tidy(ask))]
        try:
            tariff = self._tariff(db, ask.tariff)
        except Rejected:
            words = NO_TARIFF if tariffs.every(db) else NO_TARIFFS
            return [*found, Mistake(field="tariff", words=words)]
        number = numbers.typed(ask.number)
        if number and not numbers.belongs(tariff.numbers, number):
            found.append(Mistake(field="number", words=NOT_IN_PLAN.format(plan=tariff.numbers)))
        elif number and store.find(db, number) is not None:
            found.append(Mistake(field="number", words=TAKEN.format(number=numbers.shown(number))))
        return found

    def _tariff(self, db: Connection, code: str) -> tariffs.Tariff:
        """The tariff asked for; else the usual one, else the only one."""
        every = tariffs.every(db)
        wanted = code or (every[0].code if len(every) == 1 else USUAL_TARIFF)
        found = next((one for one in every if one.code == wanted), None)
        if found is None:
            raise Rejected("unknown_tariff", wanted[:40] if every else f"{wanted[:40]} (standard-tariffs)")
        return found

    def _number(self, db: Connection, tariff: tariffs.Tariff, wanted: str) -> str:
        """The number asked for, or a free one."""
        if not wanted:
            return self._free(db, tariff.numbers)
        if not numbers.belongs(tariff.numbers, wanted):
            raise Rejected("wrong_value", f"number: {tariff.numbers}")
        if store.find(db, wanted) is not None:
            raise Rejected("already_exists", wanted)
        return wanted

    def _free(self, db: Connection, plan: str) -> str:
        """A free number of a plan, from a drawn place on."""
        start = int(self.means.draw() * numbers.capacity(plan))
        for number in numbers.candidates(plan, start):
            if store.find(db, number) is None:
                return number
        raise Rejected("no_free_number", plan)

    def _card(self, db: Connection, subscriber: store.Subscriber) -> Card:
        password = self.means.gatekeeper.issue(db, KIND, subscriber.number, subscriber.number)
        name, group = self.title(db)
        return Card(
            kind=CardKind.SUBSCRIBER,
            version=card.VERSION,
            issuer=self.means.uid,
            name=Words(name.ru, name.en),
            url=self.means.url,
            dialect="json",
            login=subscriber.number,
            password=password,
            number=subscriber.number,
            group=group,
            services=tariffs.services(db, subscriber.tariff),
        )


def _tidy(ask: SignSubscriber) -> tuple[str, str, str]:
    return " ".join(ask.full_name.split()), ask.passport.strip(), ask.email.strip()


def _same(one: store.Subscriber) -> SamePassport:
    said = {"contract": numbers.contract(one.contract), "name": one.full_name, "number": numbers.shown(one.number)}
    return SamePassport(number=one.number, contract=one.contract, words=SIGNED_BEFORE.format(**said))
