"""Asking the centre by the clock: the directory every 30 minutes, the deposit every 5 and after each payment."""

import msgspec

from agent_terminal.core.blocking import DEPOSIT_GOOD_MS
from agent_terminal.service import kept
from agent_terminal.service.ground import Ground
from agent_terminal.store import settings
from agent_terminal.store.settings import Kept
from common.database import Connection
from common.errors import OplataError
from common.protocol import processing

DIRECTORY_SECONDS = 30 * 60
DEPOSIT_SECONDS = 5 * 60
AGAIN_SECONDS = 20
"""After a failure the centre is asked sooner, so that a terminal without a centre opens soon after it is back."""
KEPT_VERSIONS = 20
"""Payers in the middle of a session still need the fields of the directory they began with."""
assert DEPOSIT_GOOD_MS > 3 * DEPOSIT_SECONDS * 1000


class Polls:
    """Two timers; they run by the clock's monotonic seconds."""

    def __init__(self, ground: Ground) -> None:
        """Both are due at once."""
        self._ground = ground
        self._directory_at = self._deposit_at = ground.clock.monotonic()
        self._check = (0.0, 0)

    def turn(self) -> None:
        """Ask what is due."""
        if self._ground.contract.now() is None:
            return
        now = self._ground.clock.monotonic()
        if now >= self._directory_at:
            self._directory_at = self._next(self.ask_directory(), self._directory_at, DIRECTORY_SECONDS)
        if now >= self._deposit_at:
            self._deposit_at = self._next(self.ask_deposit(), self._deposit_at, DEPOSIT_SECONDS)

    def deposit_now(self) -> OplataError | None:
        """A person asks; the next time is a whole period later. The error, if no answer came."""
        now, problem = self._ground.clock.monotonic(), self.ask_deposit()
        self._deposit_at = self._next(problem, now, DEPOSIT_SECONDS)
        return problem

    def directory_now(self) -> OplataError | None:
        """The same for the directory."""
        now, problem = self._ground.clock.monotonic(), self.ask_directory()
        self._directory_at = self._next(problem, now, DIRECTORY_SECONDS)
        return problem

    def deposit_soon(self) -> None:
        """A payment was accepted: the deposit is another now."""
        self._deposit_at = self._ground.clock.monotonic()

    def all_soon(self) -> None:
        """Another contract, or an operator's wish."""
        self._directory_at = self._deposit_at = self._ground.clock.monotonic()

    def seconds_left(self) -> tuple[int, int]:
        """Until the deposit and the directory are asked next."""
        now = self._ground.clock.monotonic()
        return max(int(self._deposit_at - now), 0), max(int(self._directory_at - now), 0)

    def next_check(self) -> int:
        """When the deposit is asked next, by the wall's clock: the same answer for as long as nothing changes it."""
        due, shown = self._check
        if due != self._deposit_at:
            due = self._deposit_at
            shown = self._ground.now() + int(max(due - self._ground.clock.monotonic(), 0) * 1000)
            self._check = (due, shown)
        return shown

    def ask_directory(self) -> OplataError | None:
        """Ask for a newer directory than the one kept; the error, if none came."""
        ground = self._ground
        contract, newest = ground.database.read(lambda db: (kept.contract(db), settings.newest(db)))
        if contract is None:
            return None
        version = 0 if newest is None else newest.version
        ask = processing.AskDirectory(terminal=contract.terminal, version=version)
        try:
            answer = ground.centre.call(processing.PROVIDERS, ask)
        except OplataError as error:
            return self._failed("directory", error)
        ground.write(lambda db: self._keep(db, answer), "directory")
        return None

    def ask_deposit(self) -> OplataError | None:
        """Ask how much this agent may still take; the error, if no answer came."""
        ground = self._ground
        contract = ground.database.read(kept.contract)
        if contract is None:
            return None
        try:
            answer = ground.centre.call(processing.DEPOSIT, processing.AskDeposit(terminal=contract.terminal))
        except OplataError as error:
            return self._failed("deposit", error)
        before = ground.database.read(kept.deposit)
        known = kept.KnownDeposit(answer.available, answer.blocked, ground.now())
        ground.write(lambda db: kept.keep(db, "deposit", known), "deposit")
        if before is not None and known.available > before.available:
            ground.centre.heard_again()  # topped up: payments that were «not now» may pass
        return None

    def _keep(self, db: Connection, answer: processing.Directory) -> None:
        now = self._ground.now()
        if answer.unchanged:
            settings.confirm(db, answer.version, now)
            return
        newest = settings.newest(db)
        if newest is not None and answer.version < newest.version:
            settings.forget_directories(db)  # the centre began to count anew
        body = msgspec.json.encode(answer).decode()
        settings.keep(db, Kept(answer.version, now, body), forget_up_to=answer.version - KEPT_VERSIONS)

    def _failed(self, what: str, error: OplataError) -> OplataError:
        self._ground.log.warning(f"no {what} from the centre", code=error.code, detail=error.detail)
        return error

    def _next(self, problem: OplataError | None, due: float, period: float) -> float:
        """The next round moment, so that the timer does not drift; later ones that a sleep has missed are left out."""
        now = self._ground.clock.monotonic()
        if problem is not None:
            return now + AGAIN_SECONDS
        return due + period if due + period > now else now + period
