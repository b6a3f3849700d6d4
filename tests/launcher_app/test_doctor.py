"""The doctor's table: what it sees on a sound machine and on a troubled one."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from common.setup import debian, places
from common.words import Words, same
from launcher_app import doctor
from launcher_app.checks import kiosk, machine, project
from launcher_app.checks.finding import Finding, Level
from tests.launcher_app.ports import listening

TROUBLE = Finding(Words("Порты", "Ports"), same("8101"), Level.BAD, Words("Остановите", "Stop it"))
FINE = Finding(Words("Диск", "Disk"), same("10"))


@pytest.mark.parametrize(("language", "advice"), [("ru", "→ Остановите"), ("en", "→ Stop it")])
def test_a_trouble_is_shown_with_its_remedy_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str, advice: str
) -> None:
    monkeypatch.setattr(project, "CHECKS", (lambda: FINE,))
    monkeypatch.setattr(machine, "CHECKS", (lambda: TROUBLE,))

    code = doctor.main(["--lang", language])

    assert code == 1
    assert advice in capsys.readouterr().out


def test_a_note_does_not_fail(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    note = Finding(FINE.what, FINE.seen, Level.NOTE, TROUBLE.remedy)
    monkeypatch.setattr(project, "CHECKS", (lambda: FINE,))
    monkeypatch.setattr(machine, "CHECKS", (lambda: note,))

    code = doctor.main([])

    assert code == 0
    assert "Работе ничто не мешает" in capsys.readouterr().out


@pytest.mark.parametrize("check", [*project.CHECKS, *machine.CHECKS, *kiosk.CHECKS], ids=lambda check: check.__name__)
def test_every_check_speaks_both_languages_and_has_a_remedy_for_what_is_not_fine(check: Callable[[], Finding]) -> None:
    finding = check()

    assert finding.what.ru
    assert finding.what.en
    assert finding.seen.ru
    assert (finding.remedy is None) is (finding.level is Level.FINE)


@pytest.fixture
def busy() -> Iterator[int]:
    with listening() as port:
        yield port


def test_a_busy_port_is_told_with_its_holder(monkeypatch: pytest.MonkeyPatch, busy: int) -> None:
    monkeypatch.setattr(machine, "PORTS", {"provider": busy})

    finding = machine.ports()

    assert finding.level is Level.BAD
    assert f"{busy}: PID {os.getpid()} " in finding.seen.ru


def test_a_port_held_by_our_own_role_is_no_trouble(monkeypatch: pytest.MonkeyPatch, busy: int) -> None:
    monkeypatch.setattr(machine, "PORTS", {"provider": busy})
    monkeypatch.setattr(machine, "holder", lambda port: "PID 7 python -m provider_app")

    assert machine.ports().level is Level.NOTE


def test_a_library_of_another_version_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (places.RUN, places.TEST):
        lines = 'psutil==0.0.1  # why\nno-such-thing==1\nnowhere==1 ; sys_platform == "plan9"\n\n# words\n'
        (tmp_path / name).write_text(lines, encoding="utf-8")
    monkeypatch.setattr(places, "PROJECT", tmp_path)

    finding = project.libraries()

    assert finding.level is Level.BAD
    assert "psutil==0.0.1, no-such-thing==1" in finding.seen.ru
    assert "nowhere" not in finding.seen.ru


def test_a_library_that_does_not_load_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "LOADED", "json, no_such_thing")

    finding = project.loading()

    assert finding.level is Level.BAD
    assert "no_such_thing" in finding.seen.ru


def test_a_folder_that_refuses_writing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").write_text("a file in the folder's place", encoding="utf-8")
    monkeypatch.setattr(places, "PROJECT", tmp_path)

    assert project.folders().level is Level.BAD
    assert "data" in project.folders().seen.ru
    assert project.database().level is Level.BAD


def test_a_clock_that_went_back_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "run_all.py").write_text("", encoding="utf-8")
    os.utime(tmp_path / "run_all.py", (4_000_000_000, 4_000_000_000))
    monkeypatch.setattr(places, "PROJECT", tmp_path)

    assert machine.clock().level is Level.BAD


def test_a_library_that_the_kiosks_page_lacks_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "missing_libraries", lambda needed: ["libnss3.so"])

    finding = kiosk.browser()

    assert finding.level is Level.BAD
    assert finding.seen.ru == "libnss3.so"
    assert finding.remedy is not None
    assert "apt-get install -y libnss3" in finding.remedy.en


def test_a_browser_that_does_not_load_is_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kiosk, "LOADS", "raise OSError('libcef.so: file too short')")

    finding = kiosk.browser()

    assert finding.level is Level.BAD
    assert finding.seen.en == "OSError: libcef.so: file too short"
    assert finding.remedy is not None
    assert "--headless" in finding.remedy.ru
