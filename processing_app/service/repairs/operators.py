"""Operators are logins: the one of this computer's windows and commands, and one for each person who was added."""

import base64
import re

from common import ids
from common.clock import Clock, moment
from common.credentials import Gatekeeper
from common.database import Connection, Database
from common.errors import ContractFault, Rejected
from common.principal import Principal
from common.protocol.endpoint import Nothing
from processing_app.service.asks import repairs as asks
from processing_app.service.asks.tasks import Done
from processing_app.store import repairs as rows

OPERATOR = "operator"
"""The kind of all of them."""
OWN = "operator"
"""The login of this computer's windows and commands."""
LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,38}")
LONGEST_NAME = 100


class Operators:
    """Adds and removes them; knows since when each is there."""

    def __init__(self, database: Database, gatekeeper: Gatekeeper, clock: Clock) -> None:
        """`gatekeeper` issues and ends the logins."""
        self._database = database
        self._gatekeeper = gatekeeper
        self._clock = clock

    def operators(self, db: Connection, who: Principal, ask: Nothing) -> asks.Operators:
        """Everybody who may enter as operator."""
        own = asks.OperatorRow(login=OWN, name="", own=True, at=None, added_by="")
        return asks.Operators(
            operators=[
                own,
                *(
                    asks.OperatorRow(
                        login=row["login"], name=row["name"], own=False, at=moment(row["at"]), added_by=row["added_by"]
                    )
                    for row in rows.operators(db)
                ),
            ]
        )

    def add_operator(self, db: Connection, who: Principal, ask: asks.AddOperator) -> asks.OperatorAdded:
        """A login for a person; its password is told here only."""
        name = ask.name.strip()
        if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
            raise Rejected("wrong_value", "name")
        login = ask.login or f"operator-{ids.short_id()[:6].lower()}"
        if not LOGIN.fullmatch(login):
            raise Rejected("wrong_value", "login: a–z, 0–9, . _ -")
        if login == OWN or rows.operator(db, login) is not None:
            raise Rejected("already_exists", login)
        password = self._gatekeeper.issue(db, OPERATOR, login, login)
        rows.add_operator(db, login=login, name=name, at=self._clock.now_ms(), added_by=who.id)
        return asks.OperatorAdded(login=login, name=name, password=password)

    def remove_operator(self, db: Connection, who: Principal, ask: asks.OperatorLogin) -> Done:
        """He enters no more. The computer's own login stays: so there is always one."""
        if ask.login == OWN:
            raise Rejected("last_operator", ask.login)
        if rows.operator(db, ask.login) is None:
            raise ContractFault("not_found")
        self._gatekeeper.revoke(db, OPERATOR, ask.login)
        rows.remove_operator(db, ask.login)
        return Done()

    def since(self, db: Connection, login: str) -> int:
        """When an operator was added, milliseconds UTC; ContractFault `forbidden` for a login that is nobody's."""
        row = rows.operator(db, login)
        if row is None:
            raise ContractFault("forbidden")
        at: int = row["at"]
        return at

    def admitted(self, who: Principal, login: str, password: str) -> Principal:
        """Who stands at the window: whoever gave his own login there, or who has entered.

        ContractFault `wrong_password` for others than operators, too.
        """
        if not login:
            return who
        header = b"Basic " + base64.b64encode(f"{login}:{password}".encode())
        second = self._gatekeeper.admit(header, login, password)
        if second.kind != OPERATOR:
            raise ContractFault("wrong_password")
        return second._replace(trace=who.trace)
