"""What the operator looks at: the terminal's state, sessions, claim slips."""

from agent_terminal.core.payment import State
from agent_terminal.core.session import Session
from agent_terminal.service import kept, messages, screens
from agent_terminal.service.closed import WHY
from agent_terminal.service.ground import Ground, available
from agent_terminal.service.limits import sane
from agent_terminal.service.payment_rows import note_row, slip_row
from agent_terminal.service.polls import Polls
from agent_terminal.service.wording import sum_words
from agent_terminal.store import banknotes, papers, payments, sessions, settings
from agent_terminal.store.banknotes import NoteState
from agent_terminal.store.papers import SlipState
from agent_terminal.store.payments import Total
from common import ids, queue
from common.clock import moment
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.words import Words


class Desk:
    """Questions of the operator, each over one snapshot."""

    def __init__(self, ground: Ground, polls: Polls) -> None:
        """Timers are told by the polls."""
        self._ground = ground
        self._polls = polls

    def state(self, db: Connection, who: Principal, ask: object) -> messages.State:
        """The terminal at a glance."""
        contract, deposit, newest = kept.contract(db), kept.deposit(db), settings.newest(db)
        reasons, tasks = self._ground.reasons(db), queue.count(db)
        to_deposit, to_directory = self._polls.seconds_left()
        return messages.State(
            terminal="" if contract is None else contract.terminal,
            centre=None if contract is None else contract.name,
            url="" if contract is None else contract.url,
            blocked=[reason.value for reason in reasons],
            why=[WHY[reason] for reason in reasons],
            available=available(db, deposit),
            deposit_at=None if deposit is None else moment(deposit.at),
            directory_version=0 if newest is None else newest.version,
            providers=len(kept.providers(db)),
            acceptor=kept.acceptor(db).line,
            acceptor_state=self._ground.hardware.state,
            screen=screens.shown(self._ground, db).screen,
            unsent=tasks.get("waiting", 0),
            in_review=tasks.get("dead", 0),
            next_deposit_seconds=None if contract is None else to_deposit,
            next_directory_seconds=None if contract is None else to_directory,
            money=money(db),
            cable=self._ground.centre.plugged,
        )

    def sessions(self, db: Connection, who: Principal, ask: messages.Limit) -> messages.Sessions:
        """The latest sessions with their notes."""
        found = sessions.last(db, sane(ask.limit))
        return messages.Sessions(sessions=[_session_row(db, session) for session in found])

    def show_session(self, db: Connection, who: Principal, ask: messages.AskSession) -> messages.SessionStory:
        """One payer's session with all that came of it."""
        session = sessions.find(db, ask.session_id.strip())
        if session is None:
            raise Rejected("wrong_value", f"session {ask.session_id[:40]}")
        return messages.SessionStory(
            session_id=session.id,
            started=moment(session.started),
            screen=session.stage.value,
            held=session.held,
            notes=[note_row(one) for one in banknotes.of_session(db, session.id)],
            payments=[ids.payment_code(one.payment_id) for one in payments.of_session(db, session.id) if one.accepted],
            slips=[slip_row(one) for one in papers.slips_of(db, session.id)],
        )

    def claims(self, db: Connection, who: Principal, ask: messages.Limit) -> messages.Slips:
        """Cash that is kept for payers: all that waits for them, then the latest of the others."""
        waiting = papers.open_slips(db)
        over = [slip for slip in papers.slips(db, sane(ask.limit)) if slip.state is not SlipState.OPEN]
        return messages.Slips(slips=[slip_row(slip) for slip in [*waiting, *over]])

    def settle_claim(self, db: Connection, who: Principal, ask: messages.SettleClaim) -> messages.Done:
        """Staff gave the cash of a slip back to its payer; only once."""
        slip = papers.slip(db, ask.id)
        if slip is None or slip.state is not SlipState.OPEN:
            raise Rejected("wrong_value", f"slip {ask.id}")
        papers.change_slip(db, slip, SlipState.SETTLED, self._ground.now())
        paid = sum_words(slip.amount)
        told = Words(f"{slip.code}: {paid.ru}, {who.id}", f"{slip.code}: {paid.en}, {who.id}")
        papers.note(db, self._ground.now(), "claim_settled", told, slip.session_id)
        return messages.Done(done=Words(f"Выдано по квитанции {slip.code}", f"Settled: {slip.code}"))


def money(db: Connection) -> messages.Money:
    """Where all cash ever stacked is now."""
    by_state, slips = payments.totals(db), papers.slip_sums(db)
    nothing = Total()
    kinds = (State.TO_SEND, State.SENT, State.CAPTURED, State.REVIEW)
    to_send, sent, captured, review = (by_state.get(state, nothing) for state in kinds)
    return messages.Money(
        stacked=banknotes.stacked_total(db),
        in_sessions=sessions.held(db),
        to_send=to_send.inserted,
        sent=sent.inserted,
        captured=captured.inserted,
        in_review=review.inserted,
        on_slips=slips.get(SlipState.OPEN, 0),
        settled_by_staff=slips.get(SlipState.SETTLED, 0),
        agent_fees=captured.agent_fee,
    )


def _session_row(db: Connection, session: Session) -> messages.SessionRow:
    notes = [one.value for one in banknotes.of_session(db, session.id) if one.state is NoteState.STACKED]
    made = [ids.payment_code(one.payment_id) for one in payments.of_session(db, session.id) if one.accepted]
    return messages.SessionRow(
        session_id=session.id,
        screen=session.stage.value,
        started=moment(session.started),
        held=session.held,
        notes=notes,
        payments=made,
    )
