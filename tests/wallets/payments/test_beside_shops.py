"""The stream of a charge stands among those of shops and kiosks: each passes over it, none takes it for its own."""

from typing import Any

import pytest

from common.errors import Broken, ContractFault, Rejected
from common.protocol.endpoint import Nothing
from common.protocol.shop.intents import AskIntent
from processing_app.core import intent
from processing_app.service.asks import intents as asks
from processing_app.service.asks import repairs as repair_asks
from processing_app.service.asks.domain import AskPayers
from processing_app.service.asks.statistics import AskStatistics, Rebuild
from processing_app.store import intents, log, wallet_days, wallet_payments
from tests.processing_app.standin import OPERATOR
from tests.wallets.centre import BALANCE, Holder, Town


@pytest.fixture
def ivan(town: Town) -> Holder:
    return town.holder()


@pytest.fixture
def charge(town: Town, ivan: Holder) -> str:
    """A barcode's payment that has been done."""
    name: str = town.provider().charge(ivan.barcode(), 700).body["payment_id"]
    town.run()
    return name


def test_it_is_no_shops_intent(town: Town, charge: str) -> None:
    platform = town.service.platform

    assert town.look(lambda db, who, ask: intents.look(db, charge), None) is None
    assert town.look(lambda db, who, ask: intents.at(db, charge, 1), None) is None
    assert town.do(lambda db, who, ask: intents.load(db, charge), None) is None
    with pytest.raises(Rejected, match="unknown_intent"):
        town.look(platform.stories.intent, asks.IntentId(intent=charge))
    with pytest.raises(Rejected, match="unknown_intent"):
        town.do(platform.desk.cancel_intent, asks.CancelIntentAs(intent=charge, reason="x"))
    with pytest.raises(ContractFault, match="not_found"):
        town.look(platform.intents.look, AskIntent(payment_intent_id=charge))
    with pytest.raises(ContractFault, match="not_found"):
        platform.repairs.console.stopped_intent(OPERATOR, repair_asks.IntentId(intent_id=charge))


def test_it_folds_as_an_intent_with_one_payment_all_the_same(town: Town, charge: str) -> None:
    history = town.database.read(lambda db: log.load(db, log.intent(charge)))

    state = intent.replay(history)

    assert (state.id, state.status, list(state.payments)) == (charge, intent.IntentStatus.PAID, ["1"])


def test_who_reads_behind_the_log_passes_over_it(town: Town, charge: str) -> None:
    while town.program.platform.statistics.turn() or town.program.platform.notifier.turn():
        pass

    told = town.look(town.service.statistics.statistics, AskStatistics())
    assert (told.rows, told.behind) == ([], 0)
    assert town.service.platform.payers.payers(OPERATOR, AskPayers(kind="email")).payers == []


def test_its_id_is_no_kiosks_and_a_kiosks_is_not_its(town: Town, ivan: Holder, charge: str) -> None:
    before = town.balances()
    agent = town.sign_agent(10_000)
    shop = town.provider()
    with pytest.raises(Broken, match="payment_id_reused"):
        town.pay(agent, town.ask(int(shop.number), payment_id=charge))

    used = shop.charge(ivan.barcode(), 100, payment_id=town.taken(ivan)[0])

    assert used.code == "payment_id_reused"
    assert {**town.balances(), f"agent:{agent.id}:deposit": 0} == {**before, f"agent:{agent.id}:deposit": 0} | {
        "outside:bank": before["outside:bank"] - 10_000
    }


@pytest.mark.parametrize("way", ["send", "withdraw"])
def test_the_id_of_a_transfer_under_way_is_no_kiosks(town: Town, ivan: Holder, way: str) -> None:
    """Both would have one hold, and nobody could tell whose the money in it is."""
    asked = ivan.send(town.holder(), 300) if way == "send" else ivan.withdraw(300)
    agent = town.sign_agent(10_000)
    number = int(town.provider().number)

    with pytest.raises(Broken, match="payment_id_reused"):
        town.pay(agent, town.ask(number, payment_id=asked.body["payment_id"]))
    town.run()

    assert town.balance(ivan) == BALANCE - 300
    assert town.look(town.service.books.verify, Nothing()).sum == 0


def test_the_rows_are_made_again_from_the_log(town: Town, ivan: Holder, charge: str) -> None:
    ivan.send(town.holder(), 10**4)
    ivan.send(town.holder(), 10**5 - 700 - 10**4 + 1)
    waits = town.holder(no_confirmation=1)
    town.provider().charge(waits.barcode(), 2)
    town.run()

    def rows() -> tuple[Any, Any]:
        kept = town.database.read(lambda db: [tuple(row) for row in wallet_payments.every(db, 0, 10_000)])
        return kept, town.database.read(wallet_days.every)

    before = rows()
    town.do(town.service.books.rebuild, Rebuild())

    assert rows() == before
    town.balances()
    assert ivan.send(town.holder(), 1).status == 200
