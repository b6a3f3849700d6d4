"""What a network's session remembers, and that it does."""

from pathlib import Path

import pytest

from launcher_app.network.seat import Seat
from launcher_app.session import LONGEST_NOTE, Mark, Session, kept_in

AT = Mark(story="7F3K-92QD", at_ms=1_000, code="7F3K-92QD", line="ПЦ → Поставщик: зачисление")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "launcher" / "default.json"


def test_stars_and_notes_survive_a_restart_with_what_they_stand_at(file: Path) -> None:
    session = Session(file)
    session.star("7F3K-92QD", "span-1", at=AT)
    session.set_note("7F3K-92QD", "здесь ответ потерян ", "span-1", at=AT)

    again = Session(file)

    assert again.starred("7F3K-92QD", "span-1")
    assert again.note("7F3K-92QD", "span-1") == "здесь ответ потерян"
    (mark,) = again.marks()
    assert (mark.at_ms, mark.code, mark.line) == (1_000, "7F3K-92QD", AT.line)


def test_a_story_and_its_exchanges_are_marked_apart(file: Path) -> None:
    session = Session(file)

    session.star("7F3K-92QD")
    session.set_note("other", "вопрос", "span-2")

    assert not session.starred("7F3K-92QD", "span-1")
    assert session.stories_with_stars() == {"7F3K-92QD"}
    assert session.note("other") == ""


def test_a_mark_stays_with_its_exchange_when_its_story_is_learnt_later(file: Path) -> None:
    session = Session(file)
    session.star("number 914", "span-1")

    assert session.starred("7F3K-92QD", "span-1")


def test_a_mark_that_is_taken_away_leaves_nothing_behind(file: Path) -> None:
    session = Session(file)
    session.star("a")
    session.set_note("a", "заметка")

    session.star("a", on=False)
    session.set_note("a", "  ")

    assert session.marks() == []
    assert Session(file).marks() == []


def test_marks_come_in_the_order_of_what_they_stand_at(file: Path) -> None:
    session = Session(file)

    session.star("late", at=Mark(story="late", at_ms=3_000))
    session.star("early", at=Mark(story="early", at_ms=2_000))

    assert [mark.story for mark in session.marks()] == ["early", "late"]


def test_seats_the_moment_and_the_progress_of_others_are_kept_together(file: Path) -> None:
    seats = (Seat(role="provider"), Seat(role="provider", number=2))
    session = Session(file)

    session.opened(5_000, seats)
    session.remember("lessons", ["01", "02"])
    session.star("a")

    again = Session(file)
    assert (again.opened_ms, again.seats, again.recall("lessons")) == (5_000, seats, ["01", "02"])
    assert again.recall("nothing", 7) == 7


def test_each_change_is_counted(file: Path) -> None:
    session = Session(file)
    before = session.changes

    session.star("a")
    session.set_note("a", "x")

    assert session.changes == before + 2


def test_a_long_note_is_cut_and_not_refused(file: Path) -> None:
    session = Session(file)

    session.set_note("a", "я" * (LONGEST_NOTE + 5))

    assert len(session.note("a")) == LONGEST_NOTE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"version": 99}',
        '{"version": 1, "marks": 5}',
        '{"seats":[{"role":"nobody"}]}',
        '{"seats":[{"role":"provider","network":"../../elsewhere"}]}',
        '{"seats":[{"role":"provider","number":-1}]}',
        '{"seats":[{"role":"provider","port":70000}]}',
    ],
)
def test_a_file_that_cannot_be_read_is_put_aside_and_not_written_over(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")

    session = Session(file)
    session.star("a")

    assert file.with_suffix(".unread.json").read_text(encoding="utf-8") == text
    assert kept_in(file) is not None


def test_a_disk_that_refuses_costs_only_the_memory_and_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "launcher"
    blocked.write_text("a file where the folder should be", encoding="utf-8")

    session = Session(blocked / "default.json")
    session.star("a")

    assert session.starred("a")
    assert session.trouble
