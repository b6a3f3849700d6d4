"""A subscriber's account over a period, as all parts of a statement show it."""

from dataclasses import dataclass

from common.database import Connection, Row
from common.errors import Rejected
from common.reporting.order import Order
from common.words import Words, same
from provider_app.core import numbers
from provider_app.core.payments import Kind
from provider_app.store import reports, subscribers, tariffs
from provider_app.store.subscribers import Subscriber

NONE = (0, 0)


@dataclass(frozen=True, slots=True)
class Account:
    """Both balances are what the moves left; the sums between them are asked of the books apart from the moves."""

    subscriber: Subscriber
    tariff: Words
    at_start: int
    credited: int
    reversed: int
    services: list[Row]
    at_end: int
    moves: int

    @property
    def spent(self) -> int:
        """What all services cost."""
        return sum(row["cost"] for row in self.services)

    @property
    def difference(self) -> int:
        """0 when the balances are what the sums make of them."""
        return self.at_start + self.credited - self.reversed - self.spent - self.at_end

    @property
    def contract(self) -> str:
        """The contract's number as people write it."""
        return numbers.contract(self.subscriber.contract)


def account(db: Connection, order: Order) -> Account:
    """The account of the subscriber that the order names; Rejected `unknown_subscriber`."""
    found = subscribers.find(db, order.subject)
    if found is None:
        raise Rejected("unknown_subscriber", order.subject[:40])
    whose = (db, found.number, order.since, order.until)
    booked, services = reports.booked(*whose), reports.services(*whose)
    tariff = tariffs.find(db, found.tariff)
    return Account(
        subscriber=found,
        tariff=same(found.tariff) if tariff is None else tariff.name,
        at_start=reports.balance_at(db, found.number, order.since),
        credited=booked.get(Kind.CREDIT, NONE)[1],
        reversed=booked.get(Kind.REVERSE, NONE)[1],
        services=services,
        at_end=reports.balance_at(db, found.number, order.until),
        moves=sum(number for number, _ in booked.values()) + sum(row["number"] for row in services),
    )
