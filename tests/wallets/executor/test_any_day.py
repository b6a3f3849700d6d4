"""Whatever a bank does and whenever the process dies: in the end each sum is in one place, and both sides agree."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from common import ids, queue
from common.clock import VirtualClock
from common.errors import Unavailable
from common.status import Status
from processing_app.bank.accounts import Outcome
from processing_app.bank.simulated.account_moods import AccountMood
from processing_app.core import ledger
from tests.wallets.executor.stage import Died
from tests.wallets.executor.yard import BALANCE, IVAN, MARIA, Yard

STEPS = 24


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(number, marks=pytest.mark.long) for number in range(2, 30))]
)  # fmt: skip
def test_any_day_ends_with_each_sum_in_one_place(tmp_path: Path, seed: int) -> None:
    chance, clock = ids.chance(seed), VirtualClock()
    asked: dict[str, bool] = {}
    with Yard(tmp_path, clock) as yard:
        yard.open_wallets()

    for _ in range(STEPS):
        with Yard(tmp_path, clock) as yard:
            yard.mood(chance.choice(list(AccountMood)), times=chance.randrange(3), pause_ms=chance.randrange(9_000))
            payment_id = ids.uuid7(clock.now_ms())
            asked[payment_id] = chance.random() < 0.7
            yard.begin(payment_id, withdraw=asked[payment_id], amount=chance.randrange(1, BALANCE // 8))
            _may_die(yard, chance)
            clock.advance(chance.randrange(1, 30))

    with Yard(tmp_path, clock) as yard:
        _mend(yard)
        _demand_agreement(yard, asked, f"seed {seed}")


def _may_die(yard: Yard, chance: Random) -> None:
    """The process works for a while; its bank may be its death, before or after it has heard."""
    when = chance.choice(["never", "never", "before", "after"])
    if when != "never":
        yard.bank.pay = _dying(yard.bank.pay, heard=when == "after")  # type: ignore[method-assign]
    try:
        yard.settle(chance.randrange(1, 6))
    except Died:
        return


def _dying(pay: Callable[..., Outcome], *, heard: bool) -> Callable[..., Outcome]:
    def died(*asked: object) -> Outcome:
        if heard:
            try:
                pay(*asked)
            except (Unavailable, ValueError):  # what came of it, nobody lives to see
                raise Died from None
        raise Died

    return died


def _mend(yard: Yard) -> None:
    """The bank is well again, and a person tries every dead letter once more."""
    yard.mood(AccountMood.OK)
    for task in yard.database.read(queue.dead):
        yard.database.write(lambda db, task=task: queue.revive(db, task, due=yard.clock.now_ms()))  # type: ignore[misc]
    yard.settle(600)


def _demand_agreement(yard: Yard, asked: dict[str, bool], when: str) -> None:
    done, out, sent = {one.payment: one for one in yard.transfers()}, 0, 0
    for payment_id, withdraw in asked.items():
        state = yard.state(payment_id)
        assert state is not None, when
        assert state.status in (Status.CAPTURED, Status.CANCELLED, Status.FAILED), when
        if withdraw:
            verdict = done[payment_id].verdict if payment_id in done else "unknown"
            assert (verdict == "done") is (state.status is Status.CAPTURED), when
            assert (verdict == "refused") is (state.status is Status.CANCELLED), when
        moved = state.amount if state.status is Status.CAPTURED else 0
        out, sent = (out + moved, sent) if withdraw else (out, sent + moved)
    assert sum(one.amount for one in done.values() if one.verdict == "done") == out, when
    expected = {
        ledger.TOP_UPS: -BALANCE, ledger.wallet(IVAN): BALANCE - out - sent, ledger.wallet(MARIA): sent,
        ledger.bank("simulated"): out,
    }  # fmt: skip
    assert yard.balances() == {name: amount for name, amount in expected.items() if amount}, when
    assert yard.tasks() == {}, when
