"""The proof that the formulas of a cash flow never want more than there is, for every sum that a POS may take.

A payment would be taken in any case: postings give no more than their source has (core/flows.py). But terms that want
more than all are a mistake of whoever wrote them, and are refused before the first payment.
"""

from collections.abc import Sequence
from typing import NamedTuple

from common.money import LARGEST
from processing_app.core.flows import Fixed, Flow, MaxOf, MinOf, Role, Share, Volume
from processing_app.core.rounding import Rounding, rounded

DEEPEST = 4
WIDEST = 8
STEPS = 10_000
"""How many ranges of sums are looked at: enough for fees of 99 % of any sum; what needs more is refused."""


class Span(NamedTuple):
    """From the least to the most that something comes to, over a range of captured sums."""

    least: int
    most: int


def simple(formula: Volume, depth: int = 0) -> bool:
    """Whether a formula has a size that people and this proof can follow; its parts are no larger than any sum is."""
    if isinstance(formula, Fixed):
        return formula.amount <= LARGEST
    if isinstance(formula, Share):
        return max(formula.p, formula.q) <= LARGEST
    wide = len(formula.volumes) <= WIDEST
    return depth < DEEPEST and wide and all(simple(one, depth + 1) for one in formula.volumes)


def fits(flows: Sequence[Flow], policy: Rounding, minimum: int, maximum: int) -> bool:
    """Whether no flow wants more than its source has of the payment, for any sum in [minimum, maximum].

    A range where the most that goes out fits into the least that came in needs no further look; of another one both
    halves are looked at, down to single sums.
    """
    ranges = [Span(minimum, maximum)]
    for _ in range(STEPS):
        if not ranges:
            return True
        tried = ranges.pop()
        if _covered(flows, policy, tried):
            continue
        if tried.least == tried.most:
            return False
        middle = (tried.least + tried.most) // 2
        ranges += [Span(tried.least, middle), Span(middle + 1, tried.most)]
    return not ranges


def idle(flow: Flow, policy: Rounding, maximum: int) -> bool:
    """Whether a flow moves nothing even of the largest sum."""
    return _span(flow.volume, Span(maximum, maximum), Span(maximum, maximum), policy).most == 0


def _covered(flows: Sequence[Flow], policy: Rounding, amount: Span) -> bool:
    left = {Role.POS: amount, Role.COMMISSION: Span(0, 0)}
    for flow in flows:
        there = left.get(flow.source)
        wanted = _span(flow.volume, amount, there or amount, policy)
        if there is not None:
            if wanted.most > there.least and not _within_surplus(flow.volume):
                return False
            left[flow.source] = Span(max(0, there.least - wanted.most), max(0, there.most - wanted.least))
        if flow.destination in left:
            before = left[flow.destination]
            left[flow.destination] = Span(before.least + wanted.least, before.most + wanted.most)
    return True


def _within_surplus(formula: Volume) -> bool:
    """Whether it is a part of what its source has left, and so never more."""
    if isinstance(formula, Share):
        return formula.of == "surplus" and formula.p <= formula.q
    if isinstance(formula, MinOf):
        return any(map(_within_surplus, formula.volumes))
    return isinstance(formula, MaxOf) and all(map(_within_surplus, formula.volumes))


def _span(formula: Volume, amount: Span, surplus: Span, policy: Rounding) -> Span:
    """The least and the most of a formula; every formula falls nowhere while what it is taken of grows."""
    if isinstance(formula, Fixed):
        return Span(formula.amount, formula.amount)
    if isinstance(formula, Share):
        of, how = surplus if formula.of == "surplus" else amount, formula.rounding or policy
        return Span(*(rounded(one, formula.p, formula.q, how) for one in of))
    parts = [_span(one, amount, surplus, policy) for one in formula.volumes]
    choose = min if isinstance(formula, MinOf) else max if isinstance(formula, MaxOf) else sum
    return Span(choose(one.least for one in parts), choose(one.most for one in parts))
