"""Withdrawals: the bank is asked with the sum held, and whatever comes of it, the money is in exactly one place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from processing_app.bank.accounts import Outcome
from processing_app.bank.simulated.account_moods import AccountMood
from processing_app.bank.simulated.accounts import CLOSED, reference_of
from processing_app.service.wallets.executor import BANK_RETRY
from tests.wallets.centre import BALANCE, Holder
from tests.wallets.executor.stage import Died, Stage

SUM = 30_000
ANOTHER = "40702810200000000043"
"""Another sound account in the same bank."""
HELD = ["WalletPaymentStarted", "WalletAuthorized"]
DONE, RETURNED = [*HELD, "PaymentCaptured"], [*HELD, "PaymentCancelled"]


def is_paid(town: Stage, ivan: Holder, payment_id: str) -> None:
    """It is in the bank, once, and nowhere else."""
    assert town.kinds(payment_id) == DONE
    assert town.ended(ivan, payment_id) == ("done", "")
    assert ivan.look(payment_id).body["reference"] == reference_of(payment_id)
    assert (town.came(), town.transfers()) == (SUM, ["done"])
    now = town.balances()
    assert (now[ivan.account], town.in_bank(), now["holds"], town.tasks()) == (BALANCE - SUM, SUM, 0, 0)


def is_in_the_wallet(town: Stage, ivan: Holder) -> None:
    """Nothing has come to the bank, and nothing is held."""
    now = town.balances()
    assert (now[ivan.account], now["holds"], town.came(), town.tasks()) == (BALANCE, 0, 0, 0)


def test_a_withdrawal_is_held_then_in_the_bank(town: Stage, ivan: Holder) -> None:
    payment_id = town.begun(ivan.withdraw(SUM))
    town.run()

    is_paid(town, ivan, payment_id)


def test_a_refusal_returns_it_to_the_wallet(town: Stage, ivan: Holder) -> None:
    town.mood(AccountMood.REFUSES)

    payment_id = town.begun(ivan.withdraw(SUM))
    town.run()

    assert town.kinds(payment_id) == RETURNED
    assert town.ended(ivan, payment_id) == ("returned", "bank_refused")
    is_in_the_wallet(town, ivan)


def test_a_wallet_emptied_since_is_not_asked_of_the_bank(town: Stage, ivan: Holder) -> None:
    maria = town.holder("Мария Петрова", 0)
    town.begun(ivan.send(maria, BALANCE))
    payment_id = town.begun(ivan.withdraw(SUM))

    town.run()

    assert town.ended(ivan, payment_id) == ("failed", "not_enough_in_wallet")
    assert (town.transfers(), town.balance(maria), town.tasks()) == ([], BALANCE, 0)


@pytest.mark.parametrize("mood", [AccountMood.LOST, AccountMood.SILENT])
def test_an_answer_that_never_came_is_asked_for_again_with_the_same_id(
    town: Stage, ivan: Holder, mood: AccountMood
) -> None:
    town.mood(mood, times=2)

    payment_id = town.begun(ivan.withdraw(SUM))
    town.run()
    assert town.ended(ivan, payment_id) == ("processing", "")
    assert town.balances()["holds"] == SUM
    town.run_for(10)

    is_paid(town, ivan, payment_id)


def test_an_answer_that_comes_twice_counts_once(town: Stage, ivan: Holder) -> None:
    town.mood(AccountMood.TWICE)

    payment_id = town.begun(ivan.withdraw(SUM))
    town.run()
    town.told(payment_id, Outcome("done", SUM, reference_of(payment_id)))

    is_paid(town, ivan, payment_id)
    assert town.alarms() == []


def test_a_slow_bank_is_asked_until_it_is_done(town: Stage, ivan: Holder) -> None:
    town.mood(AccountMood.SLOW, times=1, pause_ms=20_000)

    payment_id = town.begun(ivan.withdraw(SUM))
    town.run_for(15)
    assert town.ended(ivan, payment_id) == ("processing", "")
    town.run_for(20)

    is_paid(town, ivan, payment_id)


def test_a_bank_that_never_says_is_a_dead_letter_with_the_sum_held(town: Stage, ivan: Holder) -> None:
    town.mood(AccountMood.SILENT)

    payment_id = town.begun(ivan.withdraw(SUM))
    town.run_for(2 * BANK_RETRY.attempts * BANK_RETRY.longest_ms // 1000, step=30)

    assert town.only_dead().reason == "gave_up: bank_silent"
    assert town.alarms() == ["bank_silent"]
    assert (town.ended(ivan, payment_id), town.balances()["holds"]) == (("processing", ""), SUM)


def test_a_bank_that_is_too_long_at_it_is_a_dead_letter(town: Stage, ivan: Holder) -> None:
    town.mood(AccountMood.SLOW, pause_ms=10 * BANK_RETRY.age_ms)

    town.begun(ivan.withdraw(SUM))
    town.run()
    town.clock.advance(BANK_RETRY.age_ms // 1000)
    town.run()

    assert town.only_dead().reason == "gave_up: bank_pending"


def test_garbage_is_a_dead_letter_at_once(town: Stage, ivan: Holder) -> None:
    town.mood(AccountMood.GARBAGE)

    town.begun(ivan.withdraw(SUM))
    town.run()

    assert town.only_dead().reason == "bank_garbage"
    assert town.alarms() == ["bank_garbage"]
    assert town.balances()["holds"] == SUM


@pytest.mark.parametrize(
    "answer",
    [
        Outcome("done", SUM + 1, "77"),
        Outcome("unknown", 0),
        Outcome("approved", SUM),  # type: ignore[arg-type]
        None,
    ],
)
def test_an_answer_that_cannot_be_is_not_believed(
    town: Stage, ivan: Holder, answer: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(town.bank, "pay", lambda *_: answer)

    town.begun(ivan.withdraw(SUM))
    town.run()

    assert town.only_dead().reason.startswith("bank_garbage: ")
    assert town.balances()["holds"] == SUM


def test_a_bank_that_contradicts_itself_moves_nothing_and_calls_a_person(town: Stage, ivan: Holder) -> None:
    payment_id = town.begun(ivan.withdraw(SUM))
    town.run()

    town.told(payment_id, Outcome("refused", SUM, "", CLOSED))
    town.told(payment_id, Outcome("done", SUM, "another"))
    town.told(ivan.new_id(), Outcome("done", SUM, "of nobody"))

    is_paid(town, ivan, payment_id)
    assert town.alarms() == ["bank_garbage"] * 3


def test_an_answer_that_contradicts_what_was_told_meanwhile_calls_a_person_too(
    town: Stage, ivan: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    pay = town.bank.pay

    def paid(payment_id: str, account: str, amount: int, currency: str) -> Outcome:
        town.told(payment_id, Outcome("refused", amount, "", CLOSED))
        return pay(payment_id, account, amount, currency)

    monkeypatch.setattr(town.bank, "pay", paid)

    payment_id = town.begun(ivan.withdraw(SUM))
    town.run()

    assert town.kinds(payment_id) == RETURNED
    assert town.alarms() == ["bank_garbage"]


def test_a_bank_speaks_only_of_withdrawals_to_itself(town: Stage, ivan: Holder) -> None:
    maria = town.holder("Мария Петрова", 0)
    payment_id = town.begun(ivan.send(maria, SUM))

    town.told(payment_id, Outcome("done", SUM, "1"))

    assert town.kinds(payment_id) == ["WalletPaymentStarted"]
    assert town.alarms() == ["bank_garbage"]


def test_a_withdrawal_that_waits_for_its_bank_keeps_no_payment_waiting(town: Stage, ivan: Holder) -> None:
    maria = town.holder("Мария Петрова", 0)
    town.mood(AccountMood.SILENT)
    town.begun(ivan.withdraw(SUM))
    town.run()

    payment_id = town.begun(ivan.send(maria, 100))
    town.run()

    assert town.ended(ivan, payment_id) == ("done", "")


def test_a_withdrawal_that_waits_keeps_no_other_of_its_sender_waiting(town: Stage, ivan: Holder) -> None:
    town.mood(AccountMood.SLOW, account=ANOTHER, pause_ms=3_600_000)
    waits = town.begun(ivan.withdraw(SUM, ANOTHER))
    town.run()

    payment_id = town.begun(ivan.withdraw(SUM))
    behind = town.begun(ivan.withdraw(100, ANOTHER))
    town.run()

    assert town.ended(ivan, payment_id) == ("done", "")
    assert [town.ended(ivan, one)[0] for one in (waits, behind)] == ["processing", "accepted"]
    town.mood(AccountMood.OK, account=ANOTHER)
    town.clock.advance(3_600)
    town.run_for(4_000, step=60)
    assert [town.ended(ivan, one)[0] for one in (waits, behind)] == ["done", "done"]


def test_a_bank_that_takes_hours_is_asked_ever_less_often(
    town: Stage, ivan: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, status = list[str](), town.bank.status

    def counted(payment_id: str) -> Outcome:
        asked.append(payment_id)
        return status(payment_id)

    monkeypatch.setattr(town.bank, "status", counted)
    town.mood(AccountMood.SLOW, times=1, pause_ms=3_600_000)

    payment_id = town.begun(ivan.withdraw(SUM))
    town.run_for(4_000, step=10)

    assert town.ended(ivan, payment_id) == ("done", "")
    assert len(asked) < 100


@pytest.mark.parametrize("before_the_bank_heard", [True, False])
def test_a_death_between_the_units_pays_once(tmp_path: Path, *, before_the_bank_heard: bool) -> None:
    with Stage(tmp_path / "centre") as town:
        ivan = town.holder()
        payment_id = town.begun(ivan.withdraw(SUM))
        town.bank.pay = _dying(town.bank.pay, first=before_the_bank_heard)  # type: ignore[method-assign]
        with pytest.raises(Died):
            town.run()
        assert town.kinds(payment_id) == HELD
        assert town.balances()["holds"] == SUM

    with Stage(tmp_path / "centre", town.clock) as again:
        again.run()
        ivan.port = again.port

        is_paid(again, ivan, payment_id)


def _dying(pay: Callable[..., Outcome], *, first: bool) -> Callable[..., Outcome]:
    def died(*asked: object) -> Outcome:
        if not first:
            pay(*asked)
        raise Died

    return died
