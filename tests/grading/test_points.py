"""Points: shared out whole, in part for what is right in part, overridden only with a reason."""

from pathlib import Path

import pytest

from common.errors import Rejected
from common.words import same
from launcher_app.grading import overrides, rubric
from launcher_app.grading.checks import BY_ID, CHECKS, CRITERIA, EXTRA
from launcher_app.grading.outcome import Result, Status

HUNDRED = 10_000


def result(check: str, status: Status = Status.PASSED, right: int = 1, asked: int = 1) -> Result:
    words = same("x")
    return Result(check=check, title=words, status=status, right=right, asked=asked, expected=words, got=words)


def written(folder: Path, text: str) -> Path:
    path = folder / "file.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_passed_is_exactly_a_hundred() -> None:
    scores = rubric.scored([result(check.id) for check in CHECKS], rubric.load(rubric.DEFAULT), {})

    assert rubric.total(scores) == (HUNDRED, HUNDRED)
    assert [sum(one.worth for one in scores if one.criterion == name) for name in CRITERIA if name != EXTRA] == [
        1500, 2500, 3000, 2000, 1000,
    ]  # fmt: skip


def test_extras_cover_no_hole() -> None:
    results = [result("P-03", Status.FAILED, 0), result("X-01")]

    scores = rubric.scored(results, rubric.load(rubric.DEFAULT), {})

    assert rubric.total(scores) == (0, 2500)


@pytest.mark.parametrize("weights", [{"a": 1, "b": 1, "c": 1}, {"a": 7, "b": 3, "c": 0}, {"a": 1}])
def test_a_sum_is_shared_out_to_the_last_hundredth(weights: dict[str, int]) -> None:
    for whole in (1, 100, 1501, 2500):
        assert sum(rubric.shared(whole, weights).values()) == whole


@pytest.mark.parametrize(
    ("status", "right", "asked", "points"),
    [
        (Status.PASSED, 1, 1, 200),
        (Status.PARTIAL, 5, 10, 100),
        (Status.PARTIAL, 1, 3, 67),
        (Status.FAILED, 0, 3, 0),
        (Status.NOT_RUN, 0, 1, 0),
    ],
)
def test_a_check_that_is_right_in_part_gets_a_part(status: Status, right: int, asked: int, points: int) -> None:
    assert rubric.got(result("P-11", status, right, asked), 200) == points


def test_a_rubric_may_weigh_a_check_otherwise_and_leave_one_out(tmp_path: Path) -> None:
    rules = rubric.load(written(tmp_path, "[criteria]\nprovider = 10\n[weights]\nP-02 = 0\nP-03 = 1"))

    scores = rubric.scored([result("P-02"), result("P-03")], rules, {})

    assert [(one.result.check, one.worth) for one in scores] == [("P-02", 0), ("P-03", 1000)]


@pytest.mark.parametrize("text", ["[criteria]\nnobody = 1", "[criteria]\nprovider = -1", "criteria = 1", "["])
def test_a_rubric_that_cannot_be_is_explained(tmp_path: Path, text: str) -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        rubric.load(written(tmp_path, text))


def test_an_override_keeps_what_was_before_and_says_why(tmp_path: Path) -> None:
    text = '[comments]\nshown = "Показал на защите"\n[[override]]\ncheck = "P-03"\npoints = 2.5\ncomment = "shown"'
    decided = overrides.load(written(tmp_path, text))
    scores = rubric.scored([result("P-03", Status.FAILED, 0)], rubric.load(rubric.DEFAULT), {})

    one = overrides.applied(scores, decided)[0]

    assert (one.before, one.points, one.reason) == (0, 250, "Показал на защите")


@pytest.mark.parametrize(
    "text",
    [
        '[[override]]\ncheck = "P-03"\npoints = 2',
        '[[override]]\ncheck = "P-03"\npoints = 2\ncomment = "nowhere"',
        '[[override]]\ncheck = "P-03"',
    ],
    ids=["no-reason", "no-such-comment", "no-points"],
)
def test_an_override_without_a_reason_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        overrides.load(written(tmp_path, text))


def test_every_check_has_its_words_and_a_criterion() -> None:
    assert len(BY_ID) == len(CHECKS)
    for check in CHECKS:
        assert check.criterion in CRITERIA
        assert check.title.ru
        assert check.title.en != check.title.ru
        assert check.quote
        assert check.hint.ru
