"""The contract of a bank's adapter: it is asked again and again until it finishes, and keeps its place in `state`.

finish   the operation is over: done, or failed for a reason of the failure tree
sleep    ask again in so many milliseconds
suspend  wait for a callback that carries this tag; nothing comes before the timeout: ask again
Whatever else an adapter does — an exception that is no OplataError, a sum that differs — is garbage: the intent stops.
An Unavailable means that nobody knows: the same operation is asked again with the same id, by the retry policy.
Source: the shape of hellgate's proxies, reference/payments.md C.3.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Literal, Protocol, runtime_checkable

import msgspec

from common.protocol.shop.parts import Interaction


class Operation(StrEnum):
    """What a bank is asked to do with a payment."""

    AUTHORIZE = "authorize"
    CAPTURE = "capture"
    CANCEL = "cancel"
    """Give a hold back; also the fence after a time-out: confirmed, the id can never be authorized again."""
    REFUND = "refund"


class Card(msgspec.Struct, frozen=True):
    """A card as only the vault and an adapter see it; never printed, never stored by an adapter."""

    number: str
    month: int
    year: int
    cvv: str
    holder: str = ""

    def __repr__(self) -> str:
        """As it may be shown."""
        return f"Card({self.number[:6]}…{self.number[-4:]})"


class Ask(msgspec.Struct, frozen=True):
    """One operation. `id` is `<intent>.<n>`, for a refund `<intent>.<n>.r<m>`; the same at every repeat.

    `amount` is the whole sum of this operation, minor units: of a capture, what is captured.
    `card` is there for an authorization only, and only until it has ended: without it only what the bank has heard
    before under this id may be authorized. `state` is what the adapter said last.
    """

    operation: Operation
    id: str
    payment: str
    amount: int
    currency: str
    means: str = "card"
    card: Card | None = None
    state: bytes = b""
    reference: str = ""
    return_url: str = ""
    """Where a payer comes back to after an interaction with the bank."""
    instant: bool = False
    """Of an authorization: it is to be captured at once; a bank that can does both in one step."""
    shop: str = ""
    """Whose name the bank shows to the payer."""


class Finish(msgspec.Struct, frozen=True):
    """The end: `failure` is empty for a yes, else a path of the failure tree (core/failure.py)."""

    failure: str = ""
    reference: str = ""
    info: Mapping[str, str] = {}
    """rrn, authorization code, eci and the like: what people look for; never a card's."""
    amount: int = -1
    """The sum that the bank did, where it says so; another one than was asked is garbage."""
    state: bytes = b""
    captured: bool = False
    """Of an `instant` authorization: it was captured as well."""


class Sleep(msgspec.Struct, frozen=True):
    """Ask again after `pause_ms`; an `interaction` is shown to the payer meanwhile."""

    pause_ms: int
    state: bytes = b""
    interaction: Interaction | None = None


class Suspend(msgspec.Struct, frozen=True):
    """Wait for a callback with this tag (unguessable, used once), at most `timeout_ms`, then ask again.

    A tag begins with the payment's id and a point: by that its callback finds the payment.
    """

    tag: str
    timeout_ms: int
    state: bytes = b""
    interaction: Interaction | None = None


Step = Finish | Sleep | Suspend


class Adapter(Protocol):
    """One bank."""

    def process(self, ask: Ask) -> Step:
        """One step of an operation; asked the same again, it goes on from `state` and does nothing twice."""

    def called_back(self, ask: Ask, form: Mapping[str, str]) -> Step:
        """A callback with this operation's tag came; `form` is what it carried, from anybody: believe nothing."""


@runtime_checkable
class Together(Protocol):
    """A bank that takes many questions at once: one durable moment of its for all of them."""

    def process_all(self, asks: Sequence[Ask]) -> list[Step | Exception]:
        """The answers in the order of the questions; what `process` would raise stands there as a value."""


class Seen(msgspec.Struct, frozen=True):
    """What a bank knows of a payment now; sums in minor units. `reference` is that of its authorization."""

    verdict: Literal["unknown", "pending", "held", "captured", "refused", "given_back"]
    amount: int = 0
    captured: int = 0
    refunded: int = 0
    reference: str = ""


@runtime_checkable
class Looking(Protocol):
    """A bank that can be asked what became of a payment, without anything being done."""

    def look(self, payment: str) -> Seen:
        """What it knows of `<intent>.<n>`; Unavailable when it does not answer."""
