"""A figure that does not keep its bound is told with its seed; one that does is not."""

import pytest

from tests.proof.figure import Figures, demand


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
