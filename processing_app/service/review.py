"""The queue of payments that are not finished: those that wait for a person and those that wait for their next try."""

from common.clock import moment
from common.database import Connection, Row
from common.money import RUB, text
from common.queue import TaskState
from common.words import Words
from processing_app.service.asks import AskReview, PaymentRow, Review, ReviewRow, Weighed
from processing_app.service.reading import payment_row
from processing_app.service.wallets import rows as wallet_rows
from processing_app.store import decisions, payment_list, wallet_work
from processing_app.store.names import NamedProvider, names
from processing_app.wording import reason, stopped

MOST = 1000
DEAD = TaskState.DEAD.value
_Found = tuple[Row, PaymentRow, NamedProvider | None]
"""A row with its task, the payment as it is shown, and whose provider delivers it; a wallet's has none."""


def queue_of_reviews(db: Connection, ask: AskReview) -> Review:
    """Dead letters first, each with its reason, its tries by hand and its last note."""
    known, returned, notes, aside = names(db), decisions.retried(db), decisions.notes(db), decisions.set_aside(db)
    most = max(1, min(ask.limit, MOST))
    found: list[_Found] = [
        (row, payment_row(row, known), known.provider(row["provider_id"]))
        for row in payment_list.unfinished(db, ask.state, most)
    ]
    found += [(one.row, wallet_rows.payment_row(one), None) for one in wallet_work.unfinished(db, ask.state, most)]
    found.sort(key=lambda one: (one[0]["task_state"], one[0]["task_id"]))
    dead, waiting = (weigh(db, state) for state in (DEAD, TaskState.WAITING.value))
    return Review(
        rows=[
            _row(one, returned.get(one[0]["task_id"], 0), notes.get(one[0]["task_id"], ""), aside)
            for one in found[:most]
        ],
        dead=dead[0], dead_amount=dead[1], waiting=waiting[0], waiting_amount=waiting[1], currency=RUB,
    )  # fmt: skip


def weigh(db: Connection, state: str) -> tuple[int, int]:
    """How many payments of kiosks and wallets have tasks in this state, and what they sum to, minor units."""
    rows = (*payment_list.weigh_unfinished(db), *wallet_work.weigh_unfinished(db))
    mine = [row for row in rows if row["state"] == state]
    return sum(row["number"] for row in mine), sum(row["amount"] for row in mine)


def weighed(db: Connection, task_ids: list[int]) -> Weighed:
    """What retrying these tasks would be about."""
    sums = [amount for amount in (_amount(db, one) for one in set(task_ids)) if amount is not None]
    total = sum(sums)
    return Weighed(
        tasks=len(sums), amount=total, currency=RUB,
        words=Words(
            f"Повторить {len(sums)} {_payments(len(sums))} на {text(total)} ₽",
            f"Retry {len(sums)} {'payment' if len(sums) == 1 else 'payments'} for {text(total, english=True)} ₽",
        ),
    )  # fmt: skip


def _row(found: _Found, returned: int, note: str, aside: dict[str, int]) -> ReviewRow:
    row, payment, provider = found
    dead_since = aside.get(row["payment_id"]) if row["task_state"] == DEAD else None
    return ReviewRow(
        task_id=row["task_id"], kind=row["task_kind"], state=row["task_state"], reason=row["task_reason"],
        reason_words=reason(row["task_reason"]), first_at=moment(row["made"]),
        last_at=moment(dead_since) if dead_since is not None else None, returned=returned, note=note,
        target=provider.url if provider else "", stopped=stopped(provider.stopped) if provider else None,
        payment=payment,
    )  # fmt: skip


def _amount(db: Connection, task_id: int) -> int | None:
    found = payment_list.amount_of_task(db, task_id)
    return found if found is not None else wallet_work.amount_of_task(db, task_id)


def _payments(number: int) -> str:
    """1 платёж, 3 платежа, 5 платежей."""
    if number % 100 in range(11, 15):
        return "платежей"
    return {1: "платёж", 2: "платежа", 3: "платежа", 4: "платежа"}.get(number % 10, "платежей")
