"""The parts of the repair console, put together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from common.clock import Clock
from common.credentials import Gatekeeper
from common.database import Database
from processing_app.service.domain import Domain
from processing_app.service.repairs.carrying import Carrying
from processing_app.service.repairs.console import Console
from processing_app.service.repairs.operators import Operators
from processing_app.service.repairs.proposals import FourEyes


@dataclass(frozen=True, slots=True)
class RepairDesk:
    """What operators have."""

    console: Console
    four_eyes: FourEyes
    operators: Operators


def desk(
    database: Database, clock: Clock, domain: Domain, banks: Mapping[str, Any], gatekeeper: Gatekeeper, threshold: int
) -> RepairDesk:
    """`banks` are the adapters by their banks' ids; above `threshold`, minor units, an act takes two persons."""
    carrying, operators = Carrying(database, clock, domain, banks), Operators(database, gatekeeper, clock)
    four_eyes = FourEyes(clock, carrying, operators)
    return RepairDesk(Console(carrying, four_eyes, threshold), four_eyes, operators)
