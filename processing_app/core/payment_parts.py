"""What a payment has besides itself: refunds, disputes, and where a bank's adapter stands."""

from enum import StrEnum

import msgspec

from processing_app.core.events import Event
from processing_app.core.intent_events import (
    ChargebackAccepted,
    ChargebackOpened,
    ChargebackRejected,
    RefundFailed,
    RefundStarted,
    RefundSucceeded,
)


class RefundStatus(StrEnum):
    """pending → succeeded | failed."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class ChargebackStatus(StrEnum):
    """pending → accepted | rejected; a rejected one may be opened again at its next stage."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


REFUND_TRANSITIONS: dict[tuple[RefundStatus | None, type[Event]], RefundStatus] = {
    (None, RefundStarted): RefundStatus.PENDING,
    (RefundStatus.PENDING, RefundSucceeded): RefundStatus.SUCCEEDED,
    (RefundStatus.PENDING, RefundFailed): RefundStatus.FAILED,
}
CHARGEBACK_TRANSITIONS: dict[tuple[ChargebackStatus | None, type[Event]], ChargebackStatus] = {
    (None, ChargebackOpened): ChargebackStatus.PENDING,
    (ChargebackStatus.PENDING, ChargebackRejected): ChargebackStatus.REJECTED,
    (ChargebackStatus.PENDING, ChargebackAccepted): ChargebackStatus.ACCEPTED,
    (ChargebackStatus.REJECTED, ChargebackOpened): ChargebackStatus.PENDING,
}


class Step(msgspec.Struct, frozen=True):
    """Where a bank's adapter stands in an operation; `ask_at` is when to ask it again, `tag` a callback's."""

    state: bytes
    ask_at: int
    tag: str = ""


class Refund(msgspec.Struct, frozen=True):
    """A refund of a payment; `at` is when it began."""

    id: str
    amount: int
    at: int
    status: RefundStatus = RefundStatus.PENDING
    reason: str = ""
    external_id: str = ""
    fingerprint: str = ""
    reference: str = ""
    failure: str = ""


class Chargeback(msgspec.Struct, frozen=True):
    """A dispute about a payment; `levy` is what all its stages cost, `at` when it began."""

    id: str
    amount: int
    levy: int
    at: int
    stage: str
    reason: str
    status: ChargebackStatus = ChargebackStatus.PENDING

    @property
    def disputed(self) -> int:
        """What of the captured sum it has taken, for now or for good."""
        return 0 if self.status is ChargebackStatus.REJECTED else self.amount
