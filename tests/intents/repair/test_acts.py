"""What an operator may do with a stopped intent, what comes of it, and what stays forbidden."""

import pytest

from common.errors import Broken, ContractFault, Rejected
from common.queue import TaskState
from common.status import Status
from processing_app.bank.simulated.moods import Mood
from processing_app.core.intent import IntentStatus
from processing_app.service.asks import repairs as asks
from tests.intents.bank.conftest import SUM
from tests.intents.repair.workshop import ANNA, WHY, Workshop

LEGAL = {
    "authorize": {"fail", "fulfil", "revive", "skip", "add"},
    "capture": {"fulfil", "revive", "skip", "add"},
    "cancel": {"fulfil", "revive", "skip", "add"},
    "refund": {"fail", "fulfil", "revive", "skip", "add"},
}
"""The table of compatibility."""
SAYS = {
    "authorize": "Банк списал 255,00 ₽, вернул 0,00 ₽",
    "capture": "Банк списал 255,00 ₽, вернул 0,00 ₽",
    "cancel": "Банк вернул деньги или не возьмёт их никогда",
    "refund": "Банк списал 255,00 ₽, вернул 255,00 ₽",
}


@pytest.mark.parametrize("operation", LEGAL)
def test_the_console_says_why_it_stopped_what_the_bank_says_and_what_is_legal(
    workshop: Workshop, operation: str
) -> None:
    name = workshop.garbled(operation)

    look = workshop.look(name)

    assert (look.stopped, look.reason.partition(":")[0]) == (True, f"simulated {operation}")
    assert [one.operation.partition(":")[0] for one in look.under_way] == [operation]
    assert look.bank is not None
    assert look.bank.words.ru == SAYS[operation]
    assert (look.events[-1].kind, len(look.events)) == ("IntentStopped", look.version)
    assert [task.state for task in look.tasks] == ["dead"]
    assert {one.act for one in look.legal if one.allowed} == LEGAL[operation]
    assert all(one.allowed is not bool(one.why_not.en) for one in look.legal)
    assert [(about, code) for about, code in workshop.alarms() if about == f"intent:{name}"] != []


def test_the_list_of_the_stopped_is_what_waits_for_a_person(workshop: Workshop) -> None:
    name = workshop.garbled("capture")
    workshop.create()

    (row,) = workshop.ask(workshop.desk.console.stopped_intents, asks.AskStopped()).intents

    assert (row.intent_id, row.amount, row.proposals) == (name, SUM, 0)
    assert row.reason.startswith("simulated capture")


def test_an_intent_that_moves_is_not_repaired(workshop: Workshop) -> None:
    workshop.open_shop()
    name = workshop.create()
    workshop.pay(name)

    assert not any(one.allowed for one in workshop.look(name).legal)
    for act in (workshop.revive, workshop.skip, workshop.fail):
        with pytest.raises(Rejected, match="not_legal_now"):
            act(name)
    with pytest.raises(Rejected, match="not_legal_now"):
        workshop.fulfil(name, "123")
    with pytest.raises(ContractFault, match="not_found"):
        workshop.look("nobody")


@pytest.mark.parametrize("operation", ["capture", "cancel"])
def test_what_the_bank_holds_cannot_fail(workshop: Workshop, operation: str) -> None:
    name = workshop.garbled(operation)
    before = workshop.state(name)

    with pytest.raises(Rejected, match="not_legal_now"):
        workshop.fail(name)

    assert workshop.state(name) == before


@pytest.mark.parametrize(
    ("operation", "status", "last"),
    [
        ("authorize", Status.CAPTURED, "PaymentCaptured"),
        ("capture", Status.CAPTURED, "PaymentCaptured"),
        ("cancel", Status.CANCELLED, "PaymentCancelled"),
        ("refund", Status.REFUNDED, "PaymentRefunded"),
    ],
)
def test_by_the_banks_reference_what_was_under_way_is_done(
    workshop: Workshop, operation: str, status: Status, last: str
) -> None:
    name = workshop.garbled(operation)
    view = workshop.look(name).bank
    assert view is not None

    workshop.fulfil(name, view.reference)
    workshop.run()

    assert workshop.payment(name).status is status
    assert workshop.kinds(name)[-1] == last
    assert (workshop.tasks(), sum(workshop.balances().values())) == ([], 0)
    assert workshop.decided(name) == [("repair_fulfil", "operator:anna", WHY)]


