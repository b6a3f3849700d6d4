"""What a payer may do at the screen: each intent is one unit of work over the session in force."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from agent_terminal.core import sums
from agent_terminal.core.patience import WAITING_FOR_AN_ANSWER
from agent_terminal.core.session import Session, Target, begin, moved, touched
from agent_terminal.core.stages import ON_THE_WAY, ONLY_TELL, WITH_CASH, Event, Stage
from agent_terminal.service import kept, messages, on_cash, pay, screens
from agent_terminal.service.check import Checking
from agent_terminal.service.ground import Ground
from agent_terminal.store import sessions
from common import fields
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal

IN_WORK = "note_in_work"


@dataclass(frozen=True, slots=True)
class Turn:
    """One intent on its way: the unit of work's view, the session it found, the moment."""

    db: Connection
    session: Session
    ask: messages.Intent
    now: int
    stretch: int

    def to(self, event: Event, session: Session | None = None) -> Session:
        """The session, moved by an event."""
        return moved(session or self.session, event, now=self.now, stretch=self.stretch)


class Payer:
    """The doors of the kiosk page end here."""

    def __init__(self, ground: Ground, checking: Checking) -> None:
        """Checks of numbers run beside the screen."""
        self._ground = ground
        self._checking = checking

    def intent(self, who: Principal, ask: messages.Intent) -> messages.Screen:
        """Do what the payer wants, if it can be done now; the screen after it."""
        self._ground.write(lambda db: self._do(db, ask), "pay" if ask.intent == "pay" else "session")
        self._after()
        return self._ground.database.read(lambda db: screens.shown(self._ground, db))

    def _after(self) -> None:
        """What follows from a session's change, once it is durable."""
        self._ground.open_mouth()
        self._ground.to_send.set()
        self._checking.begin()

    def _do(self, db: Connection, ask: messages.Intent) -> None:
        session = sessions.active(db)
        stretch = kept.agent(db).patience
        if session is None:
            self._begin(db, ask, stretch)
            return
        if session.warned and ask.intent in ("touch", "continue"):
            sessions.save(db, touched(session, now=self._ground.now(), stretch=stretch))
            return
        turn = Turn(db, session, ask, self._ground.now(), stretch)
        sessions.save(db, INTENTS[ask.intent](self, turn))

    def _begin(self, db: Connection, ask: messages.Intent, stretch: int) -> None:
        """Only a welcome payer gets a session; the closed terminal's screen says why not."""
        if ask.intent != "touch":
            raise Rejected("too_early", ask.intent)
        if self._ground.reasons(db):
            return
        stage = Stage.PROVIDERS if screens.few(kept.providers(db)) else Stage.GROUPS
        roof = screens.roof(self._ground, db)
        now, language = self._ground.now(), ask.language or "ru"
        session = begin(self._ground.new_id(), stage=stage, roof=roof, language=language, now=now, stretch=stretch)
        sessions.add(db, session)

    def _touch(self, turn: Turn) -> Session:
        if turn.session.stage in WAITING_FOR_AN_ANSWER:
            return turn.session
        return touched(turn.session, now=turn.now, stretch=turn.stretch)

    def _language(self, turn: Turn) -> Session:
        return replace(self._touch(turn), language=turn.ask.language or turn.session.language)

    def _group(self, turn: Turn) -> Session:
        return replace(turn.to(Event.GROUP), group=turn.ask.group)

    def _provider(self, turn: Turn) -> Session:
        """The directory, limits and tariff of this moment are what the payer sees and pays by."""
        directory = kept.directory(turn.db)
        if directory is None:
            raise Rejected("unknown_provider", str(turn.ask.provider_id))
        entry = kept.one_of(kept.providers(turn.db), turn.ask.provider_id)
        pay.drop(turn.db, turn.session.draft, turn.now)
        target = Target(
            provider_id=entry.provider_id,
            directory_version=directory.version,
            minimum=entry.minimum,
            maximum=entry.maximum,
            currency=entry.currency,
            name_ru=entry.name.ru,
            name_en=entry.name.en,
            tariff=kept.tariff(turn.db, entry.provider_id),
        )
        if not screens.offered(target, turn.session.roof):
            raise Rejected("too_early", entry.name.ru)
        return replace(turn.to(Event.PROVIDER), draft=target)

    def _fields(self, turn: Turn) -> Session:
        """Checked by the provider's regexes; then the payment id is stored, before anybody is asked about it."""
        draft = turn.session.draft
        after = turn.to(Event.FIELDS)
        assert draft is not None
        entry = kept.entry(turn.db, draft.directory_version, draft.provider_id)
        fields.demand(entry.fields, turn.ask.account, turn.ask.fields)
        same = (draft.account, draft.fields) == (turn.ask.account, turn.ask.fields)
        if not (same and draft.payment_id):
            pay.drop(turn.db, draft, turn.now)
            draft = replace(draft, account=turn.ask.account, fields=turn.ask.fields, payment_id=self._ground.new_id())
            pay.register(turn.db, turn.session, draft, draft.payment_id, turn.now)
        return replace(after, draft=replace(draft, subscriber="", balance=None))

    def _again(self, turn: Turn) -> Session:
        return turn.to(Event.AGAIN)

    def _back(self, turn: Turn) -> Session:
        if turn.session.stage is Stage.PROVIDERS and screens.few(kept.providers(turn.db)):
            return self._cancel(turn)
        return turn.to(Event.BACK)

    def _confirm(self, turn: Turn) -> Session:
        """The cash will be for this number. An acceptor that has just failed ends it here, before any cash."""
        after = turn.to(Event.CONFIRM)
        pay.drop(turn.db, turn.session.target, turn.now)
        after = replace(after, target=turn.session.draft, draft=None)
        if self._ground.hardware.reason is not None and not after.held:
            return self._end(turn)
        self._ground.hardware.begin()
        return after

    def _cancel(self, turn: Turn) -> Session:
        """Without cash the session is over. With cash there is no «cancel»: choices first, then a claim slip."""
        stage, held, target = turn.session.stage, turn.session.held, turn.session.target
        if stage not in (*ON_THE_WAY, *WITH_CASH):
            raise Rejected("too_early", stage)
        if on_cash.in_work(self._ground, turn.db):
            return replace(turn.session, notice=IN_WORK)
        if not held:
            return self._end(turn)
        if stage not in (Stage.STOP, Stage.REMAINDER):
            return turn.to(Event.STOP)
        if target is not None and sums.payable(held, target.terms) is not None:
            raise Rejected("too_early", "pay")
        return pay.claim(turn.db, turn.to(Event.CLAIM), turn.now)

    def _stop(self, turn: Turn) -> Session:
        if turn.session.stage is Stage.STOP:
            raise Rejected("too_early", turn.session.stage)
        return self._cancel(turn)

    def _continue(self, turn: Turn) -> Session:
        if self._ground.hardware.reason is not None:
            raise Rejected("too_early", self._ground.hardware.reason)
        return turn.to(Event.CONTINUE)

    def _pay(self, turn: Turn) -> Session:
        """Commit 3. What is over the provider's maximum stays inside, and the payer is asked about it."""
        if on_cash.in_work(self._ground, turn.db):
            return replace(turn.session, notice=IN_WORK)
        turn.to(Event.PAY)
        after = pay.pay_part(turn.db, turn.session, turn.now)
        if after is None:
            raise Rejected("amount_out_of_range", screens.range_words(turn.session))
        return turn.to(Event.PAY_PART if after.held else Event.PAY, after)

    def _other_number(self, turn: Turn) -> Session:
        """The cash stays inside for another number; after a refusal it comes back from its claim slip."""
        after = turn.to(Event.OTHER_NUMBER)
        if turn.session.stage is Stage.REFUSED:
            after = replace(pay.take_back(turn.db, after, turn.now), target=None)
        if not after.held:
            raise Rejected("too_early", turn.ask.intent)
        return replace(after, group="", draft=None)

    def _done(self, turn: Turn) -> Session:
        if turn.session.stage not in (*ONLY_TELL, Stage.NOT_FOUND, Stage.NOT_CHECKED):
            raise Rejected("too_early", turn.session.stage)
        return self._end(turn) if turn.session.stage in ONLY_TELL else self._cancel(turn)

    def _end(self, turn: Turn) -> Session:
        """The next payer sees nothing of this one; checked numbers that got no cash are dropped."""
        pay.drop(turn.db, turn.session.draft, turn.now)
        pay.drop(turn.db, turn.session.target, turn.now)
        return turn.to(Event.END)


INTENTS: dict[str, Callable[[Payer, Turn], Session]] = {
    "touch": Payer._touch,
    "language": Payer._language,
    "group": Payer._group,
    "provider": Payer._provider,
    "fields": Payer._fields,
    "confirm": Payer._confirm,
    "back": Payer._back,
    "again": Payer._again,
    "cancel": Payer._cancel,
    "stop": Payer._stop,
    "continue": Payer._continue,
    "pay": Payer._pay,
    "other_number": Payer._other_number,
    "done": Payer._done,
}
