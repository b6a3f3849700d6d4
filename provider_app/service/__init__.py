"""What a provider can do: one function per use case, grouped by noun; every change goes through here."""

from common.reporting.desk import Reports
from common.reporting.imports import Imports
from common.reporting.letters import Letters
from common.reporting.schedules import Timetable
from provider_app.service.accepting import Accepting
from provider_app.service.books import BookPart
from provider_app.service.connection import ConnectionPart
from provider_app.service.fields import FieldPart
from provider_app.service.lists import ListPart
from provider_app.service.osmp import OsmpPart
from provider_app.service.overview import OverviewPart
from provider_app.service.part import Consumer, Means
from provider_app.service.reversals import ReversalPart
from provider_app.service.tariffs import TariffPart
from provider_app.service.telling import TellingPart
from provider_app.service.timeline import TimelinePart
from provider_app.service.usage import UsagePart

__all__ = ["Consumer", "Means", "Service"]


class Service(
    OsmpPart,
    ReversalPart,
    UsagePart,
    BookPart,
    ListPart,
    TellingPart,
    ConnectionPart,
    TimelinePart,
    TariffPart,
    FieldPart,
    OverviewPart,
):
    """The whole provider; the program adds the parts that are alike in every role."""

    reports: Reports
    schedules: Timetable
    letters: Letters
    imports: Imports

    def __init__(self, means: Means) -> None:
        """Acceptance by QR and barcode stands beside the rest: it has a centre of its own."""
        super().__init__(means)
        self.accepting = Accepting(means)
