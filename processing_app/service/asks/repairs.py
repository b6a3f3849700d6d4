"""What operators ask and decide about stopped intents, about proposals, and about each other; sums in minor units."""

from datetime import datetime
from typing import Annotated

import msgspec

from common.money import LARGEST
from common.protocol.endpoint import Message
from common.words import Words
from processing_app.core.repairing import Act
from processing_app.service.asks.story import DecisionRow, EventRow
from processing_app.service.asks.tasks import TaskRow


class Added(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """An event that a person may add; the postings it makes are the centre's to find."""


class OfPayment(Added, frozen=True):
    """Of one of the intent's payments."""

    payment_id: str


class PayerDid(OfPayment, frozen=True, tag="InteractionCompleted"):
    """The payer has nothing more to do."""


class Authorized(OfPayment, frozen=True, tag="BankAuthorized"):
    """The bank holds the sum, under its reference."""

    reference: str


class Failed(OfPayment, frozen=True, tag="PaymentFailed"):
    """No authorization; what the bank may hold all the same is given back. `failure` is of the failure tree."""

    failure: str
    detail: str = ""


class Voided(OfPayment, frozen=True, tag="PaymentVoided"):
    """The bank confirmed, under its reference, that a failed payment holds nothing."""

    reference: str


class CaptureWanted(OfPayment, frozen=True, tag="CaptureRequested"):
    """The held sum, or (0: all of it) a part, is to be captured."""

    amount: int = 0


class CancelWanted(OfPayment, frozen=True, tag="CancelRequested"):
    """The held sum is to be given back."""


class Captured(OfPayment, frozen=True, tag="PaymentCaptured"):
    """The bank captured what was to be captured, under its reference."""

    reference: str


class Cancelled(OfPayment, frozen=True, tag="PaymentCancelled"):
    """The bank gave back what was to be given back."""


class ReceiptPrinted(OfPayment, frozen=True, tag="ReceiptFixed"):
    """The cash register printed the receipt."""

    fiscal_number: Annotated[int, msgspec.Meta(ge=1, le=LARGEST)]
    ofd_external_id: Annotated[str, msgspec.Meta(max_length=100)] = ""
    shift: Annotated[int, msgspec.Meta(ge=0, le=LARGEST)] = 0


class Refunded(OfPayment, frozen=True, tag="RefundSucceeded"):
    """The payer has a refund, under the bank's reference."""

    refund_id: str
    reference: str


class RefundLost(OfPayment, frozen=True, tag="RefundFailed"):
    """The bank did not take a refund."""

    refund_id: str
    failure: str = "refund_failed:unknown"


class DisputeWon(OfPayment, frozen=True, tag="ChargebackRejected"):
    """The shop was right."""

    chargeback_id: str


class DisputeLost(OfPayment, frozen=True, tag="ChargebackAccepted"):
    """The payer was right."""

    chargeback_id: str


class CodeReleased(Added, frozen=True, tag="KioskReleased"):
    """The kiosk's payer will not pay."""


class Withdrawn(Added, frozen=True, tag="IntentCancelled"):
    """The shop no longer wants it."""


AddedEvent = (
    PayerDid | Authorized | Failed | Voided | CaptureWanted | CancelWanted | Captured | Cancelled | ReceiptPrinted
    | Refunded | RefundLost | DisputeWon | DisputeLost | CodeReleased | Withdrawn
)  # fmt: skip


class AskStopped(Message, frozen=True):
    """Intents in which nothing moves."""

    limit: int = 200


class StoppedRow(Message, frozen=True):
    """A stopped intent: why, since when, how much it is about; `proposals` wait for a second person."""

    intent_id: str
    pos_id: str
    product: str
    amount: int
    currency: str
    status: str
    reason: str
    since: datetime
    proposals: int = 0


class StoppedRows(Message, frozen=True):
    """Those that were stopped last first; acts that move money of more than `threshold` take two persons."""

    intents: list[StoppedRow]
    threshold: int


class IntentId(Message, frozen=True):
    """Which intent."""

    intent_id: str


class BankView(Message, frozen=True):
    """What the bank says of the payment that the stop is about; `answered` is False when it cannot say now."""

    bank: str
    payment: str
    answered: bool
    words: Words
    verdict: str = ""
    amount: int = 0
    captured: int = 0
    refunded: int = 0
    reference: str = ""


class Legal(Message, frozen=True):
    """An act and whether it is legal now, why not, and what becomes of the money; `two` persons decide or one."""

    act: str
    words: Words
    allowed: bool
    why_not: Words
    effect: Words
    two: bool


class UnderWay(Message, frozen=True):
    """What a bank is still to do: a payment and its operation."""

    payment_id: str
    operation: str


class Proposal(Message, frozen=True):
    """An act that waits for another operator, or that did; `state` is waiting, approved, refused or expired."""

    id: int
    at: datetime
    until: datetime
    intent_id: str
    act: str
    words: Words
    amount: int
    reason: str
    proposer: str
    state: str
    decided_by: str
    decided_at: datetime | None
    note: str
    outdated: bool


class RepairLook(Message, frozen=True):
    """All that a person needs to decide: the state, why and where it stopped, the last events, the bank's view."""

    intent_id: str
    status: str
    version: int
    amount: int
    currency: str
    stopped: bool
    reason: str
    detail: str
    under_way: list[UnderWay]
    bank: BankView | None
    legal: list[Legal]
    events: list[EventRow]
    tasks: list[TaskRow]
    decisions: list[DecisionRow]
    proposals: list[Proposal]


class FailIntent(Message, frozen=True):
    """What was under way has failed: an attempt that was not authorized, or a refund.

    Without a `payment_id` and an `operation` it is what the stop is about. `failure` is of the failure tree.
    With a `version` it is refused when the intent has changed since.
    """

    intent_id: str
    reason: str
    payment_id: str = ""
    operation: str = ""
    failure: str = ""
    version: int = 0


class FulfilIntent(Message, frozen=True):
    """The bank did what was under way, under its `reference`.

    `captured`: it captured an authorized sum at once. Where the bank answers, that is its own word.
    """

    intent_id: str
    reason: str
    reference: str
    captured: bool = False
    payment_id: str = ""
    operation: str = ""
    version: int = 0


class ReviveIntent(Message, frozen=True):
    """It goes on from where it was."""

    intent_id: str
    reason: str
    version: int = 0


class SkipStep(Message, frozen=True):
    """Forget where the bank's adapter stood; the bank is asked from the beginning with the same id."""

    intent_id: str
    reason: str
    payment_id: str = ""
    operation: str = ""
    version: int = 0


class AddEvents(Message, frozen=True):
    """Let it move again with these events, each of which its automaton has to allow after those before."""

    intent_id: str
    reason: str
    events: list[AddedEvent]
    version: int = 0


class Repaired(Message, frozen=True):
    """It is done; or (`proposal_id` above zero) it waits for another operator."""

    intent_id: str
    status: str
    version: int
    proposal_id: int = 0


class AskProposals(Message, frozen=True):
    """The latest proposals, all or those that wait."""

    waiting: bool = True
    limit: int = 200


class Proposals(Message, frozen=True):
    """The newest first."""

    proposals: list[Proposal]


class ApproveProposal(Message, frozen=True):
    """Another operator agrees, and it is done.

    He is who asks; at a window where somebody else has entered he gives his own `login` and `password`.
    """

    id: int
    login: str = ""
    password: str = ""


class RefuseProposal(Message, frozen=True):
    """Any operator, its proposer too, says no, and why."""

    id: int
    note: str


class AddOperator(Message, frozen=True):
    """A login of its own for a person who works here; without a `login` one is made of a number."""

    name: str
    login: str = ""


class OperatorAdded(Message, frozen=True):
    """The password is shown here and nowhere else."""

    login: str
    name: str
    password: str


class OperatorLogin(Message, frozen=True):
    """Which operator."""

    login: str


class OperatorRow(Message, frozen=True):
    """A person who may enter as operator; `own` is the login of this computer's windows and commands."""

    login: str
    name: str
    own: bool
    at: datetime | None
    added_by: str


class Operators(Message, frozen=True):
    """All of them, the computer's own first."""

    operators: list[OperatorRow]


class Repair(Message, frozen=True):
    """Any of the acts as it is kept while it waits for a second person."""

    act: Act
    intent_id: str
    reason: str
    payment_id: str = ""
    operation: str = ""
    failure: str = ""
    reference: str = ""
    captured: bool = False
    events: list[AddedEvent] = []
    version: int = 0
