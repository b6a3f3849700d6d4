"""What blocks a terminal, how long screens wait, how a payment may change."""

from dataclasses import replace

import pytest

from agent_terminal.core import patience, payment
from agent_terminal.core.blocking import DEPOSIT_GOOD_MS, Condition, Reason, reasons
from agent_terminal.core.patience import Then
from agent_terminal.core.payment import Fact, State
from agent_terminal.core.stages import Stage
from common.errors import Broken

GOOD = Condition(
    closed=False,
    disk_full=False,
    contract_wrong=False,
    least_payment=1_000,
    available=1_000,
    deposit_age_ms=0,
    agent_blocked=False,
    hardware=None,
)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, ()),
        ({"available": 999}, ("A-02",)),
        ({"available": 0}, ("A-02",)),
        ({"available": -5, "least_payment": 0}, ("A-02",)),
        ({"agent_blocked": True}, ("A-02",)),
        ({"available": None}, ("N-01",)),
        ({"least_payment": None}, ("N-01",)),
        ({"deposit_age_ms": DEPOSIT_GOOD_MS}, ()),
        ({"deposit_age_ms": DEPOSIT_GOOD_MS + 1}, ("N-01",)),
        ({"deposit_age_ms": -DEPOSIT_GOOD_MS}, ()),
        ({"deposit_age_ms": -24 * 3_600_000}, ("N-01",)),
        ({"contract_wrong": True}, ("A-01",)),
        ({"contract_wrong": True, "available": None}, ("A-01",)),
        ({"closed": True}, ("C-01",)),
        ({"disk_full": True}, ("S-03",)),
        ({"hardware": Reason.JAM}, ("H-03",)),
        ({"closed": True, "available": 0, "hardware": Reason.SILENT}, ("C-01", "A-02", "H-04")),
    ],
)
def test_each_condition_has_its_code(change: dict[str, object], codes: tuple[str, ...]) -> None:
    assert reasons(replace(GOOD, **change)) == codes  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stage", "warned", "held", "then"),
    [
        ("K1", False, 0, "leave"),
        ("K1", False, 100, "warn"),
        ("K1", True, 100, "leave"),
        ("K2", False, 0, "warn"),
        ("K3", True, 0, "leave"),
        ("K4", False, 0, "no_answer"),
        ("K5", False, 0, "warn"),
        ("K6", False, 100, "warn"),
        ("K6", True, 100, "leave"),
        ("K6s", True, 100, "leave"),
        ("K7", False, 0, "late"),
        ("K9", False, 0, "leave"),
        ("K9", False, 100, "warn"),
        ("K9n", True, 100, "leave"),
        ("K2s", False, 0, "warn"),
        ("K10x", False, 0, "leave"),
        ("K8", False, 0, "leave"),
    ],
)
def test_quiet_screens_end_as_the_table_says(stage: str, warned: bool, held: int, then: str) -> None:
    assert patience.then(Stage(stage), warned=warned, held=held) is Then(then)


def test_waits_stretch_up_to_tenfold() -> None:
    assert patience.quiet_ms(Stage.CASH, 1) == 90_000
    assert patience.quiet_ms(Stage.CASH, 10) == 900_000


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("fact", Fact)
def test_a_payment_never_leaves_its_end(state: State, fact: Fact) -> None:
    known = {
        "created": "paid dropped",
        "to_send": "accepted refused stopped",
        "sent": "captured cancelled stopped",
        "review": "retried",
    }

    if fact in known.get(state, "").split():
        assert payment.after(state, fact) is not state
    else:
        with pytest.raises(Broken):
            payment.after(state, fact)
