"""The simulated bank: its cards, that it does everything once, its limits, its moods, and what its file never holds."""

from typing import Any

import pytest

from common.clock import VirtualClock
from common.database import Database
from common.errors import Broken, Unavailable
from common.protocol.shop.parts import BrowserPost, OpenApplication, QrCodeDisplay, Redirect
from processing_app.bank.contract import Finish, Operation, Sleep, Suspend
from processing_app.bank.simulated import store
from processing_app.bank.simulated.adapter import ABOVE, NOT_CAPTURED, NOT_TAKEN, SimulatedBank
from processing_app.bank.simulated.cards import BLOCKED, BY_ISSUER, CARDS, NOT_FINISHED, UNKNOWN, Secure
from processing_app.bank.simulated.moods import Mood, Set
from processing_app.bank.simulated.store import TABLES
from tests.intents.bank.conftest import PAYMENT, SECURE, SUM, URL, ask, card

REFUND = f"{PAYMENT}.r1"


@pytest.mark.parametrize(("number", "outcome"), CARDS.items())
def test_each_test_card_has_its_own_outcome(bank: SimulatedBank, number: str, outcome: Any) -> None:
    step = bank.process(ask(Operation.AUTHORIZE, number))

    waits = outcome.secure in (Secure.CODE, Secure.NEVER, Secure.SILENT)
    assert isinstance(step, Suspend if waits else Finish)
    if isinstance(step, Finish):
        assert (step.failure, step.amount) == (outcome.failure, SUM)
        assert ("eci" in step.info) == (outcome.secure is Secure.FRICTIONLESS)


def test_a_card_of_nobody_has_no_issuer(bank: SimulatedBank) -> None:
    step = bank.process(ask(Operation.AUTHORIZE, "4111111111111111"))

    assert isinstance(step, Finish)
    assert step.failure.endswith("issuer_not_found")


def test_the_same_question_gets_the_same_answer_after_a_restart(
    bank: SimulatedBank, bank_file: Database, clock: VirtualClock
) -> None:
    first = bank.process(ask(Operation.AUTHORIZE))
    bank_file.close()
    again = Database(bank_file.path, TABLES)
    later = SimulatedBank("simulated", again, clock, URL)

    assert later.process(ask(Operation.AUTHORIZE)) == first
    assert later.process(ask(Operation.AUTHORIZE, card=None)) == first
    acts = again.read(lambda db: store.acts(db, PAYMENT, 10))
    again.close()
    assert [(act.operation, act.amount) for act in acts] == [("authorize", SUM)]


def test_without_a_card_only_what_was_heard_of_is_authorized(bank: SimulatedBank) -> None:
    step = bank.process(ask(Operation.AUTHORIZE, card=None))

    assert isinstance(step, Finish)
    assert step.failure == UNKNOWN
    assert bank.process(ask(Operation.AUTHORIZE)) == step, "an id is decided once"


def test_another_sum_under_the_same_id_cannot_be(bank: SimulatedBank) -> None:
    bank.process(ask(Operation.AUTHORIZE))

    with pytest.raises(Broken, match="payment_id_reused"):
        bank.process(ask(Operation.AUTHORIZE, amount=SUM + 1))


def test_an_instant_payment_is_captured_in_the_same_step(bank: SimulatedBank) -> None:
    step = bank.process(ask(Operation.AUTHORIZE, instant=True))

    assert isinstance(step, Finish)
    assert step.captured
    back = bank.process(ask(Operation.REFUND, id=REFUND))
    assert isinstance(back, Finish)
    assert not back.failure


@pytest.mark.parametrize(("amount", "failure"), [(SUM, ""), (1, ""), (SUM + 1, ABOVE)])
def test_a_capture_is_never_above_what_was_authorized(bank: SimulatedBank, amount: int, failure: str) -> None:
    bank.process(ask(Operation.AUTHORIZE))

    step = bank.process(ask(Operation.CAPTURE, amount=amount))

    assert isinstance(step, Finish)
    assert step.failure == failure
    assert bank.process(ask(Operation.CAPTURE, amount=amount)) == step


