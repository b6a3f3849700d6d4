"""The terms a payment is judged by: what its payer saw in the directory, and what its agent's contract says now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from common.errors import Rejected, Unavailable
from common.fields import Field, demand
from common.money import BASIS_POINTS as WHOLE
from common.money import LARGEST, Range, commission
from common.words import Words

BOUNDS = Words(
    "Границы сумм пересекаются с другой строкой, перевёрнуты или слишком велики",
    "The bounds of sums overlap another row, are the wrong way round or too large",
)
SHARE = Words("Процент должен быть от 0 до 100", "The percentage must be from 0 to 100")
SUMS = Words(
    "Минимум, максимум и постоянная часть не бывают меньше нуля, а минимум больше максимума",
    "Minimum, maximum and the fixed part are never below zero, nor is the minimum above the maximum",
)


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
    checks_per_minute: int

    def tariff(self, now: int) -> Tariff:
        """The commission in force at a moment."""
        for tariff in reversed(self.tariffs):
            if tariff.since <= now:
                return tariff
        raise Unavailable("not_now", "tariff")


def demand_tariff(ranges: tuple[Range, ...]) -> None:
    """Refuse a tariff whose ranges overlap, are empty, or take more than there is."""
    for number, _, _ in tariff_faults(ranges):
        part = ranges[number]
        raise Rejected("wrong_value", f"tariff ({part.above}, {part.up_to}]")


def tariff_faults(ranges: tuple[Range, ...]) -> Iterator[tuple[int, str, Words]]:
    """What is wrong with each range: its place, its field, the words."""
    reached = 0
    for number, part in enumerate(ranges):
        end = LARGEST if part.up_to is None else part.up_to
        if not reached <= part.above < end <= LARGEST:
            yield number, "up_to", BOUNDS
        if not 0 <= part.basis_points <= WHOLE:
            yield number, "basis_points", SHARE
        largest = LARGEST if part.maximum is None else part.maximum
        if not (0 <= part.minimum <= largest <= LARGEST and 0 <= part.fixed <= LARGEST):
            yield number, "minimum", SUMS
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
