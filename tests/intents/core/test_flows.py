"""Cash flows: formulas → postings; the parts make the whole whatever the formulas say (M7)."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.words import Words
from processing_app.core import flows, ledger
from processing_app.core.domain import Terms
from processing_app.core.flows import Fixed, Flow, MaxOf, MinOf, Role, Share, SumOf, Volume
from processing_app.core.rounding import Rounding

AWAY, TOWARDS = Rounding.HALF_AWAY, Rounding.HALF_TOWARDS
ACCOUNTS = {Role.BANK: "bank:b:settlement", Role.POS: "pos:p:settlement", Role.COMMISSION: ledger.COMMISSION}
POS, BANK, FEES = Role.POS, Role.BANK, Role.COMMISSION


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        (Fixed(30), 30),
        (Share(3, 100), 300),
        (Share(1, 2, "surplus"), 2000),
        (Share(1, 4, rounding=TOWARDS), 2500),
        (MinOf((Fixed(30), Share(3, 100))), 30),
        (MaxOf((Fixed(30), Share(3, 100))), 300),
        (SumOf((Fixed(30), Share(3, 100))), 330),
        (MaxOf((SumOf((Fixed(1), Fixed(2))), MinOf((Fixed(9), Fixed(8))))), 8),
    ],
)
def test_a_formula_gives_a_sum(formula: Volume, moved: int) -> None:
    assert flows.volume(formula, 10_000, 4000, AWAY) == moved


def test_a_half_goes_where_the_policy_says_unless_the_formula_says_otherwise() -> None:
    half = Share(1, 2)

    assert [flows.volume(half, 1, 1, policy) for policy in (AWAY, TOWARDS)] == [1, 0]
    assert flows.volume(Share(1, 2, rounding=TOWARDS), 1, 1, AWAY) == 0


def test_fees_come_one_after_another_and_the_surplus_is_what_they_leave() -> None:
    made = flows.postings(
        [
            Flow(POS, FEES, Share(3, 100)), Flow(FEES, BANK, Share(1, 2, "surplus")),
            Flow(POS, BANK, Share(1, 1, "surplus")),
        ],
        10_000, ACCOUNTS, "RUB", AWAY,
    )  # fmt: skip

    assert [(one.source.split(":")[0], one.destination.split(":")[0], one.amount) for one in made] == [
        ("pos", "processing", 300), ("processing", "bank", 150), ("pos", "bank", 9_700),
    ]  # fmt: skip


def test_a_fee_is_never_larger_than_what_was_captured() -> None:
    (only,) = flows.postings([Flow(POS, FEES, Fixed(100)), Flow(POS, FEES, Fixed(1))], 50, ACCOUNTS, "RUB", AWAY)

    assert only.amount == 50


def test_a_bank_gives_from_its_own() -> None:
    made = flows.postings([Flow(BANK, FEES, Fixed(100))], 50, ACCOUNTS, "RUB", AWAY)

    assert [one.amount for one in made] == [100]


VOLUMES: st.SearchStrategy[Volume] = st.recursive(
    st.builds(Fixed, st.integers(0, 10**6))
    | st.builds(
        Share, st.integers(0, 200), st.integers(1, 100), st.sampled_from(["amount", "surplus"]),
        st.none() | st.sampled_from(Rounding),
    ),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(tuple).flatmap(
        lambda parts: st.sampled_from([MinOf(parts), MaxOf(parts), SumOf(parts)])
    ),
    max_leaves=4,
)  # fmt: skip
ENDS = st.permutations([POS, BANK, FEES]).map(lambda ends: ends[:2])
FLOWS = st.lists(st.builds(lambda ends, volume: Flow(ends[0], ends[1], volume), ENDS, VOLUMES), max_size=5)


@settings(max_examples=150)
@given(FLOWS, st.integers(1, 10**12), st.sampled_from(Rounding))
def test_whatever_the_formulas_nothing_is_lost_and_nobody_gives_what_he_has_not(
    formulas: list[Flow], amount: int, policy: Rounding
) -> None:
    balances = {ACCOUNTS[POS]: amount, ACCOUNTS[BANK]: -amount}
    for posting in flows.postings(formulas, amount, ACCOUNTS, "RUB", policy):
        balances |= ledger.apply(balances, [posting])
        assert min(balances[ACCOUNTS[POS]], balances.get(ACCOUNTS[FEES], 0)) >= 0

    assert sum(balances.values()) == 0
    assert flows.faults(formulas) == []


@pytest.mark.parametrize(
    ("flow", "words"),
    [
        (Flow(POS, POS, Fixed(1)), flows.BOTH_ENDS),
        (Flow(Role.HOLD, FEES, Fixed(1)), flows.FROM_HOLD),
        (Flow(POS, Role.HOLD, Fixed(1)), flows.FROM_HOLD),
        (Flow(POS, FEES, Fixed(-1)), flows.BELOW_ZERO),
        (Flow(POS, FEES, Share(1, 0)), flows.NOT_A_PART),
        (Flow(POS, FEES, Share(-1, 2)), flows.NOT_A_PART),
        (Flow(POS, FEES, MinOf(())), flows.NOTHING_TO_CHOOSE),
        (Flow(POS, FEES, SumOf((MaxOf((Fixed(-1),)),))), flows.BELOW_ZERO),
    ],
)
def test_a_formula_that_cannot_be_is_named(flow: Flow, words: Words) -> None:
    assert flows.faults([Flow(POS, FEES, Fixed(1)), flow]) == [(1, words)]


def test_formulas_are_kept_as_they_are() -> None:
    terms = Terms("t", flows=(Flow(POS, FEES, MaxOf((Fixed(10), SumOf((Share(3, 100), Fixed(1)))))),))

    assert msgspec.json.decode(msgspec.json.encode(terms), type=Terms) == terms
