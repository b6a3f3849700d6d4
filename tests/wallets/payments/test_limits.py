"""What a wallet may spend: in one operation, in a Moscow day, in an hour; to the kopeck and to the millisecond."""

from pathlib import Path

from common.clock import moment
from common.registers.line import day_bounds, day_of
from tests.wallets.centre import Holder, Town

HOUR = 3600
MANY = 100_000


def to_next_day(town: Town) -> None:
    """The first millisecond of Moscow's next day."""
    now = town.clock.now_ms()
    town.clock.advance((day_bounds(day_of(now))[1] - now) / 1000)


def refused(payer: Holder, payee: Holder, amount: int) -> str:
    """The kind of limit that says no; empty when none does."""
    said = payer.send(payee, amount)
    return str(said.body["detail"]) if said.code == "wallet_limit" else said.code


def test_one_operation_may_take_the_limit_and_not_a_kopeck_more(town: Town) -> None:
    ivan, pyotr = town.holder(balance=MANY, per_operation=1_000), town.holder(balance=0)

    assert refused(ivan, pyotr, 1_001) == "операция | operation ≤ 10,00 ₽"
    assert refused(ivan, pyotr, 1_000) == ""


def test_a_limit_is_named_in_the_language_of_the_text(town: Town) -> None:
    ivan = town.holder(balance=MANY, per_operation=1_000)

    said = ivan.send(town.holder(balance=0), 1_001).body["messages"]

    assert said["ru"].startswith("Сверх лимита кошелька: операция ≤ 10,00 ₽. ")
    assert said["en"].startswith("Above the wallet's limit: operation ≤ 10,00 ₽. ")


def test_a_day_is_moscows_and_payments_under_way_count(town: Town) -> None:
    ivan, pyotr = town.holder(balance=MANY, per_operation=1_000, per_day=1_000), town.holder(balance=0)
    to_next_day(town)
    town.clock.advance(23 * HOUR)

    assert refused(ivan, pyotr, 999) == ""
    assert refused(ivan, pyotr, 2) == "день | day ≤ 10,00 ₽"
    assert refused(ivan, pyotr, 1) == ""
    town.clock.advance(HOUR - 0.001)
    assert (moment(town.clock.now_ms()).hour, refused(ivan, pyotr, 1)) == (20, "день | day ≤ 10,00 ₽")
    town.clock.advance(0.001)
    assert (moment(town.clock.now_ms()).hour, refused(ivan, pyotr, 1_000)) == (21, "")


def test_what_came_to_nothing_is_given_back_to_its_own_day(town: Town) -> None:
    ivan, pyotr, last = (
        town.holder(balance=1_000, per_operation=1_500, per_day=1_500),
        town.holder(balance=0),
        town.holder(balance=0),
    )
    to_next_day(town)
    assert [refused(ivan, pyotr, 700), refused(ivan, last, 700)] == ["", ""]
    assert refused(ivan, pyotr, 200) == "день | day ≤ 15,00 ₽"
    town.run()

    assert [payment["state"] for payment in ivan.yes("POST", "/own", {})["payments"]] == ["failed", "done"]
    assert ivan.yes("POST", "/wallet", {})["spent_today"] == 700
    assert refused(ivan, pyotr, 300) == ""

    assert refused(ivan, pyotr, 300) == ""
    to_next_day(town)
    town.run()
    assert ivan.yes("POST", "/own", {})["payments"][0]["reason"] == "not_enough_in_wallet"
    assert ivan.yes("POST", "/wallet", {})["spent_today"] == 0


def test_so_many_operations_an_hour_and_then_one_as_each_hour_ends(town: Town) -> None:
    ivan, pyotr = town.holder(balance=MANY, per_hour=3), town.holder(balance=0)

    assert [refused(ivan, pyotr, 1) for _ in range(4)] == ["", "", "", "час | hour ≤ 3"]
    town.clock.advance(HOUR - 0.001)
    assert refused(ivan, pyotr, 1) == "час | hour ≤ 3"
    town.clock.advance(0.001)
    assert refused(ivan, pyotr, 1) == ""


def test_what_was_refused_counts_for_nothing(town: Town) -> None:
    ivan, pyotr = town.holder(balance=1_000, per_hour=2, per_operation=1_000, per_day=1_000), town.holder(balance=0)

    assert [refused(ivan, pyotr, 1_001) for _ in range(3)] == ["операция | operation ≤ 10,00 ₽"] * 3
    assert [refused(ivan, ivan, 1) for _ in range(3)] == ["to_oneself"] * 3
    assert [refused(ivan, pyotr, 1), refused(ivan, pyotr, 1)] == ["", ""]


def test_limits_count_on_when_the_centre_starts_again(tmp_path: Path) -> None:
    with Town(tmp_path) as town:
        ivan, pyotr = town.holder(balance=MANY, per_hour=2, per_operation=1_000, per_day=1_000), town.holder(balance=0)
        assert refused(ivan, pyotr, 998) == ""
        clock = town.clock

    with Town(tmp_path, clock) as again:
        for one in (ivan, pyotr):
            one.port = again.port
        assert refused(ivan, pyotr, 3) == "день | day ≤ 10,00 ₽"
        assert [refused(ivan, pyotr, 1), refused(ivan, pyotr, 1)] == ["", "час | hour ≤ 2"]


def test_new_limits_are_those_of_the_next_payment(town: Town) -> None:
    ivan, pyotr = town.holder(balance=MANY), town.holder(balance=0)
    assert refused(ivan, pyotr, 2_000) == ""

    town.limit(ivan, per_operation=1_000)

    assert refused(ivan, pyotr, 1_001) == "операция | operation ≤ 10,00 ₽"
