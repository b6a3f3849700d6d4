"""Logins that a role issues: made here, shown once, kept as keyed hashes; and the gatekeeper who knows who is who."""

import hmac
from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from common import ids, spawn
from common.clock import Clock
from common.database import Connection, Database, Statement
from common.errors import ContractFault, Rejected, Unavailable
from common.principal import Principal
from common.secrets import hash_typed, typed_matches

OVERLAP_MS = 24 * 3600 * 1000
"""How long the previous password stays valid after a change."""
SHORTEST_TYPED = 12
LONGEST_LOGIN = 200
"""No login that was ever issued is longer; a stranger's is not worth remembering."""
REMEMBERED = 10_000
FAILURES = 10
FAILURES_PER_SECONDS = 60
DUMMIES = 60
"""How many failures in a minute are made to last as long as a typed password does: a tenth of one core, no more."""
DUMMY = ""
"""Where those failures are counted; no login is empty."""


def table(metadata: MetaData) -> Table:
    """The table of issued logins, for a role's own tables."""
    return Table(
        "credentials",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("login", String, nullable=False, index=True),
        Column("digest", LargeBinary),
        Column("typed", String),
        Column("kind", String, nullable=False),
        Column("principal", String, nullable=False, index=True),
        Column("valid_until", Integer),
    )


_T = table(MetaData())
_SAME, _FIRST = _T.alias(), _T.alias()
_COMPARED = Statement(
    select(_T).where(
        _T.c.login
        == func.coalesce(
            select(_SAME.c.login).where(_SAME.c.login == bindparam("login")).limit(1).scalar_subquery(),
            select(_FIRST.c.login).order_by(_FIRST.c.id).limit(1).scalar_subquery(),
        )
    )
)
"""A login that nobody has is compared with the first one's row: a row takes time to fetch, and time tells."""
_TYPED = Statement(select(_T.c.typed).where(_T.c.typed.is_not(None)).limit(1))
_BY_LOGIN = Statement(select(_T).where(_T.c.login == bindparam("login")))
_OF = Statement(select(_T).where(_T.c.kind == bindparam("kind"), _T.c.principal == bindparam("principal")))
_ADD = Statement(insert(_T))
_END = Statement(
    update(_T)
    .where(_T.c.kind == bindparam("of_kind"), _T.c.principal == bindparam("of_principal"), _T.c.valid_until.is_(None))
    .values(valid_until=bindparam("until"))
)
_DROP_ENDING = Statement(
    delete(_T).where(
        _T.c.kind == bindparam("kind"), _T.c.principal == bindparam("principal"), _T.c.valid_until.is_not(None)
    )
)
_REMOVE = Statement(delete(_T).where(_T.c.kind == bindparam("kind"), _T.c.principal == bindparam("principal")))


