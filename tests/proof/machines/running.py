"""All machines by one seed: so many programs of steps each, and how many steps that were."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as with_seed
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.intents.core.machine import Intents
from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.proof.machines.ledger import Ledger
from tests.proof.machines.payments import Payments
from tests.proof.machines.tasks import Tasks
from tests.proof.machines.till import AtTheTill

LANE = "machines"
PHASES = [Phase.generate, Phase.shrink]


class Machine(NamedTuple):
    """A machine with its numbers of programs by form, and the most steps of one."""

    make: type[RuleBasedStateMachine]
    programs: dict[Form, int]
    steps: int


MACHINES = {
    "payments": Machine(Payments, {Form.SAMPLE: 50, Form.SHORT: 150, Form.LONG: 2_000}, 50),
    "ledger": Machine(Ledger, {Form.SAMPLE: 8, Form.SHORT: 40, Form.LONG: 500}, 25),
    "tasks": Machine(Tasks, {Form.SAMPLE: 20, Form.SHORT: 60, Form.LONG: 2_000}, 50),
    "intents": Machine(Intents, {Form.SAMPLE: 15, Form.SHORT: 60, Form.LONG: 2_000}, 100),
    "till": Machine(AtTheTill, {Form.SAMPLE: 15, Form.SHORT: 40, Form.LONG: 500}, 25),
}


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """One machine after another; a program that breaks its model is told with its steps."""
    figures = Figures(LANE, seed)
    for name, machine in MACHINES.items():
        programs = machine.programs[form]
        counted, counter = _counting(machine.make)
        faults: list[str] = []
        try:
            run_state_machine_as_test(
                with_seed(seed)(counted),
                settings=settings(
                    max_examples=programs,
                    stateful_step_count=machine.steps,
                    deadline=None,
                    database=None,
                    phases=PHASES,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        except Exception as trouble:  # noqa: BLE001 - whatever a program of steps has brought about is the figure
            faults = ["\n".join([f"{type(trouble).__name__}: {trouble}", *getattr(trouble, "__notes__", [])])]
        figures.least(f"programs of {name}", counter(), programs if not faults else 0)
        figures.none(f"programs of {name} that break the model", faults)
    return figures.rows


def _counting(machine: type[RuleBasedStateMachine]) -> tuple[type[Any], Callable[[], int]]:
    """The same machine, and how often it was made."""
    made: list[None] = []

    class Counted(machine):  # type: ignore[valid-type,misc]
        """One more."""

        def __init__(self) -> None:
            made.append(None)
            super().__init__()

    return Counted, lambda: len(made)
