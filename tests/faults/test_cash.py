"""Whatever the acceptor is in and wherever the program dies: notes inside = notes written = money of the payers."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agent_terminal.ccnet.codes import Status
from tests.faults.conditions import CONDITIONS, Condition
from tests.faults.day import Day
from tests.faults.doom import SILENT, Death, Doom, Moment
from tests.faults.till import SPRY, Till

FIRST = 4
"""The type of the note that lies in the cassette already: 100 roubles."""
FIRST_VALUE = 10_000
CELLS = [(condition, moment) for condition in CONDITIONS for moment in Moment]
NAMES = [f"{condition.name}-{moment.value}" for condition, moment in CELLS]
Tills = Callable[..., Till]


@pytest.fixture
def tills(tmp_path: Path) -> Iterator[Tills]:
    """Makes a terminal by the test's own terms."""
    made: list[Till] = []

    def make(**options: object) -> Till:
        made.append(Till(tmp_path / str(len(made)), replace(SPRY, **options)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for till in made:
        till.close()


def test_the_matrix_has_all_states_of_a_validator_and_a_silent_line() -> None:
    newer = {Status.SUSPECTED, Status.COUNTERFEIT_HELD}

    assert [condition.status for condition in CONDITIONS] == [*(set_of_ccnet := sorted(set(Status) - newer)), SILENT]
    assert len(set_of_ccnet) * len(Moment) * 2 + len(Moment) * 2 == 184


@pytest.mark.parametrize("power_lost", [False, True], ids=["device-keeps-power", "device-loses-power"])
@pytest.mark.parametrize(("condition", "moment"), CELLS, ids=NAMES)
def test_a_death_of_the_program_in_any_condition_of_the_device_costs_nobody_anything(
    tills: Tills, condition: Condition, moment: Moment, power_lost: bool
) -> None:
    till = tills(capacity=condition.capacity, disabled_after_note=condition.disabled_after_note)
    cash_inside(till)
    condition.bring(till)
    till.doom(Doom(condition.status, moment))

    with pytest.raises(Death):
        till.run(60)
    till.die(power_lost=power_lost)
    till.come_back()
    till.recover()

    assert till.held() == till.worth()
    till.leave()
    till.demand_books_agree()


def cash_inside(till: Till) -> None:
    """A payer with one note in the cassette, and the device waits for the next one."""
    till.until(lambda: till.show() == "K0")
    till.stand.to_cash()
    till.until(lambda: till.insert(FIRST))
    till.until(lambda: till.held() == FIRST_VALUE and till.mechanics.status is Status.IDLING)
    till.run(1.0)


SOME_DAYS, DAYS, MORE_DAYS, SESSIONS = 100, 500, 2_000, 10
"""Together 5,000 sessions. A run of all tests, where nobody asked for this file, lives through the first 1,000."""
SEED = 5_184


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(SEED, SEED + (DAYS if asked_for(metafunc.config) else SOME_DAYS)))


def asked_for(config: pytest.Config) -> bool:
    """Whether this very file was named, or everything that takes long was."""
    named = any(Path(argument.partition("::")[0]).name == Path(__file__).name for argument in config.args)
    return named or bool(config.getoption("--long"))


def test_a_day_of_random_misfortunes_ends_with_books_that_agree(tmp_path: Path, seed: int) -> None:
    live(tmp_path, seed)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_twenty_thousand_more_sessions_end_with_books_that_agree(tmp_path: Path) -> None:
    for day in range(SEED + DAYS, SEED + DAYS + MORE_DAYS):
        live(tmp_path / str(day), day)


def live(folder: Path, seed: int) -> None:
    """A day of so many sessions; any failure tells its seed. What it wrote is kept only then."""
    day = Day(folder, seed)
    try:
        day.live(SESSIONS)
    except BaseException:
        print(f"seed {seed}: {' · '.join(day.misfortunes)}")
        raise
    finally:
        day.till.close()
    shutil.rmtree(folder)
