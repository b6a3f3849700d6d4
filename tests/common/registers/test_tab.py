"""A daily register of the OSMP networks, written."""

from pathlib import Path

import pytest

from common.errors import Unavailable
from common.registers.line import Line, day_bounds, day_of
from common.registers.tab import write_tab

AT = 1_795_199_999_000


def test_a_register_is_lines_with_tabs_and_a_last_line_with_number_and_sum(tmp_path: Path) -> None:
    path = tmp_path / "OPLATA_3_202611201.csv"
    rows = [Line("123", AT, "0012345", 10_005), Line("124", AT + 1000, "9161234567", 99)]

    made = write_tab(path, rows)

    assert made == (2, 10_104)
    assert path.read_bytes() == (
        b"123\t20.11.2026\t21:39:59\t0012345\t100.05\n124\t20.11.2026\t21:40:00\t9161234567\t0.99\nTotal:\t2\t101.04\n"
    )


def test_an_empty_register_has_only_its_last_line(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"

    made = write_tab(path, [])

    assert (made, path.read_bytes()) == ((0, 0), b"Total:\t0\t0.00\n")


def test_nothing_typed_as_an_account_ends_a_cell_or_a_line(tmp_path: Path) -> None:
    path = tmp_path / "nasty.csv"

    write_tab(path, [Line("1", AT, "a\tb\nc\x00\u2028", 100)])

    assert path.read_text("utf-8").splitlines()[0].split("\t")[3] == "a b c  "


def test_a_folder_that_is_not_there_is_said_in_words_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="file_not_written"):
        write_tab(tmp_path / "gone" / "r.csv", [])

    assert list(tmp_path.iterdir()) == []


def test_a_register_that_breaks_off_leaves_the_old_one_whole(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    write_tab(path, [])

    with pytest.raises(ZeroDivisionError):
        write_tab(path, (Line(str(1 // zero), AT, "1", 1) for zero in [1, 0]))

    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("r.csv", b"Total:\t0\t0.00\n")]


def test_a_day_of_a_register_begins_at_midnight_in_moscow() -> None:
    since, until = day_bounds(day_of(AT))

    assert (day_of(since), day_of(until - 1), day_of(until) > day_of(AT)) == (day_of(AT), day_of(AT), True)
    assert until - since == 86_400_000
    assert since % 86_400_000 == 21 * 3_600_000
