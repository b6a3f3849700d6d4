"""What the centre can do: one function per use case; every change goes through here."""

from dataclasses import dataclass

from common.reporting.desk import Reports
from common.reporting.imports import Imports
from common.reporting.letters import Letters
from common.reporting.schedules import Timetable
from processing_app.service.agent_contracts import Agents
from processing_app.service.books import Books
from processing_app.service.contracts import Contracts
from processing_app.service.delivery import Delivery
from processing_app.service.deposits import Deposits
from processing_app.service.directory import Directory
from processing_app.service.kiosk.orders import Orders
from processing_app.service.overview import Overviews
from processing_app.service.payments import Payments
from processing_app.service.platform import Parts
from processing_app.service.reconciliation import Reconciliation
from processing_app.service.registers import Registers
from processing_app.service.repair import Repair
from processing_app.service.settling import Settling
from processing_app.service.statistics import Statistics
from processing_app.service.story import Stories
from processing_app.service.trial import Trial
from processing_app.service.wallets.parts import Parts as WalletParts


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of the centre."""

    directory: Directory
    contracts: Contracts
    payments: Payments
    orders: Orders
    delivery: Delivery
    repair: Repair
    settling: Settling
    books: Books
    agents: Agents
    deposits: Deposits
    trial: Trial
    registers: Registers
    reconciliation: Reconciliation
    stories: Stories
    overviews: Overviews
    reports: Reports
    schedules: Timetable
    letters: Letters
    imports: Imports
    platform: Parts
    wallets: WalletParts
    statistics: Statistics
