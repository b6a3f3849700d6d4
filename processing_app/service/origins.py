"""From which pages a payer's token may be used: those that its intent's POS has registered, and our own checkout."""

from collections.abc import Collection, Mapping

from common.database import Connection, Database
from common.principal import Principal
from processing_app.core.domain import PosObject
from processing_app.service.domain import Domain, objects
from processing_app.service.tokens import INTENT
from processing_app.store import intent_rows


class Origins:
    """Asked at every question of a page."""

    def __init__(self, database: Database, domain: Domain, own: Collection[str]) -> None:
        """Nothing is remembered yet; `own` is where this centre's own pages are."""
        self._database = database
        self._domain = domain
        self._own = frozenset(own)
        self._all: tuple[int, frozenset[str]] = (-1, frozenset())

    def registered(self, who: Principal, parts: Mapping[str, str]) -> Collection[str]:
        """The origins of a token's intent; of nobody, who asks before a page's question, those of every POS."""
        return self._database.read(lambda db: self._of(db, who))

    def _of(self, db: Connection, who: Principal) -> Collection[str]:
        kind, name = who.acts_as
        if kind != INTENT:
            return self._anybodys(db)
        row = intent_rows.one(db, name)
        return () if row is None else self._own.union(self._domain.pos(db, row["pos_id"]).origins)

    def _anybodys(self, db: Connection) -> frozenset[str]:
        """Anew after each change of the domain only: strangers ask this, too."""
        revision = self._domain.revision(db)
        if self._all[0] != revision:
            found = {origin for one in objects(db) if isinstance(one, PosObject) for origin in one.origins}
            self._all = (revision, self._own.union(found))
        return self._all[1]
