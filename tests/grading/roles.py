"""Strangers' roles as targets, and one grading of one of them."""

from pathlib import Path

from msgspec.structs import replace

from common import spawn
from common.clock import SystemClock
from common.logs import Log
from common.setup.places import PROJECT
from launcher_app.grading import running
from launcher_app.grading.ground import Ground
from launcher_app.grading.outcome import Run, Status
from launcher_app.grading.playing import Told
from launcher_app.grading.running import Plan
from launcher_app.grading.target import Target, load
from launcher_app.proxy import Recorder

HERE = PROJECT / "tests" / "strangers" / "graded"
FILES = {"processing": "centre"}
PATIENCE, DELIVERY = 5.0, 4.0
FACTOR = 180


def target(role: str, mistake: str = "") -> Target:
    """A stranger's role, right but for one mistake."""
    found = load(HERE / f"{FILES.get(role, role)}.toml")
    given = ["--mistake", mistake]
    grade, started = found.grade, [*found.start, *given] if found.start else []
    commands = {name: [*words, *given] for name in ("pay", "sign", "use") if (words := getattr(grade, name))}
    sources = str(PROJECT)
    return replace(found, start=started, grade=replace(grade, sources=sources, **commands))


def graded(
    folder: Path,
    judged: Target | None,
    *wanted: str,
    attempts: int = 1,
    patience: float = PATIENCE,
    stop: spawn.Signal | None = None,
    told: Told = lambda _: None,
    files: Path | None = None,
    hidden: Path | None = None,
) -> Run:
    """One grading of these criteria or checks."""
    clock = SystemClock()
    log = Log(folder / "logs", "grade", clock, console=False)
    plan = Plan(frozenset(wanted), attempts=attempts, stop=stop or spawn.Signal(), files=files, hidden=hidden)
    try:
        ground = Ground(folder, clock, log, Recorder(clock), judged, 17, patience, FACTOR, DELIVERY)
        return running.grade(ground, plan, told)
    finally:
        log.close()


def lost(run: Run) -> dict[str, str]:
    """The checks that did not pass, with what was seen."""
    return {one.check: f"{one.status}: {one.got.en}" for one in run.results if one.status is not Status.PASSED}


def with_start(judged: Target, *words: str) -> Target:
    """The same target with another command."""
    return replace(judged, start=list(words))
