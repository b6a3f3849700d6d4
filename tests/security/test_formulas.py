"""Row 36: no terms are written whose formulas take nothing, less than nothing, or more than there is."""

from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from processing_app.core import fitting, flows
from processing_app.core.flows import Fixed, Flow, MaxOf, MinOf, Role, Share, SumOf, Volume, volume
from processing_app.core.rounding import Rounding

LARGEST = 10_000
PLAIN = st.builds(Fixed, st.integers(0, 500)) | st.builds(
    Share, st.integers(0, 40), st.integers(40, 100), st.sampled_from(("amount", "surplus")),
    st.none() | st.sampled_from(Rounding),
)  # fmt: skip
CHOICES = (MinOf, MaxOf, SumOf)
VOLUMES: st.SearchStrategy[Volume] = PLAIN | st.builds(
    lambda kind, parts: kind(tuple(parts)), st.sampled_from(CHOICES), st.lists(PLAIN, min_size=1, max_size=3)
)
ENDS = st.sampled_from((
    (Role.POS, Role.COMMISSION), (Role.POS, Role.BANK), (Role.COMMISSION, Role.BANK), (Role.BANK, Role.COMMISSION),
))  # fmt: skip
FLOWS = st.lists(st.builds(lambda ends, what: Flow(ends[0], ends[1], what), ENDS, VOLUMES), min_size=1, max_size=3)
ACCOUNTS = {Role.POS: "pos", Role.COMMISSION: "commission", Role.BANK: "bank", Role.HOLD: "hold"}


def wanted(tried: Sequence[Flow], amount: int, policy: Rounding) -> bool:
    """Whether every flow gets all that its formula says, by the formulas alone."""
    left = {Role.POS: amount, Role.COMMISSION: 0}
    for flow in tried:
        there = left.get(flow.source)
        moved = volume(flow.volume, amount, amount if there is None else there, policy)
        if there is not None and moved > there:
            return False
        if there is not None:
            left[flow.source] = there - moved
        if flow.destination in left:
            left[flow.destination] += moved
    return True


@settings(max_examples=120)
@given(FLOWS, st.sampled_from(Rounding), st.integers(1, LARGEST), st.integers(0, 200))
@example([Flow(Role.POS, Role.COMMISSION, Share(1, 2))] * 2, Rounding.HALF_AWAY, 2, 2)
def test_row_36_formulas_that_were_accepted_fit_into_every_sum(
    tried: list[Flow], policy: Rounding, minimum: int, more: int
) -> None:
    if not fitting.fits(tried, policy, minimum, minimum + more):
        return

    for amount in range(minimum, minimum + more + 1):
        assert wanted(tried, amount, policy), amount


@settings(max_examples=100)
@given(FLOWS, st.sampled_from(Rounding), st.integers(1, LARGEST), st.integers(0, 60))
def test_row_36_formulas_that_were_refused_take_too_much_somewhere(
    tried: list[Flow], policy: Rounding, minimum: int, more: int
) -> None:
    if fitting.fits(tried, policy, minimum, minimum + more):
        return

    assert not all(wanted(tried, amount, policy) for amount in range(minimum, minimum + more + 1))


@settings(max_examples=120)
@given(FLOWS, st.sampled_from(Rounding), st.integers(1, LARGEST))
def test_row_36_whatever_formulas_say_no_more_leaves_than_came(
    tried: list[Flow], policy: Rounding, amount: int
) -> None:
    left = {"pos": amount, "commission": 0, "bank": 0}
    for posting in flows.postings(tried, amount, ACCOUNTS, "RUB", policy):
        assert posting.amount > 0
        left[posting.source] -= posting.amount
        left[posting.destination] += posting.amount

    assert left["pos"] >= 0 <= left["commission"]
    assert sum(left.values()) == amount
