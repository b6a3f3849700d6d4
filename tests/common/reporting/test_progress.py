"""A report's way: its place, its percent, its end; a person stops it, a bug or a full disk is said in words."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from common import spawn
from common.clock import VirtualClock
from common.errors import Rejected, Unavailable
from common.reporting import desk, running
from common.reporting.asks import MailWish, ReportId, ReportState
from tests.common.reporting.office import OPERATOR, PATIENCE_SECONDS, Office, office


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Office]:
    """A role whose worker makes what is ordered."""
    with office(tmp_path, works=True) as made:
        yield made


def test_reports_are_made_one_after_another_and_each_knows_its_place(here: Office) -> None:
    first, second, third = (here.order().id for _ in range(3))
    here.wait_until(lambda: here.shown(first).percent == 50)

    rows = [here.shown(number) for number in (first, second, third)]
    here.go()
    ended = [here.ended(number) for number in (first, second, third)]

    assert [one.state for one in rows] == [ReportState.RUNNING, ReportState.WAITING, ReportState.WAITING]
    assert [one.place for one in rows] == [0, 0, 1]
    assert rows[0].words.ru == "готовится, 50 %"
    assert rows[2].words.ru == "ждёт, 2-й в очереди"
    assert [one.state for one in ended] == [ReportState.DONE] * 3
    moments = [(one.started, one.ended) for one in ended]
    assert moments == sorted(moments)


def test_a_report_that_nobody_makes_yet_waits_for_the_program(tmp_path: Path) -> None:
    with office(tmp_path) as here:
        row = here.order("quick", subject="7")

    assert (row.state, row.words.ru) == (ReportState.WAITING, "ждёт запуска программы")


def test_who_waits_for_a_report_gets_it_ready(here: Office) -> None:
    here.note("one")

    assert here.order("quick", subject="7", wait=True).state is ReportState.DONE


def test_only_so_many_callers_are_kept_waiting_at_once(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "MOST_WAITERS", 1)
    waiters = spawn.pool("waiters", 1)
    first = waiters.submit(here.order, "slow", wait=True)
    here.wait_until(lambda: any(row.percent == 50 for row in here.listed()))

    one_more = here.order("quick", subject="7", wait=True)
    here.go()

    assert one_more.state is ReportState.WAITING
    assert first.result(PATIENCE_SECONDS).state is ReportState.DONE
    assert here.order("quick", subject="7", wait=True).state is ReportState.DONE
    waiters.shutdown()


def test_a_report_that_is_being_made_is_stopped_and_leaves_nothing(here: Office) -> None:
    number, behind = here.order().id, here.order("quick", subject="7").id
    folder = here.ground.folder_of(number)
    here.wait_until(lambda: here.shown(number).percent == 50)
    assert (folder / "half.part").exists()

    row = here.service.reports.cancel_report(OPERATOR, ReportId(id=number))

    assert row.state in (ReportState.CANCELLED, ReportState.RUNNING)
    assert here.ended(behind).state is ReportState.DONE
    assert here.shown(number).state is ReportState.CANCELLED
    here.wait_until(lambda: not folder.exists())


def test_a_report_that_waits_is_cancelled_before_it_begins(here: Office) -> None:
    first, second = here.order().id, here.order().id

    row = here.service.reports.cancel_report(OPERATOR, ReportId(id=second))
    here.go()

    assert row.state is ReportState.CANCELLED
    assert row.words.ru == "отменён"
    assert here.ended(first).state is ReportState.DONE
    assert not here.ground.folder_of(second).exists()


def test_what_has_ended_is_not_cancelled(here: Office) -> None:
    done = here.order("quick", subject="7", wait=True).id

    for number, code in ((done, "report_ended"), (done + 1, "unknown_report")):
        with pytest.raises(Rejected) as refused:
            here.service.reports.cancel_report(OPERATOR, ReportId(id=number))
        assert refused.value.code == code
    assert here.shown(done).state is ReportState.DONE


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("refused", "Значение не годится: так нельзя"),
        ("broken", "внутренняя ошибка (ValueError child.py"),
        ("dying", "закончилась раньше времени (9)"),
        ("unwritable", "На диске нет места или он недоступен: "),
    ],
)
def test_why_a_report_was_not_made_is_said_in_words(here: Office, kind: str, said: str) -> None:
    row = here.order(kind, wait=True, mail=MailWish(recipients=["a@example.org"], empty_too=True))

    assert row.state is ReportState.FAILED
    assert row.problem is not None
    assert said in row.problem.ru
    assert "secret" not in row.problem.ru
    assert (row.files, row.letters, row.folder) == ([], 0, "")
    here.wait_until(lambda: not here.ground.folder_of(row.id).exists())


def test_a_bug_s_values_come_into_no_log(tmp_path: Path) -> None:
    with office(tmp_path, works=True) as here:
        here.order("broken", wait=True)
        here.order("dying", wait=True)

    lines = (tmp_path / "office.jsonl").read_text(encoding="utf-8")
    assert "secret" not in lines
    assert "a last complaint" in lines
    assert [line["event"] for line in map(json.loads, lines.splitlines())].count("report ended") == 2


def test_a_closed_folder_is_said_in_words(here: Office) -> None:
    (here.folder / "reports").write_bytes(b"a file where the folder should be")

    row = here.order("quick", subject="7", wait=True)

    assert row.state is ReportState.FAILED
    assert row.problem is not None
    assert row.problem.ru.startswith(f"В папку {here.ground.folder_of(row.id)}")


def test_a_report_that_never_ends_is_stopped(tmp_path: Path) -> None:
    clock = VirtualClock()
    with office(tmp_path, clock, works=True) as here:
        number = here.order().id
        here.wait_until(lambda: here.shown(number).percent == 50)
        clock.advance(running.LONGEST_MINUTES * 60 + 1)

        row = here.ended(number)

        assert row.state is ReportState.FAILED
        assert row.problem is not None
        assert "не сделан за 30 мин" in row.problem.ru


def test_what_could_not_be_written_down_is_made_again(tmp_path: Path) -> None:
    full = {"end_report"}

    def watch(moment: str, names: Sequence[str]) -> None:
        if moment == "before" and full.intersection(names):
            full.clear()
            raise Unavailable("storage_full", "the disk")

    with office(tmp_path, works=True, watch=watch) as here:
        first = here.order("quick", subject="7").id
        here.wait_until(lambda: not full)
        second = here.order("quick", subject="8").id

        assert here.ended(first).state is ReportState.DONE
        assert here.ended(second).state is ReportState.DONE
