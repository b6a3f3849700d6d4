"""Every event that is ever stored. A stored event is never changed: a new shape is a new `schema`."""

from typing import ClassVar

import msgspec

from processing_app.core.ledger import Posting


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened; its postings sum to zero by construction."""

    schema: ClassVar[int] = 1
    postings: tuple[Posting, ...] = ()


class PaymentAuthorized(Event, frozen=True):
    """The agent took cash; its money is held. Sums in minor units: inserted = amount + agent_fee."""

    payment_id: str
    number: int
    agent_id: int
    terminal: str
    session_id: str
    provider_id: int
    account: str
    fields: dict[str, str]
    inserted: int
    agent_fee: int
    amount: int
    processing_fee: int
    currency: str
    directory_version: int
    terms_revision: int
    accepted_at: int


class PaymentCaptured(Event, frozen=True):
    """The provider credited its subscriber; `by_hand` when an operator settled it from the provider's word.

    `attempts` is how many answers it took, `answered_ms` how long the last took; 0: not known, as in schema 1.
    `amount` is what was captured of a shop's payment, minor units; 0: all that was authorized, as before schema 3.
    """

    schema: ClassVar[int] = 3
    payment_id: str
    reference: str
    by_hand: bool = False
    attempts: int = 0
    answered_ms: int = 0
    amount: int = 0


class PaymentCancelled(Event, frozen=True):
    """The held money went back to the agent: a fatal answer, a confirmed void, or an operator's word.

    `attempts` and `answered_ms` as in PaymentCaptured.
    """

    schema: ClassVar[int] = 2
    payment_id: str
    reason: str
    detail: str = ""
    by_hand: bool = False
    attempts: int = 0
    answered_ms: int = 0


class RefundRequested(Event, frozen=True):
    """An operator asked the provider to take a credited sum back; the id is made before it is sent."""

    payment_id: str
    reversal_id: str
    reason: str


class RefundRefused(Event, frozen=True):
    """The provider could not take it back."""

    payment_id: str
    reversal_id: str
    reason: str


class PaymentRefunded(Event, frozen=True):
    """The provider took the sum back from its subscriber; the agent has its money again."""

    payment_id: str
    reversal_id: str
    reference: str


class AgentToppedUp(Event, frozen=True):
    """Money came to an agent's deposit; `top_up_id` is the operation's id."""

    agent_id: int
    top_up_id: str
    amount: int
    currency: str
    note: str = ""


PAYMENT_KINDS: tuple[type[Event], ...] = (
    PaymentAuthorized, PaymentCaptured, PaymentCancelled, RefundRequested, RefundRefused, PaymentRefunded,
    AgentToppedUp,
)  # fmt: skip
