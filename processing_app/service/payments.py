"""Payments as agents and the delivery see them: check a number, accept, say what became of them."""

from typing import Any

from common import ids, queue
from common.clock import Clock, milliseconds, moment
from common.database import Connection, Database, Row
from common.errors import Broken, OplataError, Rejected, Unavailable
from common.principal import Principal
from common.protocol import codes, processing
from common.protocol.processing import (
    AskAgentRegister,
    AskDeposit,
    AskPayments,
    CheckNumber,
    Deposit,
    NumberFound,
    Pay,
    PaymentAccepted,
    PaymentState,
)
from common.status import Status
from processing_app.core import cashflow, ledger, payment, terms
from processing_app.core.events import PaymentAuthorized
from processing_app.service import agents
from processing_app.service.directory import Directory
from processing_app.service.kiosk.orders import PROVIDER, Orders
from processing_app.service.providers import Providers
from processing_app.service.quota import Quota
from processing_app.service.wallets.top_ups import TopUps
from processing_app.store import balances, log
from processing_app.store import payments as rows

MOST_ASKED = 100
PAGE = 500
LONGEST_WORD = 64
CREDIT = "credit"
GUESSED = ("too_many_codes", "too_many_guesses")
"""What whoever tries code after code, or number after number, of the centre's own is told."""


class Payments:
    """What an agent's terminals ask for."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        directory: Directory,
        providers: Providers,
        orders: Orders,
        top_ups: TopUps,
    ) -> None:
        """Everything is given; nothing is looked up."""
        self._database = database
        self._clock = clock
        self._directory = directory
        self._providers = providers
        self._orders = orders
        self._top_ups = top_ups
        self._quota = Quota(clock)

    def deposit(self, db: Connection, who: Principal, ask: AskDeposit) -> Deposit:
        """The agent's deposit as committed."""
        agent = agents.read(db, int(who.id))
        balance = balances.snapshot(db, ledger.deposit(agent.agent_id))
        now = self._clock.now_ms()
        blocked = agent.blocked or (agent.expires is not None and agent.expires <= now)
        return Deposit(
            balance=balance, credit_limit=agent.credit_limit, available=balance + agent.credit_limit,
            currency=agent.currency, blocked=blocked, at=moment(now),
        )  # fmt: skip

    def check(self, who: Principal, ask: CheckNumber) -> NumberFound:
        """Ask the provider whether the account exists; moves nothing. So many a minute, found or not.

        An order of a shop is reserved for this payment, and its sum is told, which must be paid exactly.
        """
        agent = self._database.read(lambda db: agents.read(db, int(who.id)))
        self._quota.take(agent.agent_id, agent.checks_per_minute)
        provider = self._database.read(lambda db: self._directory.terms(db, ask.directory_version, ask.provider_id))
        terms.demand_account(provider, ask.account, ask.fields)
        try:
            if ask.provider_id == PROVIDER:
                return self._orders.check(who, ask)
            if ask.provider_id == ledger.WALLETS:
                return self._top_ups.check(who, ask)
            found = self._providers.of(ask.provider_id).adapter.check(ask.payment_id, ask.account, ask.fields)
        except Rejected as no:
            raise Rejected(no.code, _plain(no.detail)) from no
        except OplataError as trouble:
            if trouble.code in GUESSED:
                raise
            known = trouble.code in codes.CODES
            raise Unavailable("provider_unavailable", trouble.code if known else "unreadable_answer") from trouble
        return NumberFound(
            payment_id=ask.payment_id, account=ask.account, subscriber=found.subscriber,
            balance=found.balance, currency=found.currency,
        )  # fmt: skip

    def accept(self, db: Connection, who: Principal, ask: Pay) -> PaymentAccepted:
        """Hold the agent's money and promise the payment. Asked again, promise the same. A unit of work.

        That the deposit is enough is seen where its money is moved: a short one is «not now», and nothing is kept.
        """
        stream = log.intent(ask.payment_id)
        history = log.load_either(db, stream, log.transfer(ask.payment_id))  # a hold has the name of its payment
        if history:
            return _promised(history, int(who.id), ask)
        now = self._clock.now_ms()
        event = self._authorized(db, int(who.id), ask, now)
        position = log.save(db, stream, 0, [event], who, now)
        rows.add(db, position, event, now)
        queue.put(
            db, CREDIT, ask.payment_id, now=now, lane=f"provider:{ask.provider_id}",
            line=f"{ask.provider_id}:{ask.account}", trace=who.trace,
        )  # fmt: skip
        if ask.provider_id == PROVIDER:
            self._orders.kept(db, who, event)
        return PaymentAccepted(
            payment_id=ask.payment_id, number=event.number, status=Status.AUTHORIZED, accepted_at=moment(now)
        )

    def states(self, db: Connection, who: Principal, ask: AskPayments) -> processing.PaymentStates:
        """What became of the agent's own payments; somebody else's are unknown to it."""
        if len(ask.payment_ids) > MOST_ASKED:
            raise Rejected("wrong_value", f"> {MOST_ASKED}")
        known, unknown = [], []
        for payment_id in ask.payment_ids:
            row = rows.of_stream(db, log.intent(payment_id))
            if row is None or row["agent_id"] != int(who.id):
                unknown.append(payment_id)
            else:
                known.append(_state(row, queue.is_dead(db, payment_id)))
        return processing.PaymentStates(payments=known, unknown=unknown)

    def register(self, db: Connection, who: Principal, ask: AskAgentRegister) -> processing.AgentRegister:
        """The agent's own payments in the order they were accepted."""
        after = position_of(ask.after)
        limit = max(1, min(ask.limit, PAGE))
        found = rows.of_agent(db, int(who.id), after, limit + 1)
        page = found[:limit]
        return processing.AgentRegister(
            rows=[_register_row(row) for row in page],
            position=str(page[-1]["position"]) if page else ask.after,
            more=len(found) > limit,
        )

    def _authorized(self, db: Connection, agent_id: int, ask: Pay, now: int) -> PaymentAuthorized:
        if not ids.is_uuid(ask.payment_id):
            raise Rejected("wrong_value", "payment_id")
        if not (0 < len(ask.terminal) <= LONGEST_WORD and 0 < len(ask.session_id) <= LONGEST_WORD):
            raise Rejected("wrong_value", "terminal, session_id")
        agent = agents.terms(db, agent_id)
        provider = self._directory.terms(db, ask.directory_version, ask.provider_id)
        terms.demand_account(provider, ask.account, ask.fields)
        terms.demand_sums(
            provider, inserted=ask.inserted, agent_fee=ask.agent_fee, amount=ask.amount, currency=ask.currency
        )
        terms.demand_agent(agent, now)
        fee, revision = terms.processing_fee(agent, ask.amount, now)
        return PaymentAuthorized(
            payment_id=ask.payment_id,
            number=ids.number_of(ask.payment_id),
            agent_id=agent_id,
            terminal=ask.terminal,
            session_id=ask.session_id,
            provider_id=ask.provider_id,
            account=ask.account,
            fields=ask.fields,
            inserted=ask.inserted,
            agent_fee=ask.agent_fee,
            amount=ask.amount,
            processing_fee=fee,
            currency=ask.currency,
            directory_version=ask.directory_version,
            terms_revision=revision,
            accepted_at=milliseconds(ask.accepted_at),
            postings=cashflow.authorized(ask.payment_id, agent_id, ask.amount, fee, ask.currency),
        )


