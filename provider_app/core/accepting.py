"""What came by QR and barcode: the states of such a payment here, and what is kept of a barcode."""

from dataclasses import dataclass
from enum import StrEnum

SHOWN_DIGITS = 4


class State(StrEnum):
    """`sending`: nobody knows yet whether the centre has heard of the charge. All others are the centre's words."""

    SENDING = "sending"
    WAITING = "waiting_for_payer"
    ACCEPTED = "accepted"
    PROCESSING = "processing"
    DONE = "done"
    FAILED = "failed"
    RETURNED = "returned"


FINAL = frozenset({State.DONE, State.FAILED, State.RETURNED})
WAYS = ("qr", "barcode")


@dataclass(frozen=True, slots=True)
class Taken:
    """A payment by QR or barcode as it is kept: sums in minor units, moments in milliseconds.

    `payer` and `wallet` are the centre's words (a name cut short, a number under a mask), `mask` the last digits of the
    barcode. `waits_until` is when the payer's time to confirm ends, 0 where nobody waits. `due` is when the centre is
    asked again, after `asked` questions; `full` says that everything is known that the centre tells.
    """

    payment_id: str
    way: str
    state: State
    amount: int
    currency: str
    purpose: str
    payer: str
    wallet: str
    mask: str
    reason: str
    made_at: int
    changed_at: int
    waits_until: int
    due: int
    asked: int
    full: bool
    trace: str

    @property
    def final(self) -> bool:
        """Whether nothing can happen to it any more."""
        return self.state in FINAL


def masked(code: str) -> str:
    """All that is kept of a barcode: «••••4321»."""
    return f"••••{code[-SHOWN_DIGITS:]}"
