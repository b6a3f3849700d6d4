"""What the operator looks at and takes out: state, payments, sessions, claim slips, journal, encashment."""

from agent_terminal.core.blocking import Reason
from agent_terminal.core.payment import State
from agent_terminal.core.session import Session
from agent_terminal.service import kept, messages, screens
from agent_terminal.service.ground import Ground, available
from agent_terminal.service.polls import Polls
from agent_terminal.store import banknotes, papers, payments, sessions, settings
from agent_terminal.store.banknotes import NoteState
from agent_terminal.store.papers import SlipState
from agent_terminal.store.payments import Payment, Total
from common import ids, queue
from common.clock import moment
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.queue import Task
from common.words import Words

MOST_ROWS = 1_000
WHY: dict[Reason, Words] = {
    Reason.CLOSED: Words("приём остановлен оператором", "stopped by the operator"),
    Reason.DISK: Words("на диске нет места", "the disk is full"),
    Reason.LOGIN: Words(
        "логин или пароль не подошли, проверьте договор", "login or password refused, see the contract"
    ),
    Reason.NO_CENTRE: Words("нет связи с ПЦ или договора", "no processing centre, or no contract"),
    Reason.DEPOSIT: Words("депозит исчерпан, пополните его в ПЦ", "the deposit is spent, top it up at the centre"),
    Reason.CASSETTE_FULL: Words("кассета полна", "the cassette is full"),
    Reason.CASSETTE_OUT: Words("кассета вынута", "the cassette is out"),
    Reason.JAM: Words("купюра застряла или приёмник неисправен", "a jam, or the acceptor is broken"),
    Reason.SILENT: Words("купюроприёмник не подключён или молчит", "the acceptor is absent or silent"),
}
MEANS: dict[State, Words] = {
    State.CREATED: Words("Создан", "Created"),
    State.DROPPED: Words("Отменён до приёма денег", "Cancelled before cash"),
    State.TO_SEND: Words("Принят, не отправлен", "Accepted, not sent"),
    State.SENT: Words("Отправлен", "Sent"),
    State.CAPTURED: Words("Зачислен", "Credited"),
    State.CANCELLED: Words("Отклонён, деньги за плательщиком", "Rejected, the cash is kept for the payer"),
    State.REFUSED: Words("Отклонён, деньги за плательщиком", "Rejected, the cash is kept for the payer"),
    State.REVIEW: Words("Требует разбора", "Needs review"),
}
REVIEW = Words("Отправлен, требует разбора в ПЦ", "Sent, needs review at the centre")


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
        )

    def payments(self, db: Connection, who: Principal, ask: messages.Limit) -> messages.Payments:
        """The latest payments that took cash."""
        found = payments.last(db, _sane(ask.limit))
        return messages.Payments(payments=[_payment_row(db, payment) for payment in found])

    def unsent(self, db: Connection, who: Principal, ask: object) -> messages.Payments:
        """What waits for the centre or for a person, with its next attempt."""
        found = [one for state in (State.TO_SEND, State.REVIEW) for one in payments.in_state(db, state, MOST_ROWS)]
        found.sort(key=lambda payment: payment.accepted)
        return messages.Payments(payments=[_payment_row(db, payment) for payment in found])

    def sessions(self, db: Connection, who: Principal, ask: messages.Limit) -> messages.Sessions:
        """The latest sessions with their notes."""
        found = sessions.last(db, _sane(ask.limit))
        return messages.Sessions(sessions=[_session_row(db, session) for session in found])

    def claims(self, db: Connection, who: Principal, ask: messages.Limit) -> messages.Slips:
        """Cash that is kept for payers."""
        found = papers.slips(db, _sane(ask.limit))
        return messages.Slips(slips=[_slip_row(slip) for slip in found])

    def settle_claim(self, db: Connection, who: Principal, ask: messages.SettleClaim) -> messages.Done:
        """Staff gave the cash of a slip back to its payer; only once."""
        slip = papers.slip(db, ask.id)
        if slip is None or slip.state is not SlipState.OPEN:
            raise Rejected("wrong_value", f"slip {ask.id}")
        papers.change_slip(db, slip, SlipState.SETTLED, self._ground.now())
        papers.note(db, self._ground.now(), "claim_settled", f"{slip.code}: {slip.amount}, {who.id}", slip.session_id)
        return messages.Done(done=Words(f"Выдано по квитанции {slip.code}", f"Settled: {slip.code}"))

    def journal(self, db: Connection, who: Principal, ask: messages.Limit) -> messages.Journal:
        """What staff should know."""
        return messages.Journal(
            lines=[
                messages.Line(at=moment(one.at), kind=one.kind, detail=one.detail, session_id=one.session_id)
                for one in papers.journal(db, _sane(ask.limit))
            ]
        )

    def encash(self, db: Connection, who: Principal, ask: object) -> messages.Encashed:
        """The cassette was taken out: what must be in it, by denomination. Not while a note is on its way."""
        if banknotes.open_note(db) is not None:
            raise Rejected("too_early", "купюра в работе / a note is on its way")
        doubtful = [note.value for note in banknotes.lost(db)]
        now = self._ground.now()
        made = banknotes.encash(db, now)
        papers.note(db, now, "encashment", f"{made.id}: {made.notes}, {made.total}, {who.id}")
        return messages.Encashed(
            number=made.id,
            at=moment(made.at),
            denominations=[
                messages.Denomination(
                    value=one.value, currency=one.currency, notes=one.number, total=one.value * one.number
                )
                for one in made.counts
            ],
            notes=made.notes,
            total=made.total,
            in_doubt=doubtful,
        )


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


def _payment_row(db: Connection, payment: Payment) -> messages.PaymentRow:
    tasks: list[Task] = queue.of_key(db, payment.payment_id)
    task = tasks[0] if tasks else None
    return messages.PaymentRow(
        code=ids.payment_code(payment.payment_id),
        payment_id=payment.payment_id,
        session_id=payment.session_id,
        state=payment.state.value,
        means=REVIEW if payment.needs_review else MEANS[payment.state],
        provider=Words(payment.provider_ru, payment.provider_en),
        account=payment.account,
        inserted=payment.inserted,
        agent_fee=payment.agent_fee,
        amount=payment.amount,
        at=moment(payment.accepted),
        number=payment.number,
        reason=payment.reason or ("" if task is None else task.reason),
        reference=payment.reference,
        attempts=0 if task is None else task.attempts,
        next_attempt=None if task is None else moment(task.due),
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


def _slip_row(slip: papers.Slip) -> messages.SlipRow:
    return messages.SlipRow(
        id=slip.id,
        code=slip.code,
        amount=slip.amount,
        reason=slip.reason,
        state=slip.state.value,
        at=moment(slip.made),
    )


def _sane(limit: int) -> int:
    if not 1 <= limit <= MOST_ROWS:
        raise Rejected("wrong_value", f"limit: 1–{MOST_ROWS}")
    return limit
