"""Row 27: a POS that is closed takes nothing new at once; what has begun there goes on to its end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intents.centre import AMOUNT, HOLD, Platform
from tests.intents.repair.operator import own


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    """A centre with the shop of the example."""
    with Platform(tmp_path) as opened:
        opened.training()
        yield opened


def test_row_27_a_closed_pos_takes_nothing_new_and_open_payments_finish(platform: Platform) -> None:
    shop, operator = platform.shop(), own(platform)
    begun, payer = platform.create(shop)
    held, holder = platform.create(shop)
    unpaid, latecomer = platform.create(shop)
    assert platform.pay(holder, held, flow=HOLD).status == 201
    platform.run()
    assert platform.pay(payer, begun).status == 201

    operator.yes("close-pos", id="TEST", reason="the contract was suspended")
    refused = shop.ask("POST", "/payment-intents", platform.question())
    late = platform.pay(latecomer, unpaid)
    platform.run()
    shop.yes("POST", f"/payment-intents/{held}/payments/1/capture", {"reason": "sent"})
    platform.run()
    refund = shop.ask("POST", f"/payment-intents/{held}/payments/1/refunds", {"amount": 500})
    platform.run()

    assert (refused.code, late.code) == ("invalid_shop_status", "invalid_shop_status")
    assert [platform.status(shop, one) for one in (begun, held, unpaid)] == ["paid", "paid", "unpaid"]
    assert refund.status == 201
    assert platform.balances()["bank:simulated:settlement"] == -(2 * AMOUNT - 500)

    operator.yes("open-pos", id="TEST")
    assert shop.ask("POST", "/payment-intents", platform.question()).status == 201
