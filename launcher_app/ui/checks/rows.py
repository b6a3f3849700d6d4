"""What the tree of checks shows of one check or one criterion: sign, word, colour, points."""

from typing import NamedTuple

from common.qt.tokens import Token
from common.words import Language, Words
from launcher_app.grading.checks import CRITERIA
from launcher_app.grading.kept import Kept, Points
from launcher_app.grading.live import Course
from launcher_app.grading.outcome import STATUS_WORDS, Result, Status
from launcher_app.grading.report.view import number

WAITING = ("○", Words("ждёт", "waiting"))
PLAYING = ("➜", Words("проверяется", "being checked"))
SHORT_MS, LEAST_MS = 100, 10
TOKENS = {
    Status.PASSED: Token.OK,
    Status.PARTIAL: Token.WAITING,
    Status.FAILED: Token.ERROR,
    Status.WARNING: Token.WAITING,
    Status.NOT_RUN: Token.NEUTRAL,
}


class CheckRow(NamedTuple):
    """One check as it stands now."""

    id: str
    criterion: str
    title: Words
    result: Result | None
    playing: bool = False
    points: Points | None = None

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong with it."""
        return self.result is not None and self.result.status is Status.PASSED

    @property
    def lost(self) -> bool:
        """Whether it is known not to have passed."""
        return self.result is not None and not self.passed

    @property
    def state(self) -> tuple[str, Words, Token]:
        """Its sign, its word and its colour."""
        if self.playing:
            return *PLAYING, Token.RUNNING
        if self.result is None:
            return *WAITING, Token.NEUTRAL
        return *STATUS_WORDS[self.result.status], TOKENS[self.result.status]

    def points_text(self, language: Language) -> str:
        """«2,5 из 5»; empty while nobody has counted."""
        return "" if self.points is None else points_text(self.points, language)

    def seconds_text(self, language: Language) -> str:
        """How long its scenario took."""
        if self.result is None or not self.result.ms:
            return ""
        ms = max(self.result.ms, LEAST_MS)
        text = f"{ms / 1000:.{1 if ms >= SHORT_MS else 2}f}"
        return text.replace(".", ",") if language == "ru" else text


def points_text(points: Points, language: Language) -> str:
    """Points of what could be had."""
    got, worth = number(points.got, language), number(points.worth, language)
    return f"{got} из {worth}" if language == "ru" else f"{got} of {worth}"


def of_course(course: Course) -> list[CheckRow]:
    """The checks of a grading that runs, or that ended without its points being counted."""
    return [
        CheckRow(one.id, one.criterion, one.title, course.results.get(one.id), one.id in course.playing)
        for one in course.checks
    ]


def of_kept(kept: Kept) -> list[CheckRow]:
    """The checks of a grading that was kept."""
    return [
        CheckRow(one.check, kept.criteria.get(one.check, ""), one.title, one, points=kept.points.get(one.check))
        for one in kept.run.results
    ]


def by_criterion(rows: list[CheckRow]) -> list[tuple[str, Words, list[CheckRow]]]:
    """In the order of the table."""
    found = [(name, words, [one for one in rows if one.criterion == name]) for name, words in CRITERIA.items()]
    return [one for one in found if one[2]]


def counted(rows: list[CheckRow]) -> tuple[int, int]:
    """How many passed, of how many."""
    return sum(one.passed for one in rows), len(rows)


def sum_of(rows: list[CheckRow]) -> Points | None:
    """Their points together; None while nobody has counted."""
    known = [one.points for one in rows if one.points is not None]
    return Points(sum(one.got for one in known), sum(one.worth for one in known)) if known else None
