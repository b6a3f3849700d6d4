"""Money to another wallet and out to a bank: what goes through, and what leaves nothing behind."""

from typing import Any

import pytest

from common import ids
from processing_app.core import wallet_number
from tests.wallets.centre import ACCOUNT, BALANCE, Answer, Holder, Town

NOBODY = "400000000000"


def moved_nothing(town: Town, *holders: Holder) -> None:
    """Neither money nor a payment of any of them."""
    for one in holders:
        assert town.balance(one) == BALANCE
        assert one.yes("POST", "/own", {})["payments"] == []
        assert one.yes("POST", "/wallet", {})["spent_today"] == 0


def test_a_sum_is_sent_once_and_both_see_it(town: Town) -> None:
    ivan, pyotr = town.holder("Иван Иванов"), town.holder("Пётр Петров")

    began = ivan.send(pyotr, 30_000, memo="  за  обед ")
    assert (began.status, began.body["state"]) == (200, "accepted")
    assert pyotr.look(began.body["payment_id"]).code == "not_found"
    town.run()

    mine, his = (one.look(began.body["payment_id"]).body for one in (ivan, pyotr))
    assert (mine["state"], his["state"]) == ("done", "done")
    assert (mine["memo"], mine["amount"], mine["code"]) == ("за обед", 30_000, ids.payment_code(mine["payment_id"]))
    assert mine["sender"] == {"kind": "wallet", "name": "Иван И.", "number": ivan.number}
    assert his["sender"] == {"kind": "wallet", "name": "Иван И.", "number": f"••••{ivan.number[-4:]}"}
    assert mine["recipient"]["number"] == f"••••{pyotr.number[-4:]}"
    assert (town.balance(ivan), town.balance(pyotr)) == (BALANCE - 30_000, BALANCE + 30_000)
    assert town.events(mine["payment_id"]) == ["WalletPaymentStarted", "WalletAuthorized", "PaymentCaptured"]


def test_a_doubled_request_is_one_payment(town: Town) -> None:
    ivan, pyotr = town.holder(), town.holder()
    asked: dict[str, Any] = {"payment_id": ivan.new_id(), "recipient": pyotr.number, "amount": 500, "memo": "раз"}

    first, second = (ivan.ask("POST", "/send", asked) for _ in range(2))
    town.run()
    third = ivan.ask("POST", "/send", asked | {"memo": " раз ", "recipient": f" {pyotr.number} "})

    assert first == second
    assert third.body == ivan.look(asked["payment_id"]).body
    assert third.body["state"] == "done"
    assert town.balance(pyotr) == BALANCE + 500


@pytest.mark.parametrize(
    "other", [{"amount": 501}, {"memo": "два"}, {"recipient": "of another"}, {"currency": "USD"}], ids=str
)
def test_the_same_id_with_other_words_is_refused(town: Town, other: dict[str, Any]) -> None:
    ivan, pyotr = town.holder(), town.holder()
    asked = {"payment_id": ivan.new_id(), "recipient": pyotr.number, "amount": 500, "memo": "раз"}
    ivan.yes("POST", "/send", asked)
    if "recipient" in other:
        other = {"recipient": town.holder().number}

    again = ivan.ask("POST", "/send", asked | other)
    town.run()

    assert (again.status, again.code) == (409, "payment_id_reused")
    assert town.balance(ivan) == BALANCE - 500


def test_an_id_is_nobody_elses_either(town: Town) -> None:
    ivan, pyotr = town.holder(), town.holder()
    sent = ivan.send(pyotr, 500).body["payment_id"]
    kiosks = next(iter(town.taken(ivan)))

    for name in (sent, kiosks):
        assert pyotr.send(ivan, 500, payment_id=name).code == "payment_id_reused"
        assert pyotr.withdraw(500, payment_id=name).code == "payment_id_reused"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"amount": 0}, "amount_out_of_range"),
        ({"amount": -1}, "amount_out_of_range"),
        ({"amount": 10**15}, "amount_out_of_range"),
        ({"amount": BALANCE + 1}, "not_enough_in_wallet"),
        ({"currency": "USD"}, "wrong_currency"),
        ({"recipient": NOBODY}, "unknown_recipient"),
        ({"recipient": ""}, "unknown_recipient"),
        ({"recipient": "self"}, "to_oneself"),
        ({"payment_id": "1"}, "wrong_value"),
        ({"payment_id": "00000000-0001-7A94-8D6F-820DFC437ABD"}, "wrong_value"),
        ({"memo": "a\x07b"}, "wrong_value"),
    ],
    ids=str,
)
def test_what_cannot_be_sent_leaves_nothing_behind(town: Town, changed: dict[str, Any], code: str) -> None:
    ivan, pyotr = town.holder(), town.holder()
    given = {name: ivan.number if value == "self" else value for name, value in changed.items()}

    said = ivan.send(pyotr, 500, **given)
    town.run()

    assert (said.status, said.code) == (422, code)
    moved_nothing(town, ivan, pyotr)


