"""What is known of a payment never goes back: an answer that comes late, or is another payment's, changes nothing."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from common.clock import moment
from common.errors import Broken
from common.protocol.wallets.payments import PaymentShown
from provider_app.core.accepting import State, Taken
from provider_app.service.accepting import recording
from tests.wallets.provider.centre import NOBODY, PAYER

NOW, ID = 1_900_000_000_000, "0199a000-0000-7000-8000-000000000001"
BEGUN = recording.begun(ID, "••••4321", 15_000, "Чек 15", NOW)


def said(state: str, seconds: int = 1, **changed: Any) -> PaymentShown:
    """The centre's words, so many seconds later."""
    plain = {
        "payment_id": ID, "code": "7F3K-92QD", "way": "barcode", "state": state, "amount": 15_000, "currency": "RUB",
        "sender": PAYER, "recipient": NOBODY, "made_at": moment(NOW), "order": "Чек 15",
        "changed_at": moment(NOW) + timedelta(seconds=seconds),
    }  # fmt: skip
    return PaymentShown(**{**plain, **changed})


def after(*words: PaymentShown) -> Taken:
    """A charge of which the centre said this, in this order."""
    one = BEGUN
    for number, word in enumerate(words):
        one = recording.after(one, word, NOW + 1_000 * number)
    return one


@pytest.mark.parametrize("late", ["waiting_for_payer", "accepted", "failed"])
def test_the_end_stays_the_end(late: str) -> None:
    done = after(said("waiting_for_payer"), said("done", 5))

    assert recording.after(done, said(late, 9), NOW + 9_000) == done
    assert (done.state, done.due, done.waits_until) == (State.DONE, 0, 0)


def test_of_two_answers_the_later_word_counts() -> None:
    one = after(said("accepted", 5), said("waiting_for_payer", 2))

    assert (one.state, one.waits_until) == (State.ACCEPTED, 0)
    assert one.due > NOW


def test_a_payers_minute_is_counted_from_when_it_was_heard_of() -> None:
    one = after(said("waiting_for_payer"), said("waiting_for_payer"), said("waiting_for_payer"))

    assert one.waits_until == NOW + 60_000


def test_a_notice_says_how_it_ended_and_the_centre_the_rest() -> None:
    told = recording.noticed(BEGUN, ID, 15_000, done=True, at=NOW + 5, now=NOW + 7)
    assert (told.state, told.due, told.full, told.payer) == (State.DONE, NOW + 7, False, "")

    known = recording.after(told, said("done"), NOW + 9)
    assert (known.state, known.due, known.full, known.payer) == (State.DONE, 0, True, "Иван И.")


def test_a_notice_of_what_we_have_not_charged_is_of_a_qr_code() -> None:
    assert recording.noticed(None, ID, 500, done=True, at=NOW, now=NOW).way == "qr"


def test_a_notice_after_the_end_changes_nothing() -> None:
    done = after(said("done"))

    assert recording.noticed(done, ID, 15_000, done=False, at=NOW + 5, now=NOW + 7) == done


@pytest.mark.parametrize("changed", [{"amount": 15_001}, {"currency": "USD"}, {"way": "send"}])
def test_words_of_another_payment_are_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(Broken, match="payment_id_reused"):
        recording.after(BEGUN, said("done", **changed), NOW)


@pytest.mark.parametrize(
    ("age_seconds", "pause"), [(0, 1_000), (119, 1_000), (120, 5_000), (3_599, 5_000), (3_600, 60_000)]
)
def test_the_longer_it_lasts_the_rarer_it_is_asked_about(age_seconds: int, pause: int) -> None:
    one = dataclasses.replace(BEGUN, state=State.WAITING)

    assert recording.pause(one, NOW + 1_000 * age_seconds) == pause


def test_a_silence_leaves_the_reason_of_an_end_alone() -> None:
    ended = dataclasses.replace(BEGUN, state=State.FAILED, reason="refused_by_payer")

    assert recording.silent(ended, "no_connection", NOW, 5).reason == "refused_by_payer"
    assert recording.silent(BEGUN, "no_connection", NOW, 5).reason == "no_connection"
