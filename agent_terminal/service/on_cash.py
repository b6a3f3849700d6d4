"""The terminal's side of the cash (commits 1 and 2): one credit per STACK, and never a call over the network."""

from dataclasses import replace

from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.happenings import (
    CassetteBack,
    CassetteFull,
    CassetteOut,
    Decision,
    Failed,
    Happening,
    InitializeOverdue,
    Jammed,
    Offline,
    PortLost,
    PoweredUp,
    ReturnOverdue,
    StackOverdue,
    Suspicious,
)
from agent_terminal.core.session import Session, credited, moved, touched
from agent_terminal.core.stages import Event, Stage
from agent_terminal.service import kept, pay, staff_news, wording
from agent_terminal.service.ground import Ground
from agent_terminal.store import banknotes, papers, sessions
from agent_terminal.store.banknotes import Note, NoteState
from common.database import Connection
from common.words import Words

STOPS_TAKING = (CassetteFull, CassetteOut, Jammed, Failed, Offline)
FOR_STAFF = (
    *STOPS_TAKING,
    CassetteBack,
    InitializeOverdue,
    PortLost,
    PoweredUp,
    ReturnOverdue,
    StackOverdue,
    Suspicious,
)
STUCK, IN_WORK = "acceptor_stopped", "note_in_work"


class Cash:
    """Answers the acceptor's line, in its thread; the rules are those of ccnet/handler.py."""

    def __init__(self, ground: Ground) -> None:
        """It keeps nothing by itself: all is in the database, and the device's condition with the ground."""
        self._ground = ground

    def escrowed(self, bill: BillType) -> Decision:
        """Commit 1: written down as open, then the line says STACK; otherwise the note goes back."""
        decision = self._ground.write(lambda db: self._open(db, bill), "escrow")
        if decision is Decision.RETURN:
            self._ground.hardware.say("not_taken_now")
        return decision

    def stacked(self, type_number: int, bill: BillType | None) -> None:
        """Commit 2: the open note of this type is money of its session; then the line acknowledges."""
        self._ground.write(lambda db: self._credit(db, type_number, bill), "stack")
        self._ground.open_mouth()

    def returned(self, type_number: int, bill: BillType | None) -> None:
        """The open note has left: no money."""
        self._ground.write(lambda db: self._close(db, NoteState.RETURNED), "returned")

    def cheated(self) -> None:
        """Staff is told; the open note still waits for 81 or 82."""
        self._ground.write(lambda db: papers.note(db, self._ground.now(), "cheated"), "cheated")

    def nothing_inside(self) -> None:
        """An open note that is nowhere: no money, and no later 81 may pay it out."""
        if self._ground.database.read(banknotes.open_note) is not None:
            self._ground.write(lambda db: self._close(db, NoteState.LOST), "lost")

    def happened(self, happening: Happening) -> None:
        """News: for the screen at once, for staff into the journal, and a stop where no note can be taken any more."""
        self._ground.hardware.heed(happening)
        self._ground.link.heed(happening)
        self._ground.rejected.heed(happening)
        if isinstance(happening, FOR_STAFF):
            self._ground.log.warning("acceptor", what=staff_news.said(happening).of(self._ground.log.language))
            self._ground.write(lambda db: self._tell_staff(db, happening), "acceptor")
            self._ground.open_mouth()

    def _open(self, db: Connection, bill: BillType) -> Decision:
        now = self._ground.now()
        self._close(db, NoteState.LOST)
        session = sessions.active(db)
        if session is None or bill.value not in self._ground.welcome_notes(db, session):
            return Decision.RETURN
        assert session.target is not None
        if bill.currency != session.target.currency:
            return Decision.RETURN
        banknotes.open_stack(db, session.id, bill.type, bill.value, bill.currency, now)
        sessions.save(db, touched(session, now=now, stretch=kept.agent(db).patience))
        return Decision.STACK

    def _credit(self, db: Connection, type_number: int, bill: BillType | None) -> None:
        now = self._ground.now()
        note = banknotes.open_note(db)
        if note is None or note.type != type_number:
            papers.note(db, now, "stacked_without_stack", _bill_words(type_number, bill))
            return
        banknotes.end(db, note, NoteState.STACKED, now)
        session = sessions.find(db, note.session_id)
        assert session is not None, note.session_id
        session = credited(session, note.value)
        if session.stage is Stage.CASH:
            session = touched(session, now=now, stretch=kept.agent(db).patience)
        elif session.stage is Stage.ENDED:
            papers.note(db, now, "late_cash", wording.sum_words(note.value), session.id)
        sessions.save(db, session)

    def _close(self, db: Connection, state: NoteState) -> None:
        note = banknotes.open_note(db)
        if note is None:
            return
        banknotes.end(db, note, state, self._ground.now())
        if state is NoteState.LOST:
            papers.note(db, self._ground.now(), "note_lost", _words(note), note.session_id)

    def _tell_staff(self, db: Connection, happening: Happening) -> None:
        now = self._ground.now()
        papers.note(db, now, type(happening).__name__, staff_news.said(happening))
        session = sessions.active(db)
        if isinstance(happening, STOPS_TAKING) and session is not None and session.stage is Stage.CASH:
            sessions.save(db, self._stopped(db, session, now))

    def _stopped(self, db: Connection, session: Session, now: int) -> Session:
        """With cash inside the payer chooses what to do with it; without, the screen tells why it ends."""
        waits = session.held or banknotes.open_note(db) is not None
        event = Event.STOP if waits else Event.END
        if not waits:
            pay.drop(db, session.target, now)
        return replace(moved(session, event, now=now, stretch=kept.agent(db).patience), notice=STUCK)


def in_work(ground: Ground, db: Connection) -> bool:
    """Whether a note is between escrow and cassette, so that the sum inside is about to change."""
    return ground.hardware.may_stack and banknotes.open_note(db) is not None


def _words(note: Note) -> Words:
    value = wording.sum_words(note.value)
    return Words(f"{value.ru}, тип {note.type}", f"{value.en}, type {note.type}")


def _bill_words(type_number: int, bill: BillType | None) -> Words:
    value = Words("?", "?") if bill is None else wording.sum_words(bill.value)
    return Words(f"{value.ru}, тип {type_number}", f"{value.en}, type {type_number}")
