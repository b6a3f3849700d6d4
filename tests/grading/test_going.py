"""A grading while it goes on: what it tells, how it is broken off, and that it leaves nothing behind."""

import contextlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from common import spawn
from launcher_app.grading import progress
from launcher_app.grading.outcome import Status
from launcher_app.grading.progress import Began, News, Planned, Reported
from tests.grading.roles import HERE, graded, lost, target, with_start

SHELL = "import subprocess,sys; raise SystemExit(subprocess.call(sys.argv[1:]))"
SECONDS = 40.0


def until(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not ready():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def running_there(folder: Path) -> list[str]:
    found = []
    for one in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            found += [" ".join(one.cmdline())] if str(folder) in " ".join(one.cmdline()) else []
    return found


def test_a_shell_that_starts_the_program_leaves_nothing_behind(tmp_path: Path) -> None:
    words = ("{python}", "-c", SHELL, "{python}", "-m", "tests.strangers.graded.provider", "--folder", "{folder}")

    run = graded(tmp_path, with_start(target("provider"), *words, "--ready-file", "{ready}"), "P-02", "P-05")

    assert lost(run) == {}
    assert running_there(tmp_path) == []


def test_a_grading_that_is_broken_off_keeps_what_it_has_found(tmp_path: Path) -> None:
    stop = spawn.Signal()

    def told(news: News) -> None:
        if isinstance(news, Began) and news.scenario == "proxied-check":
            stop.set()

    run = graded(tmp_path, target("processing"), "P-02", "C-02", "C-03", stop=stop, told=told)

    assert run.stopped
    statuses = {one.check: one.status for one in run.results}
    assert statuses == {"P-02": Status.PASSED, "C-02": Status.NOT_RUN, "C-03": Status.NOT_RUN}
    assert "broken off" in lost(run)["C-03"]
    assert running_there(tmp_path) == []


def test_progress_is_told_line_by_line_and_a_closed_input_breaks_it_off(tmp_path: Path) -> None:
    words = [
        "-m",
        "launcher_app.grading",
        "--headless",
        "--out",
        str(tmp_path),
        "--target",
        str(HERE / "provider.toml"),
    ]
    output = tmp_path / "said.txt"
    with output.open("wb") as said:
        process = spawn.process(
            [sys.executable, *words, "--progress", "json", "--until-stdin-closes"], output=said.fileno()
        )
    assert process.stdin is not None

    until(lambda: b'"ended"' in output.read_bytes())
    process.stdin.close()
    process.wait(SECONDS)

    news = [progress.read(line) for line in output.read_bytes().splitlines()]
    assert isinstance(news[0], Planned)
    assert isinstance(news[-1], Reported)
    assert news[-1].stopped
    assert None not in news
    assert {"report.html", "results.json", "run.json"} <= {path.name for path in tmp_path.iterdir()}


def test_a_grader_that_is_killed_leaves_no_program_of_a_student_behind(tmp_path: Path) -> None:
    place = tmp_path / "data"
    described = tmp_path / "target.toml"
    start = ["{python}", "-m", "tests.strangers.graded.provider", "--folder", str(place), "--ready-file", "{ready}"]
    described.write_text(f'role = "provider"\nlogin = "centre"\nstart = {json.dumps(start)}\n', encoding="utf-8")
    words = ["-m", "launcher_app.grading", "--headless", "--target", str(described), "--out", str(tmp_path / "out")]
    process = spawn.process([sys.executable, *words], output=spawn.DISCARD)
    until(lambda: running_there(place) != [])

    process.kill()
    process.wait()

    assert process.stdin is not None
    process.stdin.close()
    until(lambda: running_there(place) == [])
