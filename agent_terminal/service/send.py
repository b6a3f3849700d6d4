"""Payments to the centre (commit 5): sent until answered, with the same id, however long it takes; then followed."""

from collections.abc import Callable, Iterable
from itertools import groupby

import msgspec

from agent_terminal.core import payment_words
from agent_terminal.core.payment import Fact, State, after
from agent_terminal.service import kept, pay, wording
from agent_terminal.service.ground import Ground
from agent_terminal.service.outcome import tell_payer
from agent_terminal.service.polls import Polls
from agent_terminal.store import papers, payments
from agent_terminal.store.payments import Payment
from common import ids, queue, spawn, trace
from common.clock import has_come, moment
from common.database import Connection, Seen
from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.protocol import processing
from common.queue import Task
from common.retry import RetryPolicy
from common.status import Status
from common.words import Words

POLICY = RetryPolicy(pause_ms=1_000, longest_ms=60_000)
"""Only its pauses count: cash that was taken never becomes too old to send."""
LANES = 8
BATCH = 64
ASKED_AT_ONCE = 100
FOLLOW_FIRST, FOLLOW_LONGEST = 0.5, 60.0
RETURNED = frozenset({Status.CANCELLED, Status.FAILED, Status.REFUNDED})
RunAll = Callable[[Iterable[Callable[[], None]]], None]


def one_by_one(works: Iterable[Callable[[], None]]) -> None:
    """Lanes of a terminal without a pool."""
    for work in works:
        work()


