"""A simulated bank on a file of its own, under a clock that tests move."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common.clock import VirtualClock
from common.database import Database
from processing_app.bank.contract import Ask, Card, Operation
from processing_app.bank.simulated.adapter import SimulatedBank
from processing_app.bank.simulated.pages import Pages
from processing_app.bank.simulated.store import TABLES

URL = "https://centre.example"
PAYMENT = "1UgsXGlvcGW.1"
SUM = 25_500
GOOD, SECURE = "4242424242424242", "4012888888881881"


def card(number: str = GOOD) -> Card:
    """A test card with a date in the future."""
    return Card(number, 12, 2035, "123", "ANNA PAYER")


def ask(operation: Operation, number: str = GOOD, **changes: object) -> Ask:
    """A question about the one payment of these tests."""
    given: dict[str, object] = {"id": PAYMENT, "payment": PAYMENT, "amount": SUM, "currency": "RUB", "shop": "Чашки"}
    if operation is Operation.AUTHORIZE and changes.get("means") != "link":
        given["card"] = card(number)
    return Ask(operation, **(given | changes))  # type: ignore[arg-type]


@pytest.fixture
def clock() -> VirtualClock:
    """Time stands still until it is moved."""
    return VirtualClock()


@pytest.fixture
def bank_file(tmp_path: Path) -> Iterator[Database]:
    """An empty bank.db."""
    database = Database(tmp_path / "bank.db", TABLES)
    yield database
    database.close()


@pytest.fixture
def bank(bank_file: Database, clock: VirtualClock) -> SimulatedBank:
    """A bank in a good mood."""
    return SimulatedBank("simulated", bank_file, clock, URL)


@pytest.fixture
def pages(bank_file: Database, clock: VirtualClock, told: list[str]) -> Pages:
    """Its pages; whom they call back is in `told`."""
    return Pages(bank_file, clock, URL, lambda tag, form: told.append(tag))


@pytest.fixture
def told() -> list[str]:
    """The tags that were called back."""
    return []
