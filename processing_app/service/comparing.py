"""One comparison: ours in a snapshot, the providers' registers over the network, and what they name besides.

Ours are read first; then the registers, outside any transaction; then what the others name and the snapshot does not
is looked up, since it may have been accepted meanwhile, or belong to another period or provider.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from common import spawn
from common.clock import milliseconds
from common.database import Connection, Database, Row
from common.errors import Broken, OplataError, Unavailable
from common.protocol import codes
from common.protocol.provider import Register, RegisterRow
from common.status import Status
from common.words import Words
from processing_app.core.reconciliation import Ours, Outcome, Scope, Theirs, Told, folded, reconcile
from processing_app.service.asks.registers import WithoutRegister
from processing_app.service.providers import Providers
from processing_app.store import contracts, log, registers
from processing_app.store import payments as rows

DAY_MS = 24 * 3_600_000
AT_ONCE = 500
READING = Words("Читаем реестр «{name}»: операций {number}", "Reading the register of {name}: {number} operations")
COMPARING = Words("Сравниваем", "Comparing")
NO_DIALECT = Words("Протокол этого поставщика не умеет отдавать реестр", "The dialect of this provider has no register")
Tell = Callable[[Words, int], None]


class Period(NamedTuple):
    """What is compared: payments accepted in [since, until) milliseconds UTC, of one provider or (0) of all."""

    since: int
    until: int
    provider_id: int

    def holds(self, at: int) -> bool:
        """Whether a moment is within it."""
        return self.since <= at < self.until

    def concerns(self, provider_id: int) -> bool:
        """Whether a provider's payments are compared."""
        return self.provider_id in (0, provider_id)


class Compared(NamedTuple):
    """What came of it: the differences, the providers without a register, the terminals that never told theirs."""

    outcome: Outcome
    without: list[WithoutRegister]
    silent: list[str]


class _Books(NamedTuple):
    """Everything of ours, from one snapshot."""

    ours: dict[str, Ours]
    told: dict[str, Told]
    complete: dict[tuple[int, str], int]
    signed: list[Row]
    agents: dict[int, str]


