"""What the centre can do: one function per use case; every change goes through here."""

from dataclasses import dataclass

from processing_app.service.books import Books
from processing_app.service.contracts import Contracts
from processing_app.service.delivery import Delivery
from processing_app.service.directory import Directory
from processing_app.service.payments import Payments
from processing_app.service.repair import Repair


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of the centre."""

    directory: Directory
    contracts: Contracts
    payments: Payments
    delivery: Delivery
    repair: Repair
    books: Books
