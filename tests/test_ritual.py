"""The ritual of `run_all.py test`, and the marks and options that the tests of this project share."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from common.setup import debian
from common.setup.places import PROJECT
from tests import ritual

LONG = "import pytest\n\n@pytest.mark.long\ndef test_it() -> None:\n    assert True\n"
EXCUSE = "import pytest\n\ndef test_it() -> None:\n    pytest.skip('no server')\n"
DECLARED = (
    "import pytest\n\n@pytest.mark.skipif(True, reason='other system')\ndef test_it() -> None:\n    assert False\n"
)
WARNING = "import warnings\n\ndef test_it() -> None:\n    warnings.warn('old', DeprecationWarning)\n"


@pytest.mark.parametrize(
    ("arguments", "whole"),
    [([], True), (["--long"], True), (["tests/faults"], False), (["-k", "name"], False), (["--long", "-x"], False)],
)
def test_particular_tests_run_without_the_other_checks(arguments: Sequence[str], whole: bool) -> None:
    assert ritual.is_whole(arguments) is whole


@pytest.mark.parametrize(
    ("arguments", "several"),
    [([], True), (["tests/faults", "-x"], True), (["-n", "0"], False), (["-n0"], False), (["--pdb"], False)],
)
def test_tests_run_in_several_processes_unless_told_otherwise(arguments: Sequence[str], several: bool) -> None:
    assert bool(ritual.workers(arguments)) is several


def test_without_the_libraries_of_windows_their_tests_are_left_out_and_said(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(debian, "missing_libraries", lambda: ["libEGL.so.1"])
    monkeypatch.delenv("CI", raising=False)
    words = ritual.without_windows()
    monkeypatch.setenv("CI", "true")

    assert "no:pytest-qt" in words
    assert "libEGL.so.1" in "".join(capfd.readouterr())
    assert ritual.without_windows() == ()


def test_a_failed_check_fails_the_ritual_though_the_tests_pass(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = ritual.Step("lint of a stranger", ("ruff", "check", "--no-cache", "no such file"))
    monkeypatch.setattr(ritual, "CHECKS", (broken,))
    monkeypatch.setattr(ritual, "workers", lambda arguments: ("--version",))

    code = ritual.main([])

    assert code == 1
    assert "failed: lint of a stranger" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("text", "arguments", "ci", "outcome"),
    [
        (LONG, [], "", "1 skipped"),
        (LONG, ["--long"], "", "1 passed"),
        (LONG, [], "true", "1 skipped"),
        (EXCUSE, [], "", "1 skipped"),
        (EXCUSE, [], "true", "1 failed"),
        (DECLARED, [], "true", "1 skipped"),
        (WARNING, [], "", "1 failed"),
    ],
)
def test_the_shared_marks_mean_what_they_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, arguments: list[str], ci: str, outcome: str
) -> None:
    (tmp_path / "test_it.py").write_text(text, encoding="utf-8")
    monkeypatch.setenv("CI", ci)
    settings = ["-c", str(PROJECT / "pyproject.toml"), "-p", "tests.conftest", "-p", "no:cacheprovider"]

    done = subprocess.run(
        [sys.executable, "-m", "pytest", *settings, "--rootdir", str(tmp_path), str(tmp_path), *arguments],
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert outcome in done.stdout, done.stdout + done.stderr
