"""All files of a grading in one folder: the page, the student's copy, the gradebook, results, JUnit, the run itself."""

from datetime import datetime
from pathlib import Path

import msgspec

from common.clock import moment
from common.durable import write_whole
from common.errors import Rejected
from common.excel import gradebook
from common.words import Language
from launcher_app.grading.outcome import Run, Scored, Status
from launcher_app.grading.report import gradescope, junit
from launcher_app.grading.report.page import page
from launcher_app.grading.report.view import View

RUN, RESULTS = "run.json", "results.json"
FILES = "report_files"
NO_FAULT = (Status.PASSED, Status.NOT_RUN)
"""What was not run nobody has failed."""


def keep(run: Run, folder: Path) -> None:
    """The run itself, so that its reports can be made anew with overrides."""
    write_whole(folder / RUN, msgspec.json.encode(run), mode=0o600)


def kept(folder: Path) -> Run:
    """A run that was kept; Rejected `wrong_value` when the file holds none."""
    try:
        return msgspec.json.decode((folder / RUN).read_bytes(), type=Run)
    except msgspec.MsgspecError as problem:
        raise Rejected("wrong_value", f"{folder / RUN}: {problem}") from problem


def write(view: View, student: View, folder: Path, *, append: bool) -> None:
    """The reports; a row goes to the gradebook only when this is a new run, and a whole one."""
    write_whole(folder / "report.html", page(view).encode())
    write_whole(folder / "student.html", page(student).encode())
    write_whole(folder / RESULTS, gradescope.results(view))
    write_whole(folder / "junit.xml", junit.report(view))
    if append and not view.run.stopped:
        criteria = [one.title.of(view.language) for one, _ in view.criteria]
        gradebook.append(folder / "report.xlsx", criteria, _team(view), view.language)


def _team(view: View) -> gradebook.Team:
    run = view.run
    changed = [one for one in view.scores if one.before is not None]
    return gradebook.Team(
        team=run.team or run.target or "—",
        variant=run.variant,
        at=_local(run.began_ms),
        points=tuple(points for _, points in view.criteria),
        total=view.points,
        by_hand=", ".join(one.result.check for one in changed),
        comment="; ".join(filter(None, [one.reason for one in changed] + [one.reason for one in view.manual])),
        report="report.html",
        failed=tuple(_name(one, view.language) for one in view.scores if one.result.status not in NO_FAULT),
    )


def _local(ms: int) -> datetime:
    """A cell has no zone: the moment as the clock on the wall showed it."""
    return moment(ms).astimezone().replace(tzinfo=None)


def _name(score: Scored, language: Language) -> str:
    return f"{score.result.check} {score.result.title.of(language)}"
