"""What the simulated bank says when it is asked about a payment: the contract's words for its own."""

from typing import Literal

from processing_app.bank.contract import Seen
from processing_app.bank.simulated.store import Heard

Verdict = Literal["unknown", "pending", "held", "captured", "refused", "given_back"]
VERDICTS: dict[str, Verdict] = {
    "pending": "pending",
    "refused": "refused",
    "cancelled": "given_back",
    "fenced": "given_back",
}


def seen(heard: Heard | None, reference: str) -> Seen:
    """A payment as anybody may see it; one that was never heard of is unknown."""
    if heard is None:
        return Seen("unknown")
    verdict = VERDICTS.get(heard.verdict, "captured" if heard.captured else "held")
    return Seen(verdict, heard.amount, heard.captured, heard.refunded, reference)
