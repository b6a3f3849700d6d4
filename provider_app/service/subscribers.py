"""Finding subscribers, correcting and blocking them."""

from common.clock import moment
from common.database import Connection
from common.edition import demand, edition
from common.principal import Principal
from common.protocol import mistake
from common.protocol.mistake import Mistake
from common.words import Words
from provider_app.core import numbers, people, search
from provider_app.service.messages import (
    Done,
    EditSubscriber,
    FindSubscribers,
    OneSubscriber,
    PassportShown,
    Subscribers,
    SubscriberShown,
)
from provider_app.service.part import bounded, page
from provider_app.service.signing import SigningPart
from provider_app.store import subscribers as store
from provider_app.store import tariffs


class SubscriberPart(SigningPart):
    """Contracts with people."""

    def subscribers(self, db: Connection, who: Principal, ask: FindSubscribers) -> Subscribers:
        """Find subscribers; passports are masked in lists."""
        limit = bounded(ask.limit)
        words = numbers.typed(ask.search).casefold()
        blocked = -1 if ask.blocked is None else int(ask.blocked)
        which = store.Which(search.like(words), ask.after, ask.tariff, blocked)
        wanted = store.search(
            db, which, order=ask.order.value, descending=ask.descending, offset=ask.offset, limit=limit + 1
        )
        found, more = page(wanted, limit)
        names = {one.code: one.name for one in tariffs.every(db)}
        return Subscribers(
            subscribers=[_shown(one, passport, names) for one, passport in found],
            more=more,
            count=store.count(db, which),
        )

    def show_subscriber(self, db: Connection, who: Principal, ask: OneSubscriber) -> SubscriberShown:
        """One subscriber as lists show it."""
        return self._whole(db, self.subscriber_of(db, ask.number))

    def show_passport(self, db: Connection, who: Principal, ask: OneSubscriber) -> PassportShown:
        """The whole passport; that it was looked at is written down, what it is, is not."""
        found = self.subscriber_of(db, ask.number)
        self.log.info("passport shown", number=found.number, to=who.kind)
        return PassportShown(number=found.number, passport=store.passport(db, found.number))

    def edit_subscriber(self, db: Connection, who: Principal, ask: EditSubscriber) -> SubscriberShown:
        """Correct the name or the e-mail."""
        old = self.subscriber_of(db, ask.number)
        demand(ask.edition, edition(old.full_name, old.email), numbers.shown(old.number))
        passport = store.passport(db, old.number)
        name = old.full_name if ask.full_name is None else " ".join(ask.full_name.split())
        new = old._replace(full_name=name, email=old.email if ask.email is None else ask.email.strip())
        wrong = [found for found in people.mistakes(new.full_name, passport, new.email) if found[0] != "passport"]
        mistake.refuse([Mistake(field=field, words=words) for field, words in wrong])
        store.edit(db, new)
        self.log.info("subscriber edited", number=new.number)
        return self._whole(db, new)

    def block_subscriber(self, db: Connection, who: Principal, ask: OneSubscriber) -> Done:
        """Neither credits nor uses from now on."""
        return self._set_blocked(db, ask.number, blocked=True)

    def unblock_subscriber(self, db: Connection, who: Principal, ask: OneSubscriber) -> Done:
        """Credits and uses again."""
        return self._set_blocked(db, ask.number, blocked=False)

    def _whole(self, db: Connection, one: store.Subscriber) -> SubscriberShown:
        tariff = tariffs.find(db, one.tariff)
        return _shown(one, store.passport(db, one.number), {} if tariff is None else {tariff.code: tariff.name})

    def _set_blocked(self, db: Connection, number: str, *, blocked: bool) -> Done:
        self.subscriber_of(db, number)
        store.set_blocked(db, number, blocked=blocked)
        self.log.info("subscriber blocked" if blocked else "subscriber unblocked", number=number)
        return Done()


def _shown(one: store.Subscriber, passport: str, names: dict[str, Words]) -> SubscriberShown:
    return SubscriberShown(
        number=one.number,
        shown=numbers.shown(one.number),
        contract=one.contract,
        full_name=one.full_name,
        passport=people.masked_passport(passport),
        email=one.email,
        tariff=one.tariff,
        tariff_name=names.get(one.tariff) or Words(one.tariff, one.tariff),
        balance=one.balance,
        blocked=one.blocked,
        news_url=one.news_url,
        signed_at=moment(one.signed_at),
        edition=edition(one.full_name, one.email),
    )
