"""A grading from its start to its end: scenarios in their order, a repeat after what did not go well, results."""

import hashlib
import itertools
import platform
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from common import spawn
from common.words import Language
from launcher_app.grading import hidden, logbook, sources
from launcher_app.grading.checks import CHECKS
from launcher_app.grading.ground import Ground
from launcher_app.grading.network import Network
from launcher_app.grading.outcome import STATUS_WORDS, Played, Result, Run, Status
from launcher_app.grading.scenarios import SCENARIOS, Scenario
from launcher_app.grading.sheet import Sheet
from launcher_app.grading.trouble import Trouble, trouble_of

OSMP_ONLY = frozenset({"P-01", "P-11"})
"""A provider that speaks OSMP alone has no JSON doors for the other checks."""
BESIDE_SECONDS = 90.0
MOST_HASHES = 200
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is graded: criteria or single checks; how often a scenario that did not go well is played again."""

    wanted: frozenset[str]
    attempts: int = 2
    hidden: Path | None = None
    team: str = ""
    variant: str = ""
    command: str = ""
    target_name: str = ""
    language: Language = "ru"


@dataclass(slots=True)
class Stage:
    """What has been found so far."""

    results: dict[str, Result] = field(default_factory=dict)
    played: list[Played] = field(default_factory=list)


def grade(ground: Ground, plan: Plan, told: Told) -> Run:
    """Play everything that is wanted; the network is closed whatever happens."""
    began, began_ms = ground.clock.monotonic(), ground.clock.now_ms()
    wanted = wanted_checks(ground, plan)
    network, stage = Network(ground), Stage()
    logs: dict[str, list[str]] = {}
    try:
        scenarios = [one for one in SCENARIOS if set(one.checks) & wanted]
        beside = [_beside(network, one, plan, stage, told) for one in scenarios if one.beside]
        for one in scenarios:
            if one.name == "tidy":
                _joined(beside)
            if not one.beside:
                _play(network, one, plan, stage, told)
        _joined(beside)
        if plan.hidden is not None:
            stage.results |= hidden.judged(network, plan.hidden, plan.wanted)
        logs = logbook.tails(network)
    finally:
        network.close()
    order = [check.id for check in CHECKS if check.id in wanted] + [one for one in stage.results if one not in wanted]
    return Run(
        role=ground.target.role if ground.target else "",
        target=plan.target_name,
        team=plan.team,
        variant=plan.variant,
        seed=ground.seed,
        began_ms=began_ms,
        ms=int((ground.clock.monotonic() - began) * 1000),
        command=plan.command,
        environment={"python": platform.python_version(), "system": platform.platform(), "program": sys.executable},
        hashes=_hashes(ground),
        results=[stage.results[name] for name in order if name in stage.results],
        played=stage.played,
        exchanges=ground.recorder.since(0),
        logs=logs,
    )


def wanted_checks(ground: Ground, plan: Plan) -> set[str]:
    """The checks that are asked for by name or by criterion, and that this role can have."""
    wanted = {check.id for check in CHECKS if {check.id, check.criterion} & plan.wanted}
    if ground.target is not None and ground.target.role == "provider" and ground.target.dialect != "json":
        wanted -= {check.id for check in CHECKS if check.criterion == "provider"} - OSMP_ONLY
    return wanted


def _beside(network: Network, scenario: Scenario, plan: Plan, stage: Stage, told: Told) -> spawn.Thread:
    return spawn.thread(scenario.name, lambda: _play(network, scenario, plan, stage, told))


def _joined(threads: Sequence[spawn.Thread]) -> None:
    for thread in threads:
        thread.join(BESIDE_SECONDS)


def _play(network: Network, scenario: Scenario, plan: Plan, stage: Stage, told: Told) -> None:
    """One scenario, a second time where something failed that may be an accident."""
    clock, recorder = network.ground.clock, network.ground.recorder
    wanted = wanted_checks(network.ground, plan)
    began, first = clock.monotonic(), recorder.last + 1
    attempt, sheet, trouble = 0, Sheet(scenario.name), None
    before: dict[str, Result] = {}
    while attempt < plan.attempts:
        attempt += 1
        sheet = Sheet(scenario.name)
        trouble = _once(network, scenario, sheet)
        results = {name: one for name, one in sheet.results.items() if name in wanted}
        before = _merged(before, results, attempt)
        well = all(one.status in (Status.PASSED, Status.NOT_RUN) for one in before.values())
        if well or (trouble is not None and trouble.useless):
            break
    ms = int((clock.monotonic() - began) * 1000)
    stage.results |= {name: _shown(network, one, ms) for name, one in before.items()}
    stage.played.append(
        Played(
            name=scenario.name, title=scenario.title, first=first, last=recorder.last, ms=ms, attempts=attempt,
            money=sheet.money, problem=trouble.words.ru if trouble else "",
        )
    )  # fmt: skip
    told(f"{ms / 1000:6.1f} с  {scenario.title.of(plan.language)}: {_line(before)}")


def _once(network: Network, scenario: Scenario, sheet: Sheet) -> Trouble | None:
    """Play it; what broke it off. The checks that it did not come to are judged here."""
    try:
        scenario.play(network, sheet)
    except Exception as problem:  # noqa: BLE001 - an answer of a shape nobody promised must not end the grading
        trouble = trouble_of(problem)
        for check in scenario.checks:
            if check not in sheet.results:
                judge = sheet.not_run if trouble.not_run else sheet.failed
                judge(check, trouble.words)
        return trouble
    return None


def _merged(before: dict[str, Result], now: dict[str, Result], attempt: int) -> dict[str, Result]:
    """What was right at first stays; the rest is as it is now, with what it was before."""
    merged = dict(before)
    for name, result in now.items():
        earlier = before.get(name)
        if earlier is None or earlier.status is Status.PASSED:
            merged.setdefault(name, result)
        else:
            merged[name] = _again(result, earlier, attempt)
    return merged


def _again(result: Result, earlier: Result, attempt: int) -> Result:
    return msgspec.structs.replace(result, attempt=attempt, first=earlier.first or earlier.got)


def _shown(network: Network, result: Result, ms: int) -> Result:
    """The result with its time, and with what the logs say where it lost points."""
    evidence = result.evidence
    if result.status in (Status.FAILED, Status.PARTIAL) and not evidence.lines:
        evidence = msgspec.structs.replace(evidence, lines=logbook.about(network, evidence.exchanges))
    return msgspec.structs.replace(result, ms=ms, evidence=evidence)


def _line(results: dict[str, Result]) -> str:
    """All of them on one line, with their signs."""
    return " ".join(f"{STATUS_WORDS[one.status][0]} {name}" for name, one in sorted(results.items()))


def _hashes(ground: Ground) -> dict[str, str]:
    """SHA-256 of the student's sources, so that nobody argues later which version it was."""
    target = ground.target
    if target is None or not target.grade.sources:
        return {}
    folder = Path(target.grade.sources)
    found = itertools.islice(sources.files(folder, "*.py"), MOST_HASHES)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
