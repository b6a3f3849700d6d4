"""Agents' deposits: top-ups shown before they are booked, their history, and how long a deposit will do."""

from typing import NamedTuple

from common import ids
from common.clock import Clock, moment
from common.database import Connection, Row
from common.errors import Rejected
from common.money import LARGEST, RUB
from common.principal import Principal
from common.protocol.mistake import Mistake, refuse
from common.words import Words
from processing_app.core import cashflow, ledger
from processing_app.core.events import AgentToppedUp, Event
from processing_app.service.asks.agents import AgentState
from processing_app.service.asks.deposits import (
    AskTopUps,
    ToppedUp,
    TopUp,
    TopUpRow,
    TopUps,
    TopUpTried,
    TryTopUp,
)
from processing_app.store import balances, contracts, deposits, log

LONGEST_ID = 64
LONGEST_NOTE = 200
PAGE = 200
NEWEST = 1 << 62
MINUTES = 60
NOTHING = Words("Сумма пополнения больше нуля", "A top-up is more than zero")
LARGE = Words("За раз не больше 10 000 000 000,00 ₽", "At most 10,000,000,000.00 ₽ at once")
WRONG_ID = Words("Номер операции: до 64 печатных знаков", "An operation's id: up to 64 printable characters")


class Condition(NamedTuple):
    """What an agent's deposit allows now, since when (milliseconds UTC), and for how many minutes more."""

    state: AgentState
    since: int | None
    minutes_left: int | None


class Deposits:
    """The operator's cash desk."""

    def __init__(self, clock: Clock) -> None:
        """Everything is in the database."""
        self._clock = clock

    def try_top_up(self, db: Connection, who: Principal, ask: TryTopUp) -> TopUpTried:
        """Now + plus = after; nothing is booked."""
        _known(db, ask.agent_id)
        now = balances.snapshot(db, ledger.deposit(ask.agent_id))
        mistakes = _mistakes(ask.amount, ask.top_up_id)
        after = now if mistakes else now + ask.amount
        return TopUpTried(now=now, plus=ask.amount, after=after, currency=RUB, mistakes=mistakes)

    def top_up(self, db: Connection, who: Principal, ask: TopUp) -> ToppedUp:
        """Book an agent's money, once for an operation's id."""
        _known(db, ask.agent_id)
        if ask.currency != RUB:
            raise Rejected("wrong_currency", ask.currency)
        refuse(_mistakes(ask.amount, ask.top_up_id))
        now = self._clock.now_ms()
        top_up_id = ask.top_up_id or ids.uuid7(now)
        stream, account = log.top_up(top_up_id), ledger.deposit(ask.agent_id)
        event = AgentToppedUp(
            agent_id=ask.agent_id, top_up_id=top_up_id, amount=ask.amount, currency=ask.currency,
            note=ask.note[:LONGEST_NOTE], postings=cashflow.topped_up(ask.agent_id, ask.amount, ask.currency),
        )  # fmt: skip
        booked = [stored.event for stored in log.load(db, stream)]
        if not booked:
            log.save(db, stream, 0, [event], who, now)
        elif not _same(booked[0], event):
            raise Rejected("already_exists", top_up_id)
        return ToppedUp(
            agent_id=ask.agent_id, top_up_id=top_up_id, balance=balances.of(db, account), currency=ask.currency
        )

    def top_ups(self, db: Connection, who: Principal, ask: AskTopUps) -> TopUps:
        """An agent's top-ups, newest first."""
        _known(db, ask.agent_id)
        limit = max(1, min(ask.limit, PAGE))
        found: list[TopUpRow] = []
        before = ask.before or NEWEST
        while len(found) <= limit and (page := deposits.top_ups(db, before, PAGE)):
            found += [_row(one, one.event) for one in page if _of_agent(one.event, ask.agent_id)]
            before = page[-1].position
        return TopUps(top_ups=found[:limit], more=len(found) > limit)


def condition(db: Connection, row: Row, balance: int, per_hour: int, now: int) -> Condition:
    """What an agent's contract and deposit allow now."""
    available = balance + row["credit_limit"]
    minutes = available * MINUTES // per_hour if per_hour and available > 0 else None
    if row["blocked"]:
        return Condition(AgentState.BLOCKED, row["blocked_at"], minutes)
    if row["expires"] is not None and row["expires"] <= now:
        return Condition(AgentState.EXPIRED, row["expires"], minutes)
    if available <= 0:
        return Condition(AgentState.EMPTY, deposits.last_payment_at(db, row["agent_id"]), 0)
    low = available < row["threshold"]
    return Condition(AgentState.LOW if low else AgentState.WORKS, None, minutes)


def _mistakes(amount: int, top_up_id: str) -> list[Mistake]:
    found = []
    if amount <= 0:
        found.append(Mistake(field="amount", words=NOTHING))
    if amount > LARGEST:
        found.append(Mistake(field="amount", words=LARGE))
    if len(top_up_id) > LONGEST_ID or not top_up_id.isprintable():
        found.append(Mistake(field="top_up_id", words=WRONG_ID))
    return found


def _known(db: Connection, agent_id: int) -> None:
    if contracts.agent(db, agent_id) is None:
        raise Rejected("unknown_contract", str(agent_id))


def _same(booked: Event, asked: AgentToppedUp) -> bool:
    """Whether an id that was used is used for the same money of the same agent; its note does not matter."""
    assert isinstance(booked, AgentToppedUp)
    return (booked.agent_id, booked.amount, booked.currency) == (asked.agent_id, asked.amount, asked.currency)


def _of_agent(event: Event, agent_id: int) -> bool:
    return isinstance(event, AgentToppedUp) and event.agent_id == agent_id


def _row(stored: log.Stored, event: Event) -> TopUpRow:
    assert isinstance(event, AgentToppedUp)
    return TopUpRow(
        position=stored.position, top_up_id=event.top_up_id, at=moment(stored.at), amount=event.amount,
        currency=event.currency, note=event.note, who=stored.principal.partition(":")[2],
    )  # fmt: skip
