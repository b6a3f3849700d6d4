"""A centre that is offered more than it can take goes on as before; without its turnstile the lane turns red."""

from pathlib import Path

import pytest

from tests.proof.conftest import SEED, Lane
from tests.proof.form import Form
from tests.proof.overload.crowding import SIZES, crowd


@pytest.mark.timeout(300)
def test_a_crowd_slows_nobody_down_who_is_let_in_and_nothing_is_half_done(lane: Lane) -> None:
    lane("tests.proof.overload.crowding")


@pytest.mark.timeout(300)
def test_without_the_turnstile_everybody_waits_and_the_lane_says_so(tmp_path: Path) -> None:
    size = SIZES[Form.SAMPLE]._replace(rounds=1)

    rows = crowd(SEED, size, tmp_path, by=("tests.proof.overload.unguarded",))

    broken = {row.name for row in rows if not row.passed}
    print(*rows, sep="\n")
    assert {"refused in the crowd", "most waiting for the writer"} <= broken
    assert "acknowledged and lost" not in broken
