"""Terminals tell a centre what became of their payments; a centre need not have the door, the terminal goes on."""

from typing import Any

import pytest

from tests.protocol.centre import TELL, AgentBooks, Centre
from tests.protocol.target import needs
from tests.protocol.wire import granted, refused, turned_away

KINDS = ("centre",)


def test_a_centre_without_the_door_says_so_plainly(centre: Centre) -> None:
    answer = centre.post(TELL, centre.tell_ask())

    if not centre.target.takes_registers:
        turned_away(answer, 404, 405)


@needs("takes_registers")
def test_what_is_told_twice_is_kept_once(centre: Centre) -> None:
    ask = centre.tell_ask(centre.told_row(centre.pay_ask(), "sent"))

    first, again = granted(centre.post(TELL, ask)), granted(centre.post(TELL, ask))

    assert (first["kept"], again["kept"]) == (1, 0)


@needs("takes_registers")
def test_a_state_grows_and_an_end_is_never_taken_back(centre: Centre) -> None:
    paid = centre.pay_ask()
    states = ("waiting", "sent", "captured", "sent", "waiting")

    kept = [granted(centre.post(TELL, centre.tell_ask(centre.told_row(paid, one))))["kept"] for one in states]

    assert kept == [1, 1, 1, 0, 0]


@needs("takes_registers")
def test_telling_moves_no_money_and_makes_no_payment(centre: Centre) -> None:
    books = AgentBooks(centre)
    row = centre.told_row(centre.pay_ask(), "captured")

    granted(centre.post(TELL, centre.tell_ask(row)))

    books.demand_nothing(row["payment_id"])


@needs("takes_registers")
def test_a_terminal_may_say_that_it_has_nothing_new(centre: Centre) -> None:
    assert granted(centre.post(TELL, centre.tell_ask() | {"rows": []}))["kept"] == 0


@needs("takes_registers")
@pytest.mark.parametrize(
    "change",
    [{"payment_id": "not an id"}, {"inserted": 0}, {"amount": -1}, {"currency": "XXX"}],
    ids=["no-id", "no-cash", "below-zero", "another-currency"],
)
def test_a_row_that_cannot_be_is_refused_with_its_whole_page(centre: Centre, change: dict[str, Any]) -> None:
    sound = centre.told_row(centre.pay_ask(), "sent")

    refused(centre.post(TELL, centre.tell_ask(sound, sound | change)), "wrong_value")

    assert granted(centre.post(TELL, centre.tell_ask(sound)))["kept"] == 1


@needs("takes_registers")
def test_a_state_that_nobody_knows_is_not_understood(centre: Centre) -> None:
    turned_away(centre.post(TELL, centre.tell_ask(centre.told_row(centre.pay_ask(), "lost"))), 400)


@needs("takes_registers")
def test_more_than_a_hundred_rows_at_once_are_refused(centre: Centre) -> None:
    row = centre.told_row(centre.pay_ask(), "sent")

    refused(centre.post(TELL, centre.tell_ask(*([row] * 101))), "wrong_value")