class Gatekeeper:
    """Knows the logins of one role. `key` is the role's own secret; the database alone lets nobody in.

    Everything that changes logins takes `db`: it belongs to the unit of work that needs it.
    """

    def __init__(self, database: Database, key: bytes, clock: Clock) -> None:
        """Start with an empty memory."""
        self._database = database
        self._key = key
        self._clock = clock
        self._known: OrderedDict[bytes, tuple[Principal, int | None]] = OrderedDict()
        self._failures: OrderedDict[str, list[int]] = OrderedDict()
        self._lock = spawn.Lock()
        self._changes = 0
        self._typed: tuple[int, str | None] = (-1, None)
        self._one_at_a_time = spawn.Lock()
        self.guessed: Callable[[str], object] = lambda _: None
        """Told a login whose failures reached their bound; the role puts in what calls a person."""

    def issue(self, db: Connection, kind: str, principal: str, login: str) -> str:
        """A new password for a login; the one before it stays valid for a day, no more than two are. Told only here."""
        password = ids.password()
        self._store(db, kind, principal, login, digest=self._digest(login, password), typed=None)
        return password

    def accept_typed(self, db: Connection, kind: str, principal: str, login: str, password: str) -> None:
        """Take a password that a person typed: at least 12 characters, kept by argon2."""
        if len(password) < SHORTEST_TYPED:
            raise Rejected("wrong_value", f"password < {SHORTEST_TYPED}")
        self._store(db, kind, principal, login, digest=None, typed=hash_typed(password))

    def revoke(self, db: Connection, kind: str, principal: str) -> None:
        """End all logins of a principal at once."""
        db.run(_REMOVE, kind=kind, principal=principal)
        db.then(self.forget)

    def forget(self) -> None:
        """Ask the database again about everybody; called after the commit of any change of logins.

        Whoever is just being admitted by what the database said before is not remembered: `admit` sees the count grow.
        """
        with self._lock:
            self._changes += 1
            self._known.clear()

    @property
    def changes(self) -> int:
        """Grows with every change of logins: who was let in before need not be let in now."""
        return self._changes

    def remembered(self, header: bytes) -> Principal | None:
        """Who sent this Authorization header before, without asking the database."""
        known = self._known.get(blake2b(header, key=self._key, digest_size=16).digest())
        if known is None or (known[1] is not None and known[1] <= self._clock.now_ms()):
            return None
        return known[0]

    def admit(self, header: bytes, login: str, password: str) -> Principal:
        """Who this is; ContractFault `wrong_password`, or `too_many_requests` after ten failures in a minute."""
        if len(login) > LONGEST_LOGIN:
            raise ContractFault("wrong_password")
        self._demand_patience(login)
        changes = self._changes
        found = self._find(login, password)
        if found is None:
            self._count_failure(login)
            raise ContractFault("wrong_password")
        with self._lock:
            self._failures.pop(login, None)
            if changes == self._changes:
                self._known[blake2b(header, key=self._key, digest_size=16).digest()] = found
                while len(self._known) > REMEMBERED:
                    self._known.popitem(last=False)
        return found[0]

    def _find(self, login: str, password: str) -> tuple[Principal, int | None] | None:
        digest = self._digest(login, password)
        now = self._clock.now_ms()
        computed = False
        for row in self._database.read(lambda db: db.all(_COMPARED, login=login)):
            if row["valid_until"] is not None and row["valid_until"] <= now:
                continue
            if row["digest"] is not None and hmac.compare_digest(row["digest"], digest):
                return Principal(row["kind"], row["principal"]), row["valid_until"]
            if row["typed"] is not None and row["login"] == login:
                computed = True
                with self._one_at_a_time:
                    self._demand_patience(login)  # those who waited here with us may have failed meanwhile
                    if typed_matches(row["typed"], password):
                        return Principal(row["kind"], row["principal"]), row["valid_until"]
        if not computed:
            self._take_as_long(password)
        return None

    def _take_as_long(self, password: str) -> None:
        """Where some passwords were typed, any wrong one takes as long as theirs: time tells nobody which logins are.

        Within bounds: whoever sends many is answered at once, and nobody who may enter waits for them.
        """
        typed = self._one_typed()
        if typed is None or not self._one_at_a_time.acquire(blocking=False):
            return
        try:
            if len(self._recent_failures(DUMMY)) < DUMMIES:
                self._count_failure(DUMMY)
                typed_matches(typed, password)
        finally:
            self._one_at_a_time.release()

    def _one_typed(self) -> str | None:
        """Any password that was typed, as it is kept; looked up again after a change of logins."""
        changes = self._changes
        if self._typed[0] != changes:
            row = self._database.read(lambda db: db.one(_TYPED))
            self._typed = (changes, row["typed"] if row is not None else None)
        return self._typed[1]

    def _demand_patience(self, login: str) -> None:
        if len(self._recent_failures(login)) >= FAILURES:
            raise Unavailable("too_many_requests")

    def _count_failure(self, login: str) -> None:
        with self._lock:
            failures = self._failures[login] = [*self._recent_failures(login), self._clock.now_ms()]
            while len(self._failures) > REMEMBERED:
                self._failures.popitem(last=False)
        if len(failures) == FAILURES and login != DUMMY:
            self.guessed(login)

    def _recent_failures(self, login: str) -> list[int]:
        since = self._clock.now_ms() - FAILURES_PER_SECONDS * 1000
        return [at for at in self._failures.get(login, ()) if at > since]

    def _store(
        self, db: Connection, kind: str, principal: str, login: str, *, digest: bytes | None, typed: str | None
    ) -> None:
        for row in db.all(_BY_LOGIN, login=login):
            if (row["kind"], row["principal"]) != (kind, principal):
                raise Rejected("already_exists", login)
        db.run(_DROP_ENDING, kind=kind, principal=principal)
        db.run(_END, of_kind=kind, of_principal=principal, until=self._clock.now_ms() + OVERLAP_MS)
        db.run(_ADD, login=login, digest=digest, typed=typed, kind=kind, principal=principal, valid_until=None)
        db.then(self.forget)

    def _digest(self, login: str, password: str) -> bytes:
        return blake2b(f"{login}\0{password}".encode(), key=self._key, digest_size=32).digest()


def logins(db: Connection, kind: str, principal: str) -> list[str]:
    """The logins a principal has now, newest first."""
    return [row["login"] for row in reversed(db.all(_OF, kind=kind, principal=principal))]
