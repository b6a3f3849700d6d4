"""Whatever is done to an intent in whatever order, it is where a plain book-keeper has it, to the kopeck."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as with_seed
from hypothesis.stateful import run_state_machine_as_test

from common.errors import OplataError
from processing_app.core import attempt, capture, ledger
from processing_app.core.domain import Pos
from processing_app.core.intent import Intent
from processing_app.core.intent_events import INTENT_KINDS
from processing_app.core.payment import Payment
from tests.intents.core.machine import Intents

SEED = 20_261_128
OF_BOTH = {"PaymentCaptured", "PaymentCancelled", "PaymentRefunded"}
"""What happens to kiosks' payments, too."""


def run(programs: int) -> None:
    """So many programs of steps, by one seed."""
    Intents.taken = 0
    Intents.happened.clear()
    run_state_machine_as_test(
        with_seed(SEED)(Intents),
        settings=settings(
            max_examples=programs, stateful_step_count=100, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck), print_blob=False,
        ),
    )  # fmt: skip


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("programs", "steps"), [(205, 20_000), pytest.param(2_050, 200_000, marks=pytest.mark.long)], ids=["short", "long"]
)
def test_no_order_of_steps_parts_an_intent_from_its_book(programs: int, steps: int) -> None:
    run(programs)

    assert Intents.taken >= steps
    assert set(Intents.happened) == {kind.__name__ for kind in INTENT_KINDS} | OF_BOTH
    assert min(Intents.happened.values()) >= 3, Intents.happened


def greedy(before: Intent, pos: Pos, payment_id: str, amount: int) -> tuple[ledger.Posting, ...]:
    """A part is captured, and the rest is kept, too."""
    whole = before.payment(payment_id).amount
    return ledger.move((ledger.hold(f"i.{payment_id}"), ledger.pos(pos.id), whole), currency="RUB")


BUGS: dict[str, tuple[object, str, object]] = {
    "the rest of a part is kept": (capture, "captured_postings", greedy),
    "what is disputed may be refunded": (Payment, "left", property(lambda one: one.captured - one.refunded)),
    "a due date that passed meanwhile is forgotten": (capture, "then_overdue", lambda before, events, now: events),
    "a lifetime has no end": (attempt, "out_of_time", lambda before, now: []),
    "who pays already does not matter": (attempt, "demand_free", lambda before, now, pinned="": None),
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_core_with_a_bug_parts_from_its_book(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*BUGS[bug])

    with pytest.raises((AssertionError, OplataError)):
        run(205)
