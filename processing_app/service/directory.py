"""The directory that terminals download: every change of a provider's contract makes a new version; old ones stay."""

from collections import OrderedDict

import msgspec

from common.clock import Clock
from common.database import Connection
from common.errors import Rejected, Unavailable
from common.principal import Principal
from common.protocol import processing
from common.protocol.card import Card
from common.protocol.processing import AskDirectory, DirectoryEntry
from processing_app.core.terms import ProviderTerms
from processing_app.store import contracts

REMEMBERED = 64


class Directory:
    """Reads and publishes versions of the directory; a version never changes, so what was read is remembered."""

    def __init__(self, clock: Clock) -> None:
        """Nothing is remembered yet."""
        self._clock = clock
        self._known: OrderedDict[int, dict[int, ProviderTerms]] = OrderedDict()

    def providers(self, db: Connection, who: Principal, ask: AskDirectory) -> processing.Directory:
        """The newest version, whole, or «unchanged» to a terminal that has it."""
        version = contracts.newest_version(db)
        if version == ask.version:
            return processing.Directory(version=version, unchanged=True)
        return processing.Directory(version=version, unchanged=False, providers=self._entries(db, version))

    def terms(self, db: Connection, version: int, provider_id: int) -> ProviderTerms:
        """A provider as its payer saw it: «not now» for a version we do not have, a «no» for a provider not in it."""
        known = self._known.get(version)
        if known is None:
            known = {entry.provider_id: _terms(entry) for entry in self._entries(db, version)}
            self._known[version] = known
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        terms = known.get(provider_id)
        if terms is None:
            raise Rejected("unknown_provider", str(provider_id))
        return terms

    def publish(self, db: Connection) -> int:
        """A new version from the contracts as they are now; part of the unit of work that changed them."""
        version = contracts.newest_version(db) + 1
        entries = [_entry(row["provider_id"], row["card"]) for row in contracts.providers(db) if row["active"]]
        db.undo(lambda: self._known.pop(version, None))
        contracts.add_directory(db, version, self._clock.now_ms(), msgspec.json.encode(entries))
        return version

    def _entries(self, db: Connection, version: int) -> list[DirectoryEntry]:
        if version == 0:
            return []
        body = contracts.directory(db, version)
        if body is None:
            raise Unavailable("not_now", f"directory {version}")
        return msgspec.json.decode(body, type=list[DirectoryEntry])


def _entry(provider_id: int, card_body: bytes) -> DirectoryEntry:
    card = msgspec.json.decode(card_body, type=Card)
    return DirectoryEntry(
        provider_id=provider_id, name=card.name, group=card.group, fields=card.fields,
        minimum=card.minimum, maximum=card.maximum, currency=card.currency, uid=card.issuer,
    )  # fmt: skip


def _terms(entry: DirectoryEntry) -> ProviderTerms:
    return ProviderTerms(entry.provider_id, entry.fields, entry.minimum, entry.maximum, entry.currency)
