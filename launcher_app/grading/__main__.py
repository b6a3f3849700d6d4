"""`python3 run_all.py grade`: exit code 0 when all that counts passed, 1 when some did not, 2 when it could not."""

import argparse
import shlex
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from common import spawn
from common.clock import SystemClock
from common.errors import OplataError, Rejected
from common.logs import Log, say, speak_utf8
from common.protocol import codes
from common.setup import debian
from common.words import Words, same
from launcher_app import session
from launcher_app.grading import hidden, overrides, progress, rubric, running, target
from launcher_app.grading.checks import EXTRA, Check
from launcher_app.grading.command_line import parsed, wanted
from launcher_app.grading.ground import Ground
from launcher_app.grading.outcome import Run, Status
from launcher_app.grading.report import names, view, writing
from launcher_app.grading.running import Plan
from launcher_app.proxy import Recorder

Told = Callable[[progress.News], object]
UNSEEN = ("--progress", "json", "--until-stdin-closes", "--headless")
"""How it was watched, not what was graded: no part of the command that repeats it."""


def main(arguments: list[str] | None = None) -> int:
    """Grade, write the reports, say the score."""
    given = parsed(arguments)
    speak_utf8()
    told = _teller(given)
    try:
        secret = hidden.load(given.hidden) if given.hidden else {}
        marks = _marks(given.session)
        given.out.mkdir(parents=True, exist_ok=True)
        words = list(sys.argv[1:] if arguments is None else arguments)
        run = writing.kept(given.again) if given.again else _played(given, secret, words, told)
        run = msgspec.structs.replace(run, marks=marks or run.marks)
        writing.keep(run, given.out)
        return _reported(given, run, secret, told)
    except OplataError as trouble:
        return _failed(given, told, codes.words_of(trouble))
    except OSError as trouble:
        return _failed(given, told, same(trouble))
    except KeyboardInterrupt:
        say("\nПрервано, роли останавливаются. | Interrupted, the roles are stopping.", sys.stderr)
        return 130


def _marks(path: Path | None) -> list[session.Mark]:
    """The stars and notes of a network of the launcher, from its session's file."""
    if path is None:
        return []
    found = session.kept_in(path)
    if found is None:
        raise Rejected("wrong_value", f"--session {path}")
    return [one for one in found.marks if not one.empty]


def _teller(given: argparse.Namespace) -> Told:
    """Who says how it goes on."""
    if given.progress == "json":
        return lambda news: say(progress.line(news))

    def speak(news: progress.News) -> None:
        if words := progress.spoken(news, given.lang):
            say(words)

    return speak


def _failed(given: argparse.Namespace, told: Told, words: Words) -> int:
    told(progress.Failed(words))
    say(words.of(given.lang), sys.stderr)
    return 2


def _played(given: argparse.Namespace, secret: Mapping[str, Check], words: list[str], told: Told) -> Run:
    chosen = target.load(given.target) if given.target else None
    rubric.load(given.rubric)
    clock = SystemClock()
    plan = Plan(
        wanted=wanted(given, chosen),
        attempts=1 if given.once else 2,
        hidden=given.hidden if secret else None,
        team=given.team,
        variant=given.variant,
        command="python3 run_all.py grade " + shlex.join(word for word in words if word not in UNSEEN),
        target_name=str(given.target or ""),
        language=given.lang,
        files=None if given.no_pictures else given.out / writing.FILES,
    )
    if given.until_stdin_closes:
        spawn.at_end_of_input(plan.stop.set)
    with tempfile.TemporaryDirectory(prefix="oplata-grade-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        log = Log(folder / "logs", "grade", clock, console=False)
        try:
            run = running.grade(Ground(folder, clock, log, Recorder(clock), chosen, given.seed), plan, told)
        finally:
            log.close()
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


def _reported(given: argparse.Namespace, run: Run, secret: Mapping[str, Check], told: Told) -> int:
    whole, student = views(run, given, secret)
    writing.write(whole, student, given.out, append=not given.again)
    told(progress.Reported(str(given.out.resolve()), whole.points, whole.most, run.stopped))
    if given.progress == "text":
        points, most = (view.number(one, given.lang) for one in (whole.points, whole.most))
        said = names.SCORE.format(points=points, most=most).of(given.lang)
        say(f"\n{said}   ({run.ms / 1000:.0f} с)\n{given.out / 'report.html'}")
    if not given.headless and debian.has_screen():
        webbrowser.open((given.out / "report.html").resolve().as_uri())
    counted = [one for one in whole.scores if one.criterion != EXTRA]
    return int(any(one.result.status is not Status.PASSED for one in counted))


if __name__ == "__main__":
    sys.exit(main())
