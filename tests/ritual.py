"""The whole ritual of `run_all.py test`: format, lint, types, tests, in this order, with the time of each.

Without arguments, or with `--long` alone, everything runs. `--fast` runs what a commit waits for: the checks, and of
the tests the rules of the design. Any other argument picks tests, so they alone run, and pytest takes it as it is.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

from common.setup import debian
from common.setup.console import prepare, say
from common.setup.places import PROJECT


class Step(NamedTuple):
    """One check: its name and the module with its arguments."""

    name: str
    words: tuple[str, ...]


WINDOWS_CACHE = ".mypy_cache/windows"
FORMAT = Step("ruff format", ("ruff", "format", "--check", "--quiet", "."))
LINT = Step("ruff check", ("ruff", "check", "--quiet", "."))
TYPES = Step("mypy --strict", ("mypy", "--strict", "."))
# What only Windows runs is seen only with its eyes; a cache of its own keeps both runs short.
WINDOWS = Step("mypy --strict, Windows", ("mypy", "--strict", "--platform", "win32", "--cache-dir", WINDOWS_CACHE, "."))
CHECKS = (FORMAT, LINT, TYPES, WINDOWS)

WHOLE = {"--long"}
FAST = "--fast"
RULES = "tests/test_layers.py"
# With these pytest must stay in one process, or the person has said how many.
ALONE = ("-n", "--numprocesses", "--pdb", "-s", "--capture=no", "-p", "--collect-only", "--co", "--target")
MOST_WORKERS = 5
OF_WINDOWS = ("tests/common/qt/*", "tests/*/ui/*", "tests/journeys/*", "tests/test_headless.py")


def main(arguments: Sequence[str]) -> int:
    """Run what was asked; pytest comes last, so that its count closes the screen."""
    prepare()
    started = time.monotonic()
    fast = list(arguments) == [FAST]
    failed = [step.name for step in CHECKS if run(step) != 0] if fast or is_whole(arguments) else []
    tests = ("-n", "0", RULES) if fast else (*without_windows(), *workers(arguments), *arguments)
    code = run(Step("pytest", ("pytest", *tests)), timed=False)
    if failed:
        seconds = time.monotonic() - started
        print(f"\nНе прошли | failed: {', '.join(failed)}   ({seconds:.0f} с)", flush=True)
    return code or int(bool(failed))


def run(step: Step, *, timed: bool = True) -> int:
    """Run one check from the project's folder and say how it went."""
    print(f"── {step.name}", flush=True)
    started = time.monotonic()
    code = subprocess.run([sys.executable, "-m", *step.words], cwd=PROJECT, check=False).returncode
    if timed:
        print(
            f"   {'в порядке | fine' if code == 0 else 'НЕ ПРОШЛО | FAILED'}, {time.monotonic() - started:.1f} с",
            flush=True,
        )
    return code


def without_windows() -> tuple[str, ...]:
    """Where Qt cannot be loaded, everything that needs it is left out, and that is said; not on the build machine."""
    missing = debian.missing_libraries()
    if not missing or os.environ.get("CI", "").lower() in ("1", "true"):
        return ()
    say(
        f"Проверки окон пропущены: нет библиотек {' '.join(missing)}",
        "Tests of the windows are left out: these libraries are missing",
    )
    return ("-p", "no:pytest-qt", *(f"--ignore-glob={PROJECT / place}" for place in OF_WINDOWS))


def is_whole(arguments: Sequence[str]) -> bool:
    """Is everything asked for, not particular tests?"""
    return set(arguments) <= WHOLE


def workers(arguments: Sequence[str]) -> tuple[str, ...]:
    """Tests in one process more than there are processors, for many wait; unless the person said otherwise."""
    if any(word.startswith(ALONE) for word in arguments):
        return ()
    return ("-n", str(min((os.cpu_count() or 1) + 1, MOST_WORKERS)), "--dist", "worksteal")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
