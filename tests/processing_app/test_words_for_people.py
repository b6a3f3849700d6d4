"""What a person reads of a trouble never names a class of the program; rows that were stored before say it so, too."""

import pytest

from common.errors import Broken, Rejected
from common.words import Words
from processing_app import wording

OLD = [
    ("bank_garbage: ValueError", "Ответ банка не распознан", "The bank's answer was not understood"),
    ("wallet_payment_stopped: ZeroDivisionError", "Так не может быть", "This cannot be"),
    ("invalid_transition: KeyError", "Так платёж измениться не может", "The payment cannot change like that"),
    (
        "bank_garbage: invalid_transition: captured + PaymentCancelled",
        "Ответ банка не распознан: Так платёж измениться не может",
        "The bank's answer was not understood: The payment cannot change like that",
    ),
    ("gave_up: bank_silent", "Попытки кончились: Банк не ответил", "The attempts are used up: The bank did not answer"),
]


@pytest.mark.parametrize(("stored", "ru", "en"), OLD)
def test_a_reason_names_no_class_in_either_language(stored: str, ru: str, en: str) -> None:
    assert wording.reason(stored) == Words(ru, en)


@pytest.mark.parametrize("code", ["bank_garbage", "wallet_payment_stopped", "invalid_transition"])
@pytest.mark.parametrize("detail", ["", "ValueError", "captured + PaymentCancelled"])
def test_an_alarm_names_no_class_and_leaves_no_hole(code: str, detail: str) -> None:
    said = wording.alarm(code, detail)

    for text in said.ru, said.en:
        assert not any(wrong in text for wrong in ("Error", "PaymentCancelled", "()", "( )", ": .", "{", "\0", " ."))
    assert said.ru != said.en


def test_an_alarm_says_the_reason_inside_in_words() -> None:
    said = wording.alarm("bank_garbage", "invalid_transition: done 501")

    assert "не распознан (Так платёж измениться не может: done 501)." in said.ru
    assert "not understood (The payment cannot change like that: done 501)." in said.en


def test_other_alarms_keep_their_detail() -> None:
    assert "логину «maria»" in wording.alarm("login_guessed", "maria").ru
    assert "(7 ≠ 8)" in wording.alarm("bank_garbage", "7 ≠ 8").en


def test_what_is_kept_of_a_trouble_is_its_code_and_a_detail_for_people() -> None:
    assert wording.for_people(ValueError("secret")) == ""
    assert wording.for_people(Broken("invalid_transition", "captured + PaymentCancelled")) == "invalid_transition"
    assert wording.for_people(Broken("invalid_transition", "7 ≠ 8")) == "invalid_transition: 7 ≠ 8"
    assert wording.for_people(Rejected("account_blocked")) == "account_blocked"
