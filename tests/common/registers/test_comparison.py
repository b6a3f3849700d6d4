"""A register against our books: the five classes, their likely reasons, and what explains the sums."""

from datetime import date, timedelta
from typing import Any

import pytest

from common import ids
from common.registers.compared import Compared, Ours, State
from common.registers.comparison import File, compare
from common.registers.line import Line, day_bounds
from common.registers.reasons import MEANINGS, Kind, Reason

DAY = date(2026, 11, 20)
SINCE, UNTIL = day_bounds(DAY)
NOON = SINCE + 12 * 3_600_000


def ours(key: str, account: str = "9161234567", amount: int = 10_000, at: int = NOON, **more: Any) -> Ours:
    """A credited payment of ours."""
    return Ours(key, at, account, amount)._replace(**more)


def line(key: str, account: str = "9161234567", amount: int = 10_000, at: int = NOON) -> Line:
    """The same in a register."""
    return Line(key, at, account, amount)


def file(*lines: Line, day: date = DAY, name: str = "r.csv") -> File:
    """A register's file."""
    return File(name, day, lines)


def compared(mine: list[Ours], *files: File, elsewhere: tuple[Ours, ...] = (), now: int = UNTIL + 1) -> Compared:
    """The comparison of one day."""
    known = {one.key: one for one in elsewhere}
    made = compare(mine, list(files), [DAY], lambda keys: {key: known[key] for key in keys if key in known}, now)
    assert made.unexplained == 0
    return made


def reasons(made: Compared) -> list[Reason]:
    """Why each difference came about."""
    return [one.reason for one in made.found]


def test_the_same_payments_agree() -> None:
    made = compared([ours("1"), ours("2")], file(line("2"), line("1")))

    assert (made.found, made.agreed) == ([], 2)


def test_zeros_before_a_payment_number_do_not_matter() -> None:
    assert compared([ours("12")], file(line("0012"))).agreed == 1


def test_payment_ids_are_compared_where_a_register_has_them() -> None:
    made = compared([ours("12", payment_id="0190-a")], file(Line("", 0, "9161234567", 10_000, "0190-a")))

    assert (made.found, made.agreed) == ([], 1)


SUMS = {
    (10_000, 9_700): (Reason.FEE_TAKEN, "3"),
    (10_050, 10_000): (Reason.KOPECKS_LOST, ""),
    (123_400, 121_549): (Reason.FEE_TAKEN, "1.5"),
    (10_000, 1_000_000): (Reason.KOPECKS_AS_ROUBLES, ""),
    (10_000, 100): (Reason.KOPECKS_AS_ROUBLES, ""),
    (12_300, 13_200): (Reason.SUM_SWAPPED, ""),
    (10_000, 10_500): (Reason.WITH_FEE, ""),
    (10_000, 77_777): (Reason.OTHER_SUM, ""),
}


@pytest.mark.parametrize("pair", SUMS)
def test_another_sum_is_named_with_its_likely_reason(pair: tuple[int, int]) -> None:
    mine, theirs = pair
    made = compared([ours("1", amount=mine, inserted=10_500)], file(line("1", amount=theirs)))

    assert [(one.kind, one.reason, one.other) for one in made.found] == [(Kind.SUM_DIFFERS, *SUMS[pair])]


ACCOUNTS = {
    ("0012345", "12345"): Reason.ZEROS_LOST,
    ("9161234567", "+7 (916) 123-45-67"): Reason.OTHER_FORM,
    ("9161234567", "89161234567"): Reason.OTHER_FORM,
    ("9161234567", "9161243567"): Reason.ACCOUNT_SWAPPED,
    ("9161234567", "9161234568"): Reason.ONE_DIGIT,
    ("9161234567", "916123456"): Reason.ONE_DIGIT,
    ("9161234567", "9990000000"): Reason.OTHER_ACCOUNT,
}


@pytest.mark.parametrize("pair", ACCOUNTS)
def test_another_account_is_named_with_its_likely_reason(pair: tuple[str, str]) -> None:
    mine, theirs = pair
    made = compared([ours("1", mine)], file(line("1", theirs)))

    assert [(one.kind, one.reason) for one in made.found] == [(Kind.ACCOUNT_DIFFERS, ACCOUNTS[pair])]


