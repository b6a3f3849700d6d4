"""The doctor's line about the second engine: ready, possible, impossible, never in the way."""

from pathlib import Path

import pytest

from common.setup import cefpython, debian, interpreters
from common.setup.interpreters import Interpreter
from launcher_app.checks import cefpython as check
from launcher_app.checks.finding import Level

OLD = Interpreter((3, 7, 16), 64, Path("/opt/python3.7"), Path("/opt"))


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with its libraries, with nothing prepared and no old Python."""
    monkeypatch.setattr(debian, "missing_libraries", lambda needed: [])
    monkeypatch.setattr(cefpython, "ready", lambda: None)
    monkeypatch.setattr(interpreters, "best", lambda versions: None)
    monkeypatch.setattr("common.setup.cefpython_words.possible", lambda: True)


def test_what_is_ready_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cefpython, "ready", lambda: Path("/project/.venv-cef66/bin/python"))

    found = check.second_engine()

    assert found.level is Level.FINE
    assert ".venv-cef66" in found.seen.ru


def test_a_python_that_can_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreters, "best", lambda versions: OLD)

    found = check.second_engine()

    assert found.level is Level.FINE
    assert "Python 3.7.16" in found.seen.ru
    assert str(OLD.program) in found.seen.en


def test_where_there_is_none_it_is_told_how_to_have_one() -> None:
    found = check.second_engine()

    assert found.level is Level.NOTE, "the kiosk's own engine does not need it"
    assert found.remedy is not None
    assert "--cef-python ПУТЬ" in found.remedy.ru
    assert "--cef-python PATH" in found.remedy.en
    assert "\n" not in found.remedy.ru


def test_a_missing_library_is_told_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "missing_libraries", lambda needed: ["libgtk-x11-2.0.so.0"])

    found = check.second_engine()

    assert found.level is Level.NOTE
    assert found.remedy is not None
    assert "sudo apt-get install -y libgtk2.0-0" in found.remedy.ru


def test_a_system_without_builds_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("common.setup.cefpython_words.possible", lambda: False)
    monkeypatch.setattr(interpreters, "best", lambda versions: OLD)

    found = check.second_engine()

    assert found.level is Level.NOTE
    assert "только для Windows и Linux" in found.seen.ru
