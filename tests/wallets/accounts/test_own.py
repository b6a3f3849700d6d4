"""Whoever comes under /payments is shown his own, and of others no more than a shortened name."""

import pytest

from common import luhn
from processing_app.core import wallet_number
from processing_app.service.wallets import naming
from processing_app.service.wallets.own import WRONG_NUMBERS
from tests.wallets.centre import Town


def test_a_holder_sees_his_own_wallet_and_no_other(town: Town) -> None:
    ivan, anna = town.holder(balance=70_000), town.holder("Анна Ким", balance=5_000)

    for holder, name, balance in ((ivan, "Иван Иванов", 70_000), (anna, "Анна Ким", 5_000)):
        seen = holder.yes("POST", "/wallet", {})
        assert (seen["number"], seen["name"], seen["balance"]) == (holder.number, name, balance)
    assert ivan.ask("POST", "/wallet", {"number": anna.number}).status == 400


def test_a_wallet_is_no_provider_and_a_provider_no_wallet(town: Town) -> None:
    holder, seller = town.holder(balance=0), town.provider()

    assert holder.ask("POST", "/acceptance", {}).status == 403
    assert seller.ask("POST", "/wallet", {}).status == 403
    assert seller.ask("POST", "/recipient", {"number": holder.number}).status == 403


def test_of_a_recipient_the_sender_learns_a_shortened_name(town: Town) -> None:
    ivan, anna = town.holder(balance=0), town.holder("Анна Сергеевна Ким", balance=0)
    town.block(anna, "долг по суду")

    told = ivan.yes("POST", "/recipient", {"number": anna.number})

    assert told == {"number": anna.number, "name": "Анна К."}


def test_whoever_guesses_numbers_is_told_to_come_later_and_alone(town: Town) -> None:
    ivan, anna = town.holder(balance=0), town.holder("Анна Ким", balance=0)
    wrong = [luhn.ended(str(wallet_number.FIRST + place)) for place in range(WRONG_NUMBERS + 5)]
    said = [ivan.ask("POST", "/recipient", {"number": number}) for number in wrong]

    assert [one.code for one in said] == ["unknown_recipient"] * WRONG_NUMBERS + ["too_many_guesses"] * 5
    assert said[-1].status == 429
    assert ivan.ask("POST", "/recipient", {"number": anna.number}).code == "too_many_guesses"
    assert anna.yes("POST", "/recipient", {"number": ivan.number})["name"] == "Иван И."


def test_a_slip_of_a_finger_costs_no_guess(town: Town) -> None:
    ivan, anna = town.holder(balance=0), town.holder("Анна Ким", balance=0)
    slip = anna.number[:-1] + str((int(anna.number[-1]) + 1) % 10)

    for _ in range(WRONG_NUMBERS + 1):
        assert ivan.ask("POST", "/recipient", {"number": slip}).code == "unknown_recipient"
    assert ivan.ask("POST", "/recipient", {"number": anna.number}).status == 200


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Иван Иванов", "Иван И."), ("Анна Сергеевна Ким", "Анна К."), ("Иван", "Иван"), (" Иван  Ли ", "Иван Л.")],
)
def test_a_holder_is_called_by_his_first_name_and_a_letter(name: str, shown: str) -> None:
    row = {"name": name}
    assert naming.holder(row) == shown  # type: ignore[arg-type]


def test_numbers_of_wallets_are_sound_and_one_wrong_digit_is_seen() -> None:
    number = wallet_number.made(lambda bound: bound // 3)

    assert wallet_number.sound(number)
    assert not any(
        wallet_number.sound(number[:place] + digit + number[place + 1 :])
        for place in range(wallet_number.DIGITS)
        for digit in "0123456789"
        if digit != number[place]
    )
    assert not any(
        wallet_number.sound(wrong) for wrong in ("", "1", number[:-1], number + "0", "000000000000", "١" * 12)
    )
