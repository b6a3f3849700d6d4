"""Which postings a payment makes at each of its steps."""

from processing_app.core import ledger
from processing_app.core.ledger import Posting


def authorized(payment_id: str, agent_id: int, amount: int, fee: int, currency: str) -> tuple[Posting, ...]:
    """The agent's deposit pays the credited sum and the processing commission into the hold."""
    return ledger.move((ledger.deposit(agent_id), ledger.hold(payment_id), amount + fee), currency=currency)


def captured(payment_id: str, provider_id: int, amount: int, fee: int, currency: str) -> tuple[Posting, ...]:
    """The hold is given: to the provider and to the centre."""
    hold = ledger.hold(payment_id)
    return ledger.move(
        (hold, ledger.settlement(provider_id), amount), (hold, ledger.COMMISSION, fee), currency=currency
    )


def cancelled(payment_id: str, agent_id: int, amount: int, fee: int, currency: str) -> tuple[Posting, ...]:
    """The hold goes back whole."""
    return ledger.move((ledger.hold(payment_id), ledger.deposit(agent_id), amount + fee), currency=currency)


def refunded(provider_id: int, agent_id: int, amount: int, fee: int, currency: str) -> tuple[Posting, ...]:
    """A credited payment is undone whole, the commission included."""
    deposit = ledger.deposit(agent_id)
    return ledger.move(
        (ledger.settlement(provider_id), deposit, amount), (ledger.COMMISSION, deposit, fee), currency=currency
    )


def topped_up(agent_id: int, amount: int, currency: str) -> tuple[Posting, ...]:
    """Money comes from outside to the agent's deposit."""
    return ledger.move((ledger.OUTSIDE, ledger.deposit(agent_id), amount), currency=currency)
