"""The list of payments: pages, counters and sums of what a person filters for."""

import msgspec

from common import searching
from common.clock import milliseconds
from common.database import Connection, Row
from common.money import RUB
from common.shown_status import ShownStatus
from common.status import Status
from processing_app.service.asks import FindPayments, PaymentRows, PaymentTotals, StateCount
from processing_app.service.reading import payment_row
from processing_app.store import payment_list
from processing_app.store.names import Names, names
from processing_app.store.payment_list import Filter

MOST = 1000
LARGEST_OFFSET = 10**9
HUNDREDTHS = 10_000
BACK = (Status.CANCELLED.value, Status.REFUNDED.value)
"""The deposit has its money again, the processing commission included."""


def page(db: Connection, ask: FindPayments) -> PaymentRows:
    """One page of the payments asked for; the same `up_to` again shows no payment that came since."""
    known = names(db)
    which = _which(ask, known, ask.up_to or payment_list.newest(db))
    found = payment_list.page(
        db, which, ask.order, descending=ask.descending,
        offset=max(0, min(ask.offset, LARGEST_OFFSET)), limit=max(1, min(ask.limit, MOST)),
    )  # fmt: skip
    return PaymentRows(
        payments=[payment_row(row, known) for row in found], found=payment_list.count(db, which),
        every=payment_list.count(db, Filter(up_to=which.up_to)), up_to=which.up_to,
    )  # fmt: skip


def totals(db: Connection, ask: FindPayments) -> PaymentTotals:
    """Counters of every state and the sums of what is asked for, in one pass."""
    which = _which(ask, names(db), ask.up_to)
    groups = payment_list.groups(db, which)
    chosen = [row for row in groups if not which.state or row["shown"] == which.state]
    count = _sum(chosen, "number")
    rejected = _sum([row for row in chosen if row["status"] == Status.CANCELLED.value], "number")
    states = {row["shown"]: 0 for row in groups}
    for row in groups:
        states[row["shown"]] += row["number"]
    return PaymentTotals(
        all=_sum(groups, "number"),
        states=[StateCount(state=ShownStatus(state), count=number) for state, number in states.items()],
        count=count,
        inserted=_sum(chosen, "inserted"),
        agent_fee=_sum([row for row in chosen if row["status"] != Status.CANCELLED.value], "agent_fee"),
        processing_fee=_sum([row for row in chosen if row["status"] not in BACK], "processing_fee"),
        credited=_sum([row for row in chosen if row["status"] == Status.CAPTURED.value], "amount"),
        rejected=rejected,
        rejected_share=rejected * HUNDREDTHS // count if count else 0,
        currency=RUB,
    )


def _which(ask: FindPayments, known: Names, up_to: int) -> Filter:
    which = Filter(
        state=ask.state.value if ask.state is not None else "", up_to=up_to,
        since=milliseconds(ask.since) if ask.since is not None else 0,
        until=milliseconds(ask.until) if ask.until is not None else 0,
        provider_id=ask.provider_id, agent_id=ask.agent_id,
    )  # fmt: skip
    text = ask.text.strip()
    if not text:
        return which
    providers, agents = known.like(text)
    return msgspec.structs.replace(
        which, text=text, pattern=searching.anywhere(text), id_pattern=searching.id_start(text),
        code_pattern=searching.code_start(text), number=searching.number_start(text),
        providers=msgspec.json.encode(providers).decode(), agents=msgspec.json.encode(agents).decode(),
    )  # fmt: skip


def _sum(groups: list[Row], name: str) -> int:
    return sum(row[name] for row in groups)