@pytest.mark.parametrize("amount", ["500", 5.5, None, "1,00"], ids=str)
def test_a_sum_that_is_no_whole_number_is_no_question(town: Town, amount: object) -> None:
    ivan, pyotr = town.holder(), town.holder()

    said = ivan.ask(
        "POST", "/send", {"payment_id": ivan.new_id(), "recipient": pyotr.number, "amount": amount}
    )  # fmt: skip

    assert said.status == 400
    moved_nothing(town, ivan, pyotr)


def test_a_blocked_wallet_gives_nothing_and_what_is_sent_to_it_comes(town: Town) -> None:
    ivan, pyotr = town.holder(), town.holder()
    town.block(pyotr, "утеряна")

    refused = pyotr.send(ivan, 500)
    to_him = ivan.send(pyotr, 300)
    town.run()

    assert (refused.code, refused.body["detail"]) == ("wallet_blocked", "утеряна")
    assert (to_him.status, town.balance(ivan), town.balance(pyotr)) == (200, BALANCE - 300, BALANCE + 300)


def test_a_sender_cannot_tell_whether_a_recipient_is_blocked(town: Town) -> None:
    ivan, pyotr, blocked = town.holder(), town.holder("Пётр Орлов"), town.holder("Пётр Орлов")
    town.block(blocked, "утеряна")

    answers = [ivan.send(one, 500).body for one in (pyotr, blocked)]
    town.run()
    answers += [ivan.look(one["payment_id"]).body for one in answers]

    own = ("payment_id", "code", "recipient", "made_at", "changed_at")
    first, second, *done = [{name: value for name, value in one.items() if name not in own} for one in answers]
    assert first == second
    assert done == [first | {"state": "done"}] * 2


def test_numbers_are_not_guessed_by_sending_either(town: Town) -> None:
    ivan, pyotr = town.holder(), town.holder()

    said = [ivan.send(wallet_number.made(ids.below), 1).code for _ in range(21)]

    assert said == ["unknown_recipient"] * 20 + ["too_many_guesses"]
    assert ivan.ask("POST", "/recipient", {"number": pyotr.number}).code == "too_many_guesses"
    town.clock.advance(180)
    assert ivan.send(pyotr, 1).status == 200


def test_a_sum_goes_out_to_a_bank(town: Town) -> None:
    ivan = town.holder()

    began = ivan.withdraw(20_000, account=f" {ACCOUNT[:10]} {ACCOUNT[10:]}")
    town.run(2)

    assert began.body["recipient"] == {"kind": "bank", "name": "Учебный банк", "number": "••••0042"}
    done = ivan.look(began.body["payment_id"]).body
    assert (done["state"], bool(done["reference"])) == ("done", True)
    assert town.balance(ivan) == BALANCE - 20_000
    assert town.events(done["payment_id"]) == ["WalletPaymentStarted", "WalletAuthorized", "PaymentCaptured"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"account": ""}, "wrong_bank_account"),
        ({"account": ACCOUNT[:19]}, "wrong_bank_account"),
        ({"account": ACCOUNT[:19] + "3"}, "wrong_bank_account"),
        ({"account": "٤" * 20}, "wrong_bank_account"),
        ({"bank": "swiss"}, "wrong_value"),
        ({"amount": 0}, "amount_out_of_range"),
        ({"amount": BALANCE + 1}, "not_enough_in_wallet"),
    ],
    ids=str,
)
def test_what_cannot_be_withdrawn_leaves_nothing_behind(town: Town, changed: dict[str, Any], code: str) -> None:
    ivan = town.holder()

    said = ivan.withdraw(500, **changed)

    assert (said.status, said.code) == (422, code)
    moved_nothing(town, ivan)


def test_the_same_withdrawal_asked_twice_goes_out_once(town: Town) -> None:
    ivan = town.holder()
    name = ivan.new_id()
    answers: list[Answer] = [ivan.withdraw(500, payment_id=name) for _ in range(2)]
    town.run(2)

    assert answers[0] == answers[1]
    assert ivan.withdraw(501, payment_id=name).code == "payment_id_reused"
    assert town.balance(ivan) == BALANCE - 500
