"""Turnover of ledger accounts, added up once: the log only grows, so what was counted stays counted."""

from collections import OrderedDict
from dataclasses import dataclass, field

from common import spawn
from common.database import Connection
from processing_app.core import ledger
from processing_app.store import movements

HOLDS = "payment:*:hold"
"""How lists name the holds of all payments together."""
WALLETS = "wallet:*:main"
"""How they name the money of all wallets together: there are as many of these as holders."""
KEPT = 16


@dataclass(slots=True)
class Sums:
    """What came to and went from each account, up to a position of the log."""

    position: int = 0
    came: dict[str, int] = field(default_factory=dict)
    went: dict[str, int] = field(default_factory=dict)
    touched: dict[str, int] = field(default_factory=dict)
    """How many events moved something on an account."""


class Turnover:
    """Remembers the sums of the periods asked for last; only what was appended since is read again."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self._known: OrderedDict[tuple[int, int], Sums] = OrderedDict()
        self._lock = spawn.Lock()

    def of(self, db: Connection, since: int, until: int) -> Sums:
        """The sums of a period as this snapshot has them, or of a newer one."""
        with self._lock:
            sums = self._known.setdefault((since, until), Sums())
            self._known.move_to_end((since, until))
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
            _add(sums, db, since, until)
            return Sums(sums.position, dict(sums.came), dict(sums.went), dict(sums.touched))


def shown(account: str) -> str:
    """A ledger account as lists name it: holds have one name together, and so have wallets."""
    if account.startswith(ledger.WALLET):
        return WALLETS
    return account if ledger.held_payment(account) is None else HOLDS


def _add(sums: Sums, db: Connection, since: int, until: int) -> None:
    for position, postings in movements.in_period(db, since, until, sums.position):
        touched = set()
        for posting in postings:
            source, to = shown(posting.source), shown(posting.destination)
            sums.went[source] = sums.went.get(source, 0) + posting.amount
            sums.came[to] = sums.came.get(to, 0) + posting.amount
            touched |= {source, to}
        for account in touched:
            sums.touched[account] = sums.touched.get(account, 0) + 1
        sums.position = position
