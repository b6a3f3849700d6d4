"""Signing subscribers, finding and blocking them."""

from common.clock import moment
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.protocol import card
from common.protocol.card import Card, CardKind
from common.words import Words
from provider_app.core import numbers, people
from provider_app.service.messages import (
    Done,
    FindSubscribers,
    OneSubscriber,
    SignSubscriber,
    Subscribers,
    SubscriberShown,
)
from provider_app.service.part import Part, bounded, page
from provider_app.store import subscribers as store
from provider_app.store import tariffs

KIND = "subscriber"
USUAL_TARIFF = "mobile"


class SubscriberPart(Part):
    """Contracts with people."""

    def sign_subscriber(self, db: Connection, who: Principal, ask: SignSubscriber) -> Card:
        """A person gets a number, a login and a card; the password is told only here."""
        full_name, passport, email = " ".join(ask.full_name.split()), ask.passport.strip(), ask.email.strip()
        people.demand_person(full_name, passport, email)
        tariff = self._tariff(db, ask.tariff)
        number = self._number(db, tariff, ask.number)
        new = store.Subscriber(number, full_name, email, tariff.code, 0, False, "", self.clock.now_ms())
        store.add(db, new, passport=passport)
        self.log.info("subscriber signed", number=number, tariff=tariff.code)
        return self._card(db, new)

    def subscribers(self, db: Connection, who: Principal, ask: FindSubscribers) -> Subscribers:
        """Find subscribers; passports stay out of lists."""
        limit = bounded(ask.limit)
        found, more = page(store.search(db, ask.search, after=ask.after, limit=limit + 1), limit)
        return Subscribers(subscribers=[_shown(one) for one in found], more=more)

    def block_subscriber(self, db: Connection, who: Principal, ask: OneSubscriber) -> Done:
        """Neither credits nor uses from now on."""
        return self._set_blocked(db, ask.number, blocked=True)

    def unblock_subscriber(self, db: Connection, who: Principal, ask: OneSubscriber) -> Done:
        """Credits and uses again."""
        return self._set_blocked(db, ask.number, blocked=False)

    def reissue_card(self, db: Connection, who: Principal, ask: OneSubscriber) -> Card:
        """A new password in a new card; the old password lives for another day."""
        return self._card(db, self.subscriber_of(db, ask.number))

    def subscriber_of(self, db: Connection, number: str) -> store.Subscriber:
        """A subscriber by number; Rejected `unknown_subscriber`."""
        found = store.find(db, number)
        if found is None:
            raise Rejected("unknown_subscriber", number[:40])
        return found

    def _set_blocked(self, db: Connection, number: str, *, blocked: bool) -> Done:
        self.subscriber_of(db, number)
        store.set_blocked(db, number, blocked=blocked)
        self.log.info("subscriber blocked" if blocked else "subscriber unblocked", number=number)
        return Done()

    def _tariff(self, db: Connection, code: str) -> tariffs.Tariff:
        """The tariff asked for; else the usual one, else the only one."""
        every = tariffs.every(db)
        wanted = code or (every[0].code if len(every) == 1 else USUAL_TARIFF)
        found = next((one for one in every if one.code == wanted), None)
        if found is None:
            raise Rejected("unknown_tariff", wanted[:40] if every else f"{wanted[:40]} (standard-tariffs)")
        return found

    def _number(self, db: Connection, tariff: tariffs.Tariff, wanted: str) -> str:
        """The number asked for, or a free one from a drawn place on."""
        if wanted:
            if not numbers.belongs(tariff.numbers, wanted):
                raise Rejected("wrong_value", f"number: {tariff.numbers}")
            if store.find(db, wanted) is not None:
                raise Rejected("already_exists", wanted)
            return wanted
        start = int(self.means.draw() * numbers.capacity(tariff.numbers))
        for number in numbers.candidates(tariff.numbers, start):
            if store.find(db, number) is None:
                return number
        raise Rejected("no_free_number", tariff.numbers)

    def _card(self, db: Connection, subscriber: store.Subscriber) -> Card:
        password = self.means.gatekeeper.issue(db, KIND, subscriber.number, subscriber.number)
        name, group = self.title(db)
        tariff = tariffs.find(db, subscriber.tariff)
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
            services=tariffs.services(db, tariff.code) if tariff is not None else [],
        )


def _shown(one: store.Subscriber) -> SubscriberShown:
    return SubscriberShown(
        number=one.number,
        full_name=one.full_name,
        email=one.email,
        tariff=one.tariff,
        balance=one.balance,
        blocked=one.blocked,
        news_url=one.news_url,
        signed_at=moment(one.signed_at),
    )
