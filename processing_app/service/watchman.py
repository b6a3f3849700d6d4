"""Calls a person when something smells of an attack or of a damaged book: once for each thing until it was seen."""

from common.clock import Clock
from common.database import Connection, Database
from common.errors import OplataError
from common.logs import Log
from processing_app.store import contracts

BOOKS, RECONCILIATION, DIFFER = "books:all", "reconciliation", "registers_differ"
LOGIN, MOST_LOGINS = "login:", 10
"""Anybody may make up logins: more of them would fill the books and push what is graver off the first page."""
LONGEST_DETAIL = 200


class Watchman:
    """Hears the alarms of the log and keeps them in the books, from where the first page shows them."""

    def __init__(self, database: Database, clock: Clock, log: Log) -> None:
        """From now on."""
        self._database = database
        self._clock = clock
        self._log = log
        log.alarmed = self._heard

    def _heard(self, about: str, code: str, detail: str) -> None:
        """What cannot be kept is in the log all the same: an alarm stops nothing."""
        try:
            self._database.write(lambda db: self._keep(db, about, code, detail[:LONGEST_DETAIL]), "alarm")
        except OplataError as trouble:
            self._log.error("the alarm was not kept", code=trouble.code)

    def _keep(self, db: Connection, about: str, code: str, detail: str) -> None:
        kept = contracts.contract_alarms(db)
        known = any((row["about"], row["code"]) == (about, code) for row in kept)
        logins = sum(row["about"].startswith(LOGIN) for row in kept)
        if not known and not (about.startswith(LOGIN) and logins >= MOST_LOGINS):
            contracts.add_alarm(db, at=self._clock.now_ms(), about=about, code=code, detail=detail)
