"""`python3 run_all.py grade`: exit code 0 when all that counts passed, 1 when some did not, 2 when it could not."""

import argparse
import sys
import tempfile
import webbrowser
from collections.abc import Mapping
from pathlib import Path

from common import settings
from common.clock import SystemClock
from common.errors import OplataError, Rejected
from common.logs import Log, say, speak_utf8
from common.protocol import codes
from common.setup import debian
from launcher_app.grading import hidden, overrides, rubric, running, target
from launcher_app.grading.checks import BY_ID, CRITERIA, EXTRA, Check
from launcher_app.grading.ground import Ground
from launcher_app.grading.outcome import Run, Status
from launcher_app.grading.report import names, view, writing
from launcher_app.grading.running import Plan
from launcher_app.proxy import Recorder

ALWAYS = ("general", EXTRA)
SEED = 17


def main(arguments: list[str] | None = None) -> int:
    """Grade, write the reports, say the score."""
    given = parsed(arguments)
    speak_utf8()
    try:
        secret = hidden.load(given.hidden) if given.hidden else {}
        given.out.mkdir(parents=True, exist_ok=True)
        run = writing.kept(given.again) if given.again else _played(given, secret, list(arguments or sys.argv[1:]))
        return _reported(given, run, secret)
    except OplataError as trouble:
        say(codes.words_of(trouble).of(given.lang), sys.stderr)
        return 2
    except OSError as trouble:
        say(f"{trouble}", sys.stderr)
        return 2
    except KeyboardInterrupt:
        say("\nПрервано, роли останавливаются. | Interrupted, the roles are stopping.", sys.stderr)
        return 130


def _played(given: argparse.Namespace, secret: Mapping[str, Check], words: list[str]) -> Run:
    chosen = target.load(given.target) if given.target else None
    rubric.load(given.rubric)
    clock = SystemClock()
    plan = Plan(
        wanted=_wanted(given, chosen),
        attempts=1 if given.once else 2,
        hidden=given.hidden if secret else None,
        team=given.team,
        variant=given.variant,
        command="python3 run_all.py grade " + " ".join(words),
        target_name=str(given.target or ""),
        language=given.lang,
    )
    with tempfile.TemporaryDirectory(prefix="oplata-grade-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        log = Log(folder / "logs", "grade", clock, console=False)
        try:
            run = running.grade(Ground(folder, clock, log, Recorder(clock), chosen, given.seed), plan, say)
        finally:
            log.close()
    writing.keep(run, given.out)
    return run


def views(run: Run, given: argparse.Namespace, secret: Mapping[str, Check]) -> tuple[view.View, view.View]:
    """The run as the instructor sees it, and as the student does."""
    rules = rubric.load(given.rubric)
    decided = overrides.load(given.overrides) if given.overrides else overrides.Overrides()
    scores = overrides.applied(rubric.scored(run.results, rules, secret), decided)
    criteria = rules.shown(sorted({one.criterion for one in scores}))
    manual = overrides.by_hand(decided)
    whole = view.of_run(run, scores, criteria, manual, given.lang)
    return whole, view.of_run(run, scores, criteria, manual, given.lang, given.detail)


def _reported(given: argparse.Namespace, run: Run, secret: Mapping[str, Check]) -> int:
    whole, student = views(run, given, secret)
    writing.write(whole, student, given.out, append=not given.again)
    points, most = (view.number(one, given.lang) for one in (whole.points, whole.most))
    said = names.SCORE.format(points=points, most=most).of(given.lang)
    say(f"\n{said}   ({run.ms / 1000:.0f} с)\n{given.out / 'report.html'}")
    if not given.headless and debian.has_screen():
        webbrowser.open((given.out / "report.html").resolve().as_uri())
    counted = [one for one in whole.scores if one.criterion != EXTRA]
    return int(any(one.result.status is not Status.PASSED for one in counted))


def _wanted(given: argparse.Namespace, chosen: target.Target | None) -> frozenset[str]:
    """Criteria and checks: those named, else the roles' own with what holds for all."""
    unknown = [name for name in given.only if name not in BY_ID and name not in CRITERIA]
    if unknown:
        raise Rejected("wrong_value", f"--only {' '.join(unknown)}")
    if given.only:
        return frozenset(given.only)
    if chosen is not None and given.role not in ([], [chosen.role]):
        raise Rejected("wrong_value", f"--role {' '.join(given.role)}: {given.target}: role = {chosen.role}")
    roles = [chosen.role] if chosen is not None else given.role or target.ROLES
    return frozenset([*roles, *ALWAYS])


def parsed(arguments: list[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="run_all.py grade", description="Оценить роли с доказательствами / Grade roles, with evidence"
    )
    add = parser.add_argument
    add("--role", nargs="+", choices=target.ROLES, default=[], help="только эти роли / only these roles")
    add("--target", type=Path, metavar="FILE", help="роль студента, target.toml / the student's role")
    add("--rubric", type=Path, metavar="FILE", default=rubric.DEFAULT, help="баллы и веса / points and weights")
    add("--seed", type=int, default=SEED, help="зерно сбоев / the seed of the faults")
    add(
        "--out",
        type=Path,
        metavar="DIR",
        default=settings.ROOT / "data" / "grade",
        help="куда отчёты / for the reports",
    )
    add("--hidden", type=Path, metavar="DIR", help="скрытые проверки преподавателя / the instructor's hidden checks")
    add("--overrides", type=Path, metavar="FILE", help="ручные правки с причинами / edits by hand, with reasons")
    add("--detail", choices=("full", "no-expected", "points"), default="full", help="копия студента / student's copy")
    add("--from", dest="again", type=Path, metavar="DIR", help="отчёты заново, без прогона / reports of a kept run")
    add("--only", nargs="+", default=[], metavar="P-03", help="только эти проверки или критерии / only these")
    add("--once", action="store_true", help="не повторять неудачное / repeat nothing")
    add("--team", default="", help="команда / team")
    add("--variant", default="", help="вариант / variant")
    add("--lang", choices=("ru", "en"), default="ru", help="язык отчётов / language of the reports")
    add("--headless", action="store_true", help="не открывать отчёт / do not open the report")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
