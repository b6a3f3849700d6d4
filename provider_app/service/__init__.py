"""What a provider can do: one function per use case, grouped by noun; every change goes through here."""

from provider_app.service.books import BookPart
from provider_app.service.contracts import ContractPart
from provider_app.service.osmp import OsmpPart
from provider_app.service.part import Consumer, Means
from provider_app.service.reversals import ReversalPart
from provider_app.service.subscribers import SubscriberPart
from provider_app.service.tariffs import TariffPart
from provider_app.service.telling import TellingPart
from provider_app.service.usage import UsagePart

__all__ = ["Consumer", "Means", "Service"]


class Service(OsmpPart, ReversalPart, UsagePart, BookPart, TellingPart, ContractPart, SubscriberPart, TariffPart):
    """The whole provider."""
