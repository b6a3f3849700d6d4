"""The executor of what stays in the centre: validated, moved, told, and nothing of it twice."""

from pathlib import Path

import pytest

from common import queue
from common.errors import Unavailable
from processing_app.core import wallet_payment
from processing_app.service.asks import wallets as asks
from processing_app.service.wallets import moving
from processing_app.service.wallets.executor import MENDABLE_RETRY
from processing_app.store import wallet_payments
from tests.wallets.centre import BALANCE
from tests.wallets.executor.stage import LONG_SECONDS, Stage

MOVED = ["WalletPaymentStarted", "WalletAuthorized", "PaymentCaptured"]
LONG_ENOUGH = MENDABLE_RETRY.attempts * MENDABLE_RETRY.longest_ms // 1000


def test_money_sent_is_with_its_recipient_and_the_task_is_gone(town: Stage) -> None:
    ivan, maria = town.holder(), town.holder("Мария Петрова", 0)

    payment_id = town.begun(ivan.send(maria, 12_300))
    assert (town.balance(ivan), town.balance(maria), town.tasks()) == (BALANCE, 0, 1)
    town.run()

    assert (town.balance(ivan), town.balance(maria), town.tasks()) == (BALANCE - 12_300, 12_300, 0)
    assert town.kinds(payment_id) == MOVED
    assert town.ended(ivan, payment_id) == town.ended(maria, payment_id) == ("done", "")


def test_a_static_code_pays_its_provider(town: Stage) -> None:
    ivan, shop = town.holder(), town.provider()
    code = shop.yes("POST", "/qr", {"amount": 5_000, "order": "COFFEE"})["text"]

    payment_id = town.begun(ivan.pay(code, 5_000))
    town.run()

    assert (town.balance(ivan), town.balance(shop)) == (BALANCE - 5_000, 5_000)
    assert town.kinds(payment_id) == MOVED


def test_a_barcode_above_the_limit_is_executed_when_its_payer_has_confirmed(town: Stage) -> None:
    ivan, shop = town.holder(no_confirmation=1_000), town.provider()

    asked = shop.charge(ivan.barcode(), 5_000).body
    town.run()
    assert (asked["state"], town.balance(shop), town.tasks()) == ("waiting_for_payer", 0, 0)
    assert ivan.confirm(asked).status == 200
    town.run()

    assert town.kinds(asked["payment_id"]) == ["WalletPaymentStarted", "PayerConfirmed", *MOVED[1:]]
    assert (town.balance(ivan), town.balance(shop)) == (BALANCE - 5_000, 5_000)


def test_a_wallet_emptied_since_is_a_payment_that_failed_and_nothing_moved(town: Stage) -> None:
    ivan, maria = town.holder(), town.holder("Мария Петрова", 0)
    first, second = town.begun(ivan.send(maria, BALANCE)), town.begun(ivan.send(maria, 1))

    town.run()

    assert town.ended(ivan, first) == ("done", "")
    assert town.ended(ivan, second) == ("failed", "not_enough_in_wallet")
    assert town.kinds(second) == ["WalletPaymentStarted", "PaymentFailed"]
    assert (town.balance(ivan), town.balance(maria), town.tasks()) == (0, BALANCE, 0)


def test_a_sender_blocked_since_sends_nothing(town: Stage) -> None:
    ivan, maria = town.holder(), town.holder("Мария Петрова", 0)
    payment_id = town.begun(ivan.send(maria, 100))
    town.block(ivan)

    town.run()

    assert town.ended(ivan, payment_id) == ("failed", "wallet_blocked")
    assert town.kinds(payment_id) == ["WalletPaymentStarted", "PaymentFailed"]
    assert (town.balance(ivan), town.tasks()) == (BALANCE, 0)


def test_what_is_on_its_way_to_a_wallet_that_was_blocked_since_comes(town: Stage) -> None:
    ivan, maria = town.holder(), town.holder("Мария Петрова", 0)
    payment_id = town.begun(ivan.send(maria, 100))
    town.block(maria)

    town.run()

    assert (town.ended(ivan, payment_id), town.balance(maria)) == (("done", ""), 100)
    assert (town.alarms(), town.tasks()) == ([], 0)


