"""The contract of a bank that takes transfers to its accounts: each at most once for its payment's id.

A transfer is asked for again with the same id as long as its outcome is not known; done or refused, it stays so.
An Unavailable means that nobody knows. Any other exception, an outcome of another sum or one that contradicts what the
bank has said before is garbage: the payment stops, and a person looks. There is no way to call a transfer off.
"""

from collections.abc import Callable
from typing import Literal, Protocol

import msgspec

Verdict = Literal["done", "refused", "pending", "unknown"]
"""`pending`: the bank has it and will decide; ask later. `unknown`: it never heard of it; to `status` only."""


class Outcome(msgspec.Struct, frozen=True):
    """What became of a transfer; `amount` in minor units as the bank did it, `reason` is its word for a «no»."""

    verdict: Verdict
    amount: int
    reference: str = ""
    reason: str = ""


class Accounts(Protocol):
    """One bank's accounts."""

    def pay(self, payment_id: str, account: str, amount: int, currency: str) -> Outcome:
        """Put a sum on an account; asked again with this id, say what became of the first time."""

    def status(self, payment_id: str) -> Outcome:
        """What became of a transfer; nothing is done."""


Told = Callable[[str, Outcome], object]
"""A bank may tell what became of a payment's transfer unasked, and more than once."""
