"""Programs that cannot be graded as they should: they hang, never start, print secrets, fail once; all is reported."""

import time
from pathlib import Path

import pytest

from common.words import Words
from launcher_app.grading import running
from launcher_app.grading.outcome import Result, Status
from launcher_app.grading.scenarios import Scenario
from launcher_app.grading.sheet import Sheet
from tests.grading.roles import graded, lost, target, with_start

SILENT = (
    "import json,pathlib,socket,sys,time; s=socket.create_server(('127.0.0.1',0));"
    "pathlib.Path(sys.argv[1]).write_text(json.dumps({'url':'http://127.0.0.1:%d'%s.getsockname()[1]}));time.sleep(600)"
)
CHECKS = ("P-02", "P-03", "P-04", "P-10", "P-11")


def by_check(results: list[Result]) -> dict[str, Status]:
    return {one.check: one.status for one in results}


def test_a_role_that_hangs_is_reported_and_the_grader_goes_on(tmp_path: Path) -> None:
    began = time.monotonic()

    run = graded(tmp_path, with_start(target("provider"), "{python}", "-c", SILENT, "{ready}"), *CHECKS, patience=0.5)

    assert set(by_check(run.results).values()) == {Status.FAILED}
    assert any("silent" in words or "no answer" in words for words in lost(run).values())
    assert time.monotonic() - began < 30


def test_a_role_that_never_starts_is_not_run_and_says_why(tmp_path: Path) -> None:
    words = ("{python}", "-c", "import sys; print('no database'); sys.exit(3)", "{ready}")

    run = graded(tmp_path, with_start(target("provider"), *words), *CHECKS)

    assert set(by_check(run.results).values()) == {Status.NOT_RUN}
    assert "exit 3" in lost(run)["P-02"]
    assert "no database" in lost(run)["P-02"]


def test_a_role_that_prints_secrets_loses_that_check_and_the_report_does_not_repeat_them(tmp_path: Path) -> None:
    run = graded(tmp_path, target("provider", "prints_secrets"), "P-02", "general")

    assert list(lost(run)) == ["G-01"], lost(run)
    told = str(run)
    assert "a long password" not in told
    assert "•••" in told


def test_what_fails_once_is_repeated_and_the_repeat_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once: list[int] = []

    def flaky(network: object, sheet: Sheet) -> None:
        once.append(1)
        sheet.judge("P-02", len(once) > 1, "yes", f"time {len(once)}")

    scenario = Scenario("flaky", Words("Шаткое", "Flaky"), ("P-02",), flaky)
    monkeypatch.setattr(running, "SCENARIOS", (scenario,))
    run = graded(tmp_path, None, "P-02", attempts=2)

    result = run.results[0]
    assert (result.status, result.attempt) == (Status.PASSED, 2)
    assert result.first is not None
    assert result.first.en == "time 1"


def test_the_same_seed_gives_the_same_faults(tmp_path: Path) -> None:
    runs = [graded(tmp_path / name, target("provider"), "P-07") for name in ("a", "b")]

    first, second = (run.results[0].evidence.lines for run in runs)

    assert first == second
    assert "lost_reply" in first[0]


def test_a_failed_check_shows_the_lines_of_the_log_about_its_payment(tmp_path: Path) -> None:
    run = graded(tmp_path, target("provider", "credits_twice"), "P-03")

    evidence = run.results[0].evidence
    asked = {one.number: one.asked().get("payment_id") for one in run.exchanges}
    assert evidence.lines[0].startswith("theirs/output.txt:")
    assert str(asked[evidence.exchanges[0]]) in evidence.lines[0]