def test_a_provider_closed_too_long_is_a_dead_letter_that_keeps_nobody_waiting(town: Stage) -> None:
    ivan, shop, pyotr = town.holder(), town.provider(), town.holder("Пётр Орлов", 0)
    town.begun(ivan.pay(shop.yes("POST", "/qr", {"amount": 100})["text"], 100))
    later = town.begun(ivan.send(pyotr, 200))
    town.close(shop)

    town.run_for(LONG_ENOUGH)

    assert town.only_dead().reason == "gave_up: provider_closed"
    assert town.alarms() == ["provider_closed"]
    assert (town.ended(ivan, later), town.balance(ivan)) == (("done", ""), BALANCE - 200)


def test_a_provider_closed_since_is_waited_for(town: Stage) -> None:
    ivan, shop = town.holder(), town.provider()
    code = shop.yes("POST", "/qr", {"amount": 5_000})["text"]
    payment_id = town.begun(ivan.pay(code, 5_000))
    which = asks.AcceptanceId(provider_id=int(shop.number))
    town.do(town.parts.acceptances.end_acceptance, which)
    town.run()
    assert (town.balance(ivan), town.dead()) == (BALANCE, [])

    town.do(town.parts.acceptances.restore_acceptance, which)
    town.run_for(3)

    assert town.ended(ivan, payment_id) == ("done", "")


def test_payments_of_many_senders_share_a_commit(town: Stage) -> None:
    shop = town.holder("Мария Петрова", 0)
    holders = [town.holder(f"Иван {number}") for number in range(12)]
    for one in holders:
        town.begun(one.send(shop, 100))
    before = town.database.commits

    town.run()

    assert town.balance(shop) == 100 * len(holders)
    assert town.database.commits - before < len(holders) / 2


def test_a_task_that_outlived_the_process_is_done_once_by_the_next(tmp_path: Path) -> None:
    with Stage(tmp_path / "centre") as town:
        ivan, maria = town.holder(), town.holder("Мария Петрова", 0)
        payment_id = town.begun(ivan.send(maria, 100))

    with Stage(tmp_path / "centre", town.clock) as again:
        again.run(2)

        assert again.kinds(payment_id) == MOVED
        assert (again.balance(ivan), again.balance(maria), again.tasks()) == (BALANCE - 100, 100, 0)


def test_a_task_handed_out_twice_moves_nothing_twice(town: Stage) -> None:
    ivan, maria = town.holder(), town.holder("Мария Петрова", 0)
    payment_id = town.begun(ivan.send(maria, 100))
    (task,) = town.database.read(lambda db: queue.of_key(db, payment_id))
    executor = town.program.wallets.executor

    executor.attempt_all([task])
    executor.attempt_all([task])
    town.database.write(lambda db: moving.move(db, task, executor._troubles, town.clock.now_ms()))

    assert (town.kinds(payment_id), town.balance(maria)) == (MOVED, 100)


def test_what_the_books_do_not_take_calls_a_person_and_stops_no_other(
    town: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ivan, maria, pyotr = town.holder(), town.holder("Мария Петрова", 0), town.holder("Пётр Орлов")
    bad = town.begun(ivan.send(maria, 666))
    good = town.begun(pyotr.send(maria, 100))
    settle = wallet_payment.settle

    def spoilt(before: object, available: int) -> object:
        if before.of_wallet.amount == 666:  # type: ignore[attr-defined]
            raise ZeroDivisionError
        return settle(before, available)  # type: ignore[arg-type]

    monkeypatch.setattr(wallet_payment, "settle", spoilt)
    town.run()
    monkeypatch.undo()

    assert town.only_dead().reason == "wallet_payment_stopped"
    assert town.alarms() == ["wallet_payment_stopped"]
    assert (town.ended(pyotr, good)[0], town.ended(ivan, bad)[0], town.balance(maria)) == ("done", "accepted", 100)
    assert town.database.read(wallet_payments.held) == 0


def test_a_full_disk_is_waited_out(town: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    ivan, maria = town.holder(), town.holder("Мария Петрова", 0)
    payment_id = town.begun(ivan.send(maria, 100))

    def full(*_: object) -> None:
        raise Unavailable("storage_full")

    monkeypatch.setattr(wallet_payments, "save", full)
    town.run()
    monkeypatch.undo()
    assert (town.balance(maria), town.tasks(), town.dead()) == (0, 1, [])
    town.run_for(LONG_SECONDS, step=LONG_SECONDS)

    assert (town.ended(ivan, payment_id), town.balance(maria)) == (("done", ""), 100)
