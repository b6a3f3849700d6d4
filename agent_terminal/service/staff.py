"""The service menu on the kiosk, behind its PIN: each line does the real thing and is written into the journal."""

from collections.abc import Callable
from dataclasses import dataclass

from agent_terminal.service import kept, messages, pin, staff_lines
from agent_terminal.service.acceptor_desk import AcceptorDesk
from agent_terminal.service.agreement import Agreement
from agent_terminal.service.desk import Desk
from agent_terminal.service.encashing import Encashing
from agent_terminal.service.ground import Ground
from agent_terminal.service.messages import hardware
from agent_terminal.service.print_desk import PrintDesk
from agent_terminal.store import banknotes, papers, sessions
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.protocol.endpoint import Nothing
from common.words import Words

STAFF = Principal("staff", "staff")
CASH_INSIDE = "внутри деньги плательщика / a payer's cash is inside"
LONGEST_TEST_SECONDS = 20.0
LOOK_SECONDS = 0.1
LOUDEST = 100
LONGEST_LINE = 300
NOTHING = Nothing()
Lines = list[Words]


@dataclass(frozen=True, slots=True)
class Doing:
    """The parts of the service that the menu's lines are done by."""

    desk: Desk
    encashing: Encashing
    agreement: Agreement
    acceptor: AcceptorDesk
    printing: PrintDesk
    refresh: Callable[[Principal, object], messages.Done]
    send_now: Callable[[Principal, object], messages.SentNow]