def test_another_sum_and_another_account_are_one_difference_that_names_both() -> None:
    made = compared([ours("1")], file(line("1", "9990000000", 77_777)))

    assert [(one.kind, one.also_account) for one in made.found] == [(Kind.SUM_DIFFERS, True)]


def test_a_payment_that_the_file_lacks_and_one_that_our_books_lack() -> None:
    made = compared([ours("1", "111")], file(line("2", "222")))

    assert reasons(made) == [Reason.NOT_IN_FILE, Reason.UNKNOWN_HERE]


def test_a_misspelt_payment_number_is_told_by_account_and_sum() -> None:
    made = compared([ours("123")], file(line("132")))

    assert [(one.reason, one.other) for one in made.found] == [
        (Reason.OTHER_NUMBER_THERE, "132"),
        (Reason.OTHER_NUMBER_HERE, "123"),
    ]


def test_a_repeated_line_is_one_difference_that_names_the_first_file() -> None:
    made = compared([ours("1")], file(line("1"), name="n1.csv"), file(line("1"), name="n2.csv"))

    assert ([(one.kind, one.reason, one.other) for one in made.found], made.agreed) == (
        [(Kind.MISSING_HERE, Reason.REPEATED, "n1.csv")],
        1,
    )


def test_a_payment_told_by_its_number_and_by_its_id_is_told_twice() -> None:
    one = ours("1", payment_id="0190-a")
    by_id = file(Line("", 0, one.account, one.amount, "0190-a"))

    made = compared([one], by_id, file(line("1"), name="n2.csv"), elsewhere=(one,))

    assert [(found.reason, found.other) for found in made.found] == [(Reason.REPEATED, "n2.csv")]


STATES = {
    State.HELD: Reason.HELD_HERE,
    State.REFUSED: Reason.REFUSED_HERE,
    State.REVERSED: Reason.REVERSED_HERE,
}


@pytest.mark.parametrize("state", STATES)
def test_what_is_credited_there_only_says_what_became_of_it_here(state: State) -> None:
    made = compared([ours("1", state=state, changed=NOON)], file(line("1")))

    assert [(one.kind, one.reason) for one in made.found] == [(Kind.MISSING_HERE, STATES[state])]


@pytest.mark.parametrize("state", STATES)
def test_what_is_credited_on_neither_side_is_no_difference(state: State) -> None:
    assert compared([ours("1", state=state)], file()).found == []


def test_a_payment_of_another_contract_is_named_so() -> None:
    made = compared([], file(line("1")), elsewhere=(ours("1", state=State.FOREIGN),))

    assert reasons(made) == [Reason.OTHER_SIDE]


def test_a_day_without_a_file_is_one_difference() -> None:
    made = compared([ours("1"), ours("2", amount=5)])

    assert [(one.kind, one.reason, one.other, one.ours and one.ours.amount) for one in made.found] == [
        (Kind.NO_FILE, Reason.NO_FILE, "2", 10_005)
    ]


def test_a_day_that_is_not_over_has_no_file_yet() -> None:
    assert reasons(compared([ours("1")], now=NOON)) == [Reason.DAY_NOT_OVER]


def test_a_day_without_payments_needs_no_file() -> None:
    assert compared([]).found == []


def test_clocks_that_differ_around_midnight_within_the_period_make_no_difference() -> None:
    days = [DAY, DAY + timedelta(days=1)]
    late = ours("1", at=UNTIL - 500)
    files = [file(), file(line("1", at=UNTIL + 500), day=days[1])]

    made = compare([late], files, days, lambda keys: {}, UNTIL * 2)

    assert (made.found, made.agreed, made.unexplained) == ([], 1, 0)


def test_a_payment_in_the_next_days_register_is_named_so() -> None:
    late = ours("1", at=UNTIL - 500)

    made = compared([late], file(), file(line("1", at=UNTIL + 500), day=DAY + timedelta(days=1)))

    assert [(one.kind, one.reason, one.other) for one in made.found] == [
        (Kind.MISSING_THERE, Reason.IN_OTHER_DAY, "21.11.2026")
    ]


