"""A provider's books with a few people in them, written as its service writes them, at moments that a test chooses."""

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from common import ids
from common.clock import milliseconds
from common.database import Connection, Database, Statement, snapshot
from common.excel import read_rows
from common.fields import Field
from common.protocol.dialects import osmp
from common.protocol.provider import Service
from common.reporting.order import Order, Outcome
from common.words import Words
from provider_app.core import tariffs as plans
from provider_app.core.payments import Kind
from provider_app.reports import statement
from provider_app.store import contracts, operations, subscribers, tariffs, uses
from provider_app.store.subscribers import Subscriber
from provider_app.store.tables import METADATA, UPGRADES, USES, VERSION
from provider_app.store.uses import Use

PASSPORT = "4510 917263"
SERVICES = {offer.code: offer for offer in plans.MOBILE.offers}
_ADD_USE = Statement(USES.insert())


def here(text: str) -> int:
    """A moment of the clock on this computer's wall, ms UTC."""
    return milliseconds(datetime.fromisoformat(text).astimezone())


def day(number: int, hour: int = 0, minute: int = 0) -> int:
    """A moment of November 2026; day 31 is the first of December."""
    date = datetime.fromisoformat(f"2026-11-01T{hour:02d}:{minute:02d}") + timedelta(days=number - 1)
    return milliseconds(date.astimezone())


class Books:
    """Balances follow by themselves; what is asked twice about one number changes that number's balance twice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "provider.db"
        self.database = Database(self.path, METADATA, version=VERSION, upgrades=UPGRADES)
        self.chance = random.Random(6)
        self.write(self._tariffs)
        self.centre = self.write(self._contract)
        self._made = 0

    def close(self) -> None:
        self.database.close()

    def write(self, work: Any) -> Any:
        return self.database.write(work)

    def sign(self, number: str = "9123456789", name: str = "Иванов Иван Иванович", contract: int = 417) -> str:
        """A person with an empty balance."""
        who = Subscriber(number, name, "ivanov@example.org", "mobile", 0, False, "", day(1) - 86_400_000 * 60)

        def signed(db: Connection) -> None:
            subscribers.add(db, who, passport=PASSPORT)
            db.raw.execute("UPDATE subscribers SET contract = ? WHERE number = ?", (contract, number))

        self.write(signed)
        return number

    def balance(self, number: str) -> int:
        found = self.database.read(lambda db: subscribers.find(db, number))
        assert found is not None
        return found.balance

    def credit(self, number: str, amount: int, at: int) -> str:
        payment_id = ids.uuid7(at)
        self._book(Kind.CREDIT, number, payment_id, payment_id, amount, self.balance(number) + amount, at)
        return payment_id

    def reverse(self, number: str, payment_id: str, amount: int, at: int) -> None:
        self._book(Kind.REVERSE, number, payment_id, ids.uuid7(at), amount, self.balance(number) - amount, at)

    def use(self, number: str, service: str, quantity: int, at: int, *, price: int = 0) -> int:
        """What it cost."""
        offer = SERVICES[service]
        price = price or offer.price
        left = self.balance(number) - price * quantity

        def used(db: Connection) -> None:
            uses.add(db, _use(number, service, quantity, price, left, at), trace="")
            subscribers.set_balance(db, number, left)

        self.write(used)
        return price * quantity

    def use_often(self, number: str, times: int, since: int, until: int) -> None:
        """Many uses, evenly over the period, in one unit of work."""
        before = self.balance(number)
        rows, balance = [], before
        for place in range(times):
            code = self.chance.choice(sorted(SERVICES))
            quantity, price = self.chance.randint(1, 20), SERVICES[code].price
            balance -= quantity * price
            at = since + (until - since) * place // times
            rows.append(_row(_use(number, code, quantity, price, balance, at)))
        assert balance >= 0, "not enough on the balance for so many uses"

        def used(db: Connection) -> None:
            for row in rows:
                db.gather(_ADD_USE, **row)
            subscribers.set_balance(db, number, balance)

        self.write(used)

    def order(self, number: str, since: int, until: int, **changed: Any) -> Order:
        """A statement, in a folder of its own."""
        self._made += 1
        folder = self.folder / f"report-{self._made}"
        folder.mkdir()
        asked: dict[str, Any] = {
            "id": self._made,
            "kind": "statement",
            "subject": number,
            "name": "Иванов Иван Иванович",
            "since": since,
            "until": until,
            "language": "ru",
            "csv": False,
            "issuer": "МегаФон",
            "who": "оператор",
            "now": day(31, 9, 40),
            "database": str(self.path),
            "folder": str(folder),
        }
        return Order(**asked | changed)

    def sql(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """What stands in the database, asked past all code of ours."""
        return self.database.read(lambda db: [tuple(row) for row in db.raw.execute(question, values).fetchall()])

    def _book(
        self, kind: Kind, number: str, payment_id: str, operation_id: str, amount: int, balance: int, at: int
    ) -> None:
        def booked(db: Connection) -> None:
            operations.add(
                db, self.centre, kind, payment_id, operation_id, content="", at=at, trace="", account=number,
                amount=amount, balance=balance,
            )  # fmt: skip
            subscribers.set_balance(db, number, balance)

        self.write(booked)

    def _tariffs(self, db: Connection) -> None:
        offers = [
            Service(code=one.code, label=Words(*one.label), unit=Words(*one.unit), price=one.price)
            for one in plans.MOBILE.offers
        ]
        tariffs.add(db, tariffs.Tariff("mobile", Words(*plans.MOBILE.name), plans.MOBILE.numbers), offers)

    def _contract(self, db: Connection) -> int:
        fields: list[Field] = []
        new = contracts.Contract(0, "ПЦ «Учебный»", "json", fields, osmp.STANDARD, 100, 1_500_000, False, None, day(1))
        return contracts.add(db, new).id


def made(order: Order) -> Outcome:
    """The statement as the process apart makes it."""
    with snapshot(Path(order.database)) as db:
        return statement.build(db, order, lambda percent: None)


def sheet(order: Order, outcome: Outcome, number: int) -> list[list[str]]:
    """A sheet's cells as texts."""
    return read_rows(order.place / outcome.files[0], number, limit=20_000)


def _use(number: str, service: str, quantity: int, price: int, balance: int, at: int) -> Use:
    unit, cost = Words(*SERVICES[service].unit), price * quantity
    return Use(0, number, ids.uuid7(at), service, unit, quantity, price, cost, balance, "RUB", at)


def _row(one: Use) -> dict[str, Any]:
    values = one._asdict() | {"unit_ru": one.unit.ru, "unit_en": one.unit.en, "trace": ""}
    del values["id"], values["unit"]
    return values
