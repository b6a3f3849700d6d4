"""Many payments at once, written straight into the log by the store's own functions: the books still prove them."""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from random import Random
from typing import NamedTuple

from common import ids
from common.database import Connection, Database
from common.money import RUB
from common.principal import SYSTEM, Principal
from processing_app.core import cashflow, payment
from processing_app.core.events import AgentToppedUp, Event, PaymentAuthorized
from processing_app.core.payment import Payment, Tried
from processing_app.store import log
from processing_app.store import payments as rows

A_UNIT = 2_000
DEPOSIT = 10**12
CREDITED, REJECTED = 94, 99
"""Of a hundred: so many are credited, up to so many rejected, the rest reversed."""


class Wanted(NamedTuple):
    """How many payments, of which agents, to which providers, accepted within [since, until), ms UTC."""

    number: int
    agents: int
    providers: int
    since: int
    until: int
    seed: int = 1


def fill(database: Database, wanted: Wanted) -> None:
    """Top the agents up, then write the payments in the order of their moments."""
    chance = Random(wanted.seed)
    print(f"seed {wanted.seed}")
    database.write(lambda db: _top_up(db, wanted), "fill")
    left = _accepted(wanted, chance)
    while part := list(islice(left, A_UNIT)):
        database.write(partial(_write, part=part, chance=chance), "fill")


def _top_up(db: Connection, wanted: Wanted) -> None:
    for agent_id in range(1, wanted.agents + 1):
        made = AgentToppedUp(
            agent_id=agent_id, top_up_id=f"many-{agent_id}", amount=DEPOSIT, currency=RUB,
            postings=cashflow.topped_up(agent_id, DEPOSIT, RUB),
        )  # fmt: skip
        log.save(db, log.top_up(made.top_up_id), 0, [made], Principal("operator", "operator", ""), wanted.since)


def _accepted(wanted: Wanted, chance: Random) -> Iterator[PaymentAuthorized]:
    for number in range(wanted.number):
        at = wanted.since + (wanted.until - wanted.since) * number // wanted.number
        payment_id = ids.uuid7(at, chance.randbytes)
        amount, fee = chance.randrange(1_000, 500_000), chance.randrange(100, 5_000)
        agent_id, provider_id = chance.randrange(wanted.agents) + 1, chance.randrange(wanted.providers) + 1
        yield PaymentAuthorized(
            payment_id=payment_id, number=ids.number(at, chance.getrandbits), agent_id=agent_id,
            terminal=f"T{chance.randrange(30):03d}", session_id=payment_id, provider_id=provider_id,
            account=f"9{chance.randrange(10**9):09d}", fields={}, inserted=amount + fee, agent_fee=fee, amount=amount,
            processing_fee=amount // 100, currency=RUB, directory_version=1, terms_revision=1, accepted_at=at,
            postings=cashflow.authorized(payment_id, agent_id, amount, amount // 100, RUB),
        )  # fmt: skip


def _write(db: Connection, part: list[PaymentAuthorized], chance: Random) -> None:
    for terms in part:
        at, stream = terms.accepted_at, log.intent(terms.payment_id)
        who = Principal("agent", str(terms.agent_id), "")
        position = log.save(db, stream, 0, [terms], who, at)
        rows.add(db, position, terms, at)
        one = payment.evolve(payment.NEW, terms)
        drawn, tried = chance.randrange(100), Tried(1, chance.randrange(20, 900))
        if CREDITED <= drawn < REJECTED:
            _append(db, position, stream, one, payment.cancel(one, "unknown_account", tried=tried), at + 200)
            continue
        one = _append(db, position, stream, one, payment.capture(one, f"R{position:09d}", tried=tried), at + 200)
        if drawn >= REJECTED:
            one = _append(db, position, stream, one, payment.request_refund(one, ids.uuid7(at), "возврат"), at + 400)
            _append(db, position, stream, one, payment.refund(one, "RR"), at + 600)


def _append(db: Connection, position: int, stream: str, one: Payment, events: list[Event], at: int) -> Payment:
    log.save(db, stream, one.version, events, SYSTEM, at)
    for event in events:
        one = payment.evolve(one, event)
    rows.change(db, position, one, at)
    return one
