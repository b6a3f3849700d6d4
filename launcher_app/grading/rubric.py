"""Points: a rubric's criteria shared out among their checks, in whole hundredths: nothing is lost in rounding."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from common.errors import Rejected
from launcher_app.grading.checks import BY_ID, CRITERIA, EXTRA, Check
from launcher_app.grading.outcome import Criterion, Result, Scored, Status

DEFAULT = Path(__file__).with_name("rubric.toml")
HUNDRED = 100
Number = int | float


class Rubric(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many points a criterion has, and weights of checks that are not the usual ones."""

    criteria: dict[str, Number]
    weights: dict[str, int] = {}

    def shown(self, names: Sequence[str]) -> list[Criterion]:
        """The criteria that are graded, in the order of the table."""
        return [Criterion(name, words, hundredths(self.criteria[name])) for name, words in CRITERIA.items()
                if name in names and name in self.criteria]  # fmt: skip


def load(path: Path) -> Rubric:
    """The file's rubric; Rejected `wrong_value` says what is wrong with it."""
    try:
        rubric = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Rubric)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise Rejected("wrong_value", f"{path}: {problem}") from problem
    unknown = [name for name in rubric.criteria if name not in CRITERIA]
    negative = [name for name, value in (rubric.criteria | rubric.weights).items() if value < 0]
    if unknown or negative:
        raise Rejected("wrong_value", f"{path}: {', '.join(unknown + negative)}")
    return rubric


def hundredths(points: Number) -> int:
    """Points of a file as whole hundredths."""
    return int(points * HUNDRED + 0.5)


def scored(results: Sequence[Result], rubric: Rubric, hidden: Mapping[str, Check]) -> list[Scored]:
    """Every result with what it is worth and what it got."""
    table = {**BY_ID, **hidden}
    if unknown := [one.check for one in results if one.check not in table]:
        raise Rejected("wrong_value", f"--hidden? {', '.join(unknown)}")
    made: list[Scored] = []
    for name in CRITERIA:
        own = [result for result in results if table[result.check].criterion == name]
        weights = {one.check: rubric.weights.get(one.check, table[one.check].weight) for one in own}
        worths = shared(hundredths(rubric.criteria.get(name, 0)), weights)
        for result in own:
            check, worth = table[result.check], worths[result.check]
            made.append(
                Scored(
                    result=result,
                    criterion=name,
                    weight=weights[result.check],
                    worth=worth,
                    points=got(result, worth),
                    quote=check.quote,
                    hint=check.hint,
                )
            )
    return made


def shared(whole: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A sum shared out by weights, whole hundredths, the largest remainders rounded up: the parts add up to it."""
    total = sum(weights.values())
    if not total:
        return dict.fromkeys(weights, 0)
    parts = {name: whole * weight // total for name, weight in weights.items()}
    rest = whole - sum(parts.values())
    by_remainder = sorted(weights, key=lambda name: (-(whole * weights[name] % total), name))
    for name in by_remainder[:rest]:
        parts[name] += 1
    return parts


def got(result: Result, worth: int) -> int:
    """Points of a result: all for a passed one, a share for one that is right in part."""
    if result.status in (Status.PASSED, Status.PARTIAL) and result.asked:
        return (2 * worth * result.right + result.asked) // (2 * result.asked)
    return 0


def total(scores: Sequence[Scored]) -> tuple[int, int]:
    """What was got and what could be, extras left out."""
    counted = [one for one in scores if one.criterion != EXTRA]
    return sum(one.points for one in counted), sum(one.worth for one in counted)