def test_the_act_is_an_event_with_a_name_and_a_reason_and_the_story_is_kept(workshop: Workshop) -> None:
    name = workshop.garbled("capture")
    before = workshop.look(name).events

    workshop.fulfil(name, "123")

    after = workshop.look(name).events
    assert after[: len(before)] == before
    revived = after[len(before)]
    assert (revived.kind, revived.principal) == ("IntentRevived", "operator:anna")
    assert revived.data == {"act": "fulfil", "by": "anna", "reason": WHY, "approved_by": ""}


def test_whether_a_hold_was_captured_is_the_banks_word(workshop: Workshop) -> None:
    workshop.open_shop()
    name = workshop.create()
    workshop.mood(Mood.GARBAGE)
    workshop.pay(name, hold=True)
    workshop.run()
    workshop.mood(Mood.OK)
    view = workshop.look(name).bank
    assert view is not None

    workshop.fulfil(name, view.reference, captured=True)
    workshop.run()

    assert workshop.payment(name).status is Status.AUTHORIZED
    assert workshop.tasks() == []


def test_a_sum_that_the_bank_captured_at_once_is_not_given_back_for_that(workshop: Workshop) -> None:
    name = workshop.garbled("authorize")
    workshop.mood(Mood.SILENT)
    workshop.fulfil(name, "by telephone")
    workshop.mood(Mood.OK)

    workshop.run()

    assert workshop.payment(name).status is Status.CAPTURED


def test_a_banks_reference_is_demanded(workshop: Workshop) -> None:
    name = workshop.garbled("capture")

    for reference in ("", "  ", "1\n2", "1" * 101):
        with pytest.raises(Rejected, match="wrong_value: reference"):
            workshop.fulfil(name, reference)

    assert workshop.state(name).stopped


def test_a_bank_that_answers_is_not_contradicted(workshop: Workshop) -> None:
    name = workshop.garbled("authorize")

    with pytest.raises(Rejected, match="bank_says_otherwise"):
        workshop.fulfil(name, "not the bank's")
    workshop.mood(Mood.SILENT)
    done = workshop.fulfil(name, "123456789012")

    assert done.status == "unpaid"
    assert workshop.payment(name).reference == "123456789012"


@pytest.mark.parametrize("operation", ["authorize", "capture", "cancel", "refund"])
def test_a_bank_that_did_nothing_is_not_said_to_have_done_it(workshop: Workshop, operation: str) -> None:
    workshop.open_shop()
    name = workshop.create()
    workshop.pay(name, hold=operation != "refund")
    if operation != "authorize":
        workshop.run()
    if operation == "refund":
        workshop.refund(name)
    elif operation != "authorize":
        getattr(workshop, operation)(name)
    workshop.stop(name, operation)
    view = workshop.look(name).bank
    assert view is not None

    with pytest.raises(Rejected, match="bank_says_otherwise"):
        workshop.fulfil(name, view.reference or "1")


def test_a_bank_that_cannot_be_asked_contradicts_nobody(workshop: Workshop) -> None:
    name = workshop.garbled("authorize", bank="other")
    view = workshop.look(name).bank
    assert view is not None
    assert not view.answered

    workshop.fulfil(name, "by telephone", captured=True)

    assert workshop.state(name).status is IntentStatus.PAID


def test_a_failed_attempt_is_given_back_by_the_bank_and_another_may_begin(workshop: Workshop) -> None:
    name = workshop.garbled("authorize")

    workshop.fail(name, failure="authorization_failed:rejected_by_issuer")
    workshop.run()

    failed = workshop.payment(name)
    assert (failed.status, failed.failure) == (Status.FAILED, "authorization_failed:rejected_by_issuer")
    assert (failed.voiding, workshop.acts(name)[-1][0]) == (False, "cancel")
    assert workshop.tasks() == []
    workshop.pay(name)
    workshop.run()
    assert workshop.state(name).status is IntentStatus.PAID


