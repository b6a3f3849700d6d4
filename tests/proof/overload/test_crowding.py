"""A centre that is offered more than it can take goes on as before; without its turnstile the lane turns red."""

import math
from pathlib import Path

import pytest

from tests.proof.conftest import SEED, Lane
from tests.proof.form import Form
from tests.proof.overload.crowding import SIZES, crowd, until_normal
from tests.proof.overload.plan import Answer, Sent


@pytest.mark.timeout(300)
def test_a_crowd_slows_nobody_down_who_is_let_in_and_nothing_is_half_done(lane: Lane) -> None:
    lane("tests.proof.overload.crowding")


@pytest.mark.parametrize(
    ("refused_until", "seconds"), [(0.0, 0.0), (1.0, 1.0), (2.0, math.inf)], ids=["at once", "after a second", "never"]
)
def test_a_centre_that_refuses_to_the_end_is_not_normal_again(refused_until: float, seconds: float) -> None:
    answers = [Answer(str(number), number / 100, 0.01) for number in range(200)]
    refused = [one for one in answers if one.due < refused_until]
    taken = [one for one in answers if one.due >= refused_until]

    calm = Sent(0.0, 2.0, taken, refused, unwaited=0, other=[], unanswered=[])

    assert until_normal(calm) == seconds


@pytest.mark.timeout(300)
def test_without_the_turnstile_everybody_waits_and_the_lane_says_so(tmp_path: Path) -> None:
    size = SIZES[Form.SAMPLE]._replace(rounds=1)

    rows = crowd(SEED, size, tmp_path, by=("tests.proof.overload.unguarded",))

    broken = {row.name for row in rows if not row.passed}
    print(*rows, sep="\n")
    assert {"refused in the crowd", "most waiting for the writer"} <= broken
    assert "acknowledged and lost" not in broken
