"""Cash flows: formulas of a POS's terms → postings between role accounts. Source: reference/payments.md C.5."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Literal

import msgspec

from common.words import Words
from processing_app.core import ledger
from processing_app.core.ledger import Posting
from processing_app.core.rounding import Rounding, rounded


class Role(StrEnum):
    """Whose ledger account a formula means; which account that is, an operation says."""

    BANK = "bank.settlement"
    HOLD = "hold"
    POS = "pos.settlement"
    COMMISSION = "processing.commission"


class Fixed(msgspec.Struct, frozen=True, tag="fixed"):
    """So many minor units."""

    amount: int


class Share(msgspec.Struct, frozen=True, tag="share"):
    """p/q of the operation's amount, or of the surplus: what this operation has left on the source so far."""

    p: int
    q: int
    of: Literal["amount", "surplus"] = "amount"
    rounding: Rounding | None = None
    """None: the POS's own policy."""


class MinOf(msgspec.Struct, frozen=True, tag="min_of"):
    """The least of them."""

    volumes: tuple["Volume", ...]


class MaxOf(msgspec.Struct, frozen=True, tag="max_of"):
    """The largest of them."""

    volumes: tuple["Volume", ...]


class SumOf(msgspec.Struct, frozen=True, tag="sum_of"):
    """All of them together."""

    volumes: tuple["Volume", ...]


Volume = Fixed | Share | MinOf | MaxOf | SumOf


class Flow(msgspec.Struct, frozen=True):
    """One posting of a cash flow: how much goes from one role to another, and what people call it."""

    source: Role
    destination: Role
    volume: Volume
    name: str = ""


BOTH_ENDS = Words("Проводка идёт со счёта на тот же счёт", "The posting goes to the account it comes from")
FROM_HOLD = Words(
    "Удержанное уходит точке продаж само: в формулах этого счёта нет",
    "What was held goes to the POS by itself: formulas do not name that account",
)
NOT_A_PART = Words("Доля p/q: q больше нуля, p не меньше нуля", "A share p/q: q above zero, p not below zero")
BELOW_ZERO = Words("Сумма не бывает меньше нуля", "A sum is never below zero")
NOTHING_TO_CHOOSE = Words("Нечего сравнивать или складывать", "There is nothing to compare or to add")


def volume(formula: Volume, amount: int, surplus: int, policy: Rounding) -> int:
    """How many minor units a formula gives for an operation's amount."""
    if isinstance(formula, Fixed):
        return formula.amount
    if isinstance(formula, Share):
        whole = surplus if formula.of == "surplus" else amount
        return rounded(whole, formula.p, formula.q, formula.rounding or policy)
    parts = [volume(one, amount, surplus, policy) for one in formula.volumes]
    if isinstance(formula, MinOf):
        return min(parts)
    return max(parts) if isinstance(formula, MaxOf) else sum(parts)


def postings(
    flows: Iterable[Flow], amount: int, accounts: Mapping[Role, str], currency: str, policy: Rounding
) -> tuple[Posting, ...]:
    """The fees of a captured `amount`, once the POS has it: in order, none larger than what its source has of it.

    So the parts always make the whole, whatever the formulas say; a bank alone gives from its own.
    """
    left = {Role.POS: amount, Role.COMMISSION: 0}
    steps = []
    for flow in flows:
        mine = left.get(flow.source)
        surplus = amount if mine is None else mine
        moved = volume(flow.volume, amount, surplus, policy)
        if mine is not None:
            moved = min(moved, mine)
            left[flow.source] = mine - moved
        if flow.destination in left:
            left[flow.destination] += moved
        steps.append((accounts[flow.source], accounts[flow.destination], moved))
    return ledger.move(*steps, currency=currency)


def faults(flows: Iterable[Flow]) -> list[tuple[int, Words]]:
    """What is wrong with formulas: the place of each, and the words."""
    found = []
    for place, flow in enumerate(flows):
        if flow.source is flow.destination:
            found.append((place, BOTH_ENDS))
        if Role.HOLD in (flow.source, flow.destination):
            found.append((place, FROM_HOLD))
        found += [(place, words) for words in _wrong(flow.volume)]
    return found


def _wrong(formula: Volume) -> list[Words]:
    if isinstance(formula, Fixed):
        return [BELOW_ZERO] if formula.amount < 0 else []
    if isinstance(formula, Share):
        return [NOT_A_PART] if formula.q <= 0 or formula.p < 0 else []
    if not formula.volumes:
        return [NOTHING_TO_CHOOSE]
    return [words for one in formula.volumes for words in _wrong(one)]
