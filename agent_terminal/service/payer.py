"""What a payer may do at the screen: each intent is one unit of work over the session in force."""

from collections.abc import Callable
from dataclasses import replace

from agent_terminal.core.patience import WAITING_FOR_AN_ANSWER
from agent_terminal.core.session import Session, begin, touched
from agent_terminal.core.stages import ON_THE_WAY, ONLY_TELL, WITH_CASH, Event, Stage
from agent_terminal.service import kept, leaving, messages, on_cash, pay, printing, screens, whom
from agent_terminal.service.check import Checking
from agent_terminal.service.ground import Ground
from agent_terminal.service.turn import Turn
from agent_terminal.store import sessions
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal

SCANNER = Principal("scanner", "scanner")


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

    def scan_text(self, text: str) -> messages.Screen:
        """What a scanner on a line of its own has read: as if the page had told it."""
        return self.intent(SCANNER, messages.Intent(intent="scan", text=text))

    def _after(self) -> None:
        """What follows from a session's change, once it is durable."""
        self._ground.open_mouth()
        self._ground.to_send.set()
        self._checking.begin()
        self._checking.let_go()

    def _do(self, db: Connection, ask: messages.Intent) -> None:
        session = sessions.active(db)
        stretch = kept.agent(db).patience
        if session is None:
            session = self._begin(db, ask, stretch)
            if session is None or ask.intent == "touch":
                return
        if session.warned and ask.intent in ("touch", "continue"):
            sessions.save(db, touched(session, now=self._ground.now(), stretch=stretch))
            return
        turn = Turn(db, session, ask, self._ground.now(), stretch)
        sessions.save(db, INTENTS[ask.intent](self, turn))

    def _begin(self, db: Connection, ask: messages.Intent, stretch: int) -> Session | None:
        """Only a welcome payer gets a session; the closed terminal's screen says why not."""
        if ask.intent not in ("touch", "scan"):
            raise Rejected("too_early", ask.intent)
        if self._ground.reasons(db):
            return None
        stage = Stage.PROVIDERS if screens.few(kept.providers(db)) else Stage.GROUPS
        roof = screens.roof(self._ground, db)
        now, language = self._ground.now(), ask.language or "ru"
        session = begin(self._ground.new_id(), stage=stage, roof=roof, language=language, now=now, stretch=stretch)
        sessions.add(db, session)
        return session

    def _touch(self, turn: Turn) -> Session:
        if turn.session.stage in WAITING_FOR_AN_ANSWER:
            return turn.session
        after = touched(turn.session, now=turn.now, stretch=turn.stretch)
        return replace(after, notice="") if after.notice == whom.NOT_UNDERSTOOD else after

    def _language(self, turn: Turn) -> Session:
        return replace(self._touch(turn), language=turn.ask.language or turn.session.language)

    def _group(self, turn: Turn) -> Session:
        return replace(turn.to(Event.GROUP), group=turn.ask.group, scanned=None)

    def _search(self, turn: Turn) -> Session:
        return replace(turn.to(Event.SEARCH), searched_from=turn.session.stage.value)

    def _provider(self, turn: Turn) -> Session:
        return whom.chosen(self._ground, turn, turn.ask.provider_id)

    def _scan(self, turn: Turn) -> Session:
        return whom.read(self._ground, turn) or replace(self._touch(turn), notice=whom.NOT_UNDERSTOOD)

    def _fields(self, turn: Turn) -> Session:
        return whom.filled(self._ground, turn, turn.session, turn.ask.account, turn.ask.fields)

    def _again(self, turn: Turn) -> Session:
        return turn.to(Event.AGAIN)

    def _back(self, turn: Turn) -> Session:
        """One screen back. A list of those who take a scanned number gives way to the whole one."""
        session, few = turn.session, screens.few(kept.providers(turn.db))
        if session.stage is Stage.PROVIDERS and few:
            return self._cancel(turn) if session.scanned is None else replace(self._touch(turn), scanned=None)
        if session.stage is Stage.PROVIDERS:
            return replace(turn.to(Event.BACK), scanned=None)
        if session.stage is Stage.SEARCH and session.searched_from == Stage.GROUPS:
            return turn.to(Event.GROUPS)
        if session.stage is Stage.FIELDS and not (few or session.group or session.scanned):
            return turn.to(Event.GROUPS)
        return turn.to(Event.BACK)

    def _confirm(self, turn: Turn) -> Session:
        """The cash will be for this number. An acceptor that has just failed ends it here, before any cash."""
        after = turn.to(Event.CONFIRM)
        stopped = self._ground.hardware.reason is not None
        if stopped and not after.held:
            return self._end(turn)
        pay.drop(turn.db, turn.session.target, turn.now)
        after = replace(after, target=turn.session.draft, draft=None)
        self._ground.hardware.begin()
        return replace(turn.to(Event.STOP, after), notice=on_cash.STUCK) if stopped else after

    def _cancel(self, turn: Turn) -> Session:
        """Without cash the session is over. With cash there is no «cancel»: choices first, then a claim slip."""
        stage, held = turn.session.stage, turn.session.held
        if stage not in (*ON_THE_WAY, *WITH_CASH):
            raise Rejected("too_early", stage)
        if on_cash.in_work(self._ground, turn.db):
            return replace(turn.session, notice=on_cash.IN_WORK)
        if not held:
            return self._end(turn)
        if stage not in (Stage.STOP, Stage.REMAINDER):
            return turn.to(Event.STOP)
        if turn.session.part is not None:
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
        """Commit 3. What is over the provider's maximum stays inside, and the payer is asked about it.

        Asked whether he is still there, the payer may have done now what would be done without him.
        """
        if on_cash.in_work(self._ground, turn.db):
            return replace(turn.session, notice=on_cash.IN_WORK)
        if turn.session.warned and turn.session.held and turn.session.stage in ON_THE_WAY:
            left, event = leaving.gone(turn.db, turn.session, turn.now)
            return turn.to(event, left)
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
        return replace(after, group="", draft=None, scanned=None)

    def _print(self, turn: Turn) -> Session:
        """Once more on paper: the last receipt or slip of this session."""
        if turn.session.stage not in ONLY_TELL:
            raise Rejected("too_early", turn.session.stage)
        printing.copy(self._ground, turn.db, turn.session.id)
        return self._touch(turn)

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
    "search": Payer._search,
    "provider": Payer._provider,
    "scan": Payer._scan,
    "fields": Payer._fields,
    "confirm": Payer._confirm,
    "back": Payer._back,
    "again": Payer._again,
    "cancel": Payer._cancel,
    "stop": Payer._stop,
    "continue": Payer._continue,
    "pay": Payer._pay,
    "other_number": Payer._other_number,
    "print": Payer._print,
    "done": Payer._done,
}
