"""What a report shows, and to whom: the instructor sees all, a student only what the level of detail lets out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from common.words import Language, Words
from launcher_app.grading import rubric
from launcher_app.grading.checks import EXTRA
from launcher_app.grading.outcome import Criterion, Evidence, Manual, Run, Scored, Status

Detail = Literal["full", "no-expected", "points"]
NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class View:
    """`scores` are those that may be seen; the totals are of all; `hidden` counts the checks that a student may not."""

    run: Run
    scores: Sequence[Scored]
    criteria: Sequence[tuple[Criterion, int]]
    extras: tuple[int, int]
    manual: Sequence[Manual]
    points: int
    most: int
    hidden: int
    language: Language
    detail: Detail
    student: bool

    @property
    def failures(self) -> list[Scored]:
        """What did not get all of its points, the costliest first."""
        lost = [one for one in self.scores if one.result.status is not Status.PASSED or one.points < one.worth]
        return sorted(lost, key=lambda one: (one.criterion == EXTRA, one.points - one.worth))

    @property
    def opened(self) -> tuple[int, int]:
        """How many of the open checks passed."""
        checks = [one for one in self.scores if not one.result.hidden]
        return sum(one.result.status is Status.PASSED for one in checks), len(checks)


def of_run(
    run: Run,
    scores: Sequence[Scored],
    criteria: Sequence[Criterion],
    manual: Sequence[Manual],
    language: Language,
    detail: Detail | None = None,
) -> View:
    """The instructor's view; with a level of detail the student's."""
    points, most = rubric.total(scores)
    extras = [one for one in scores if one.criterion == EXTRA]
    hidden = sum(one.result.hidden for one in scores)
    shown = [_let_out(one, detail) for one in scores if not one.result.hidden] if detail else scores
    got: Mapping[str, int] = {
        one.name: sum(score.points for score in scores if score.criterion == one.name) for one in criteria
    }
    return View(
        run=run,
        scores=shown,
        criteria=[(one, got[one.name]) for one in criteria if one.name != EXTRA],
        extras=(sum(one.points for one in extras), sum(one.worth for one in extras)),
        manual=manual,
        points=points + sum(one.points for one in manual),
        most=most + sum(one.worth for one in manual),
        hidden=hidden,
        language=language,
        detail=detail or "full",
        student=detail is not None,
    )


def _let_out(score: Scored, detail: Detail) -> Scored:
    if detail == "full":
        return score
    if detail == "no-expected":
        return msgspec.structs.replace(score, result=msgspec.structs.replace(score.result, expected=NOTHING))
    bare = msgspec.structs.replace(score.result, expected=NOTHING, got=NOTHING, first=None, evidence=Evidence())
    return msgspec.structs.replace(score, result=bare, hint=NOTHING)


def number(hundredths: int, language: Language) -> str:
    """Points as people write them: 64,5 or 64.5."""
    whole, part = divmod(hundredths, 100)
    text = f"{whole}.{part:02d}".rstrip("0").rstrip(".") if part else str(whole)
    return text.replace(".", ",") if language == "ru" else text
