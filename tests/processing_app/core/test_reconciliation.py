"""Three registers compared: what differs is named with its reason, what is in path is no difference, sums are added."""

import pytest

from common.clock import SystemClock
from common.status import Status
from processing_app.core.differences import MEANINGS, Action, Kind, Reason
from processing_app.core.reconciliation import (
    BETWEEN_US,
    Ours,
    Outcome,
    Scope,
    Theirs,
    Told,
    folded,
    reconcile,
    says_more,
)

NOW = 10_000_000
LONG_AGO = 1_000
TOLD = Told(1, "T1", 1, "912", 10_000, 9_700, "captured", LONG_AGO)
OURS = Ours(1, "T1", 1, "912", 10_000, 9_700, Status.CAPTURED, LONG_AGO, LONG_AGO)
THEIRS = Theirs(1, "912", 9_700, "credited", LONG_AGO)
SCOPE = Scope({(1, "T1"): NOW}, frozenset(), NOW)


def compared(
    told: Told | None = TOLD, ours: Ours | None = OURS, theirs: Theirs | None = THEIRS, scope: Scope = SCOPE
) -> Outcome:
    return reconcile(
        {} if told is None else {"p": told},
        {} if ours is None else {"p": ours},
        {} if theirs is None else {"p": theirs},
        scope,
    )


def reason(told: Told | None, ours: Ours | None, theirs: Theirs | None, scope: Scope = SCOPE) -> Reason | None:
    outcome = compared(told, ours, theirs, scope)
    found = [*outcome.differences, *outcome.in_path]
    assert len(found) <= 1
    return found[0].reason if found else None


def test_what_all_three_say_alike_is_only_counted() -> None:
    outcome = compared()

    assert (outcome.differences, outcome.in_path, outcome.agreed) == ([], [], 1)
    assert outcome.agent == outcome.centre == outcome.provider == (1, 9_700, 0, 0)


@pytest.mark.parametrize(
    ("told", "ours", "theirs", "expected"),
    [
        (TOLD, OURS, None, Reason.NOT_CREDITED),
        (TOLD._replace(state="sent"), OURS._replace(status=Status.AUTHORIZED, task="waiting"), THEIRS,
         Reason.ANSWER_LOST),
        (TOLD._replace(state="sent"), OURS._replace(status=Status.AUTHORIZED, task="dead"), THEIRS,
         Reason.ANSWER_LOST_REVIEW),
        (TOLD._replace(state="sent"), OURS._replace(status=Status.AUTHORIZED, task="waiting"), None, Reason.UNDER_WAY),
        (TOLD._replace(state="sent"), OURS._replace(status=Status.AUTHORIZED, task="dead"), None, Reason.IN_REVIEW),
        (TOLD._replace(state="cancelled"), OURS._replace(status=Status.CANCELLED), THEIRS, Reason.CREDITED_AFTER_NO),
        (TOLD._replace(state="cancelled"), OURS._replace(status=Status.CANCELLED), None, None),
        (TOLD, OURS._replace(status=Status.REFUNDED), THEIRS, Reason.NOT_REVERSED),
        (TOLD, OURS._replace(status=Status.REFUNDED), THEIRS._replace(state="reversed"), Reason.REVERSED_LATER),
        (TOLD, OURS, THEIRS._replace(state="reversed"), Reason.REVERSED_THERE),
        (TOLD, OURS._replace(task="waiting"), THEIRS._replace(state="reversed"), Reason.REVERSAL_UNDER_WAY),
        (TOLD, OURS, THEIRS._replace(amount=9_800), Reason.OTHER_SUM_THERE),
        (TOLD, OURS, THEIRS._replace(account="913"), Reason.OTHER_ACCOUNT_THERE),
        (TOLD._replace(amount=9_600), OURS, THEIRS, Reason.OTHER_SUM_AGENT),
        (TOLD._replace(account="913"), OURS, THEIRS, Reason.OTHER_ACCOUNT_AGENT),
        (TOLD._replace(state="cancelled"), OURS, THEIRS, Reason.SLIP_BUT_CREDITED),
        (TOLD, OURS._replace(status=Status.CANCELLED), None, Reason.AGENT_AHEAD),
        (TOLD._replace(state="sent"), OURS, THEIRS, Reason.AGENT_BEHIND),
        (None, OURS, THEIRS, Reason.NOT_TOLD),
        (TOLD, None, THEIRS, Reason.CREDITED_UNKNOWN),
        (TOLD, None, None, Reason.AGENT_HAS_MORE),
        (TOLD._replace(state="waiting"), None, None, Reason.NOT_SENT),
        (TOLD._replace(state="refused"), None, None, None),
        (None, None, THEIRS._replace(state="voided"), None),
        (TOLD, OURS._replace(inside=False), None, Reason.OTHER_PERIOD),
    ],
)  # fmt: skip
def test_each_disagreement_has_its_reason(
    told: Told | None, ours: Ours | None, theirs: Theirs | None, expected: Reason | None
) -> None:
    assert reason(told, ours, theirs) is expected


