"""The cases of tests/protocol, run against the judged role through its proxy, and counted by check."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from common import settings, spawn
from common.clock import Clock
from common.words import Words
from launcher_app.grading.checks import BY_ID, Check
from launcher_app.grading.network import Network, Post
from launcher_app.grading.sheet import Sheet
from launcher_app.grading.target import conformance_file
from launcher_app.grading.wire import NoAnswer
from launcher_app.proxy import Exchange, Request

SECONDS, PAUSE_SECONDS = 75.0, 0.02
MOST_LINES, MOST_SEEN = 8, 12
CASE_HEADER = "X-Case"


class Case(NamedTuple):
    """One conformance case: its file and name, and why it failed, empty when it passed."""

    name: str
    problem: str


class NotRun(Exception):
    """The cases could not be run, or did not end in time."""


def of_provider(network: Network, sheet: Sheet) -> None:
    """The provider's cases."""
    _judge(network, sheet, network.provider(), "provider")


def of_centre(network: Network, sheet: Sheet) -> None:
    """The centre's cases."""
    _judge(network, sheet, network.centre(), "processing")


def _judge(network: Network, sheet: Sheet, post: Post, criterion: str) -> None:
    probe, _ = post.proxy.ask(Request("GET", "/health", ()), "grader")
    if not probe.status:
        raise NoAnswer(probe.error)
    mark = network.ground.recorder.last
    target = conformance_file(post.target, post.proxy.url, network.ground.folder)
    words = ["tests/protocol", "--target", str(target)]
    cases = run(words, network.ground.folder / "conformance.xml", network.ground.clock)
    checks = [check for check in BY_ID.values() if check.criterion == criterion and check.cases]
    for check, own in sorted_out(cases, checks).items():
        seen = network.ground.recorder.since(mark)
        count(sheet, check, own, seen)


def run(words: Sequence[str], report: Path, clock: Clock, seconds: float = SECONDS) -> list[Case]:
    """Let pytest run cases in a process of its own; NotRun when it cannot, or does not end in time."""
    deadline = clock.monotonic() + seconds
    report.unlink(missing_ok=True)
    output = report.with_suffix(".txt")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "-q", "--tb=short"]
    with output.open("wb") as said:
        process = spawn.process(
            [*command, f"--junitxml={report}", *words], folder=settings.ROOT, output=said.fileno()
        )  # fmt: skip
    try:
        while (code := process.poll()) is None and clock.monotonic() < deadline:
            clock.sleep(PAUSE_SECONDS)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        if process.poll() is None:
            process.kill()
            process.wait()
    if code is None:
        raise NotRun(f"> {seconds:g} с / s")
    if code not in (0, 1) or not report.exists():
        raise NotRun(output.read_bytes().decode("utf-8", "replace")[-400:])
    return list(read(report))


def read(report: Path) -> Iterable[Case]:
    """The cases of a JUnit file; those that were skipped are none."""
    for one in ElementTree.parse(report).iter("testcase"):
        if one.find("skipped") is not None:
            continue
        trouble = one.find("failure")
        trouble = one.find("error") if trouble is None else trouble
        problem = "" if trouble is None else (trouble.get("message") or "error").strip()
        file = one.get("classname", "").rpartition(".")[2]
        yield Case(f"{file}.py::{one.get('name')}", problem)


def sorted_out(cases: Iterable[Case], checks: Sequence[Check]) -> dict[str, list[Case]]:
    """Each case with the check whose words begin its name; of several the one that says most."""
    found: dict[str, list[Case]] = {}
    for case in cases:
        fitting = [(len(words), check.id) for check in checks for words in check.cases if case.name.startswith(words)]
        if fitting:
            found.setdefault(max(fitting)[1], []).append(case)
    return found


def count(sheet: Sheet, check: str, cases: Sequence[Case], seen: Sequence[Exchange]) -> None:
    """How many are right; of the others what they say, and their exchanges."""
    wrong = [case for case in cases if case.problem]
    names = {case.name for case in wrong}
    numbers = [one.number for one in seen if one.request_headers.get(CASE_HEADER, "") in names]
    right, asked = len(cases) - len(wrong), len(cases)
    sheet.counted(
        check,
        right,
        asked,
        Words(f"все случаи: {asked}", f"all cases: {asked}"),
        Words(f"верно {right} из {asked}", f"{right} of {asked} right"),
        seen=numbers[:MOST_SEEN],
        lines=[f"{case.name}: {case.problem.splitlines()[0][:240]}" for case in wrong[:MOST_LINES]],
    )
