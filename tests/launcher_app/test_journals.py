"""The ends of all logs as one list."""

from pathlib import Path

import msgspec
import pytest

from common.clock import stamp
from common.logs import Line
from launcher_app.journals import LAST_BYTES, Entry, journals_of, read, sizes
from launcher_app.network.seat import Player, Seat

START_MS = 1_900_000_000_000
SEATS = (Seat(role="provider", network="lesson"), Seat(role="provider", network="lesson", number=2))


def write(path: Path, *lines: Line) -> None:
    with path.open("ab") as file:
        file.write(msgspec.json.Encoder().encode_lines(list(lines)))


def line(at: int, event: str, level: str = "info", payment: str = "", trace: str = "") -> Line:
    return Line(stamp(START_MS + at), level, event, trace, payment, {"n": at})


def entries(folder: Path, *seats: Seat) -> list[Entry]:
    return read(journals_of(seats or SEATS, folder, folder, folder / "launcher.jsonl"))


def test_lines_of_all_files_stand_in_the_order_of_time_the_newest_first(tmp_path: Path) -> None:
    write(tmp_path / "provider-lesson.jsonl", line(1, "ready"), line(30, "payment credit", payment="7F3K-92QD"))
    write(tmp_path / "provider-lesson-2.jsonl", line(20, "put off", "warning"))
    write(tmp_path / "launcher.jsonl", line(10, "network opened"))

    found = entries(tmp_path)

    assert [(one.seat, one.event, one.level) for one in found] == [
        ("provider", "payment credit", "info"),
        ("provider-2", "put off", "warning"),
        ("launcher", "network opened", "info"),
        ("provider", "ready", "info"),
    ]
    assert (found[0].code, found[0].more, found[0].title.ru) == ("7F3K-92QD", "n=30", "Поставщик")


def test_a_trace_that_is_a_code_names_the_payment_and_another_one_does_not(tmp_path: Path) -> None:
    write(tmp_path / "launcher.jsonl", line(1, "a", trace="7F3K-92QD"), line(2, "b", trace="0123456789ab"))

    assert [one.code for one in entries(tmp_path)] == ["", "7F3K-92QD"]


@pytest.mark.parametrize("torn", [b'{"at":"2026-', b"\xff\xfe", b'{"at":"never","level":"info","event":"x"}', b"[]"])
def test_torn_lines_are_left_out(tmp_path: Path, torn: bytes) -> None:
    write(tmp_path / "launcher.jsonl", line(1, "whole"))
    with (tmp_path / "launcher.jsonl").open("ab") as file:
        file.write(torn)

    assert [one.event for one in entries(tmp_path)] == ["whole"]


def test_of_a_long_file_only_its_end_is_read(tmp_path: Path) -> None:
    write(tmp_path / "launcher.jsonl", *(line(at, "x" * 100) for at in range(5_000)))

    found = entries(tmp_path)

    assert found[0].more == "n=4999"
    assert 0 < len(found) < LAST_BYTES / 100


def test_what_a_students_program_prints_is_shown_line_by_line(tmp_path: Path) -> None:
    seat = Seat(role="provider", network="lesson", player=Player.COMMAND, words=("x",))
    folder = tmp_path / "launcher" / "programs" / "provider-lesson"
    folder.mkdir(parents=True)
    (folder / "output.txt").write_bytes("Слушаю порт 9000\n\nKeyError: 'x'\n".encode())

    assert [(one.event, one.code) for one in entries(tmp_path, seat)] == [
        ("KeyError: 'x'", ""),
        ("Слушаю порт 9000", ""),
    ]


def test_a_file_that_grew_has_another_size(tmp_path: Path) -> None:
    journals = journals_of(SEATS, tmp_path, tmp_path, tmp_path / "launcher.jsonl")
    before = sizes(journals)

    write(tmp_path / "provider-lesson.jsonl", line(1, "ready"))

    assert sizes(journals) != before
