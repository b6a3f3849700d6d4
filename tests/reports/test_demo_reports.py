"""`demo --report` leaves every workbook of its day; a person opens each one, in LibreOffice, and reads it."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from common.settings import ROOT
from tests.reports import office
from tests.reports.rules import demand_rules

SHOTS = Path(__file__).with_name("shots")
SLUGS = ("vypiska", "reestr", "otchet-agenta", "itogi", "zhurnal")
WRONG = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "Err:5", "#####")
"""What a spreadsheet shows instead of a value, or of one that does not fit its column."""
SHADES = 5


@pytest.mark.timeout(240)
def test_the_workbooks_of_the_demonstration_are_there_keep_the_rules_and_open(tmp_path: Path) -> None:
    if missing := office.missing_tools():
        pytest.skip(f"нет | not found: {', '.join(missing)}")

    made = demonstration(tmp_path)

    books = {one.stem.split("_")[1]: one for one in made if one.suffix == ".xlsx"}
    assert sorted(books) == sorted(SLUGS)
    assert {one.name[:6] for one in made if one.suffix == ".csv"} == {"OPLATA"}
    for book in books.values():
        demand_rules(book)
    for name, seen in office.opened(list(books.values()), SHOTS).items():
        assert "УЧЕБНЫЙ РЕЖИМ" in seen.text, name
        assert not [one for one in WRONG if one in seen.text], name
        assert "РАСХОЖДЕНИЕ" not in seen.text, name
        assert shades(seen.picture) > SHADES, name


def test_a_demonstration_that_cannot_leave_its_reports_says_so_and_fails(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("", encoding="utf-8")

    done = play(tmp_path, taken)

    assert done.returncode == 1
    assert "file" in done.stderr.decode("utf-8")


def demonstration(folder: Path) -> list[Path]:
    """The files that it leaves."""
    done = play(folder, folder / "reports")
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return sorted((folder / "reports").iterdir())


def play(folder: Path, reports: Path) -> "subprocess.CompletedProcess[bytes]":
    """It plays to its end."""
    words = [sys.executable, "-m", "launcher_app.demo", "--data", str(folder / "data"), "--report", str(reports)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, check=False, timeout=120)


def shades(picture: Path) -> int:
    """How many different colours a grid of its points has: an empty page has one."""
    image = QImage(str(picture))
    across, down = range(0, image.width(), 7), range(0, image.height(), 7)
    return len({image.pixel(x, y) for x in across for y in down})


def test_an_empty_page_is_told_from_a_full_one(tmp_path: Path) -> None:
    blank = tmp_path / "blank.png"
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    image.save(str(blank))

    assert shades(blank) == 1
