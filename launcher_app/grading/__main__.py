"""`python3 run_all.py grade`: exit code 0 when everything that was graded got all of its points, 1 when not."""

import argparse
import sys
import tempfile
from pathlib import Path

from common.clock import SystemClock
from common.errors import OplataError
from common.logs import Log, say, speak_utf8
from common.protocol import codes
from launcher_app.grading import rubric, running, target
from launcher_app.grading.checks import EXTRA
from launcher_app.grading.ground import Ground
from launcher_app.grading.running import Plan
from launcher_app.proxy import Recorder

ALWAYS = ("general", EXTRA)


def main(arguments: list[str] | None = None) -> int:
    """Grade, write the reports, say the score."""
    given = _parsed(arguments)
    speak_utf8()
    try:
        return _graded(given)
    except OplataError as trouble:
        say(codes.words_of(trouble).of(given.lang), sys.stderr)
        return 2
    except KeyboardInterrupt:
        say("\nПрервано, роли останавливаются. | Interrupted, the roles are stopping.", sys.stderr)
        return 130


def _graded(given: argparse.Namespace) -> int:
    chosen = target.load(given.target) if given.target else None
    weights = rubric.load(given.rubric)
    clock = SystemClock()
    with tempfile.TemporaryDirectory(prefix="oplata-grade-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        log = Log(folder / "logs", "grade", clock, console=False)
        try:
            ground = Ground(folder, clock, log, Recorder(clock), chosen, given.seed)
            run = running.grade(ground, Plan(frozenset({*target.ROLES, *ALWAYS})), say)
        finally:
            log.close()
    scores = rubric.scored(run.results, weights, {})
    points, most = rubric.total(scores)
    say(f"{points / 100:g} из {most / 100:g} ({run.ms / 1000:.0f} с)")
    for one in scores:
        if one.points < one.worth:
            say(f"{one.result.check} {one.result.status} {one.result.got} {one.result.evidence}")
    return 0


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run_all.py grade")
    parser.add_argument("--target", type=Path)
    parser.add_argument("--rubric", type=Path, default=rubric.DEFAULT)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--lang", choices=("ru", "en"), default="ru")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
