"""What happens when nobody touches anything: the warning, the end, and cash inside paid for a payer who left."""

from dataclasses import replace

from agent_terminal.core import patience
from agent_terminal.core.patience import Then
from agent_terminal.core.session import Session, moved, touched, warned
from agent_terminal.core.stages import Event
from agent_terminal.service import kept, leaving, on_cash, pay
from agent_terminal.service.check import Checking
from agent_terminal.service.ground import Ground
from agent_terminal.store import sessions
from common.database import Connection, Seen

PROBE_SECONDS = 10.0
STILL_MS = 5_000
"""While a note is on its way, the payer's clock is wound up this often."""


class Quiet:
    """Looks at the clock for the payer; called several times a second."""

    def __init__(self, ground: Ground, checking: Checking) -> None:
        """A check cut off by a restart is begun again."""
        self._ground = ground
        self._checking = checking
        self._probe_at = 0.0
        self._leftover = Seen(ground.database, sessions.with_leftover)

    def turn(self) -> None:
        """One look. A note on its way stops the payer's clock."""
        ground = self._ground
        if ground.disk_full:
            self._probe()
            return
        ground.rejected.turn(ground.write)
        self._checking.let_go()
        session, leftover = ground.session.now(), self._leftover.now()
        if leftover is not None:
            ground.write(self._settle, "pay")
            ground.to_send.set()
        if session is None:
            return
        busy = ground.hardware.note_inside and ground.now() - session.changed >= STILL_MS
        if busy or session.deadline <= ground.now() or session.changed > ground.now():
            ground.write(self._expire, "pay" if session.held else "quiet")
            ground.to_send.set()
            ground.open_mouth()
        self._checking.begin()

    def _probe(self) -> None:
        """The disk was full: does it take a line now?"""
        if self._ground.clock.monotonic() >= self._probe_at:
            self._probe_at = self._ground.clock.monotonic() + PROBE_SECONDS
            self._ground.write(lambda db: kept.keep(db, "disk_probe", self._ground.now()), "probe")

    def _settle(self, db: Connection) -> None:
        """Cash that came after its payer's session was over."""
        session = sessions.with_leftover(db)
        if session is not None:
            sessions.save(db, pay.pay_all(db, session, self._ground.now()))

    def _expire(self, db: Connection) -> None:
        now, stretch = self._ground.now(), kept.agent(db).patience
        session = sessions.active(db)
        if session is None:
            return
        if self._ground.hardware.note_inside or session.changed > now:  # or the clock was set back
            sessions.save(db, touched(session, now=now, stretch=stretch))
        elif session.deadline <= now:
            sessions.save(db, self._after(db, session, now, stretch))

    def _after(self, db: Connection, session: Session, now: int, stretch: int) -> Session:
        """What the end of the wait brings. Whoever left nothing while the program was off is not asked any more."""
        if on_cash.in_work(self._ground, db):
            return touched(session, now=now, stretch=stretch)
        unwatched = not session.held and now - session.deadline >= patience.WARNING_SECONDS * 1000 * stretch
        what = patience.then(session.stage, warned=session.warned or unwatched, held=session.held)
        if what is Then.WARN:
            return warned(session, now=now, stretch=stretch)
        if what is Then.NO_ANSWER:
            return replace(moved(session, Event.NO_ANSWER, now=now, stretch=stretch), refusal="no_answer")
        if what is Then.LATE:
            return moved(session, Event.LATE, now=now, stretch=stretch)
        return moved(*leaving.gone(db, session, now), now=now, stretch=stretch)