def test_what_we_credited_the_day_before_is_named_so() -> None:
    made = compared([], file(line("1")), elsewhere=(ours("1", at=SINCE - 500),))

    assert [(one.kind, one.reason, one.other) for one in made.found] == [
        (Kind.MISSING_HERE, Reason.OTHER_DAY_HERE, "19.11.2026")
    ]


def test_what_was_on_its_way_over_midnight_belongs_to_the_day_on_which_the_other_side_has_it() -> None:
    late, next_day = ours("1", at=UNTIL - 500, last=UNTIL + 500), DAY + timedelta(days=1)
    mine, theirs = file(line("2")), file(line("1", at=UNTIL + 500), day=next_day)

    first = compared([late, ours("2")], mine, theirs)
    second = compare([], [mine, theirs], [next_day], lambda keys: {"1": late}, UNTIL * 2)

    assert [(one.found, one.agreed, one.total.ours, one.unexplained) for one in (first, second)] == [([], 1, 1, 0)] * 2


def test_what_was_on_its_way_over_midnight_and_is_in_no_register_is_missing() -> None:
    late = ours("1", at=UNTIL - 500, last=UNTIL + 500)

    made = compared([late], file(), file(day=DAY + timedelta(days=1)))

    assert reasons(made) == [Reason.NOT_IN_FILE]


def test_another_sum_is_told_on_the_day_on_which_the_other_side_has_it() -> None:
    late, next_day = ours("1", at=UNTIL - 500, last=UNTIL + 500), DAY + timedelta(days=1)
    theirs = file(line("1", amount=777, at=UNTIL + 500), day=next_day)

    first = compared([late], file(), theirs)
    second = compare([], [file(), theirs], [next_day], lambda keys: {"1": late}, UNTIL * 2)

    assert (reasons(first), reasons(second), second.unexplained) == ([], [Reason.OTHER_SUM], 0)


def test_every_reason_has_its_words() -> None:
    assert set(MEANINGS) == set(Reason)


@pytest.mark.parametrize("seed", range(1, 21))
def test_all_planted_differences_are_found_and_nothing_else(seed: int) -> None:
    print(f"seed {seed}")
    chance = ids.chance(seed)
    days = [DAY + timedelta(days=n) for n in range(30)]
    mine = [
        ours(str(10**9 + n), f"{chance.randrange(10**10):010d}", chance.randrange(1, 10**6), at=at)
        for n, day in enumerate(days)
        for at in sorted(chance.randrange(*day_bounds(day)) for _ in range(40))
    ]
    mine = [one._replace(key=str(10**9 + n)) for n, one in enumerate(mine)]
    lines = [Line(one.key, one.at, one.account, one.amount) for one in mine]
    planted = dict(zip(chance.sample(range(len(mine)), 36), [*Kind, *Kind, *Kind, *Kind] * 9, strict=False))
    wanted: set[tuple[Kind, str]] = set()
    gone_days = chance.sample(days, 3)
    told: list[Line] = []
    for place, one in enumerate(lines):
        kind = planted.get(place)
        if any(since <= one.at_ms < until for since, until in map(day_bounds, gone_days)) or kind is Kind.NO_FILE:
            kind = None
        if kind is not None:
            wanted.add((kind, one.key if kind is not Kind.MISSING_HERE else f"9{one.key}"))
        if kind is Kind.SUM_DIFFERS:
            told.append(one._replace(amount=one.amount + chance.choice([-1, 1, 100]) if one.amount > 1 else 7))
        elif kind is Kind.ACCOUNT_DIFFERS:
            told.append(one._replace(account=one.account[1:]))
        elif kind is not Kind.MISSING_THERE:
            told.append(one)
        if kind is Kind.MISSING_HERE:
            told.append(one._replace(key=f"9{one.key}", amount=one.amount + 1))
    wanted |= {(Kind.NO_FILE, day.isoformat()) for day in gone_days}
    files = [
        File(f"{day}", day, [one for one in told if day_bounds(day)[0] <= one.at_ms < day_bounds(day)[1]])
        for day in days
        if day not in gone_days
    ]

    made = compare(mine, files, days, lambda keys: {}, 2 * UNTIL)

    named = {(one.kind, one.key or one.day.isoformat()) for one in made.found}
    assert named == wanted
    assert (len(made.found), made.unexplained) == (len(wanted), 0)
