"""Sends notices: to each receiver one at a time and in order; whoever does not answer keeps nobody else waiting."""

from collections.abc import Callable

from common import trace
from common.clock import Clock
from common.database import Connection, Database, Row
from common.errors import Broken, ContractFault, OplataError, Rejected, places
from common.logs import Log
from common.retry import MOST_ATTEMPTS, RetryPolicy
from processing_app.service.wallets.notice_post import Letter, NoticePost, heard
from processing_app.store import contracts
from processing_app.store import notices as rows

SOUND, DOUBTFUL = "notices", "notices in doubt"
"""Pools of threads: who did not answer last time waits among his like."""
WIDTHS = {SOUND: 4, DOUBTFUL: 4}
AT_ONCE = 64
"""How many receivers are looked up at a time."""
POLICY = RetryPolicy(pause_ms=1_000, longest_ms=5 * 60 * 1000, attempts=MOST_ATTEMPTS)
"""A notice is tried for a day; after that its payment can still be asked for."""
AFTER_BUG_MS = 60_000
FRESH_MS = 60_000
"""So long after a receiver gave its login it may not have kept our secret yet: a refusal is not its last word."""
TAKEN = ""
Submit = Callable[[str, Callable[[], None]], None]


class NoticeSender:
    """Hands out what is due, and keeps what came of it. A simulation calls `turn` itself."""

    def __init__(
        self, database: Database, clock: Clock, log: Log, post: NoticePost, chance: Callable[[], float]
    ) -> None:
        """Nothing is under way."""
        self._database = database
        self._clock = clock
        self._log = log
        self._post = post
        self._chance = chance
        self._under_way: set[str] = set()
        self._failing: set[str] = set()
        self._given_up: set[str] = set()
        """Of whose notices one was dropped for its age since they last answered: a person was called once."""
        self._seen: tuple[int, int] = (-1, 0)
        self._ended = 0
        self._next = 0
        self.changed: Callable[[], object] = lambda: None
        """Told when an attempt has ended."""

    def turn(self, submit: Submit) -> int:
        """Hand out what may be sent now; how many receivers it were."""
        now, seen = self._clock.now_ms(), (self._database.commits, self._ended)
        if seen == self._seen and now < self._next <= now + POLICY.furthest_ms:
            return 0
        ready, due = self._database.read(lambda db: self._due(db, now))
        self._next = due if due is not None else now + POLICY.furthest_ms
        self._seen = seen
        fresh = [name for name in ready if name not in self._under_way]
        for name in fresh:
            self._under_way.add(name)
            submit(DOUBTFUL if name in self._failing else SOUND, self._work(name))
        return len(fresh)

    def _due(self, db: Connection, now: int) -> tuple[list[str], int | None]:
        """Those under way are due until their attempt is kept, so that many more are looked up than are new."""
        limit = AT_ONCE + len(self._under_way)
        ready = [row["receiver"] for row in rows.ready(db, now, POLICY.furthest_ms, limit)]
        return ready, rows.next_due(db, now)

    def _work(self, name: str) -> Callable[[], None]:
        def work() -> None:
            try:
                self._attempt(name)
            except OplataError as trouble:
                self._stumbled(name, trouble.code)
            except Exception as bug:  # noqa: BLE001 - a thread's end: the notice stays as it is, and goes later
                self._stumbled(name, places(bug))
            finally:
                self._under_way.discard(name)
                self._ended += 1
                self.changed()

        return work

    def _stumbled(self, name: str, why: str) -> None:
        self._failing.add(name)
        self._log.error("a notice stumbled", receiver=name, error=why)
        due = self._clock.now_ms() + AFTER_BUG_MS
        self._database.write(lambda db: rows.go_on(db, name, due), "notice later")

    def _attempt(self, name: str) -> None:
        found = self._database.read(lambda db: self._first(db, name))
        if found is None:
            self._database.write(lambda db: rows.go_on(db, name, self._clock.now_ms()), "nothing to tell")
            return
        receiver, notice, letter = found
        error: OplataError | None = None
        outside = trace.current.set(notice["trace"])
        try:
            self._post.send(letter)
        except OplataError as refusal:
            error = refusal
        finally:
            trace.current.reset(outside)
        (self._failing.discard if error is None else self._failing.add)(name)
        self._database.write(lambda db: self._keep(db, receiver, notice, error), "notice")

    def _first(self, db: Connection, name: str) -> tuple[Row, Row, Letter] | None:
        receiver, notice = rows.receiver(db, name), rows.first(db, name)
        if receiver is None or notice is None or receiver["state"] != rows.ACTIVE:
            return None
        return receiver, notice, self._post.letter(receiver, notice["body"])

    def _keep(self, db: Connection, receiver: Row, notice: Row, error: OplataError | None) -> None:
        """What came of an attempt. Nothing of an answer to a login or an address that are others by now."""
        name, now = receiver["receiver"], self._clock.now_ms()
        present = rows.receiver(db, name)
        if present is None or (error is not None and present["generation"] != receiver["generation"]):
            return
        said = heard(error) if error is not None else TAKEN
        refused = isinstance(error, ContractFault) and not 0 <= now - present["rotated"] < FRESH_MS
        state, due = (rows.WAITING, now) if refused else self._verdict(notice, error, now)
        if not rows.tried(db, notice, state=state, now=now, outcome=said, counts=True):
            return
        if refused and present["state"] == rows.ACTIVE:
            rows.change(db, present, state=rows.PAUSED, reason=said, changed=now)
            self._call(db, name, "notices_paused", said, now)
        rows.go_on(db, name, due)
        if state == rows.SENT:
            self._given_up.discard(name)
        elif state == rows.DROPPED:
            self._log.warning("a notice was dropped", receiver=name, sequence=notice["sequence"], reason=said)
            if not isinstance(error, Rejected | Broken) and name not in self._given_up:
                self._given_up.add(name)
                self._call(db, name, "notices_dropped", said, now)

    def _verdict(self, notice: Row, error: OplataError | None, now: int) -> tuple[str, int]:
        """What becomes of a notice, and when its receiver may be told again."""
        if error is None:
            return rows.SENT, now
        if isinstance(error, Rejected | Broken):
            return rows.DROPPED, now
        tries = notice["attempts"] + 1
        if POLICY.spent(tries, now - notice["made"]):
            return rows.DROPPED, now
        # only a secret on its way is still refused here: however long the notice has waited, that one comes at once
        return rows.WAITING, now + POLICY.pause(1 if isinstance(error, ContractFault) else tries, self._chance)

    def _call(self, db: Connection, name: str, code: str, said: str, now: int) -> None:
        """A person is called."""
        contracts.add_alarm(db, at=now, about=f"notices:{name}", code=code, detail=f"{name}: {said}")
