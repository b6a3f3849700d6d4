"""When schedules are due and for which days: holidays, moved days off, clocks that jump, years without a report."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any

import pytest

from common import ids
from common.clock import milliseconds, moment
from common.reporting.calendar import LONGEST, MOST_MISSED, Rhythm, Turn, at, beginning, following, is_working, missed

MOSCOW = timezone(timedelta(hours=3))
NEWFOUNDLAND, APIA = timezone(-timedelta(hours=3, minutes=30)), timezone(timedelta(hours=13))


class Summer(tzinfo):
    """Berlin in 2026: an hour more from 29.03 to 25.10; not every computer has tables of zones."""

    BEGINS, ENDS = datetime.fromisoformat("2026-03-29T01:00"), datetime.fromisoformat("2026-10-25T01:00")

    def utcoffset(self, at: datetime | None) -> timedelta:
        assert at is not None
        wall, hour = at.replace(tzinfo=None, fold=0), timedelta(hours=1)
        summer = self.BEGINS + 2 * hour <= wall < self.ENDS + (1 if at.fold else 2) * hour
        return 2 * hour if summer else hour

    def dst(self, at: datetime | None) -> timedelta:
        return self.utcoffset(at) - timedelta(hours=1)

    def tzname(self, at: datetime | None) -> str:
        return "Berlin"

    def fromutc(self, at: datetime) -> datetime:
        utc, hour = at.replace(tzinfo=None), timedelta(hours=1)
        if self.BEGINS <= utc < self.ENDS:
            return at + 2 * hour
        return (at + hour).replace(fold=int(self.ENDS <= utc < self.ENDS + hour))


BERLIN = Summer()
DAILY, WORKING = Rhythm("daily", 6 * 60, 0, False), Rhythm("daily", 6 * 60, 0, True)
WEEKLY, MONTHLY = Rhythm("weekly", 6 * 60, 0, False), Rhythm("monthly", 6 * 60, 1, False)


def ms(text: str, zone: tzinfo = MOSCOW) -> int:
    """«20.11.2026 06:00» of a zone."""
    return milliseconds(datetime.strptime(text, "%d.%m.%Y %H:%M").replace(tzinfo=zone))


def shown(turn: Turn, zone: tzinfo = MOSCOW) -> str:
    """First day … last day, when it is due."""
    first, end, due = (moment(one).astimezone(zone) for one in turn)
    last = end - timedelta(milliseconds=1)
    return f"{first:%d.%m}–{last:%d.%m} {due:%a %d.%m %H:%M}"


def coming(rhythm: Rhythm, now: str, number: int, zone: tzinfo = MOSCOW) -> list[str]:
    """The first turns of a schedule that begins now."""
    turns, covered = [], beginning(rhythm, ms(now, zone), zone)
    for _ in range(number):
        turns.append(following(rhythm, covered, zone))
        covered = turns[-1].until
    return [shown(turn, zone) for turn in turns]


@pytest.mark.parametrize(
    ("rhythm", "now", "first"),
    [
        (DAILY, "20.11.2026 05:59", "19.11–19.11 Fri 20.11 06:00"),
        (DAILY, "20.11.2026 06:00", "20.11–20.11 Sat 21.11 06:00"),
        (WEEKLY, "20.11.2026 12:00", "16.11–22.11 Mon 23.11 06:00"),
        (WEEKLY._replace(day=2), "24.11.2026 12:00", "16.11–22.11 Wed 25.11 06:00"),
        (WEEKLY._replace(day=2), "25.11.2026 12:00", "23.11–29.11 Wed 02.12 06:00"),
        (WEEKLY._replace(day=6), "22.11.2026 05:00", "09.11–15.11 Sun 22.11 06:00"),
        (MONTHLY, "20.11.2026 12:00", "01.11–30.11 Tue 01.12 06:00"),
        (MONTHLY._replace(day=5), "03.11.2026 12:00", "01.10–31.10 Thu 05.11 06:00"),
        (MONTHLY._replace(day=28), "28.02.2026 07:00", "01.02–28.02 Sat 28.03 06:00"),
        (WORKING, "20.11.2026 12:00", "20.11–22.11 Mon 23.11 06:00"),
        (WORKING, "22.11.2026 12:00", "20.11–22.11 Mon 23.11 06:00"),
        (MONTHLY._replace(working_days=True), "20.07.2026 12:00", "01.07–31.07 Mon 03.08 06:00"),
        (WEEKLY._replace(day=5, working_days=True), "16.11.2026 12:00", "09.11–15.11 Mon 23.11 06:00"),
    ],
)
def test_the_first_report_is_the_one_a_person_waits_for(rhythm: Rhythm, now: str, first: str) -> None:
    assert coming(rhythm, now, 1) == [first]


def test_over_the_new_year_holidays_one_report_covers_all_days_since() -> None:
    assert coming(WORKING, "29.12.2025 12:00", 4) == [
        "29.12–29.12 Tue 30.12 06:00",
        "30.12–11.01 Mon 12.01 06:00",
        "12.01–12.01 Tue 13.01 06:00",
        "13.01–13.01 Wed 14.01 06:00",
    ]
    assert coming(DAILY, "29.12.2025 12:00", 3)[1:] == ["30.12–30.12 Wed 31.12 06:00", "31.12–31.12 Thu 01.01 06:00"]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2025-11-01", True), ("2025-11-03", False), ("2025-12-31", False), ("2026-01-09", False),
        ("2026-01-12", True), ("2026-02-23", False), ("2026-03-09", False), ("2026-05-11", False),
        ("2026-11-04", False), ("2026-11-05", True), ("2026-11-07", False),
    ],
)  # fmt: skip
def test_days_off_that_were_moved_are_known(day: str, works: bool) -> None:
    assert is_working(date.fromisoformat(day)) is works


def test_a_day_is_as_long_as_its_clocks_say() -> None:
    spring = following(DAILY, at(date(2026, 3, 29), 0, BERLIN), BERLIN)
    autumn = following(DAILY, at(date(2026, 10, 25), 0, BERLIN), BERLIN)

    assert (spring.until - spring.since, autumn.until - autumn.since) == (23 * 3_600_000, 25 * 3_600_000)
    assert [shown(spring, BERLIN), shown(autumn, BERLIN)] == [
        "29.03–29.03 Mon 30.03 06:00",
        "25.10–25.10 Mon 26.10 06:00",
    ]


def test_a_time_that_the_clocks_skip_comes_an_hour_later_and_one_that_comes_twice_comes_first() -> None:
    at_half_past_two = Rhythm("daily", 150, 0, False)
    skipped = following(at_half_past_two, at(date(2026, 3, 28), 0, BERLIN), BERLIN)
    twice = following(at_half_past_two, at(date(2026, 10, 24), 0, BERLIN), BERLIN)

    assert shown(skipped, BERLIN) == "28.03–28.03 Sun 29.03 03:30"
    assert moment(twice.due) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_what_was_missed_is_made_for_each_period() -> None:
    covered = ms("17.11.2026 00:00")

    turns = missed(DAILY, covered, ms("20.11.2026 06:00"), MOSCOW)

    assert [shown(turn) for turn in turns] == [
        "17.11–17.11 Wed 18.11 06:00",
        "18.11–18.11 Thu 19.11 06:00",
        "19.11–19.11 Fri 20.11 06:00",
    ]
    assert missed(DAILY, covered, ms("18.11.2026 05:59"), MOSCOW) == []


def test_of_very_much_that_was_missed_the_older_part_becomes_one() -> None:
    turns = missed(DAILY, ms("01.09.2026 00:00"), ms("20.11.2026 07:00"), MOSCOW)

    assert len(turns) == MOST_MISSED
    assert shown(turns[0]) == "01.09–20.10 Wed 21.10 06:00"
    assert shown(turns[1]) == "21.10–21.10 Thu 22.10 06:00"
    assert shown(turns[-1]) == "19.11–19.11 Fri 20.11 06:00"


def test_after_years_the_older_part_is_of_one_year() -> None:
    turns = missed(DAILY, ms("01.01.2020 00:00"), ms("20.11.2026 07:00"), MOSCOW)

    assert len(turns) == MOST_MISSED
    assert turns[0].until - turns[0].since == LONGEST // timedelta(milliseconds=1)


@pytest.mark.parametrize("zone", [UTC, MOSCOW, BERLIN, NEWFOUNDLAND, APIA])
@pytest.mark.parametrize("seed", range(8))
def test_turns_follow_each_other_without_a_gap_whatever_the_rhythm(zone: tzinfo, seed: int) -> None:
    chance = ids.chance(seed)
    every: Any = chance.choice(["daily", "weekly", "monthly"])
    day = {"daily": 0, "weekly": chance.randrange(7), "monthly": chance.randrange(1, 29)}[every]
    rhythm = Rhythm(every, chance.randrange(1440), day, chance.random() < 0.5)
    now = chance.randrange(ms("01.01.2020 00:00"), ms("01.01.2027 00:00"))

    covered = beginning(rhythm, now, zone)
    turn = following(rhythm, covered, zone)

    print(f"seed {seed}, {rhythm}, {moment(now)}")
    assert covered <= now < turn.due
    for _ in range(40):
        later = following(rhythm, turn.until, zone)
        assert turn.since < turn.until == later.since < later.until
        assert turn.due < later.due
        assert turn.until <= turn.due
        assert moment(turn.until).astimezone(zone).time().isoformat() == "00:00:00"
        turn = later
