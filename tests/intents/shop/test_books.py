"""`verify` sees whatever of an intent is not as the log has it; `rebuild` makes it again, and the centre goes on."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from common.errors import Broken
from common.protocol.endpoint import Nothing
from processing_app.service.asks import Rebuild
from tests.intents.centre import AMOUNT, CARD, HOLD, SECURE_CARD, Platform

CHANGES = {
    "status of an intent": "UPDATE intents SET status = 'paid' WHERE status = 'unpaid'",
    "sum of an intent": "UPDATE intents SET amount = amount + 1",
    "whose an intent is": "UPDATE intents SET shop_id = 'OTHER'",
    "when an intent is woken": "UPDATE intents SET wake_at = 0",
    "an intent that is not there": "DELETE FROM intents WHERE rowid = (SELECT min(rowid) FROM intents)",
    "what a payment holds": "UPDATE intent_payments SET held = held - 1 WHERE held > 0",
    "what was captured": "UPDATE intent_payments SET captured = captured - 1 WHERE captured > refunded",
    "what is held for a refund": "UPDATE intent_payments SET refund_held = 0",
    "a payment that is not there": "DELETE FROM intent_payments WHERE held > 0",
    "a balance": "UPDATE balances SET amount = amount - 1 WHERE account = 'pos:TEST:settlement'",
    "a task that nobody does": "DELETE FROM tasks",
    "a task about nothing": "INSERT INTO tasks (kind, key, lane, line, due, attempts, made, trace, state, reason) "
    "VALUES ('bank-capture', 'nobody.1', 'bank:simulated', 'nobody.1', 0, 0, 0, '', 'waiting', '')",
}
NOT_FROM_THE_LOG = ("a task that nobody does", "a task about nothing")


def filled(platform: Platform) -> Platform:
    """Intents in every condition: open, held, waiting for a payer, paid, with a refund that no bank has heard of."""
    platform.training()
    shop = platform.shop()
    platform.create(shop, externalID="open")
    platform.paid(shop)
    for card, flow in ((SECURE_CARD, HOLD), (CARD, HOLD)):
        intent_id, payer = platform.create(shop)
        platform.pay(payer, intent_id, card, flow=flow)
        platform.run()
    paid, _ = platform.paid(shop)
    shop.yes("POST", f"/payment-intents/{paid}/payments/1/refunds", {"amount": 1_000})
    return platform


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A centre whose books are put in order again by whoever spoils them."""
    with Platform(tmp_path_factory.mktemp("full")) as opened:
        yield filled(opened)


def outside(platform: Platform, change: str) -> None:
    """Somebody changes the file behind the centre's back."""
    with sqlite3.connect(platform.database.path, timeout=20) as raw:
        raw.execute(change)
    raw.close()


@pytest.mark.parametrize("change", [change for change in CHANGES if change not in NOT_FROM_THE_LOG])
def test_whatever_is_not_as_the_log_has_it_is_seen_and_made_again(full: Platform, change: str) -> None:
    before = full.balances()

    outside(full, CHANGES[change])
    with pytest.raises(Broken, match="books_do_not_balance"):
        full.look(full.service.books.verify, Nothing())
    again = full.do(full.service.books.rebuild, Rebuild())

    assert again == full.look(full.service.books.verify, Nothing())
    assert (again.intents, full.balances()) == (5, before)


@pytest.mark.parametrize("change", NOT_FROM_THE_LOG)
def test_what_nobody_works_on_and_work_about_nothing_are_differences(tmp_path: Path, change: str) -> None:
    with Platform(tmp_path) as opened:
        filled(opened).balances()

        outside(opened, CHANGES[change])

        with pytest.raises(Broken, match="books_do_not_balance"):
            opened.look(opened.service.books.verify, Nothing())


def test_a_rebuilt_centre_goes_on(tmp_path: Path) -> None:
    with Platform(tmp_path) as opened:
        filled(opened).do(opened.service.books.rebuild, Rebuild())
        opened.run()
        opened.paid(opened.shop())

        assert opened.balances()["holds"] == AMOUNT, "the refund went its way, the hold is still there"


def test_an_intent_with_its_number_is_found_after_a_rebuild(full: Platform) -> None:
    shop = full.shop()
    before = shop.yes("GET", "/payment-intents?externalID=open")

    full.do(full.service.books.rebuild, Rebuild())

    assert shop.yes("GET", "/payment-intents?externalID=open") == before
