"""No order of steps breaks the models of payments, of the ledger, of the queue, of the till; a bug does."""

from pathlib import Path

import pytest
from hypothesis import Phase

from processing_app.core import cashflow, ledger
from tests.proof.conftest import SEED, Lane
from tests.proof.form import Form
from tests.proof.machines import running


@pytest.mark.timeout(900)
def test_no_order_of_steps_breaks_a_model(lane: Lane) -> None:
    lane("tests.proof.machines.running")


def test_a_centre_that_keeps_its_fee_of_a_refused_payment_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cashflow, "cancelled", greedy)
    monkeypatch.setattr(running, "PHASES", [Phase.generate])
    monkeypatch.setattr(running, "MACHINES", {"ledger": running.MACHINES["ledger"]})

    _, found = running.run(SEED, Form.SAMPLE, tmp_path)

    assert not found.passed
    assert "AssertionError" in found.words


def greedy(payment_id: str, agent_id: int, amount: int, fee: int, currency: str) -> tuple[ledger.Posting, ...]:
    """Sums to zero, and is wrong."""
    hold = ledger.hold(payment_id)
    return ledger.move((hold, ledger.deposit(agent_id), amount), (hold, ledger.COMMISSION, fee), currency=currency)
