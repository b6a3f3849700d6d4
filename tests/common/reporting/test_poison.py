"""What can never be made, mailed or ordered holds up nothing behind it."""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from common.clock import VirtualClock, milliseconds
from common.database import Connection
from common.errors import Broken
from common.reporting import ordering
from common.reporting.asks import MailWish, ReportState, SetSchedule
from common.reporting.kinds import Kind, Subject
from common.reporting.maker import Maker
from common.reporting.order import Covering, Source
from common.reporting.schedules import Timetable
from common.reporting.store import reports
from common.words import Language
from tests.common.reporting.office import OPERATOR, Office, office, subjects
from tests.common.reporting.test_schedules import DAY_SECONDS, MOSCOW

MAIL = MailWish(recipients=["a@example.org"], empty_too=True)


class BrokenPost:
    """Letters that stumble over every report."""

    def enclose(
        self,
        db: Connection,
        report_id: int,
        covering: Covering,
        language: Language,
        recipients: Sequence[str],
        now: int,
    ) -> int:
        raise ValueError("secret")

    def open_of(self, db: Connection, report_id: int) -> int:
        return 0


def no_sources(db: Connection, subject: str, since: int, until: int) -> list[Source]:
    raise Broken("file_lost", "imports")


def made(here: Office, *numbers: int) -> list[ReportState]:
    """By one who has broken letters and no registers."""
    maker = Maker(here.ground, BrokenPost(), no_sources)
    while maker.turn(lambda: False):
        pass
    return [here.shown(number).state for number in numbers]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Office]:
    """A role without a worker."""
    with office(tmp_path) as made:
        yield made


def test_a_report_whose_letters_stumble_fails_and_the_next_one_is_made(here: Office) -> None:
    first = here.order("quick", subject="7", mail=MAIL).id
    second = here.order("quick", subject="7").id

    assert made(here, first, second) == [ReportState.FAILED, ReportState.DONE]
    problem = here.shown(first).problem
    assert problem is not None
    assert "ValueError" in problem.ru
    assert "secret" not in problem.ru
    assert not here.ground.folder_of(first).exists()


def test_a_comparison_whose_registers_are_lost_fails_in_words(here: Office) -> None:
    first, second = here.order("comparing").id, here.order("quick", subject="7").id

    assert made(here, first, second) == [ReportState.FAILED, ReportState.DONE]
    problem = here.shown(first).problem
    assert problem is not None
    assert "imports" in problem.ru


def test_an_errand_without_its_report_is_closed(here: Office) -> None:
    number = here.order("quick", subject="7").id
    here.database.write(lambda db: reports.forget(db, number))

    assert made(here) == []
    assert here.database.read(ordering.waiting) == []


def test_a_schedule_that_stumbles_keeps_no_other_from_its_turn(tmp_path: Path) -> None:
    clock = VirtualClock(milliseconds(datetime(2026, 11, 20, 12, tzinfo=MOSCOW)))
    with office(tmp_path, clock) as here:
        timetable = Timetable(here.ground, MOSCOW)
        for subject in ("7", "8"):
            here.database.write(
                partial(timetable.set_schedule, who=OPERATOR, ask=SetSchedule(kind="quick", subject=subject))
            )
        clock.advance(DAY_SECONDS)

        def stumbling(db: Connection, kind: Kind, text: str) -> list[Subject]:
            if text == "7":
                raise ValueError("secret")
            return subjects(db, kind, text)

        with pytest.raises(ValueError, match="secret"):
            Timetable(dataclasses.replace(here.ground, subjects=stumbling), MOSCOW).turn()

        assert [row.subject for row in here.listed()] == ["8"]
        assert (timetable.turn(), timetable.turn()) == (1, 0)


def test_what_an_attempt_before_a_kill_had_found_is_not_among_what_the_next_one_found(here: Office) -> None:
    number = here.order("quick", subject="7").id
    here.database.write(lambda db: reports.add_findings(db, number, 1, [("sum_differs", b"{}")]))

    assert made(here, number) == [ReportState.DONE]

    assert here.database.read(lambda db: reports.count_findings(db, number, "")) == 0
