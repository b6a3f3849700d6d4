"""Asking the provider, through the centre, whether the number is there: beside the screen, before any cash."""

from dataclasses import replace

from agent_terminal.core.payment import State
from agent_terminal.core.session import Session, Target, moved
from agent_terminal.core.stages import Event, Stage
from agent_terminal.service import kept
from agent_terminal.service.ground import Ground
from agent_terminal.store import payments, sessions
from agent_terminal.store.payments import Payment
from common import ids, spawn, trace
from common.database import Connection
from common.errors import OplataError, Rejected, Unavailable
from common.money import LARGEST, text
from common.protocol import processing
from common.protocol.processing import NumberFound

CHECK_SECONDS = 30.0


class Checking:
    """One check at a time; its answer counts only while the payer still waits for it."""

    def __init__(self, ground: Ground) -> None:
        """Nobody is asked yet."""
        self._ground = ground
        self._asked = ""
        self._reserved: set[str] = set()
        self._lock = spawn.Lock()

    def let_go(self) -> None:
        """Tell the centre which checked orders are not going to be paid here: another kiosk may take them at once.

        Said once and kept nowhere: where it is lost, the centre's own time of a reservation passes.
        """
        with self._lock:
            reserved = list(self._reserved)
        if not reserved:
            return
        for payment in self._ground.database.read(lambda db: [payments.find(db, one) for one in reserved]):
            assert payment is not None
            if payment.state is State.CREATED:
                continue
            with self._lock:
                self._reserved.discard(payment.payment_id)
            if payment.state is State.DROPPED:
                self._ground.in_background(lambda payment=payment: self._release(payment))  # type: ignore[misc]

    def begin(self) -> None:
        """Start a check that the session in force waits for and nobody makes: after an intent, or a restart."""
        session = self._ground.session.now()
        if session is None or session.stage is not Stage.CHECKING or session.draft is None:
            return
        with self._lock:
            if self._asked == session.draft.payment_id:
                return
            self._asked = session.draft.payment_id
        self._ground.in_background(lambda: self._run(session))

    def _run(self, session: Session) -> None:
        assert session.draft is not None
        try:
            self._check(session, session.draft)
        finally:
            with self._lock:
                if self._asked == session.draft.payment_id:
                    self._asked = ""

    def _check(self, session: Session, draft: Target) -> None:
        trace.current.set(ids.payment_code(draft.payment_id))
        try:
            payment = self._ground.database.read(lambda db: payments.find(db, draft.payment_id))
            assert payment is not None, draft.payment_id
            found = self._ground.centre.call(
                processing.CHECK,
                processing.CheckNumber(
                    payment_id=draft.payment_id,
                    terminal=payment.terminal,
                    provider_id=draft.provider_id,
                    account=draft.account,
                    directory_version=draft.directory_version,
                    fields=draft.fields,
                ),
                seconds=CHECK_SECONDS,
            )
        except Rejected as refusal:
            self._tell(session, Event.UNKNOWN, refusal=refusal)
        except OplataError as error:
            self._ground.log.warning("the number was not checked", code=error.code, detail=error.detail)
            self._tell(session, Event.NO_ANSWER, refusal=error)
        else:
            self._found(session, draft, found)

    def _found(self, session: Session, draft: Target, found: NumberFound) -> None:
        """A sum that must be paid exactly may be more than the agent's deposit allows now: known before any cash."""
        sum_ = found.amount
        if not isinstance(sum_, int):
            self._tell(session, Event.FOUND, found=replace(draft, subscriber=found.subscriber, balance=found.balance))
            return
        with self._lock:
            self._reserved.add(draft.payment_id)
        if not 0 < sum_ <= LARGEST:
            self._tell(session, Event.NO_ANSWER, refusal=Unavailable("unreadable_answer", "amount"))
        elif sum_ > session.roof:
            self._tell(session, Event.UNKNOWN, refusal=Rejected("order_too_large", f"{text(sum_)} ₽"))
        else:
            known = replace(draft, subscriber=found.subscriber, balance=found.balance)
            self._tell(session, Event.FOUND, found=replace(known, minimum=sum_, maximum=sum_, exact=True))

    def _release(self, payment: Payment) -> None:
        try:
            ask = processing.ReleaseNumber(
                payment_id=payment.payment_id,
                terminal=payment.terminal,
                provider_id=payment.provider_id,
                account=payment.account,
            )
            self._ground.centre.call(processing.RELEASE, ask, may_lack=True)
        except OplataError as error:
            self._ground.log.warning("the order was not released", code=error.code, detail=error.detail)

    def _tell(
        self, asked: Session, event: Event, *, refusal: OplataError | None = None, found: Target | None = None
    ) -> None:
        self._ground.write(lambda db: self._answered(db, asked, event, refusal, found), "checked")

    def _answered(
        self, db: Connection, asked: Session, event: Event, refusal: OplataError | None, found: Target | None
    ) -> None:
        """An answer that came too late changes nothing: the payer has gone on."""
        session = sessions.active(db)
        if session is None or session.draft is None or session.stage is not Stage.CHECKING:
            return
        if asked.draft is None or session.draft.payment_id != asked.draft.payment_id:
            return
        after = moved(session, event, now=self._ground.now(), stretch=kept.agent(db).patience)
        draft = found or session.draft
        code, detail = ("", "") if refusal is None else (refusal.code, _detail(refusal))
        sessions.save(db, replace(after, draft=draft, refusal=code, refusal_detail=detail))


def _detail(refusal: OplataError) -> str:
    """What fills the words of its code; a stranger may say it in words of his own only."""
    return refusal.detail or (str(refusal.heard) if refusal.heard is not None else "")
