"""One scenario played, a second time where something failed that may be an accident; its results as they are shown."""

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from common import spawn
from common.clock import Clock
from launcher_app.grading import logbook
from launcher_app.grading.network import Network
from launcher_app.grading.outcome import Played, Result, Status
from launcher_app.grading.progress import Began, Ended, News
from launcher_app.grading.scenarios import Scenario
from launcher_app.grading.sheet import Sheet
from launcher_app.grading.stop import BROKEN_OFF, BrokenOff
from launcher_app.grading.trouble import Trouble, trouble_of

Told = Callable[[News], object]
LEAST_PACE, MOST_PACE = 1.0, 5.0


@dataclass(slots=True)
class Stage:
    """What has been found so far. `clock` goes on when the grading is broken off by `stop`."""

    network: Network
    clock: Clock
    wanted: set[str]
    attempts: int
    stop: spawn.Signal
    told: Told
    left: list[Scenario]
    results: dict[str, Result] = field(default_factory=dict)
    played: list[Played] = field(default_factory=list)
    expected: float = 0.0
    spent: float = 0.0

    def checks_of(self, scenario: Scenario) -> list[str]:
        """Those that were asked for."""
        return [name for name in scenario.checks if name in self.wanted]

    @property
    def left_seconds(self) -> int:
        """About how long the rest takes, by the pace so far; what runs beside the others is over before them."""
        pace = min(MOST_PACE, max(LEAST_PACE, self.spent / self.expected)) if self.expected else LEAST_PACE
        return round(pace * sum(one.seconds for one in self.left if not one.beside))


def play(stage: Stage, scenario: Scenario) -> None:
    """Play it, and tell its beginning and its end; broken off, what it did not come to is not run."""
    clock, recorder = stage.clock, stage.network.ground.recorder
    checks = stage.checks_of(scenario)
    stage.told(Began(scenario.name, scenario.title, checks, stage.left_seconds))
    began, first = clock.monotonic(), recorder.last + 1
    results, attempts, sheet, trouble = _played(stage, scenario)
    seconds = clock.monotonic() - began
    ms = int(seconds * 1000)
    shown = {name: _shown(stage.network, one, ms) for name, one in results.items()}
    stage.results |= shown
    stage.played.append(
        Played(
            name=scenario.name, title=scenario.title, first=first, last=recorder.last, ms=ms, attempts=attempts,
            money=sheet.money, problem=trouble.words.ru if trouble else "",
        )
    )  # fmt: skip
    if scenario in stage.left:
        stage.left.remove(scenario)
    if not scenario.beside:
        stage.expected += scenario.seconds
        stage.spent += seconds
    stage.told(Ended(scenario.name, scenario.title, list(shown.values()), ms, stage.left_seconds))


def skip(stage: Stage, scenario: Scenario) -> None:
    """A scenario that the grading did not come to."""
    sheet = Sheet(scenario.name)
    for check in stage.checks_of(scenario):
        sheet.not_run(check, BROKEN_OFF)
    stage.results |= sheet.results
    stage.told(Ended(scenario.name, scenario.title, list(sheet.results.values()), 0, 0))


def _played(stage: Stage, scenario: Scenario) -> tuple[dict[str, Result], int, Sheet, Trouble | None]:
    attempt, before = 0, dict[str, Result]()
    while True:
        attempt += 1
        sheet = Sheet(scenario.name)
        trouble = _once(stage.network, scenario, sheet)
        stopped = stage.stop.is_set()
        results = {name: one for name, one in sheet.results.items() if name in stage.wanted}
        if attempt == 1 or not stopped:
            before = _merged(before, results, attempt)
        well = all(one.status in (Status.PASSED, Status.NOT_RUN) for one in before.values())
        if well or stopped or attempt >= stage.attempts or (trouble is not None and trouble.useless):
            return before, attempt, sheet, trouble


def _once(network: Network, scenario: Scenario, sheet: Sheet) -> Trouble | None:
    """Play it; what broke it off. The checks that it did not come to are judged here."""
    try:
        scenario.play(network, sheet)
        return None
    except BrokenOff:
        trouble = Trouble(BROKEN_OFF, not_run=True, useless=True)
    except Exception as problem:  # noqa: BLE001 - an answer of a shape nobody promised must not end the grading
        trouble = trouble_of(problem)
    for check in scenario.checks:
        if check not in sheet.results:
            judge = sheet.not_run if trouble.not_run else sheet.failed
            judge(check, trouble.words)
    return trouble


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