def test_refunds_are_never_above_what_was_captured(bank: SimulatedBank) -> None:
    bank.process(ask(Operation.AUTHORIZE))
    assert _failure(bank, Operation.REFUND, id=REFUND, amount=1) == NOT_CAPTURED
    bank.process(ask(Operation.CAPTURE, amount=1_000))

    assert _failure(bank, Operation.REFUND, id=f"{PAYMENT}.r2", amount=600) == ""
    assert _failure(bank, Operation.REFUND, id=f"{PAYMENT}.r2", amount=600) == "", "asked again, done once"
    assert _failure(bank, Operation.REFUND, id=f"{PAYMENT}.r3", amount=401) == ABOVE
    assert _failure(bank, Operation.REFUND, id=f"{PAYMENT}.r4", amount=400) == ""


def test_a_cancel_of_what_was_never_heard_of_is_confirmed_and_fences_the_id_for_ever(bank: SimulatedBank) -> None:
    assert _failure(bank, Operation.CANCEL) == ""

    assert _failure(bank, Operation.AUTHORIZE) == BLOCKED
    assert _failure(bank, Operation.CAPTURE) == NOT_CAPTURED


def test_a_cancelled_hold_is_captured_by_nobody(bank: SimulatedBank) -> None:
    bank.process(ask(Operation.AUTHORIZE))
    assert _failure(bank, Operation.CANCEL) == ""

    assert _failure(bank, Operation.CAPTURE) == NOT_CAPTURED
    assert _failure(bank, Operation.AUTHORIZE) == BLOCKED


def test_a_cancel_while_the_payer_is_at_the_page_fences_it(bank: SimulatedBank) -> None:
    bank.process(ask(Operation.AUTHORIZE, SECURE))
    assert _failure(bank, Operation.CANCEL) == ""

    assert _failure(bank, Operation.AUTHORIZE, card=card(SECURE)) == BLOCKED


def test_three_d_secure_is_asked_for_as_in_the_seed_and_again_after_a_reload(bank: SimulatedBank) -> None:
    step = bank.process(ask(Operation.AUTHORIZE, SECURE))

    assert isinstance(step, Suspend)
    assert step.tag.startswith(PAYMENT + ".")
    assert isinstance(step.interaction, Redirect)
    assert isinstance(step.interaction.request, BrowserPost)
    form = {field.key: field.template for field in step.interaction.request.form}
    assert form["TermUrl"] == f"{URL}/v2/callbacks/{step.tag}{{?termination_uri}}"
    assert form["MD"] == f"COM_MPI-{PAYMENT}"
    assert form.keys() == {"TermUrl", "PaReq", "MD"}
    assert bank.process(ask(Operation.AUTHORIZE, SECURE, state=step.state)) == step


@pytest.mark.parametrize("number", [SECURE, "4342561111111118"])
def test_nobody_waits_for_ever_for_a_payer(bank: SimulatedBank, clock: VirtualClock, number: str) -> None:
    step = bank.process(ask(Operation.AUTHORIZE, number))
    assert isinstance(step, Suspend)
    clock.advance(step.timeout_ms / 1000)

    assert _failure(bank, Operation.AUTHORIZE, card=card(number)) == NOT_FINISHED


@pytest.mark.parametrize(("opens", "kind"), [(False, QrCodeDisplay), (True, OpenApplication)])
def test_a_payment_by_link_shows_a_code_or_opens_an_application(
    bank_file: Database, clock: VirtualClock, opens: bool, kind: type
) -> None:
    bank = SimulatedBank("another", bank_file, clock, URL, opens=opens)

    step = bank.process(ask(Operation.AUTHORIZE, means="link"))

    assert isinstance(step, Suspend)
    assert isinstance(step.interaction, kind)


def test_a_slow_bank_is_asked_twice(bank: SimulatedBank) -> None:
    bank.set_mood(Set(Mood.SLOW, pause_ms=1_500))

    step = bank.process(ask(Operation.AUTHORIZE))

    assert isinstance(step, Sleep)
    assert step.pause_ms == 1_500
    assert _failure(bank, Operation.AUTHORIZE, state=step.state) == ""


