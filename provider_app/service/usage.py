"""What subscribers ask with their own login: use a service, see the balance, say where to tell the news."""

from common.clock import moment
from common.database import Connection
from common.errors import ContractFault, OplataError, Rejected
from common.http_client import trust
from common.principal import Principal
from common.protocol.provider import (
    AskSubscriber,
    NewsTold,
    Service,
    ServiceUsed,
    SubscriberKnown,
    TellNews,
    UseService,
)
from common.words import Words
from provider_app.core import payments, usage
from provider_app.service.dealings import DealingPart
from provider_app.store import subscribers, tariffs
from provider_app.store import uses as store

LONGEST_LOGIN = 200


class UsagePart(DealingPart):
    """The subscriber's own doors."""

    def use(self, who: Principal, ask: UseService) -> ServiceUsed:
        """Provide a service and take its cost from the balance, once for this use_id."""
        payments.demand_id("use_id", ask.use_id)
        return self.decided(lambda db: self._use(db, who, ask), "use")

    def subscriber(self, db: Connection, who: Principal, ask: AskSubscriber) -> SubscriberKnown:
        """The balance, the tariff and its services."""
        found = _own(db, who, ask.number)
        tariff = tariffs.find(db, found.tariff)
        return SubscriberKnown(
            number=found.number,
            full_name=found.full_name,
            tariff=tariff.name if tariff is not None else Words(found.tariff, found.tariff),
            balance=found.balance,
            currency="RUB",
            blocked=found.blocked,
            services=tariffs.services(db, found.tariff),
        )

    def news(self, who: Principal, ask: TellNews) -> NewsTold:
        """Remember where to tell of credits. The login is kept first: an address without one would be of no use."""
        self.database.read(lambda db: _own(db, who, ask.number))
        _demand_reachable(ask, self.means.url)
        self.means.secrets.keep(secret_name(ask.number), ask.login, ask.password)
        self.database.write(lambda db: subscribers.set_news_url(db, ask.number, ask.url), "news")
        self.log.info("news address stored", number=ask.number, url=ask.url)
        return NewsTold(number=ask.number, url=ask.url)

    def _use(self, db: Connection, who: Principal, ask: UseService) -> ServiceUsed | OplataError:
        found = _own(db, who, ask.number)
        content = payments.fingerprint(ask.service, ask.quantity)
        before = store.find(db, ask.number, ask.use_id)
        if before is not None:
            payments.demand_same(payments.fingerprint(before.service, before.quantity), content, ask.use_id)
            return _used(before)
        refused = self.refused(db, "use", who, ask.use_id, content)
        if refused is not None:
            return refused
        try:
            done = self._priced(db, found, ask)
        except Rejected as no:
            return self.refuse(db, "use", who, ask.use_id, content, no)
        store.add(db, done, trace=who.trace)
        subscribers.set_balance(db, ask.number, done.balance)
        self.log.quiet("service used", who.trace)
        return _used(done)

    def _priced(self, db: Connection, found: subscribers.Subscriber, ask: UseService) -> store.Use:
        service = self._service(db, found.tariff, ask.service)
        cost = usage.cost(service.price, ask.quantity)
        return store.Use(
            id=0,
            number=found.number,
            use_id=ask.use_id,
            service=service.code,
            unit=service.unit,
            quantity=ask.quantity,
            price=service.price,
            cost=cost,
            balance=usage.balance_after(found.account, cost),
            currency="RUB",
            at=self.clock.now_ms(),
        )

    def _service(self, db: Connection, tariff: str, code: str) -> Service:
        found = tariffs.service(db, tariff, code)
        if found is None:
            raise Rejected("unknown_service", code[:40])
        return found


def secret_name(number: str) -> str:
    """Under which name the login at a subscriber's program is kept."""
    return f"news-{number}"


def _own(db: Connection, who: Principal, number: str) -> subscribers.Subscriber:
    """The subscriber who asks; nobody sees or spends another's balance."""
    found = subscribers.find(db, number) if number == who.id else None
    if found is None:
        raise ContractFault("forbidden")
    return found


def _demand_reachable(ask: TellNews, own: str) -> None:
    if trust.mistake(ask.url, [own]) is not None or not ask.url.isascii():
        raise Rejected("wrong_value", "url")
    if not 0 < len(ask.login) <= LONGEST_LOGIN or ":" in ask.login or not 0 < len(ask.password) <= LONGEST_LOGIN:
        raise Rejected("wrong_value", "login, password")


def _used(done: store.Use) -> ServiceUsed:
    return ServiceUsed(
        use_id=done.use_id,
        service=done.service,
        quantity=done.quantity,
        unit=done.unit,
        price=done.price,
        cost=done.cost,
        balance=done.balance,
        currency=done.currency,
        used_at=moment(done.at),
    )
