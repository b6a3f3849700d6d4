"""Schedules: made, changed, paused, ended; each period is ordered once, also after the program was off."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from common.clock import VirtualClock, milliseconds
from common.database import Connection, Row
from common.errors import Rejected, Unavailable
from common.protocol import codes
from common.protocol.endpoint import Nothing
from common.reporting.asks import MailWish, ReportState, ScheduleId, ScheduleRow, SetSchedule
from common.reporting.schedules import Timetable
from common.reporting.store import schedules as store
from tests.common.reporting.office import OPERATOR, Office, office

MOSCOW = timezone(timedelta(hours=3))
DAY_SECONDS = 24 * 3600
MAIL = MailWish(recipients=["a@example.org"], empty_too=True)


class Plans:
    """The schedules of a role, on Friday 20.11.2026 at noon in Moscow."""

    def __init__(self, here: Office, clock: VirtualClock) -> None:
        self.here, self.clock = here, clock
        self.timetable = Timetable(here.ground, MOSCOW)

    def set(self, **more: Any) -> ScheduleRow:
        """A daily one about an agent, with these changes."""
        ask = SetSchedule(**{"kind": "quick", "subject": "7", "mail": MAIL, **more})
        return self.here.database.write(lambda db: self.timetable.set_schedule(db, OPERATOR, ask))

    def all(self) -> list[ScheduleRow]:
        return self.here.database.read(lambda db: self.timetable.schedules(db, OPERATOR, Nothing())).schedules

    def pass_days(self, days: float) -> int:
        """Time passes, then the worker looks once; how many reports it ordered."""
        self.clock.advance(days * DAY_SECONDS)
        return self.timetable.turn()

    def periods(self) -> list[str]:
        """Of all reports, the oldest first."""
        return [
            f"{row.since.astimezone(MOSCOW):%d.%m}–{row.until.astimezone(MOSCOW):%d.%m}"
            for row in reversed(self.here.listed())
        ]


@pytest.fixture
def plans(tmp_path: Path) -> Iterator[Plans]:
    """A role without a worker."""
    clock = VirtualClock(milliseconds(datetime(2026, 11, 20, 12, tzinfo=MOSCOW)))
    with office(tmp_path, clock) as here:
        yield Plans(here, clock)


def test_each_day_is_ordered_once_at_its_time(plans: Plans) -> None:
    row = plans.set(at="06:00")

    ordered = [plans.pass_days(days) for days in (0, 0.7, 0.06, 0, 1)]

    assert row.due == datetime(2026, 11, 21, 6, tzinfo=MOSCOW)
    assert ordered == [0, 0, 1, 0, 1]
    assert plans.periods() == ["20.11–21.11", "21.11–22.11"]
    (second, first) = plans.here.listed()
    assert (first.schedule, first.owner, first.name, first.state) == (
        row.id, "system:worker", "Ромашка", ReportState.WAITING,
    )  # fmt: skip
    assert second.language == "ru"


def test_what_the_program_missed_while_it_was_off_is_ordered_day_by_day(plans: Plans) -> None:
    plans.set()

    assert plans.pass_days(3.8) == 4
    assert plans.periods() == ["20.11–21.11", "21.11–22.11", "22.11–23.11", "23.11–24.11"]


def test_a_clock_that_goes_back_orders_nothing_twice(plans: Plans) -> None:
    plans.set()
    plans.pass_days(2)

    assert [plans.pass_days(-2), plans.pass_days(2), plans.pass_days(0)] == [0, 0, 0]


def test_a_pause_is_not_made_up_for(plans: Plans) -> None:
    row = plans.set()
    plans.set(id=row.id, active=False)
    nothing = plans.pass_days(5)
    paused = plans.all()[0]
    plans.set(id=row.id, active=True)

    assert nothing == 0
    assert paused.words.ru.endswith("; на паузе")
    assert plans.pass_days(1) == 1
    assert plans.periods() == ["25.11–26.11"]


def test_a_changed_schedule_goes_on_after_what_it_has_covered(plans: Plans) -> None:
    row = plans.set()
    plans.pass_days(1)
    changed = plans.set(id=row.id, every="weekly", day=1, at="07:30")

    assert changed.due == datetime(2026, 11, 23, 7, 30, tzinfo=MOSCOW)
    plans.pass_days(10)
    assert plans.periods() == ["20.11–21.11", "21.11–23.11", "23.11–30.11"]


@pytest.mark.parametrize("change", [{"active": False}, {"subject": "8"}, {"mail": MailWish()}])
def test_terms_that_are_changed_while_a_report_is_being_ordered_are_the_ones_it_is_ordered_by(
    plans: Plans, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any]
) -> None:
    row = plans.set()
    read = store.due

    def changed_meanwhile(db: Connection, now: int) -> list[Row]:
        found = read(db, now)
        plans.set(id=row.id, **change)
        return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(store, "due", changed_meanwhile)
        at_once = plans.pass_days(1)
    plans.pass_days(0)

    assert at_once == 0
    assert [one.subject for one in plans.here.listed()] == ([] if "active" in change else [change.get("subject", "7")])


@pytest.mark.parametrize(("kind", "hours"), [("slow", 0), ("comparing", 1)])
def test_east_of_moscow_what_is_of_moscow_s_days_waits_for_their_end(plans: Plans, kind: str, hours: int) -> None:
    vladivostok = timezone(timedelta(hours=10))
    plans.timetable = Timetable(plans.here.ground, vladivostok)

    row = plans.set(kind=kind, subject="", at="06:00")

    assert row.due == datetime(2026, 11, 21, 6 + hours, tzinfo=vladivostok)
    assert [plans.pass_days(days) for days in (0.4, 0.2)] == [0, 1]


def test_an_edit_over_newer_terms_is_refused(plans: Plans) -> None:
    row = plans.set()
    plans.set(id=row.id, at="07:00", edition=row.edition)
    plans.pass_days(1)

    with pytest.raises(Rejected) as refused:
        plans.set(id=row.id, at="08:00", edition=row.edition)

    assert refused.value.code == "changed_meanwhile"
    assert plans.all()[0].at == "07:00"
    assert plans.set(id=row.id, at="08:00", edition=plans.all()[0].edition).at == "08:00"


def test_an_ended_schedule_orders_no_more_and_is_brought_back_without_a_gap(plans: Plans) -> None:
    row = plans.set()
    plans.here.database.write(lambda db: plans.timetable.end_schedule(db, OPERATOR, ScheduleId(id=row.id)))
    with pytest.raises(Rejected) as refused:
        plans.here.database.write(lambda db: plans.timetable.end_schedule(db, OPERATOR, ScheduleId(id=row.id)))
    ended = plans.pass_days(0)

    again = plans.set()

    assert (ended, refused.value.code) == (0, "unknown_schedule")
    assert (again.covered, again.due) == (row.covered, row.due)
    with pytest.raises(Rejected):
        plans.set(id=row.id)


def test_everything_that_is_wrong_is_said_at_once_and_the_same_when_tried(plans: Plans) -> None:
    wrong = {
        "kind": "quick", "subject": "9", "at": "25:00", "every": "weekly", "day": 8,
        "mail": MailWish(recipients=["nobody"]),
    }  # fmt: skip
    with pytest.raises(Rejected) as refused:
        plans.set(**wrong)
    tried = plans.here.database.read(
        lambda db: plans.timetable.try_schedule(db, OPERATOR, SetSchedule(**wrong))  # type: ignore[arg-type]
    )

    assert [one.field for one in tried.mistakes] == ["subject", "mail.recipients.0", "at", "day"]
    assert all(one.words.ru.rstrip(".") in codes.words_of(refused.value).ru for one in tried.mistakes)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({}, "каждый день в 06:00, за прошлый день"),
        ({"working_days": True}, "по рабочим дням в 06:00, за прошлый день, а после выходных — и за них"),
        ({"every": "weekly", "day": 5, "at": "7:05"}, "по пятницам в 07:05, за прошлую неделю"),
        ({"every": "monthly", "day": 28}, "28-го числа в 06:00, за прошлый месяц"),
        (
            {"every": "monthly", "working_days": True},
            "1-го числа в 06:00, за прошлый месяц; в выходной — на следующий рабочий день",
        ),
    ],
)
def test_a_schedule_says_in_words_when_and_for_which_days(plans: Plans, terms: dict[str, Any], said: str) -> None:
    row = plans.set(**terms)

    assert row.words.ru == said
    assert "{" not in row.words.en
    assert plans.set(id=row.id, **{**terms, "day": row.day, "at": row.at}).words == row.words


def test_a_worker_makes_what_a_schedule_orders_and_mails_it(tmp_path: Path) -> None:
    clock = VirtualClock(milliseconds(datetime(2026, 11, 20, 12, tzinfo=MOSCOW)))
    with office(tmp_path, clock, works=True) as here:
        here.note("one")
        ask = SetSchedule(kind="quick", subject="7", mail=MAIL)
        here.database.write(lambda db: here.service.schedules.set_schedule(db, OPERATOR, ask))
        clock.advance(2 * DAY_SECONDS)
        here.wait_until(lambda: len([row for row in here.listed() if row.ended]) == 2)
        here.wait_until(lambda: len(list((tmp_path / "outbox").glob("*.eml"))) == 2)

        assert {row.state for row in here.listed()} == {ReportState.DONE}


def test_what_a_schedule_could_not_write_down_it_orders_later_and_once(tmp_path: Path) -> None:
    failing = ["order_by_schedule", "order_by_schedule"]

    def watch(moment: str, names: Sequence[str]) -> None:
        if moment == "before" and failing and failing[0] in names:
            failing.pop()
            raise Unavailable("storage_full", "the disk")

    clock = VirtualClock(milliseconds(datetime(2026, 11, 20, 12, tzinfo=MOSCOW)))
    with office(tmp_path, clock, watch=watch) as here:
        plans = Plans(here, clock)
        plans.set()
        for _ in range(2):
            with pytest.raises(Unavailable):
                plans.pass_days(1)

        assert [plans.pass_days(0), plans.pass_days(0)] == [2, 0]
        assert plans.periods() == ["20.11–21.11", "21.11–22.11"]
