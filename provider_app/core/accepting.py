"""What came by QR and barcode: the states of such a payment here, and what a barcode must look like."""

from dataclasses import dataclass
from enum import StrEnum

from common import luhn
from common.errors import Rejected

DIGITS = 18
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


def barcode(text: str) -> str:
    """The 18 digits that a scanner typed, whatever stands between them; Rejected `barcode_unknown` for others.

    The last digit is Luhn's: a slip of the scanner is told here, and counts as no guess at the centre.
    """
    code = "".join(text.split())
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()) or not luhn.sound(code):
        raise Rejected("barcode_unknown")
    return code


def masked(code: str) -> str:
    """All that is kept of a barcode: «••••4321»."""
    return f"••••{code[-SHOWN_DIGITS:]}"
