"""Whatever both sides have, the differences explain the sums, and every payment and every line is told of once."""

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from common.registers.compared import Found, Ours, State, sums
from common.registers.comparison import File, compare
from common.registers.line import Line, day_bounds
from common.registers.reasons import Kind, Reason
from tests.common.registers.test_comparison import DAY

DAYS = [DAY, DAY + timedelta(days=1)]
AROUND = [DAY - timedelta(days=1), *DAYS, DAY + timedelta(days=2)]
NUMBERS = st.integers(1, 12)
ACCOUNTS = st.sampled_from(["1", "01", "9161234567", "9161234576", "x"])
AMOUNTS = st.sampled_from([1, 99, 100, 97, 10_000, 9_700, 1_000_000])
MOMENTS = st.integers(0, 47).map(lambda hours: day_bounds(DAY)[0] + hours * 3_600_000)
LINES = st.builds(Line, NUMBERS.map(str), MOMENTS, ACCOUNTS, AMOUNTS)


@st.composite
def payments(draw: st.DrawFn) -> list[Ours]:
    """Ours, each number once, of the days and of their neighbours."""
    made = []
    for key in draw(st.sets(NUMBERS)):
        at = draw(st.integers(-24, 71).map(lambda hours: day_bounds(DAY)[0] + hours * 3_600_000))
        first, last = at - draw(st.sampled_from([0, 10**8])), at + draw(st.sampled_from([0, 10**8]))
        state, account, amount = draw(st.sampled_from(State)), draw(ACCOUNTS), draw(AMOUNTS)
        made.append(Ours(str(key), at, account, amount, state, f"id-{key}", at, amount + 300, first, last))
    return made


@settings(max_examples=300, deadline=None)
@given(payments(), st.lists(st.tuples(st.sampled_from(AROUND), st.lists(LINES, max_size=8)), max_size=5))
def test_the_differences_explain_the_sums(books: list[Ours], registers: list[tuple[date, list[Line]]]) -> None:
    since, until = day_bounds(DAYS[0])[0], day_bounds(DAYS[-1])[1]
    inside = [one for one in books if since <= one.at < until and one.state is not State.FOREIGN]
    files = [File(f"{number}", day, lines) for number, (day, lines) in enumerate(registers)]
    by_key = {one.key: one for one in books}

    made = compare(inside, files, DAYS, lambda keys: {key: by_key[key] for key in keys if key in by_key}, until)

    total = made.total
    lines = [line for file in files if file.day in DAYS for line in file.lines]
    assert (total.theirs, total.their_sum) == (len(lines), sum(line.amount for line in lines))
    assert made.unexplained == 0
    assert sum(one.found for one in made.days.values()) == len(made.found)
    told = made.agreed + sum(sums(one)[1] is not None for one in made.found)
    assert told == len(lines)
    named = [one.key for one in made.found if one.ours is not None and one.reason is not Reason.REPEATED and one.key]
    assert len(named) == len(set(named))
    assert total.ours == made.agreed + sum(_payments(made.found))


def _payments(found: list[Found]) -> Iterator[int]:
    for one in found:
        if one.kind is Kind.NO_FILE:
            yield int(one.other)
        elif one.kind is not Kind.MISSING_HERE:
            yield 1
