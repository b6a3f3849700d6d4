"""The terms a payment is judged by: what its payer saw in the directory, and what its agent's contract says now."""

from collections.abc import Mapping
from dataclasses import dataclass

from common.errors import Rejected, Unavailable
from common.fields import Field, demand
from common.money import LARGEST, Range, commission


@dataclass(frozen=True, slots=True)
class ProviderTerms:
    """A provider as one version of the directory shows it; limits of the credited sum in minor units."""

    provider_id: int
    fields: list[Field]
    minimum: int
    maximum: int
    currency: str


@dataclass(frozen=True, slots=True)
class Tariff:
    """The processing commission of an agent from a moment on (milliseconds UTC)."""

    revision: int
    since: int
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class AgentTerms:
    """An agent's contract now; `credit_limit` is how far below zero its deposit may go, minor units."""

    agent_id: int
    blocked: bool
    expires: int | None
    credit_limit: int
    currency: str
    tariffs: tuple[Tariff, ...]

    def tariff(self, now: int) -> Tariff:
        """The commission in force at a moment."""
        for tariff in reversed(self.tariffs):
            if tariff.since <= now:
                return tariff
        raise Unavailable("not_now", "tariff")


def demand_tariff(ranges: tuple[Range, ...]) -> None:
    """Refuse a tariff whose ranges overlap, are empty, or take more than there is."""
    reached = 0
    for part in ranges:
        end = LARGEST if part.up_to is None else part.up_to
        sound = reached <= part.above < end <= LARGEST and 0 <= part.basis_points <= 10_000
        bounded = 0 <= part.minimum <= (LARGEST if part.maximum is None else part.maximum) <= LARGEST
        if not (sound and bounded and 0 <= part.fixed <= LARGEST):
            raise Rejected("wrong_value", f"tariff ({part.above}, {part.up_to}]")
        reached = end


def demand_agent(agent: AgentTerms, now: int) -> None:
    """After cash a blocked agent or an ended contract is «not now», never a «no»."""
    if agent.blocked:
        raise Unavailable("not_now", "agent_blocked")
    if agent.expires is not None and agent.expires <= now:
        raise Unavailable("not_now", "contract_expired")


def demand_account(provider: ProviderTerms, account: str, others: Mapping[str, str]) -> None:
    """Refuse what does not match the fields the payer saw."""
    demand(provider.fields, account, others)


def demand_sums(provider: ProviderTerms, *, inserted: int, agent_fee: int, amount: int, currency: str) -> None:
    """Refuse sums that do not agree with each other or with the limits the payer saw."""
    if currency != provider.currency:
        raise Rejected("wrong_currency", currency)
    if not (0 < inserted <= LARGEST and 0 <= agent_fee < inserted and inserted == amount + agent_fee):
        raise Rejected("wrong_amount", f"{inserted} ≠ {amount} + {agent_fee}")
    if not provider.minimum <= amount <= provider.maximum:
        raise Rejected("amount_out_of_range", f"{provider.minimum}–{provider.maximum}")


def processing_fee(agent: AgentTerms, amount: int, now: int) -> tuple[int, int]:
    """What the centre takes for a credited sum, and the revision of the tariff it was decided under."""
    tariff = agent.tariff(now)
    return commission(amount, tariff.ranges), tariff.revision
