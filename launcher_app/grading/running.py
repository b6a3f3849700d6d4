"""A grading from its start to its end: scenarios in their order, a repeat after what did not go well, results."""

import functools
import hashlib
import itertools
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from common import spawn
from common.words import Language
from launcher_app.grading import hidden, logbook, pictures, reconciling, sources
from launcher_app.grading.checks import CHECKS
from launcher_app.grading.ground import Ground
from launcher_app.grading.network import Network
from launcher_app.grading.outcome import Paper, Picture, Reconciled, Run
from launcher_app.grading.playing import Stage, Told, play, skip
from launcher_app.grading.progress import Line, Planned
from launcher_app.grading.scenarios import SCENARIOS, Scenario
from launcher_app.grading.stop import StoppableClock

OSMP_ONLY = frozenset({"P-01", "P-11"})
"""A provider that speaks OSMP alone has no JSON doors for the other checks."""
BESIDE_SECONDS = 90.0
MOST_HASHES = 200
LAST = "tidy"
"""Reads what all the others have written."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is graded: criteria or single checks; how often a scenario that did not go well is played again.

    Whoever sets `stop` breaks it off: what was found by then is kept. Pictures and whole logs go to `files`.
    """

    wanted: frozenset[str]
    attempts: int = 2
    hidden: Path | None = None
    team: str = ""
    variant: str = ""
    command: str = ""
    target_name: str = ""
    files: Path | None = None
    language: Language = "ru"
    stop: spawn.Signal = field(default_factory=spawn.Signal)


def grade(ground: Ground, plan: Plan, told: Told) -> Run:
    """Play everything that is wanted; the network is closed whatever happens."""
    clock, stoppable = ground.clock, StoppableClock(ground.clock, plan.stop)
    began, began_ms = clock.monotonic(), clock.now_ms()
    wanted = wanted_checks(ground, plan)
    network = Network(replace(ground, clock=stoppable))
    scenarios = [one for one in SCENARIOS if set(one.checks) & wanted]
    stage = Stage(network, clock, wanted, plan.attempts, plan.stop, told, list(scenarios))
    told(Planned([Line(one.id, one.criterion, one.title) for one in CHECKS if one.id in wanted], ground.seed))
    books: Reconciled | None = None
    papers, shown = list[Paper](), list[Picture]()
    try:
        _all(stage, scenarios)
        if plan.hidden is not None:
            stage.results |= hidden.judged(network, plan.hidden, plan.wanted)
        stoppable.closing()
        books = None if plan.stop.is_set() else reconciling.reconciled(network)
        papers = logbook.papers(network, stage.results.values())
        if plan.files is not None and not plan.stop.is_set():
            logbook.copied(network, plan.files / "logs")
            shown = pictures.quietly(network, plan.files / "pictures", plan.language)
    finally:
        stoppable.closing()
        network.close()
    order = [check.id for check in CHECKS if check.id in wanted] + [one for one in stage.results if one not in wanted]
    return Run(
        role=ground.target.role if ground.target else "",
        target=plan.target_name,
        team=plan.team,
        variant=plan.variant,
        seed=ground.seed,
        began_ms=began_ms,
        ms=int((clock.monotonic() - began) * 1000),
        command=plan.command,
        environment={"python": platform.python_version(), "system": platform.platform(), "program": sys.executable},
        hashes=_hashes(ground),
        results=[stage.results[name] for name in order if name in stage.results],
        played=stage.played,
        exchanges=ground.recorder.since(0),
        papers=papers,
        starts=network.starts,
        pictures=shown,
        reconciled=books,
        stopped=plan.stop.is_set(),
    )


def _all(stage: Stage, scenarios: Sequence[Scenario]) -> None:
    """One after the other; beside them those that wait for a clock."""
    beside = [spawn.thread(one.name, functools.partial(play, stage, one)) for one in scenarios if one.beside]
    for one in scenarios:
        if one.name == LAST:
            _joined(beside)
        if not one.beside:
            (skip if stage.stop.is_set() else play)(stage, one)
    _joined(beside)


def wanted_checks(ground: Ground, plan: Plan) -> set[str]:
    """The checks that are asked for by name or by criterion, and that this role can have."""
    wanted = {check.id for check in CHECKS if {check.id, check.criterion} & plan.wanted}
    if ground.target is not None and ground.target.role == "provider" and ground.target.dialect != "json":
        wanted -= {check.id for check in CHECKS if check.criterion == "provider"} - OSMP_ONLY
    return wanted


def _joined(threads: Sequence[spawn.Thread]) -> None:
    for thread in threads:
        thread.join(BESIDE_SECONDS)


def _hashes(ground: Ground) -> dict[str, str]:
    """SHA-256 of the student's sources, so that nobody argues later which version it was."""
    target = ground.target
    if target is None or not target.grade.sources:
        return {}
    folder = Path(target.grade.sources)
    found = itertools.islice(sources.files(folder, "*.py"), MOST_HASHES)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