class Comparing:
    """Compares once; `stop` ends it between two pages."""

    def __init__(self, database: Database, providers: Providers, stop: spawn.Signal, tell: Tell) -> None:
        """`tell` hears what is being done, and how many percent of it are done."""
        self._database = database
        self._providers = providers
        self._stop = stop
        self._tell = tell

    def compare(self, period: Period, now: int) -> Compared:
        """All three registers of a period."""
        books = self._database.read(lambda db: _books(db, period))
        theirs: dict[str, Theirs] = {}
        without: list[WithoutRegister] = []
        wanted = [row for row in books.signed if period.concerns(row["provider_id"])]
        for place, row in enumerate(wanted):
            try:
                theirs |= self._register(row, books.ours, period, 10 + 80 * place // len(wanted))
            except OplataError as trouble:
                if trouble.code == "stopping":
                    raise
                without.append(_without(row, codes.words_of(trouble)))
            except LookupError:
                without.append(_without(row, NO_DIALECT))
        self._tell(COMPARING, 90)
        self._look_up(books, theirs, period)
        scope = Scope(books.complete, frozenset(one.provider_id for one in without), now)
        return Compared(reconcile(books.told, books.ours, theirs, scope), without, _silent(books))

    def _register(self, row: Row, ours: dict[str, Ours], period: Period, percent: int) -> dict[str, Theirs]:
        """A provider's register: its operations on our payments, or within the period. LookupError: it has none."""
        provider_id, adapter = row["provider_id"], self._providers.of(row["provider_id"]).adapter
        if "register" not in adapter.can:
            raise LookupError(provider_id)
        found: dict[str, Theirs] = {}
        number = 0
        for page in self._pages(adapter.register):
            for one in page:
                at = milliseconds(one.at)
                inside = period.holds(at)
                known = ours.get(one.payment_id)
                if inside if known is None else known.provider_id == provider_id:
                    line = Theirs(provider_id, one.account, one.amount, one.kind, at, one.reference, inside)
                    found[one.payment_id] = folded(found.get(one.payment_id), provider_id, one.kind, line)
            number += len(page)
            self._tell(READING.format(name=row["name"], number=number), percent)
        return found

    def _pages(self, ask: Callable[[str], Register]) -> Iterator[list[RegisterRow]]:
        after, more = "", True
        while more:
            if self._stop.is_set():
                raise Unavailable("stopping")
            page = ask(after)
            if page.more and (not page.rows or page.position == after):
                raise Broken("invalid_transition", f"register {after[:40]}")
            yield page.rows
            after, more = page.position, page.more

    def _look_up(self, books: _Books, theirs: dict[str, Theirs], period: Period) -> None:
        """A neighbour's lines go; what is ours after all joins ours."""
        ours, told = books.ours, books.told
        for payment_id in [one for one, line in told.items() if one not in ours and not line.inside]:
            del told[payment_id]
        unknown = [one for one in {**told, **theirs} if one not in ours]
        for start in range(0, len(unknown), AT_ONCE):
            part = unknown[start : start + AT_ONCE]
            for row in self._database.read(lambda db, part=part: _known(db, part)):  # type: ignore[misc]
                payment_id = row["payment_id"]
                if period.concerns(row["provider_id"]):
                    ours[payment_id] = _ours(row, "")._replace(inside=period.holds(row["at"]))
                else:
                    told.pop(payment_id, None)
                    theirs.pop(payment_id, None)


def _books(db: Connection, period: Period) -> _Books:
    tasks = registers.task_states(db)
    ours = {
        row["payment_id"]: _ours(row, tasks.get(row["payment_id"], "")) for row in registers.ours_between(db, *period)
    }
    complete: dict[tuple[int, str], int] = {
        (row["agent_id"], row["terminal"]): row["complete_at"]
        for row in registers.terminals(db)
        if row["complete_at"] is not None
    }
    told = {
        row["payment_id"]: _told(row, period)
        for row in registers.told_between(db, period.since - DAY_MS, period.until + DAY_MS)
        if period.concerns(row["provider_id"]) and _is_its_own(row, ours)
    }
    for payment_id, one in ours.items():  # a terminal's clock may be years wrong: its word counts all the same
        if payment_id not in told and (one.agent_id, one.terminal) in complete:
            row = registers.told(db, one.agent_id, one.terminal, payment_id)
            if row is not None:
                told[payment_id] = _told(row, period)
    return _Books(
        ours=ours,
        told=told,
        complete=complete,
        signed=contracts.providers(db),
        agents={row["agent_id"]: row["name"] for row in contracts.agents(db)},
    )


def _ours(row: Row, task: str) -> Ours:
    return Ours(
        row["agent_id"], row["terminal"], row["provider_id"], row["account"], row["inserted"], row["amount"],
        Status(row["status"]), row["at"], row["changed"], task,
    )  # fmt: skip


def _told(row: Row, period: Period) -> Told:
    return Told(
        row["agent_id"], row["terminal"], row["provider_id"], row["account"], row["inserted"], row["amount"],
        row["state"], row["at"], period.holds(row["at"]),
    )  # fmt: skip


def _is_its_own(row: Row, ours: dict[str, Ours]) -> bool:
    """What another agent tells of a payment does not stand in the place of its own agent's word."""
    known = ours.get(row["payment_id"])
    return known is None or known.agent_id == row["agent_id"]


def _known(db: Connection, payment_ids: Iterable[str]) -> list[Row]:
    found = (rows.of_stream(db, log.intent(one)) for one in payment_ids)
    return [row for row in found if row is not None]


def _without(row: Row, words: Words) -> WithoutRegister:
    return WithoutRegister(provider_id=row["provider_id"], name=row["name"], words=words)


def _silent(books: _Books) -> list[str]:
    """Terminals with payments of the period that never told their whole register."""
    seen = {(one.agent_id, one.terminal) for one in books.ours.values() if one.inside}
    silent = sorted(seen - books.complete.keys())
    return [f"{books.agents.get(agent_id, agent_id)} · {terminal}" for agent_id, terminal in silent]
