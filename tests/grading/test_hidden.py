"""Hidden checks: the instructor's own cases, counted and kept from the student; and the command line as a whole."""

import json
from pathlib import Path

import pytest

from common import spawn
from common.errors import Rejected
from launcher_app.grading import __main__ as grading
from launcher_app.grading import hidden
from launcher_app.grading.outcome import Status
from tests.grading.roles import HERE, graded, target

CASES = """
from tests.protocol.provider import CHECK, Provider
from tests.protocol.wire import granted

KINDS = ("provider",)


def test_a_secret_number_is_found(provider: Provider) -> None:
    granted(provider.post(CHECK, provider.check_ask()))


def test_what_nobody_does(provider: Provider) -> None:
    assert provider.target.known == "another"
"""
LIST = """
[[check]]
id = "H-01"
criterion = "provider"
weight = 3
title = "Скрытый случай"
cases = ["test_secret.py::test_a_secret"]

[[check]]
id = "H-02"
criterion = "provider"
title = "Чего никто не умеет"
cases = ["test_secret.py::test_what"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kept = tmp_path / "hidden"
    kept.mkdir()
    (kept / "hidden.toml").write_text(LIST, encoding="utf-8")
    (kept / "test_secret.py").write_text(CASES, encoding="utf-8")
    return kept


def test_the_instructors_own_cases_are_played_and_their_points_are_in_the_total(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ["--target", str(HERE / "provider.toml"), "--role", "provider", "--hidden", str(folder), "--out", str(out)]

    code = grading.main([*words, "--headless", "--once", "--no-pictures", "--lang", "en"])

    assert code == 1
    tests = {one["number"]: one for one in json.loads((out / "results.json").read_bytes())["tests"]}
    assert (tests["H-01"]["status"], tests["H-02"]["status"]) == ("passed", "failed")
    assert {one["visibility"] for name, one in tests.items() if name.startswith("H")} == {"hidden"}
    assert sum(one["max_score"] for one in tests.values() if one["tags"] == ["provider"]) == pytest.approx(25)
    assert "Чего никто не умеет" in (out / "report.html").read_text(encoding="utf-8")
    assert "Чего никто не умеет" not in (out / "student.html").read_text(encoding="utf-8")
    assert all((out / name).exists() for name in ("report.xlsx", "junit.xml", "run.json"))
    assert (
        grading.main(["--from", str(out), "--out", str(out), "--headless"]) == 2
    )  # without the folder nobody knows them


def test_hidden_checks_of_a_grading_that_was_broken_off_are_not_run(folder: Path, tmp_path: Path) -> None:
    stop = spawn.Signal()
    stop.set()

    run = graded(tmp_path / "run", target("provider"), "provider", stop=stop, hidden=folder)

    assert {one.check for one in run.results if one.hidden} == {"H-01", "H-02"}
    assert {one.status for one in run.results} == {Status.NOT_RUN}


def test_a_list_of_hidden_checks_that_cannot_be_is_explained(folder: Path) -> None:
    (folder / "hidden.toml").write_text(LIST.replace('"provider"', '"nobody"'), encoding="utf-8")

    with pytest.raises(Rejected, match="wrong_value"):
        hidden.load(folder)


@pytest.mark.parametrize(
    "words",
    [
        ["--only", "Z-99"],
        ["--target", "nowhere.toml"],
        ["--rubric", "nowhere.toml"],
        ["--overrides", "nowhere.toml", "--from", "nowhere"],
        ["--role", "terminal", "--target", str(HERE / "provider.toml")],
    ],
    ids=["no-such-check", "no-target", "no-rubric", "no-run", "another-role"],
)
def test_what_cannot_be_graded_is_said_and_nothing_is_started(words: list[str], tmp_path: Path) -> None:
    assert grading.main([*words, "--headless", "--out", str(tmp_path)]) == 2
    assert not (tmp_path / "report.html").exists()
