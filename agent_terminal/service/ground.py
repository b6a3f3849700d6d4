"""What every use case of the terminal stands on: its database, clock, log, centre, acceptor, and what blocks it."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from agent_terminal.core import blocking, sums
from agent_terminal.core.payment import State
from agent_terminal.core.session import Session
from agent_terminal.core.stages import Stage
from agent_terminal.service import kept
from agent_terminal.service.acceptor_link import AcceptorLink
from agent_terminal.service.centre import Centre, Connect
from agent_terminal.service.hardware import Hardware
from agent_terminal.service.printer_state import PrinterState
from agent_terminal.service.rejected_notes import RejectedNotes
from agent_terminal.store import payments, sessions
from common import ids, spawn
from common.clock import Clock
from common.credentials import Gatekeeper
from common.database import Connection, Database, Seen
from common.errors import OplataError
from common.logs import Log
from common.money import RUB
from common.secrets import Secrets

T = TypeVar("T")
NO_NOTES: frozenset[int] = frozenset()


class Mouth(Protocol):
    """The acceptor's slot."""

    def accept(self, values: frozenset[int]) -> None:
        """Let in notes of these values and no others."""


class Closed:
    """The slot of a terminal without an acceptor."""

    def accept(self, values: frozenset[int]) -> None:
        """There is nothing to open."""


class Ground:
    """Shared by the service's parts."""

    def __init__(
        self,
        database: Database,
        gatekeeper: Gatekeeper,
        secrets: Secrets,
        clock: Clock,
        log: Log,
        connect: Connect,
        url: str = "",
    ) -> None:
        """`connect(url, login, password, them)` makes the caller of a centre."""
        self.database = database
        self.gatekeeper = gatekeeper
        self.secrets = secrets
        self.clock = clock
        self.log = log
        self.url = url
        self.session = Seen(database, sessions.active)
        """The payer who is at the terminal now."""
        self.contract = Seen(database, kept.contract)
        self._welcome = Seen(database, lambda db: self.welcome_notes(db, sessions.active(db)))
        self.centre = Centre(database, secrets, connect, log)
        self.hardware = Hardware()
        self.link = AcceptorLink(clock)
        self.printer = PrinterState()
        self.rejected = RejectedNotes(clock)
        self.mouth: Mouth = Closed()
        self.chance = ids.chance()
        self.in_background: Callable[[Callable[[], None]], None] = lambda work: work()
        """How a number's check runs beside the payer's screen."""
        self.to_send = spawn.Signal()
        """Set when there is something new for the centre."""
        self.next_check: Callable[[], int] = self.now
        """When the centre is asked again: what a closed terminal's screen counts down to."""
        self.stopping = spawn.Signal()
        """Set when the program ends: nobody may wait for news any more."""
        self.disk_full = False
        self._let_in = NO_NOTES
        self._mouth_lock = spawn.Lock()

    def write(self, work: Callable[[Connection], T], name: str) -> T:
        """A unit of work. When the disk takes nothing, the terminal must know it before the next payer."""
        try:
            result = self.database.write(work, name)
        except OplataError as error:
            if error.code == "storage_full":
                self.disk_full = True
            raise
        self.disk_full = False
        return result

    def news(self) -> tuple[int, int]:
        """Another one whenever the database, the acceptor or the printer has changed; costs nothing."""
        return self.database.commits, self.hardware.changes + self.printer.changes

    def now(self) -> int:
        """Milliseconds UTC."""
        return self.clock.now_ms()

    def new_id(self) -> str:
        """A session's or a payment's id."""
        return ids.uuid7(self.clock.now_ms())

    def reasons(self, db: Connection) -> tuple[blocking.Reason, ...]:
        """Why the next payer cannot be served, the gravest first."""
        deposit = kept.deposit(db)
        known = kept.contract(db) is not None
        condition = blocking.Condition(
            closed=kept.closed(db),
            disk_full=self.disk_full,
            contract_wrong=self.centre.contract_wrong,
            least_payment=min((one.minimum for one in kept.providers(db)), default=None) if known else None,
            available=available(db, deposit),
            deposit_age_ms=0 if deposit is None else self.now() - deposit.at,
            agent_blocked=deposit is not None and deposit.blocked,
            hardware=self.hardware.reason,
        )
        return blocking.reasons(condition)

    def welcome_notes(self, db: Connection, session: Session | None) -> frozenset[int]:
        """The values of notes to let in now, whole rules applied: only while this payer is to insert cash."""
        if session is None or session.stage is not Stage.CASH or session.target is None:
            return NO_NOTES
        if session.target.currency != RUB:
            return NO_NOTES
        return sums.fitting(kept.agent(db).notes, session.held, session.target.terms, session.roof)

    def open_mouth(self) -> None:
        """Tell the acceptor what the session as committed lets in."""
        with self._mouth_lock:
            wanted = self._welcome.now()
            if wanted != self._let_in:
                self._let_in = wanted
                self.mouth.accept(wanted)

    def set_mouth(self, mouth: Mouth) -> None:
        """Another acceptor: it is told at once."""
        with self._mouth_lock:
            self.mouth, self._let_in = mouth, NO_NOTES
        self.open_mouth()


def available(db: Connection, deposit: kept.KnownDeposit | None) -> int | None:
    """The deposit as last heard of, less what this terminal has taken and the centre has not accepted yet."""
    if deposit is None:
        return None
    waiting = payments.totals(db).get(State.TO_SEND)
    return deposit.available - (0 if waiting is None else waiting.amount)
