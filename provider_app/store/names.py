"""What the books know only by number: centres by their contracts, services by their tariffs."""

from common.database import Connection
from common.words import Words
from provider_app.store import lists, tariffs


class Names:
    """Names and labels in both languages."""

    def __init__(self, db: Connection) -> None:
        """Look all of them up at once."""
        self._contracts = lists.contract_names(db)
        self._labels: dict[tuple[str, str], Words] = {}
        for tariff, service in tariffs.every_service(db):
            self._labels[tariff, service.code] = service.label
            self._labels.setdefault(("", service.code), service.label)

    def contract(self, contract: int) -> str:
        """A centre's name."""
        return self._contracts.get(contract, "")

    def label(self, service: str, tariff: str = "") -> Words:
        """A service's label, as the tariff has it, or any; the code of one that is no more."""
        found = self._labels.get((tariff, service)) or self._labels.get(("", service))
        return found or Words(service, service)
