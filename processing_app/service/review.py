"""The queue of payments that are not finished: those that wait for a person and those that wait for their next try."""

from common.clock import moment
from common.database import Connection, Row
from common.money import RUB, text
from common.queue import TaskState
from common.words import Words
from processing_app.service.asks import AskReview, Review, ReviewRow, Weighed
from processing_app.service.reading import payment_row
from processing_app.store import decisions, payment_list
from processing_app.store.names import Names, names
from processing_app.wording import reason, stopped

MOST = 1000
DEAD = TaskState.DEAD.value


def queue_of_reviews(db: Connection, ask: AskReview) -> Review:
    """Dead letters first, each with its reason, its tries by hand and its last note."""
    known, returned, notes, aside = names(db), decisions.retried(db), decisions.notes(db), decisions.set_aside(db)
    found = payment_list.unfinished(db, ask.state, max(1, min(ask.limit, MOST)))
    sums = {row["state"]: (row["number"], row["amount"]) for row in payment_list.weigh_unfinished(db)}
    dead, waiting = sums.get(DEAD, (0, 0)), sums.get(TaskState.WAITING.value, (0, 0))
    return Review(
        rows=[
            _row(row, known, returned.get(row["task_id"], 0), notes.get(row["task_id"], ""), aside) for row in found
        ],
        dead=dead[0], dead_amount=dead[1], waiting=waiting[0], waiting_amount=waiting[1], currency=RUB,
    )  # fmt: skip


def weighed(db: Connection, task_ids: list[int]) -> Weighed:
    """What retrying these tasks would be about."""
    sums = [amount for amount in (payment_list.amount_of_task(db, one) for one in set(task_ids)) if amount is not None]
    total = sum(sums)
    return Weighed(
        tasks=len(sums), amount=total, currency=RUB,
        words=Words(
            f"Повторить {len(sums)} {_payments(len(sums))} на {text(total)} ₽",
            f"Retry {len(sums)} {'payment' if len(sums) == 1 else 'payments'} for {text(total, english=True)} ₽",
        ),
    )  # fmt: skip


def _row(row: Row, known: Names, returned: int, note: str, aside: dict[str, int]) -> ReviewRow:
    provider = known.provider(row["provider_id"])
    dead_since = aside.get(row["payment_id"]) if row["task_state"] == DEAD else None
    return ReviewRow(
        task_id=row["task_id"], kind=row["task_kind"], state=row["task_state"], reason=row["task_reason"],
        reason_words=reason(row["task_reason"]), first_at=moment(row["made"]),
        last_at=moment(dead_since) if dead_since is not None else None, returned=returned, note=note,
        target=provider.url, stopped=stopped(provider.stopped), payment=payment_row(row, known),
    )  # fmt: skip


def _payments(number: int) -> str:
    """1 платёж, 3 платежа, 5 платежей."""
    if number % 100 in range(11, 15):
        return "платежей"
    return {1: "платёж", 2: "платежа", 3: "платежа", 4: "платежа"}.get(number % 10, "платежей")