def test_a_refund_fails_only_when_the_bank_did_not_make_it(workshop: Workshop) -> None:
    name = workshop.garbled("refund")
    with pytest.raises(Rejected, match="bank_says_otherwise"):
        workshop.fail(name)
    workshop.mood(Mood.SILENT)

    workshop.fail(name)

    assert workshop.payment(name).refunds["1"].status == "failed"
    assert workshop.balances()["pos:cups:settlement"] == SUM


def test_a_failure_is_one_of_the_tree(workshop: Workshop) -> None:
    name = workshop.garbled("authorize")

    with pytest.raises(Rejected, match="wrong_value: failure"):
        workshop.fail(name, failure="bad_luck")


@pytest.mark.parametrize("operation", LEGAL)
def test_revived_it_goes_on_from_where_it_was(workshop: Workshop, operation: str) -> None:
    name = workshop.garbled(operation)

    workshop.revive(name)
    workshop.run()

    state = workshop.state(name)
    assert (state.stopped, state.in_flight) == ("", None)
    assert workshop.tasks() == []
    ends = {"capture": "captured", "authorize": "captured", "cancel": "cancelled", "refund": "refunded"}
    assert workshop.payment(name).status == ends[operation]


def test_a_bank_is_asked_from_the_beginning(workshop: Workshop) -> None:
    name = workshop.garbled("authorize")

    workshop.skip(name)
    step = workshop.payment(name).steps["authorize"]
    workshop.run()

    assert (step.state, step.tag) == (b"", "")
    assert workshop.state(name).status is IntentStatus.PAID


def test_it_stops_again_when_the_bank_is_no_better(workshop: Workshop) -> None:
    name = workshop.garbled("authorize")
    workshop.mood(Mood.GARBAGE)

    workshop.revive(name)
    workshop.run()

    assert workshop.state(name).stopped
    assert [task.state for task in workshop.tasks()] == [TaskState.DEAD]
    assert workshop.kinds(name).count("IntentStopped") == 2


def test_time_that_passed_while_it_stood_is_not_the_payers_fault(workshop: Workshop) -> None:
    name = workshop.garbled("authorize")
    workshop.later(2 * 3600)
    view = workshop.look(name).bank
    assert view is not None

    workshop.fulfil(name, view.reference, captured=True)

    assert workshop.state(name).status is IntentStatus.PAID


def test_revived_too_late_it_fails_and_the_bank_gives_it_back(workshop: Workshop) -> None:
    name = workshop.garbled("authorize")
    workshop.later(2 * 3600)

    workshop.revive(name)
    workshop.run()

    assert workshop.payment(name).status is Status.FAILED
    assert workshop.state(name).status is IntentStatus.OVERDUE
    assert (workshop.tasks(), workshop.acts(name)[-1][0]) == ([], "cancel")


def test_nothing_is_decided_without_a_reason_or_over_what_nobody_has_seen(workshop: Workshop) -> None:
    name = workshop.garbled("capture")
    console = workshop.desk.console

    with pytest.raises(Rejected, match="reason_required"):
        console.revive_intent(ANNA, asks.ReviveIntent(intent_id=name, reason="  "))
    with pytest.raises(Rejected, match="changed_meanwhile"):
        workshop.revive(name, version=1)
    with pytest.raises(Rejected, match="wrong_value: payment_id, operation: 1 capture"):
        workshop.fulfil(name, "1", payment_id="2")

    assert workshop.state(name).stopped
    assert workshop.decided(name) == []


def test_while_it_stands_nobody_moves_it(workshop: Workshop) -> None:
    name = workshop.garbled("capture")

    with pytest.raises(Broken, match="intent_stopped"):
        workshop.cancel(name)
    workshop.later(30 * 86_400)

    assert workshop.kinds(name)[-1] == "IntentStopped"