def test_a_silent_bank_does_nothing(bank: SimulatedBank, bank_file: Database) -> None:
    bank.set_mood(Set(Mood.SILENT))

    with pytest.raises(Unavailable):
        bank.process(ask(Operation.AUTHORIZE))
    assert bank_file.read(lambda db: store.find(db, PAYMENT)) is None


def test_an_answer_that_is_lost_once_is_there_the_second_time(bank: SimulatedBank) -> None:
    bank.set_mood(Set(Mood.UNKNOWN_ONCE))
    for operation in (Operation.AUTHORIZE, Operation.CAPTURE):
        with pytest.raises(Unavailable):
            bank.process(ask(operation))
        assert _failure(bank, operation) == ""


def test_a_late_bank_authorizes_and_says_nothing_of_it(bank: SimulatedBank, bank_file: Database) -> None:
    bank.set_mood(Set(Mood.LATE))

    with pytest.raises(Unavailable):
        bank.process(ask(Operation.AUTHORIZE))
    heard = bank_file.read(lambda db: store.find(db, PAYMENT))
    assert heard is not None
    assert heard.verdict == "approved"
    assert _failure(bank, Operation.CANCEL) == ""


def test_a_lying_bank_names_another_sum(bank: SimulatedBank) -> None:
    bank.set_mood(Set(Mood.LYING))

    step = bank.process(ask(Operation.AUTHORIZE))

    assert isinstance(step, Finish)
    assert step.amount != SUM


def test_garbage_is_no_answer_that_anybody_knows(bank: SimulatedBank) -> None:
    bank.set_mood(Set(Mood.GARBAGE, times=1))

    with pytest.raises(ValueError, match="html"):
        bank.process(ask(Operation.AUTHORIZE))
    assert bank.mood == Set(), "a mood that was set for once has passed"


def test_a_refusing_bank_refuses_payments_and_refunds(bank: SimulatedBank) -> None:
    bank.process(ask(Operation.AUTHORIZE, instant=True))
    bank.set_mood(Set(Mood.REFUSING))

    assert _failure(bank, Operation.REFUND, id=REFUND) == NOT_TAKEN
    assert _failure(bank, Operation.AUTHORIZE, id="other.1", payment="other.1") == BY_ISSUER


def test_a_mood_outlives_a_restart(bank: SimulatedBank, bank_file: Database, clock: VirtualClock) -> None:
    bank.set_mood(Set(Mood.SLOW, 300, 2))

    assert SimulatedBank("simulated", bank_file, clock, URL).mood == Set(Mood.SLOW, 300, 2)
    assert SimulatedBank("another", bank_file, clock, URL).mood == Set()


def test_many_questions_are_answered_in_one_durable_moment(bank: SimulatedBank, bank_file: Database) -> None:
    asks = [ask(Operation.AUTHORIZE, id=f"many.{n}", payment=f"many.{n}") for n in range(50)]
    before = bank_file.commits

    answers = bank.process_all(asks)

    assert bank_file.commits == before + 1
    assert all(isinstance(answer, Finish) and not answer.failure for answer in answers)


def test_no_card_is_in_the_banks_file(bank: SimulatedBank, bank_file: Database) -> None:
    for n, number in enumerate(CARDS):
        bank.process(ask(Operation.AUTHORIZE, number, id=f"canary.{n}", payment=f"canary.{n}"))
    bank_file.close()

    written = b"".join(file.read_bytes() for file in bank_file.path.parent.iterdir())
    assert b"canary.1" in written
    for number in CARDS:
        assert number.encode() not in written
    assert b"ANNA PAYER" not in written


def _failure(bank: SimulatedBank, operation: Operation, **changes: object) -> str:
    step = bank.process(ask(operation, **changes))  # type: ignore[arg-type]
    assert isinstance(step, Finish)
    return step.failure
