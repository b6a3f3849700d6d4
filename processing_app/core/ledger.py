"""Ledger accounts and postings: money moves from one account to another, so that all balances sum to zero."""

from collections.abc import Iterable, Mapping

import msgspec

from common.errors import Broken

OUTSIDE = "outside:bank"
"""Where agents' top-ups come from: always below zero."""
COMMISSION = "processing:commission"
HOLDS = ("payment:", "refund:", "chargeback:")
"""How the accounts of holds begin: they are kept with what they hold for, and are never below zero."""
KIOSKS = "provider:0:settlement"
"""The centre itself as a provider: what kiosks took for shops' intents; below zero until their payment is captured."""
WALLETS = -1
"""The centre itself as the provider whose accounts are wallets: kiosks top them up as any number of any provider."""
TOP_UPS = f"provider:{WALLETS}:settlement"
"""What kiosks took for wallets; below zero until their payment is captured."""
BELOW_ZERO = (OUTSIDE, KIOSKS, TOP_UPS, "bank:", "pos:")
WALLET = "wallet:"
"""How the accounts of wallets begin."""
LOWEST = -(10**18)


class Posting(msgspec.Struct, frozen=True, array_like=True):
    """`amount` minor units go from `source` to `destination`; never negative, never nothing."""

    source: str
    destination: str
    amount: int
    currency: str


def deposit(agent_id: int) -> str:
    """The ledger account of the money an agent put in beforehand."""
    return f"agent:{agent_id}:deposit"


def hold(payment_id: str) -> str:
    """The ledger account of one payment's held money."""
    return f"payment:{payment_id}:hold"


def settlement(provider_id: int) -> str:
    """The ledger account of what is owed to a provider."""
    return f"provider:{provider_id}:settlement"


def bank(bank_id: str) -> str:
    """The ledger account between a bank and us; below zero it owes us."""
    return f"bank:{bank_id}:settlement"


def pos(pos_id: str) -> str:
    """The ledger account of what is owed to a POS; only disputes bring it below zero."""
    return f"pos:{pos_id}:settlement"


def wallet(number: str) -> str:
    """The ledger account of a consumer's wallet; never below zero."""
    return f"{WALLET}{number}:main"


def refund_hold(refund: str) -> str:
    """The ledger account of a refund on its way; `refund` is as banks know it, `<intent>.<n>.r<m>`."""
    return f"refund:{refund}:hold"


def chargeback_hold(chargeback: str) -> str:
    """The ledger account of a disputed sum; `chargeback` is `<intent>.<n>.c<m>`."""
    return f"chargeback:{chargeback}:hold"


def is_hold(account: str) -> bool:
    """Whether an account holds money of one payment, refund or chargeback."""
    return account.startswith(HOLDS)


def held_payment(account: str) -> str | None:
    """The payment, refund or chargeback whose hold this ledger account is, or None."""
    return account.split(":")[1] if account.startswith(HOLDS) else None


def lowest(account: str, credit_limit: int) -> int:
    """The bound below which an account's balance never goes, minor units."""
    if account.startswith(BELOW_ZERO):
        return LOWEST
    return -credit_limit if account.startswith("agent:") else 0


def move(*steps: tuple[str, str, int], currency: str) -> tuple[Posting, ...]:
    """The postings of the steps (from, to, amount) that move anything."""
    return tuple(Posting(source, to, amount, currency) for source, to, amount in steps if amount)


def apply(balances: Mapping[str, int], postings: Iterable[Posting]) -> dict[str, int]:
    """The new balances of the accounts that the postings touch."""
    changed: dict[str, int] = {}
    for posting in postings:
        if posting.amount <= 0 or posting.source == posting.destination:
            raise Broken("books_do_not_balance", f"{posting.source} → {posting.destination}: {posting.amount}")
        source, to = posting.source, posting.destination
        changed[source] = changed.get(source, balances.get(source, 0)) - posting.amount
        changed[to] = changed.get(to, balances.get(to, 0)) + posting.amount
    return changed
