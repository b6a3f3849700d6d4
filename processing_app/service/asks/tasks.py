"""What the operator asks about tasks, dead letters and alarms, and decides of them."""

from datetime import datetime

from common.protocol.endpoint import Message
from common.words import Words
from processing_app.service.asks.payments import PaymentRow


class AskTasks(Message, frozen=True):
    """Tasks set aside for a person, and how many wait."""


class TaskRow(Message, frozen=True):
    """A task; a dead letter has its reason."""

    task_id: int
    kind: str
    payment: str
    code: str
    lane: str
    state: str
    attempts: int
    due: datetime
    reason: str


class Tasks(Message, frozen=True):
    """The dead letters, and how many tasks wait."""

    dead: list[TaskRow]
    waiting: int


class TaskId(Message, frozen=True):
    """Which task."""

    task_id: int


class TaskIds(Message, frozen=True):
    """Which tasks."""

    task_ids: list[int]


class Weighed(Message, frozen=True):
    """How many payments some tasks are about and what they sum to; `words` say what retrying them would do."""

    tasks: int
    amount: int
    currency: str
    words: Words


class Retried(Message, frozen=True):
    """How many are tried again and what they sum to; those that were finished meanwhile are passed over.

    `reversals` of them ask for credited money back, `stopped` wait until delivery to their provider goes on.
    """

    tasks: int
    amount: int
    passed_over: int
    reversals: int = 0
    stopped: int = 0


class NoteTask(Message, frozen=True):
    """Leave a task as it is with a note for whoever looks next; the note stays in the payment's story."""

    task_id: int
    note: str


class AskReview(Message, frozen=True):
    """Payments that wait for a person (`dead`), for their next attempt (`waiting`), or both when empty."""

    state: str = ""
    limit: int = 500


class ReviewRow(Message, frozen=True):
    """A payment that is not finished: why, since when, how often a person tried it again, the last note.

    `last_at` is when it was set aside, while it waits for a person; `stopped` says why nothing is delivered there.
    """

    task_id: int
    kind: str
    state: str
    reason: str
    reason_words: Words
    first_at: datetime
    last_at: datetime | None
    returned: int
    note: str
    target: str
    stopped: Words | None
    payment: PaymentRow


class Review(Message, frozen=True):
    """The queue of retries and reviews with the sums of both."""

    rows: list[ReviewRow]
    dead: int
    dead_amount: int
    waiting: int
    waiting_amount: int
    currency: str


class SettleTask(Message, frozen=True):
    """Settle a dead letter by hand from the provider's word: `credited` (with its reference) or `returned`.

    Of a reversal: `returned` (with the provider's reference of it), or `credited` when the sum stays there.
    Of a withdrawal the bank is asked first; `without_bank` says that its word came in writing, and counts only when the
    bank does not answer.
    """

    task_id: int
    outcome: str
    reason: str
    reference: str = ""
    without_bank: bool = False


class ReversePayment(Message, frozen=True):
    """Take a credited payment back from its subscriber, by its id or code."""

    payment: str
    reason: str


class Alarm(Message, frozen=True):
    """Something a person must look at."""

    id: int
    at: datetime
    about: str
    code: str
    text: str


class Alarms(Message, frozen=True):
    """What nobody has looked at."""

    alarms: list[Alarm]


class SeeAlarms(Message, frozen=True):
    """A person has looked at the alarms up to this one, or at this one `only`."""

    up_to: int
    only: bool = False


class Done(Message, frozen=True):
    """It is done."""

    done: bool = True
