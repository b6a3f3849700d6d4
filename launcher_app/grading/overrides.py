"""What a person decides after the run: points of a check overridden with a reason, points for what no program sees."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from common.errors import Rejected
from launcher_app.grading.outcome import Manual, Scored
from launcher_app.grading.rubric import Number, hundredths


class Override(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other points for a check; `comment` names a text of the comment bank, `reason` is one's own."""

    check: str
    points: Number
    reason: str = ""
    comment: str = ""


class ByHand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points for «Защита», «Качество кода» and the like."""

    title: str
    points: Number
    of: Number
    reason: str = ""
    comment: str = ""


class Overrides(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: `[comments]` is the bank, `[[override]]` and `[[manual]]` the decisions."""

    comments: dict[str, str] = {}
    override: list[Override] = []
    manual: list[ByHand] = []

    def reason_of(self, one: Override | ByHand) -> str:
        """Its words: the bank's and its own."""
        return ". ".join(text for text in (self.comments.get(one.comment, ""), one.reason) if text)


def load(path: Path) -> Overrides:
    """The file's decisions; Rejected `wrong_value` says what is wrong: an override without a reason, too."""
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Overrides)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise Rejected("wrong_value", f"{path}: {problem}") from problem
    decisions: list[Override | ByHand] = [*found.override, *found.manual]
    for one in decisions:
        name = one.check if isinstance(one, Override) else one.title
        if one.comment and one.comment not in found.comments:
            raise Rejected("wrong_value", f"{path}: {name}: comment = {one.comment!r}")
        if isinstance(one, Override) and not found.reason_of(one):
            raise Rejected("wrong_value", f"{path}: {name}: reason?")
    return found


def applied(scores: Sequence[Scored], overrides: Overrides) -> list[Scored]:
    """The scores with the decisions in force; what a check had before is kept beside."""
    decided = {one.check: one for one in overrides.override}
    unknown = decided.keys() - {one.result.check for one in scores}
    if unknown:
        raise Rejected("wrong_value", f"[[override]] check = {', '.join(sorted(unknown))}")
    return [_decided(one, decided.get(one.result.check), overrides) for one in scores]


def by_hand(overrides: Overrides) -> list[Manual]:
    """The points for what no program sees."""
    return [
        Manual(one.title, hundredths(one.points), hundredths(one.of), overrides.reason_of(one))
        for one in overrides.manual
    ]


def _decided(score: Scored, override: Override | None, overrides: Overrides) -> Scored:
    if override is None:
        return score
    points = min(hundredths(override.points), score.worth)
    reason = overrides.reason_of(override)
    return msgspec.structs.replace(score, points=points, before=score.points, reason=reason)
