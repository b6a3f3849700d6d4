"""What each side of a payment is told, and under which number."""

import pytest

from common.ids import payment_code
from common.principal import Principal
from processing_app.core.events import PaymentCaptured
from processing_app.core.wallet_events import WalletToppedUp, WalletTopUpReversed
from processing_app.service.wallets import notice_words
from tests.wallets.notices.office import CONFIRM, DONE, FAILED, IVAN, PETR, SHOP, Got, Office

BANK = Principal("bank", "simulated")


def test_both_sides_are_told_of_a_payment_and_neither_of_the_others_balance(office: Office) -> None:
    ivan, petr = office.ear(IVAN), office.ear(PETR)

    code = payment_code(office.send())
    office.run()

    assert ivan.taken == [Got(1, DONE, -50_000, f"Переведено 500,00 ₽: Пётр П., код {code}.")]
    assert petr.taken == [Got(1, DONE, 50_000, f"Получено 500,00 ₽: Иван И., код {code}.")]
    assert [one.get("balance") for one in ivan.bodies + petr.bodies] == [None, None]
    assert [one["number"] for one in ivan.bodies + petr.bodies] == [IVAN.id, PETR.id]


def test_a_provider_is_told_with_its_own_word_for_what_was_paid(office: Office) -> None:
    shop = office.ear(SHOP)

    began = office.started(IVAN, SHOP, 120_000, "qr", order="стол 7")
    office.done(began)
    office.run()

    code = payment_code(began.payment_id)
    assert shop.taken == [Got(1, DONE, 120_000, f"Получено 1\u00a0200,00 ₽: Иван И., код {code}. Заказ стол 7.")]


@pytest.mark.parametrize(("recipient", "way", "heard"), [(SHOP, "barcode", [FAILED]), (PETR, "send", [])])
def test_a_failed_payment_moves_nothing_and_only_whoever_waits_for_it_hears(
    office: Office, recipient: Principal, way: str, heard: list[str]
) -> None:
    ivan, other = office.ear(IVAN), office.ear(recipient)

    office.failed(office.started(IVAN, recipient, way=way), "not_enough_in_wallet")
    office.run()

    assert [(got.kind, got.amount) for got in ivan.taken] == [(FAILED, None)]
    assert "Деньги не списаны" in ivan.taken[0].text
    assert [got.kind for got in other.taken] == heard


def test_what_comes_back_from_a_bank_is_told_to_its_sender(office: Office) -> None:
    ivan = office.ear(IVAN)

    office.returned(office.started(IVAN, BANK, way="withdraw"), "wrong_bank_account")
    office.run()

    assert [(got.kind, got.amount) for got in ivan.taken] == [(FAILED, None)]
    assert "вернулись" in ivan.taken[0].text


def test_the_training_bank_is_named_in_each_language(office: Office) -> None:
    began = office.started(IVAN, BANK, way="withdraw")

    (told, _) = notice_words.tellings(PaymentCaptured(payment_id=began.payment_id, reference="r"), began)

    assert "Учебный банк" in told.words.ru
    assert "Simulated bank" in told.words.en
    assert "Учебный банк" not in told.words.en


def test_only_the_payer_is_asked_for_his_word(office: Office) -> None:
    ivan, shop = office.ear(IVAN), office.ear(SHOP)

    began = office.started(IVAN, SHOP, way="barcode", confirm_until=office.clock.now_ms() + 60_000, shown="d")
    office.run()
    office.done(began)
    office.run()

    assert [got.kind for got in ivan.taken] == [CONFIRM, DONE]
    assert "за 60 с" in ivan.taken[0].text
    assert [got.kind for got in shop.taken] == [DONE]


def test_a_payment_that_waits_for_nobody_is_told_when_it_is_done_and_not_before(office: Office) -> None:
    ivan = office.ear(IVAN)

    office.started(IVAN, SHOP, way="qr")
    office.run()

    assert ivan.taken == []


def test_a_top_up_and_its_end_are_told(office: Office) -> None:
    ivan = office.ear(IVAN)
    came = WalletToppedUp(payment_id="0" * 31 + "7", wallet=IVAN.id, amount=10_000, currency="RUB")
    went = WalletTopUpReversed(
        payment_id=came.payment_id, reversal_id="r", wallet=IVAN.id, amount=10_000, currency="RUB"
    )

    office.story.save("wallet-top-up/7", came)
    office.story.save("wallet-top-up/7", went)
    office.run()

    assert [(got.kind, got.amount) for got in ivan.taken] == [(DONE, 10_000), (DONE, -10_000)]


def test_numbers_go_on_from_one_for_each_receiver(office: Office) -> None:
    ivan, petr = office.ear(IVAN), office.ear(PETR)

    for _ in range(3):
        office.send(IVAN, PETR)
        office.send(PETR, IVAN)
    office.run()

    assert [got.sequence for got in ivan.taken] == [1, 2, 3, 4, 5, 6]
    assert [got.sequence for got in petr.taken] == [1, 2, 3, 4, 5, 6]
    assert [got.amount for got in ivan.taken] == [-50_000, 50_000] * 3


def test_payments_of_others_and_of_kiosks_and_shops_are_nobodys_news(office: Office) -> None:
    stranger = office.ear(Principal("wallet", "300000000005"))

    office.send()
    office.story.pay(office.story.create())
    office.run()

    assert stranger.heard == []


def test_without_a_receiver_nothing_is_written_and_a_new_one_hears_of_what_comes_after(office: Office) -> None:
    office.send()
    office.run()
    ivan = office.ear(IVAN)
    office.send(amount=700)
    office.run()

    assert [(got.sequence, got.amount) for got in ivan.taken] == [(1, -700)]