class Sending:
    """The queue's worker. `run_all` runs payments to different accounts beside each other."""

    def __init__(self, ground: Ground, polls: Polls) -> None:
        """The centre is thought to be there until it is not."""
        self._ground = ground
        self._polls = polls
        self.run_all: RunAll = one_by_one
        self._one_at_a_time = spawn.Lock()
        self._waiting = Seen(ground.database, queue.waiting)
        self._on_the_way = Seen(ground.database, lambda db: payments.in_state(db, State.SENT, ASKED_AT_ONCE))
        self._silences = self._resume_at = 0
        self._follow_at = 0.0
        self._follow_pause = FOLLOW_FIRST
        ground.centre.heard_again = self.hurry

    def turn(self) -> None:
        """Send what is due, ask what became of what was sent; the operator's «send now» waits for its turn."""
        with self._one_at_a_time:
            self._send_due()
            self._follow()

    def hurry(self) -> None:
        """The centre is there again, or an operator wants it: nothing waits for its pause."""
        self._silences = self._resume_at = 0
        self._follow_at, self._follow_pause = 0.0, FOLLOW_FIRST
        self._ground.write(self._make_due, "hurry")
        self._ground.to_send.set()

    def revive(self, db: Connection) -> int:
        """A person wants payments that were set aside tried again; how many there were."""
        now, found = self._ground.now(), queue.dead(db)
        for task in found:
            payment = payments.find(db, task.key)
            if payment is not None and payment.state is State.REVIEW:
                payments.save(db, _changed(payment, Fact.RETRIED, now, reason=""))
                queue.revive(db, task, due=now)
        return len(found)

    def _make_due(self, db: Connection) -> None:
        now = self._ground.now()
        for task in queue.waiting(db):
            if task.due > now:
                queue.put_off(db, task, due=now, reason=task.reason, counts=False)

    def _send_due(self) -> None:
        """The oldest payment of each account goes first; another of that account waits for its answer.

        While the contract is wrong only the polls try it: they move no money, and go on when it is good again.
        """
        now = self._ground.now()
        if not has_come(self._resume_at, now, POLICY.furthest_ms) or self._ground.centre.contract_wrong:
            return
        waiting = self._waiting.now()
        heads = [next(tasks) for _, tasks in groupby(sorted(waiting, key=_by_line), key=lambda task: task.line)]
        come = (task for task in heads if has_come(task.due, now, POLICY.furthest_ms))
        due = sorted(come, key=lambda task: task.id)[:BATCH]
        if due and self._silences:
            due = due[:1]  # one probe is enough to learn whether the centre is back
        self.run_all([lambda task=task: self.send(task) for task in due])  # type: ignore[misc]
        if len(heads) < len(waiting) and due:
            self._ground.to_send.set()

    def send(self, task: Task) -> None:
        """Call 1 of the money path, and commit 5 with what it brought."""
        trace.current.set(ids.payment_code(task.key))
        payment = self._ground.database.read(lambda db: payments.find(db, task.key))
        assert payment is not None, task.key
        if payment.state is not State.TO_SEND:
            return
        try:
            answer = self._ground.centre.call(processing.PAY, question(payment))
        except Rejected as refusal:
            self._in_books(task, refusal, self._refused, "refused")
        except Broken as stop:
            self._in_books(task, stop, self._stopped, "set_aside")
        except (Unavailable, ContractFault) as later:
            self._put_off(task, later)
        else:
            self._ground.write(lambda db: self._sent(db, task, answer), "sent")
            self._accepted()

    def _in_books(
        self, task: Task, error: OplataError, work: Callable[[Connection, Task, OplataError], None], name: str
    ) -> None:
        self._ground.log.error(name, payment=ids.payment_code(task.key), code=error.code, detail=error.detail)
        self._ground.write(lambda db: work(db, task, error), name)

    def _accepted(self) -> None:
        self._silences = 0
        self._follow_at, self._follow_pause = 0.0, FOLLOW_FIRST
        self._polls.deposit_soon()

    def _sent(self, db: Connection, task: Task, answer: processing.PaymentAccepted) -> None:
        """Commit 5: the payment is the centre's, the task is closed."""
        payment = payments.find(db, task.key)
        if payment is None or not queue.close(db, task.id):
            return
        now = self._ground.now()
        payment = _changed(payment, Fact.ACCEPTED, now, number=str(answer.number))
        payments.save(db, payment)
        self._fate(db, payment, processing.PaymentState(task.key, answer.status, answer.accepted_at))

    def _refused(self, db: Connection, task: Task, refusal: OplataError) -> None:
        """A final «no»: nothing was or will be credited under this id, and the payer's cash is kept for him."""
        payment = payments.find(db, task.key)
        if payment is None or not queue.close(db, task.id):
            return
        now = self._ground.now()
        payment = _changed(payment, Fact.REFUSED, now, reason=refusal.code)
        payments.save(db, payment)
        pay.claim_payment(db, payment, refusal.code, now)
        papers.note(db, now, "refused", _said(payment, str(refusal)), payment.session_id)
        tell_payer(db, payment, now, kept.agent(db).patience)

    def _stopped(self, db: Connection, task: Task, stop: OplataError) -> None:
        """This cannot be: a person decides; the payment and its cash stay on the books."""
        payment = payments.find(db, task.key)
        if payment is None or payment.state is not State.TO_SEND:
            return
        now = self._ground.now()
        payments.save(db, _changed(payment, Fact.STOPPED, now, reason=stop.code))
        queue.set_aside(db, task, str(stop))
        papers.note(db, now, "needs_review", _said(payment, str(stop)), payment.session_id)

    def _put_off(self, task: Task, later: OplataError) -> None:
        """Again with the same id, without end; a silent centre or a wrong contract pauses the whole lane."""
        now = self._ground.now()
        due = now + POLICY.pause(task.attempts + 1, self._ground.chance.random)
        if self._ground.centre.silent:
            self._silences += 1
            self._resume_at = now + POLICY.pause(self._silences, self._ground.chance.random)
        self._ground.write(lambda db: queue.put_off(db, task, due=due, reason=f"{later}"[:300], counts=True), "put_off")

    def _follow(self) -> None:
        """Ask about payments that were accepted and not yet credited; seldomer the longer nothing changes."""
        now = self._ground.clock.monotonic()
        if now < self._follow_at:
            return
        sent = self._on_the_way.now()
        if not sent:
            return
        self._follow_at = now + self._follow_pause
        self._follow_pause = min(self._follow_pause * 2, FOLLOW_LONGEST)
        trace.current.set("")
        try:
            answer = self._ground.centre.call(
                processing.PAYMENTS, processing.AskPayments(payment_ids=[one.payment_id for one in sent])
            )
        except OplataError as error:
            self._ground.log.warning("no news of payments", code=error.code, detail=error.detail)
            return
        if self._ground.write(lambda db: self._fates(db, answer), "fates"):
            self._follow_at, self._follow_pause = 0.0, FOLLOW_FIRST
            self._polls.deposit_soon()

    def _fates(self, db: Connection, answer: processing.PaymentStates) -> int:
        """How many payments came to their end."""
        now, ended = self._ground.now(), 0
        for state in answer.payments:
            payment = payments.find(db, state.payment_id)
            if payment is not None and payment.state is State.SENT:
                payments.was_asked(db, payment.payment_id, now)
                ended += self._fate(db, payment, state)
        for payment_id in answer.unknown:
            self._unknown(db, payment_id, now)
        return ended

    def _fate(self, db: Connection, payment: Payment, state: processing.PaymentState) -> bool:
        now = self._ground.now()
        payment = msgspec.structs.replace(payment, reference=state.reference, asked=now)
        if state.status is Status.CAPTURED:
            payment = _changed(payment, Fact.CAPTURED, now, needs_review=0)
        elif state.status in RETURNED:
            payment = _changed(payment, Fact.CANCELLED, now, reason=state.reason or state.status.value)
            pay.claim_payment(db, payment, payment.reason, now)
        else:
            payment = msgspec.structs.replace(payment, needs_review=int(state.needs_review))
        payments.save(db, payment)
        tell_payer(db, payment, now, kept.agent(db).patience)
        return payment.state is not State.SENT

    def _unknown(self, db: Connection, payment_id: str, now: int) -> None:
        """The centre accepted it and does not know it any more: a person, who may send it again with the same id."""
        payment = payments.find(db, payment_id)
        if payment is None or payment.state is not State.SENT:
            return
        payments.save(db, _changed(payment, Fact.STOPPED, now, reason="unknown_payment"))
        queue.put(db, pay.SEND, payment_id, now=now, line=f"{payment.provider_id}:{payment.account}")
        for task in queue.of_key(db, payment_id):
            queue.set_aside(db, task, "unknown_payment")
        papers.note(db, now, "needs_review", _said(payment, "unknown_payment"), payment.session_id)


def question(payment: Payment) -> processing.Pay:
    """The message of a payment: made of its row alone, so that every repeat is the same."""
    return processing.Pay(
        payment_id=payment.payment_id,
        session_id=payment.session_id,
        terminal=payment.terminal,
        provider_id=payment.provider_id,
        account=payment.account,
        inserted=payment.inserted,
        agent_fee=payment.agent_fee,
        amount=payment.amount,
        directory_version=payment.directory_version,
        accepted_at=moment(payment.accepted),
        fields=payment.fields,
        currency=payment.currency,
    )


def _by_line(task: Task) -> tuple[str, int]:
    return task.line, task.id


def _changed(payment: Payment, fact: Fact, now: int, **values: object) -> Payment:
    return msgspec.structs.replace(payment, state=after(payment.state, fact), changed=now, **values)


def _said(payment: Payment, reason: str) -> Words:
    """Which payment, how much cash, and why."""
    code, cash, why = (
        ids.payment_code(payment.payment_id),
        wording.sum_words(payment.inserted),
        payment_words.reason(reason),
    )
    return Words(f"{code}, {cash.ru}: {why.ru}", f"{code}, {cash.en}: {why.en}")
