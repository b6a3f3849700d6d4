"""An order of a shop is paid once and exactly: what is inserted over its sum, or under it, stays the payer's."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from agent_terminal.service import messages
from common.errors import ContractFault, Unavailable
from common.protocol import processing
from common.protocol.processing import CheckNumber, NumberFound, Pay
from common.status import Status
from tests.agent_terminal.centre import orders
from tests.agent_terminal.stand import NUMBER, Stand, standing

ORDER, CODE, OTHER = 0, "123456782", "222222226"
SUM = 25_500
NOTE, TEN, FIFTY, HUNDRED = 50_000, 1_000, 5_000, 10_000


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Stand]:
    with standing(tmp_path) as stand:
        stand.centre.providers.append(orders())
        stand.centre.orders |= {CODE: SUM, OTHER: 900}
        yield stand.ready()


def paid(town: Stand) -> list[Pay]:
    town.turn()
    return list(town.centre.accepted.values())


def test_three_notes_pay_an_order_and_the_rest_goes_to_a_phone(town: Stand) -> None:
    assert town.to_cash(ORDER, CODE).data["exact"] is True
    town.insert(HUNDRED, HUNDRED)
    assert town.screen().data["can_pay"] is False
    town.insert(HUNDRED)
    assert town.screen().data["pays"] == {"inserted": SUM, "fee": 0, "amount": SUM}

    rest = town.do("pay")
    assert (rest.screen, rest.data["inserted"], rest.data["can_pay"]) == ("K6r", 4_500, False)
    town.do("other_number")
    assert town.to_cash(1, NUMBER).data["can_pay"] is True
    town.do("pay")

    assert [(one.provider_id, one.account, one.amount) for one in paid(town)] == [(0, CODE, SUM), (1, NUMBER, 4_500)]
    assert town.centre.released == []
    town.centre.capture_all()
    town.pass_time(2)
    assert town.demand_money_adds_up().captured == 30_000


def test_the_rest_may_go_onto_a_claim_slip(town: Stand) -> None:
    town.to_cash(ORDER, CODE)
    town.insert(HUNDRED, HUNDRED, HUNDRED)
    town.do("pay")

    assert town.do("cancel").screen == "K10x"

    assert [slip.amount for slip in town.slips()] == [4_500]
    assert [one.amount for one in paid(town)] == [SUM]
    town.demand_money_adds_up()


def test_twice_the_sum_of_an_order_pays_it_once(town: Stand) -> None:
    """The cash came back from another number, so that more is inside than the order lets in."""
    town.to_cash(1, NUMBER)
    town.insert(NOTE, NOTE)
    town.do("stop")
    town.do("other_number")
    town.to_cash(ORDER, CODE)

    assert town.do("pay").data["inserted"] == 2 * NOTE - SUM
    town.pass_time(200)

    assert [one.amount for one in paid(town)] == [SUM]
    assert [slip.amount for slip in town.slips()] == [2 * NOTE - SUM]
    town.demand_money_adds_up()


def test_less_than_the_sum_is_not_paid_and_stays_the_payers(town: Stand) -> None:
    town.to_cash(ORDER, CODE)
    town.insert(HUNDRED)

    town.pass_time(300)

    assert paid(town) == []
    assert [slip.amount for slip in town.slips()] == [HUNDRED]
    assert len(town.centre.released) == 1
    town.demand_money_adds_up()


def test_a_payer_who_leaves_with_enough_inside_has_paid_the_order(town: Stand) -> None:
    town.to_cash(ORDER, CODE)
    town.insert(HUNDRED, HUNDRED, HUNDRED)

    town.pass_time(300)

    assert [one.amount for one in paid(town)] == [SUM]
    assert [slip.amount for slip in town.slips()] == [4_500]


@pytest.mark.parametrize("points", [300, 333, 5_000])
def test_the_agents_commission_goes_on_top_of_the_orders_sum(town: Stand, points: int) -> None:
    town.set_commission(provider_id=ORDER, basis_points=points)
    shown = town.to_cash(ORDER, CODE).data

    while not town.screen().data["can_pay"]:
        town.insert(max(town.screen().data["lets_in"]))
    town.do("pay")

    (one,) = paid(town)
    assert (one.amount, one.inserted) == (SUM, shown["insert_least"])
    assert one.agent_fee == one.inserted - SUM > 0


def test_no_more_notes_are_let_in_once_the_order_is_covered(town: Stand) -> None:
    town.to_cash(ORDER, CODE)

    town.insert(HUNDRED, HUNDRED, HUNDRED)

    assert town.slot.values == frozenset()


@pytest.mark.parametrize("way", [["back"], ["cancel"], ["confirm", "cancel"]], ids="-".join)
def test_an_order_that_is_not_paid_here_is_released(town: Stand, way: list[str]) -> None:
    town.do("touch")
    town.do("provider", provider_id=ORDER)
    town.do("fields", account=CODE)
    for act in way:
        town.do(act)
    if way == ["back"]:
        town.do("fields", account=OTHER)

    (asked, *_) = town.centre.asks(processing.CHECK)
    assert town.centre.released == [asked.payment_id]
    assert isinstance(asked, CheckNumber)


def test_an_order_given_up_for_another_number_is_released(town: Stand) -> None:
    town.to_cash(ORDER, CODE)
    town.insert(HUNDRED)
    town.do("stop")
    town.do("other_number")
    assert town.centre.released == []

    town.to_cash(1, NUMBER)

    assert len(town.centre.released) == 1
    town.do("pay")
    assert [one.account for one in paid(town)] == [NUMBER]


@pytest.mark.parametrize("trouble", [Unavailable("no_connection"), ContractFault("no_such_door")])
def test_a_centre_that_releases_nothing_keeps_no_payer_waiting(town: Stand, trouble: Exception) -> None:
    town.centre.problems[processing.RELEASE.path] = trouble  # type: ignore[assignment]
    town.do("touch")
    town.do("provider", provider_id=ORDER)
    town.do("fields", account=CODE)

    assert town.do("cancel").screen == "K0"
    assert town.do("touch").screen == "K2"
    assert not town.ground.centre.contract_wrong


def test_ordinary_numbers_are_never_released(town: Stand) -> None:
    town.to_cash(1, NUMBER)
    town.do("cancel")

    assert town.centre.released == []


def test_an_order_above_the_agents_deposit_is_told_before_any_cash(town: Stand) -> None:
    town.centre.orders[CODE] = 1_000_001
    town.do("touch")
    town.do("provider", provider_id=ORDER)

    told = town.do("fields", account=CODE)

    assert (told.screen, told.data["code"]) == ("K9", "order_too_large")
    assert "10\u00a0000,01 ₽" in told.data["words"]["ru"]


@pytest.mark.parametrize("amount", [0, -25_500, 10**18])
def test_a_sum_that_cannot_be_takes_no_cash(town: Stand, amount: int) -> None:
    town.centre.orders[CODE] = amount
    town.do("touch")
    town.do("provider", provider_id=ORDER)

    assert town.do("fields", account=CODE).screen == "K9n"


def test_another_code_typed_after_the_first_has_its_own_sum(town: Stand) -> None:
    town.do("touch")
    town.do("provider", provider_id=ORDER)
    town.do("fields", account=CODE)
    town.do("back")

    town.do("fields", account=OTHER)

    assert town.do("confirm").data["minimum"] == 900


def test_a_refused_order_is_a_claim_slip_or_another_number(town: Stand) -> None:
    """Somebody paid the order by card meanwhile, or its shop cancelled it."""
    town.to_cash(ORDER, CODE)
    town.insert(HUNDRED, HUNDRED, HUNDRED)
    town.do("pay")
    town.do("cancel")
    town.turn()
    town.centre.capture_all(Status.CANCELLED)
    town.pass_time(2)

    assert sorted(slip.amount for slip in town.slips()) == [4_500, SUM]
    town.do("other_number")
    assert town.screen().data["held"] == 30_000
    town.demand_money_adds_up()


def test_a_code_in_a_qr_is_checked_like_a_typed_one(town: Stand) -> None:
    town.do("touch")

    assert town.do("scan", text=CODE).screen == "K5"

    assert town.screen().data["subscriber"] == "TEST · order 17"


def test_a_restart_amid_the_cash_keeps_the_exact_sum(town: Stand) -> None:
    town.to_cash(ORDER, CODE)
    town.insert(HUNDRED, HUNDRED)

    town.restart().plug_in()
    town.insert(HUNDRED)
    town.do("pay")

    assert [one.amount for one in paid(town)] == [SUM]


def test_answers_of_centres_that_know_no_exact_sums_are_as_they_were() -> None:
    known = NumberFound(payment_id="p", account="1")

    assert "amount" not in msgspec.to_builtins(known)
    assert msgspec.json.decode(msgspec.json.encode(known), type=NumberFound) == known
    assert messages.Intent(intent="provider", provider_id=0).provider_id == 0
