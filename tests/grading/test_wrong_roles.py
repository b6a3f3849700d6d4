"""Roles that are right but for one mistake: each loses exactly the checks that are about it; right ones lose none."""

from pathlib import Path

import pytest

from launcher_app.grading.checks import BY_ID
from tests.grading.roles import graded, lost, target

# A role and its mistake -> the checks that it loses. Their first letter says which criterion is played.
WRONG = {
    ("provider", "credits_twice"): "P-03 P-04 P-05 P-07 P-14 P-16",
    ("provider", "no_auth"): "P-10",
    ("provider", "float_money"): "P-11 P-13",
    ("provider", "accepts_unknown"): "P-02 P-11 P-12 P-14",
    ("provider", "forgets"): "P-05",
    ("provider", "answers_200"): "P-02 P-06 P-10 P-11 P-12 P-13 P-14 P-16",
    ("provider", "compares_nothing"): "P-14",
    ("provider", "no_fence"): "P-16",
    ("provider", "register_in_one_page"): "P-15",
    ("provider", "charges_twice"): "P-06",
    ("processing", "holds_twice"): "C-03 C-04 C-16",
    ("processing", "asks_nobody"): "C-02",
    ("processing", "new_id_each_time"): "C-05 C-06 C-08",
    ("processing", "silence_is_no"): "C-05 C-06 C-08",
    ("processing", "keeps_the_hold"): "C-07 C-16",
    ("processing", "forgets"): "C-06",
    ("processing", "adds_nothing_up"): "C-13",
    ("terminal", "new_id_each_time"): "A-03 A-08",
    ("terminal", "never_blocks"): "A-04",
    ("terminal", "forgets"): "A-05",
    ("terminal", "gives_up"): "A-08",
    ("terminal", "checks_nothing"): "A-02",
    ("terminal", "wrong_sum"): "A-01",
    ("terminal", "no_login"): "A-09",
    ("consumer", "new_id_each_time"): "K-03",
    ("consumer", "asks_once"): "K-03",
    ("consumer", "one_id_for_all"): "K-02 K-03",
    ("consumer", "no_is_yes"): "K-04",
}
CLOCKS = {"rare_deposit": "A-07", "rare_directory": "A-06"}
LONG_WAITS = ("P-01", "C-01", "A-06", "A-07")
"""Checks that need the whole network, or a clock: a wrong role has them only where it is about them."""
ROLES = ("provider", "processing", "terminal", "consumer")
REPEATS = 20


def checks_of(role: str) -> list[str]:
    return [check.id for check in BY_ID.values() if check.criterion == role and check.id not in LONG_WAITS]


@pytest.mark.parametrize(("role", "mistake"), [pytest.param(*one, id="-".join(one)) for one in WRONG])
def test_a_wrong_role_loses_exactly_what_its_mistake_is_about(role: str, mistake: str, tmp_path: Path) -> None:
    run = graded(tmp_path, target(role, mistake), *checks_of(role))

    assert {one.check for one in run.results} == set(checks_of(role))
    assert sorted(lost(run)) == WRONG[role, mistake].split(), lost(run)


@pytest.mark.long
@pytest.mark.parametrize("role", ROLES)
def test_a_right_role_loses_nothing(role: str, tmp_path: Path) -> None:
    run = graded(tmp_path, target(role), role)

    assert lost(run) == {}


@pytest.mark.long
@pytest.mark.parametrize("mistake", CLOCKS)
def test_a_timer_that_is_late_is_noticed(mistake: str, tmp_path: Path) -> None:
    run = graded(tmp_path, target("terminal", mistake), "A-06", "A-07")

    assert list(lost(run)) == [CLOCKS[mistake]], lost(run)


@pytest.mark.long
@pytest.mark.timeout(1500)
@pytest.mark.parametrize("role", ROLES)
def test_twenty_times_a_right_role_loses_nothing(role: str, tmp_path: Path) -> None:
    for number in range(REPEATS):
        run = graded(tmp_path / str(number), target(role), role)

        assert lost(run) == {}, number


def test_there_are_wrong_roles_for_every_role_and_at_least_twelve() -> None:
    assert {role for role, _ in WRONG} == set(ROLES)
    assert len(WRONG) >= 12