def _plain(detail: str) -> str:
    """What a provider says beside a code of ours goes no further than its payer could have typed it himself."""
    return detail if detail.isprintable() and len(detail) <= LONGEST_WORD else ""


def position_of(after: str) -> int:
    """An opaque position from a caller as ours."""
    if after and not (after.isascii() and after.isdecimal() and len(after) < 19):
        raise Rejected("wrong_value", "after")
    return int(after or 0)


def _chosen(agent_id: int, ask: Pay) -> dict[str, Any]:
    """What the terminal decided: the same at every repeat, or it is another payment."""
    return {
        "payment_id": ask.payment_id, "agent_id": agent_id, "terminal": ask.terminal, "session_id": ask.session_id,
        "provider_id": ask.provider_id, "account": ask.account, "fields": ask.fields, "inserted": ask.inserted,
        "agent_fee": ask.agent_fee, "amount": ask.amount, "currency": ask.currency,
        "directory_version": ask.directory_version, "accepted_at": milliseconds(ask.accepted_at),
    }  # fmt: skip


def _promised(history: list[log.Stored], agent_id: int, ask: Pay) -> PaymentAccepted:
    first = history[0].event
    if not isinstance(first, PaymentAuthorized) or not payment.same(first, _chosen(agent_id, ask)):
        raise Broken("payment_id_reused", ask.payment_id)
    return PaymentAccepted(
        payment_id=first.payment_id, number=first.number, status=Status.AUTHORIZED, accepted_at=moment(history[0].at)
    )


def _state(row: Row, needs_review: bool) -> PaymentState:
    return PaymentState(
        payment_id=row["payment_id"], status=Status(row["status"]), at=moment(row["changed"]),
        reason=row["reason"], reference=row["reference"], needs_review=needs_review,
    )  # fmt: skip


def _register_row(row: Row) -> processing.AgentRegisterRow:
    return processing.AgentRegisterRow(
        payment_id=row["payment_id"], terminal=row["terminal"], provider_id=row["provider_id"],
        account=row["account"], inserted=row["inserted"], agent_fee=row["agent_fee"], amount=row["amount"],
        processing_fee=row["processing_fee"], currency=row["currency"], status=Status(row["status"]),
        accepted_at=moment(row["at"]), reason=row["reason"],
    )  # fmt: skip
