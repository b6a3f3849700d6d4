"""A figure that does not keep its bound is told with its seed; one that does is not."""

import math

import msgspec
import pytest

from tests.proof.figure import Figure, Figures, demand


def test_a_figure_that_keeps_its_bound_is_no_trouble() -> None:
    figures = Figures("lane", 7)
    figures.least("kills", 100, 100)
    figures.most("seconds until back", 5, 5)
    figures.none("lost", [])

    demand(figures.rows)


def test_whatever_does_not_keep_its_bound_is_told_with_its_seed() -> None:
    figures = Figures("lane", 7)
    figures.least("kills", 99, 100)
    figures.most("seconds until back", 6, 5)
    figures.none("lost", ["payment 1"])

    with pytest.raises(AssertionError) as told:
        demand(figures.rows)
    assert str(told.value).count("seed 7: BROKEN") == 3
    assert "payment 1" in str(told.value)


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_what_is_no_number_is_red_and_comes_back_from_the_lanes_process(value: float) -> None:
    figures = Figures("lane", 7)
    figures.least("goodput", value, 0.9, "of the peak")
    figures.most("seconds until normal", value, 5)

    back = msgspec.json.decode(msgspec.json.encode(figures.rows), type=list[Figure])

    assert [row.passed for row in back] == [False, False]
    assert back[0].words == f"{value}: of the peak"


@pytest.mark.parametrize(
    ("ci", "can_be_had", "passed"), [("", True, True), ("true", True, False), ("true", False, True)]
)
def test_only_what_can_be_had_must_be_there_on_the_build_machine(
    monkeypatch: pytest.MonkeyPatch, ci: str, can_be_had: bool, passed: bool
) -> None:
    monkeypatch.setenv("CI", ci)
    figures = Figures("lane", 7)

    figures.left_out("full disk", "no such limits", can_be_had=can_be_had)

    (row,) = figures.rows
    assert (row.bound, row.passed) == ("", passed)