def test_a_reply_that_may_still_be_on_its_way_is_no_difference() -> None:
    waits = OURS._replace(status=Status.AUTHORIZED, task="waiting")

    assert reason(TOLD._replace(state="sent"), waits, THEIRS._replace(at=NOW - 1_000)) is Reason.UNDER_WAY


def test_a_terminal_that_never_told_its_register_is_not_accused() -> None:
    assert reason(None, OURS, THEIRS, scope=SCOPE._replace(complete={})) is None


def test_a_payment_since_the_terminal_told_last_is_in_path() -> None:
    fresh = OURS._replace(at=NOW - 1_000, changed=NOW - 1_000)

    assert reason(None, fresh, THEIRS) is Reason.NOT_TOLD_YET


def test_where_the_provider_has_no_register_the_others_are_still_compared() -> None:
    without = SCOPE._replace(without_register=frozenset({1}))

    assert reason(TOLD, OURS, None, scope=without) is None
    assert reason(TOLD._replace(amount=1), OURS, None, scope=without) is Reason.OTHER_SUM_AGENT


def test_the_columns_add_up_what_each_side_says() -> None:
    told = {"a": TOLD, "b": TOLD._replace(state="sent"), "c": TOLD._replace(state="cancelled")}
    ours = {
        "a": OURS,
        "b": OURS._replace(status=Status.AUTHORIZED, task="waiting"),
        "c": OURS._replace(status=Status.CANCELLED),
        "d": OURS._replace(inside=False),
    }
    theirs = {"a": THEIRS, "d": THEIRS, "e": THEIRS._replace(inside=False)}

    outcome = reconcile(told, ours, theirs, SCOPE)

    assert outcome.agent == (3, 9_700, 9_700, 9_700)
    assert outcome.centre == (3, 9_700, 9_700, 9_700)
    assert outcome.provider == (1, 9_700, 0, 0)


def test_a_providers_operations_on_one_payment_come_to_one_line() -> None:
    credit = folded(None, 1, "credit", THEIRS)
    reversed_ = folded(credit, 1, "reverse", THEIRS._replace(at=5_000))

    assert (credit.state, reversed_.state, reversed_.amount) == ("credited", "reversed", 9_700)
    assert folded(reversed_, 1, "credit", THEIRS).state == "reversed"
    assert folded(credit, 1, "void", THEIRS._replace(amount=0)).state == "credited"
    assert folded(None, 1, "void", THEIRS._replace(amount=0)).state == "voided"


@pytest.mark.parametrize(
    ("before", "after", "more"),
    [
        (("waiting", 1), ("sent", 2), True),
        (("sent", 2), ("waiting", 1), False),
        (("captured", 2), ("sent", 9), False),
        (("sent", 9), ("captured", 2), True),
        (("sent", 2), ("sent", 2), True),
    ],
)
def test_a_terminals_later_word_counts_and_an_end_is_an_end(
    before: tuple[str, int], after: tuple[str, int], more: bool
) -> None:
    assert says_more(before, after) is more


def test_every_reason_has_its_words_in_both_languages_and_every_state_its_verdict() -> None:
    assert set(MEANINGS) == set(Reason)
    assert {meaning.kind for meaning in MEANINGS.values()} == set(Kind)
    assert {meaning.action for meaning in MEANINGS.values()} == set(Action)
    assert all(meaning.words.ru != meaning.words.en for meaning in MEANINGS.values())
    ended = (Status.AUTHORIZED, Status.CAPTURED, Status.CANCELLED, Status.REFUNDED)
    assert set(BETWEEN_US) == {(status, there) for status in ended for there in ("", "credited", "reversed", "voided")}


def test_a_hundred_thousand_payments_are_compared_in_seconds() -> None:
    ids = [f"{number:032x}" for number in range(100_000)]
    ours = dict.fromkeys(ids, OURS)
    theirs = dict.fromkeys(ids[1:], THEIRS)
    told = dict.fromkeys(ids[:-1], TOLD)
    clock = SystemClock()
    began = clock.monotonic()

    outcome = reconcile(told, ours, theirs, SCOPE)

    assert clock.monotonic() - began < 10
    assert [one.reason for one in outcome.differences] == [Reason.NOT_CREDITED, Reason.NOT_TOLD]
