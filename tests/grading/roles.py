"""Strangers' roles as targets, and one grading of one of them."""

from pathlib import Path

import msgspec

from common.clock import SystemClock
from common.logs import Log
from common.setup.places import PROJECT
from launcher_app.grading import running
from launcher_app.grading.ground import Ground
from launcher_app.grading.outcome import Run, Status
from launcher_app.grading.running import Plan
from launcher_app.grading.target import Extra, Login, Subscriber, Target
from launcher_app.proxy import Recorder

MODULE = "tests.strangers.graded"
KNOWN, UNKNOWN = "9161234567", "9160000002"
PATIENCE = 1.5
FACTOR = 180


def target(role: str, mistake: str = "") -> Target:
    """A stranger's role, right but for one mistake."""
    made: dict[str, Target] = {
        "provider": _server("provider", mistake, "centre", blocked="9160000001"),
        "processing": _server("centre", mistake, "agent", card=True),
        "terminal": _caller("terminal", mistake),
        "consumer": _caller("consumer", mistake),
    }
    return made[role]


def graded(folder: Path, judged: Target | None, *wanted: str, attempts: int = 1, patience: float = PATIENCE) -> Run:
    """One grading of these criteria or checks."""
    clock = SystemClock()
    log = Log(folder / "logs", "grade", clock, console=False)
    try:
        ground = Ground(folder, clock, log, Recorder(clock), judged, 17, patience, FACTOR)
        return running.grade(ground, Plan(frozenset(wanted), attempts=attempts), lambda _: None)
    finally:
        log.close()


def lost(run: Run) -> dict[str, str]:
    """The checks that did not pass, with what was seen."""
    return {one.check: f"{one.status}: {one.got.en}" for one in run.results if one.status is not Status.PASSED}


def _server(name: str, mistake: str, login: str, *, blocked: str = "", card: bool = False) -> Target:
    start = ["{python}", "-m", f"{MODULE}.{name}", "--folder", "{folder}", "--ready-file", "{ready}"]
    start += ["--card", "{card}"] if card else []
    extra = Extra(
        subscriber=None if card else Subscriber("subscriber", "another long password", KNOWN, "call"),
        sources=str(PROJECT),
    )
    return Target(
        role="processing" if card else "provider",
        login=login,
        password="a long password",
        known=KNOWN,
        unknown=UNKNOWN,
        blocked=blocked,
        malformed="916-123",
        second=Login("another", "another long password") if card else None,
        delivers=card,
        provider_id=1 if card else None,
        start=[*start, "--mistake", mistake],
        grade=extra,
    )


def _caller(role: str, mistake: str) -> Target:
    program = ["{python}", "-m", f"{MODULE}.{role}"]
    options = ["--folder", "{folder}", "--mistake", mistake]
    if role == "consumer":
        sign, use = [*program, "sign", "{card}"], [*program, "use", "{number}", "{service}", "{quantity}"]
        return Target(role=role, grade=Extra(sign=[*sign, *options], use=[*use, *options]))
    options += ["--card", "{card}"]
    pay = [*program, "pay", "{provider_id}", "{account}", "{note}", *options]
    return Target(role=role, start=[*program, "serve", "{ready}", *options], grade=Extra(pay=pay))


def with_start(judged: Target, *words: str) -> Target:
    """The same target with another command."""
    return msgspec.structs.replace(judged, start=list(words))
