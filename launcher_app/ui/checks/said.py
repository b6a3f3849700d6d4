"""The sentence over the checks: how far a grading is, or how the last one ended."""

from dataclasses import replace
from pathlib import Path

from common.clock import moment
from common.words import Words
from launcher_app.grading.asked import Asked
from launcher_app.grading.kept import Kept
from launcher_app.grading.live import Course
from launcher_app.grading.report.view import number

STARTING = Words("Проверка запускается… {said}", "The check is starting… {said}")
GOING = Words("Проверка {now} из {every}, {left}. {scenario}", "Check {now} of {every}, {left}. {scenario}")
LEFT_MINUTES = Words("около {count} мин", "about {count} min")
LEFT_SECONDS = Words("около {count} с", "about {count} s")
ALMOST = Words("почти готово", "almost done")
STOPPING = Words(
    "Проверка прерывается: роли останавливаются, отчёт будет о том, что сыграно.",
    "The check is being broken off: its roles stop, the report will be of what was played.",
)
SCORE = Words("Итог {points} из {most}. Отчёт: {folder}", "Score {points} of {most}. Report: {folder}")
BROKEN = Words(
    "Прервана: итог {points} из {most} только по сыгранному, остальное не запускалось. Отчёт: {folder}",
    "Broken off: {points} of {most} for what was played, the rest was not run. Report: {folder}",
)
LAST = Words("Проверено {when}{team}. ", "Checked {when}{team}. ")
MINUTE = 60


def of(course: Course, kept: Kept | None) -> Words:
    """What is to be said now; nothing before the first grading."""
    if course.running:
        return _going(course)
    if course.failed is not None:
        return course.failed
    if kept is not None:
        return _kept(kept)
    return Words("", "")


def with_session(asked: Asked, session: Path | None) -> Asked:
    """The stars and notes of the open network go into its report."""
    return replace(asked, session=session)


def _going(course: Course) -> Words:
    if course.stopping:
        return STOPPING
    if not course.checks:
        return STARTING.format(said=course.said)
    now = min(len(course.results) + 1, len(course.checks))
    left, scenario = _left(course.left_seconds), course.scenario or Words("", "")
    return Words(
        GOING.ru.format(now=now, every=len(course.checks), left=left.ru, scenario=scenario.ru),
        GOING.en.format(now=now, every=len(course.checks), left=left.en, scenario=scenario.en),
    )


def _left(seconds: int) -> Words:
    if seconds >= MINUTE:
        return LEFT_MINUTES.format(count=-(-seconds // MINUTE))
    return LEFT_SECONDS.format(count=seconds) if seconds else ALMOST


def _kept(kept: Kept) -> Words:
    total, run = kept.total, kept.run
    at = f"{moment(run.began_ms).astimezone():%d.%m.%Y %H:%M}"
    team = f", {run.team}" if run.team else ""
    words = BROKEN if run.stopped else SCORE
    return Words(
        LAST.ru.format(when=at, team=team)
        + words.ru.format(points=number(total.got, "ru"), most=number(total.worth, "ru"), folder=kept.folder),
        LAST.en.format(when=at, team=team)
        + words.en.format(points=number(total.got, "en"), most=number(total.worth, "en"), folder=kept.folder),
    )