class Staff:
    """Nothing here is done while a payer's cash is inside."""

    def __init__(self, ground: Ground, doing: Doing) -> None:
        """Nobody has entered."""
        self._ground = ground
        self._doing = doing
        self._lock = pin.Lock(ground)

    def enter(self, who: Principal, ask: messages.EnterStaff) -> messages.StaffKey:
        """The right PIN opens the menu."""
        self._demand_no_cash()
        key = self._lock.enter(ask.pin)
        self._note(Words("вход", "entered"))
        return messages.StaffKey(key=key, quiet_seconds=pin.QUIET_SECONDS)

    def check_pin(self, who: Principal, ask: messages.EnterStaff) -> messages.Done:
        """Somebody wants to leave full screen: by the same tries as into the menu, and not over a payer's cash."""
        self.enter(who, ask)
        return messages.Done(done=Words("PIN подошёл", "The PIN is right"))

    def do(self, who: Principal, ask: messages.DoStaff) -> messages.StaffDone:
        """One line of the menu, in words for whoever stands there."""
        self._lock.demand(ask.key)
        self._demand_no_cash()
        title, act = ACTS[ask.act]
        self._note(title)
        return messages.StaffDone(title=title, lines=act(self))

    def set_pin(self, db: Connection, who: Principal, ask: messages.SetPin) -> messages.Done:
        """Another PIN of the service menu."""
        pin.demand_pin(ask.pin)
        pin.set_pin(db, ask.pin)
        papers.note(db, self._ground.now(), "pin_set", who.id)
        return messages.Done(done=Words("PIN сервисного меню изменён", "The service menu's PIN was changed"))

    def set_kiosk(self, db: Connection, who: Principal, ask: messages.SetKiosk) -> messages.KioskSettings:
        """How the payer's page behaves, and what it says of others; what is left out stays."""
        before = kept.kiosk(db)
        made = kept.Kiosk(
            volume=before.volume if ask.volume is None else ask.volume,
            motion=before.motion if ask.motion is None else ask.motion,
            nearest=before.nearest if ask.nearest is None else ask.nearest.strip(),
            authority=before.authority if ask.authority is None else ask.authority.strip(),
        )
        if not 0 <= made.volume <= LOUDEST:
            raise Rejected("wrong_value", f"volume: 0–{LOUDEST}")
        if max(len(made.nearest), len(made.authority)) > LONGEST_LINE:
            raise Rejected("wrong_value", f"nearest, authority: 0–{LONGEST_LINE}")
        kept.keep(db, "kiosk", made)
        papers.note(db, self._ground.now(), "kiosk", who.id)
        return self.kiosk_settings(db, who, ask)

    def kiosk_settings(self, db: Connection, who: Principal, ask: object) -> messages.KioskSettings:
        """As they are now."""
        now = kept.kiosk(db)
        return messages.KioskSettings(
            volume=now.volume,
            motion=now.motion,
            nearest=now.nearest,
            authority=now.authority,
            training_pin=kept.pin(db) is None,
        )

    def _state(self) -> Lines:
        return self._ground.database.read(self._told_state)

    def _told_state(self, db: Connection) -> Lines:
        state = self._doing.desk.state(db, STAFF, NOTHING)
        cassette = self._doing.encashing.cassette(db, STAFF, NOTHING)
        return staff_lines.state(state, cassette, self._doing.printing.printer(db, STAFF, NOTHING))

    def _poll(self) -> Lines:
        done = self._doing.refresh(STAFF, NOTHING)
        return [done.done, *staff_lines.contract(self._ground.database.read(self._desk_state))]

    def _desk_state(self, db: Connection) -> messages.State:
        return self._doing.desk.state(db, STAFF, NOTHING)

    def _send(self) -> Lines:
        return staff_lines.sent(self._doing.send_now(STAFF, NOTHING))

    def _test_acceptor(self) -> Lines:
        """A test that takes longer than a person waits goes on by itself; pressed again, it tells how far it is."""
        desk = self._doing.acceptor
        if not desk.acceptor_work(STAFF, NOTHING).running:
            desk.self_test(STAFF, hardware.SelfTest(wait=False))
        looks = int(LONGEST_TEST_SECONDS / LOOK_SECONDS)
        while looks and desk.acceptor_work(STAFF, NOTHING).running:
            looks = 0 if self._ground.stopping.wait(LOOK_SECONDS) else looks - 1
        return staff_lines.tested(desk.acceptor_work(STAFF, NOTHING))

    def _test_printer(self) -> Lines:
        return staff_lines.printed(self._doing.printing.print_test(STAFF, NOTHING))

    def _encash(self) -> Lines:
        made = self._ground.write(lambda db: self._doing.encashing.encash(db, STAFF, NOTHING), "encash")
        return staff_lines.encashed(made)

    def _stop(self) -> Lines:
        return [self._ground.write(lambda db: self._doing.agreement.stop_taking(db, STAFF, NOTHING), "stop").done]

    def _resume(self) -> Lines:
        done = self._ground.write(lambda db: self._doing.agreement.resume_taking(db, STAFF, NOTHING), "resume").done
        return [done, *staff_lines.blocked(self._ground.database.read(self._desk_state))]

    def _note(self, what: Words) -> None:
        told = Words(f"{what.ru}, {STAFF.id}", f"{what.en}, {STAFF.id}")
        self._ground.write(lambda db: papers.note(db, self._ground.now(), "staff", told), "staff")

    def _demand_no_cash(self) -> None:
        if self._ground.database.read(_has_cash):
            raise Rejected("too_early", CASH_INSIDE)


def _has_cash(db: Connection) -> bool:
    session = sessions.active(db)
    return session is not None and (session.held > 0 or banknotes.open_note(db) is not None)


ACTS: dict[messages.Act, tuple[Words, Callable[[Staff], Lines]]] = {
    "state": (Words("Состояние", "State"), Staff._state),
    "poll": (Words("Баланс и опрос", "Balance and poll"), Staff._poll),
    "send": (Words("Неотправленные платежи", "Unsent payments"), Staff._send),
    "test-acceptor": (Words("Самотест купюроприёмника", "Self-test of the acceptor"), Staff._test_acceptor),
    "test-printer": (Words("Самотест принтера", "Self-test of the printer"), Staff._test_printer),
    "encash": (Words("Инкассация", "Encashment"), Staff._encash),
    "stop": (Words("Остановить приём", "Stop taking payments"), Staff._stop),
    "resume": (Words("Возобновить приём", "Resume taking payments"), Staff._resume),
}
