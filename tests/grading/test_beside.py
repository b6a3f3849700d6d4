"""What a report has beside its checks: the three books reconciled, pictures that were really taken, whole logs."""

from base64 import b64decode
from pathlib import Path

import pytest

from launcher_app.grading import browser
from launcher_app.grading.outcome import Picture, Run
from launcher_app.grading.reconciling import NOT_CREDITED
from tests.grading.roles import graded, lost, target

PNG = b"\x89PNG"


def taken(folder: Path, run: Run) -> dict[str, Picture]:
    found = {one.file: one for one in run.pictures if one.file}
    for name in found:
        assert (folder / "pictures" / name).read_bytes().startswith(PNG)
    return found


def test_books_of_right_roles_agree(tmp_path: Path) -> None:
    run = graded(tmp_path, None, "C-03")

    assert run.reconciled is not None
    assert run.reconciled.differences == []
    assert len({(one.count, one.amount) for one in run.reconciled.sides}) == 1
    assert run.reconciled.sides[0].count >= 2


def test_what_the_centre_says_and_the_provider_does_not_have_is_a_difference(tmp_path: Path) -> None:
    run = graded(tmp_path, target("processing", "new_id_each_time"), "C-05")

    assert run.reconciled is not None
    assert {one.words for one in run.reconciled.differences} == {NOT_CREDITED}


def test_windows_are_pictured_without_a_screen_and_logs_are_whole_beside_the_report(tmp_path: Path) -> None:
    files = tmp_path / "report_files"

    run = graded(tmp_path, None, "P-02", files=files)

    assert lost(run) == {}
    pictures = taken(files, run)
    assert set(pictures) == {"provider-overview.png", "provider-operations.png"}
    assert all(b64decode(one.thumb.partition(",")[2]).startswith(b"\xff\xd8") for one in pictures.values())
    assert any("provider" in path.name for path in (files / "logs").iterdir())


def test_a_students_window_is_not_pictured_and_the_reason_is_said(tmp_path: Path) -> None:
    run = graded(tmp_path, target("provider"), "P-02", files=tmp_path / "report_files")

    (picture,) = run.pictures
    assert picture.file == ""
    assert picture.why is not None
    assert "[grade] picture" in picture.why.ru


@pytest.mark.long
@pytest.mark.skipif(not browser.found(), reason="нет браузера | no browser")
def test_the_kiosk_is_pictured_with_what_is_on_its_screen(tmp_path: Path) -> None:
    files = tmp_path / "report_files"

    run = graded(tmp_path, None, "P-01", files=files)

    assert {"kiosk.png", "terminal-payments.png"} <= set(taken(files, run))
