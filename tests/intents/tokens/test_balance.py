"""A token of an account shows its balance and opens nothing else; nobody sees another's."""

from typing import Any

import pytest

from processing_app.service.asks import access as asks
from processing_app.store import intent_rows
from tests.intents.centre import AMOUNT, HOLD, Platform, Shop
from tests.security.shops import THEIRS, Centre, doors, label

PATH = "/accounts/{}/balance"


def holder(platform: Platform) -> Shop:
    """Whoever has a token of the account."""
    ask = asks.IssueAccountToken(account_id="TEST", days=1)
    return Shop(platform.port, platform.do(platform.platform.parts.access.issue_account_token, ask).token)


def test_a_balance_is_what_was_settled_and_what_is_held(platform: Platform, shop: Shop) -> None:
    paid, _ = platform.paid(shop)
    platform.paid(shop, flow=HOLD)
    settled = platform.balances()["pos:TEST:settlement"]
    assert shop.ask("POST", f"/payment-intents/{paid}/payments/1/refunds", {"amount": 1000}).status == 201

    said = holder(platform).yes("GET", PATH.format("TEST"))

    assert said == {
        "accountID": "TEST", "currency": "RUB", "settlement": settled - 1000, "refundsHeld": 1000,
        "chargebacksHeld": 0, "authorized": AMOUNT,
    }  # fmt: skip
    assert shop.yes("GET", PATH.format("TEST")) == said


def test_only_payments_with_something_held_are_looked_at(platform: Platform) -> None:
    statement = intent_rows._HELD_OF

    def plan(db: Any) -> str:
        rows = db.raw.execute(f"EXPLAIN QUERY PLAN {statement.sql}", statement.row({"pos_id": "TEST"}))
        return " ".join(row[3] for row in rows)

    assert "intent_payments_with_holds" in platform.database.read(plan)


def test_a_token_ends_with_its_account_s_revocation(platform: Platform) -> None:
    one = holder(platform)
    assert one.ask("GET", PATH.format("TEST")).status == 200

    platform.do(platform.platform.parts.access.revoke_tokens, asks.RevokeTokensOf(account_id="TEST"))

    assert one.ask("GET", PATH.format("TEST")).code == "wrong_token"
    assert holder(platform).ask("GET", PATH.format("TEST")).status == 200


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Two shops."""
    made = Centre(tmp_path_factory.mktemp("shops"))
    yield made
    made.close()


def test_another_s_account_is_one_that_is_not_there(centre: Centre) -> None:
    token = centre.operate("issue-account-token", account_id="TEST")["token"]

    for path in (f"/v2{PATH.format(THEIRS)}", f"/v2{PATH.format('S-3')}"):
        assert centre.ask("GET", path, token=token).code == "not_found"
    assert centre.ask("GET", f"/v2{PATH.format('TEST')}", token=centre.other_key).code == "not_found"
    for scope in ("accounts.*:read", "accounts.TEST:write", "accounts.S-2:read", "accounts.test:read"):
        forged = centre.forge.signed(centre.forge.claims(typ="account", sub="account:TEST", scopes=[scope]))
        assert centre.ask("GET", f"/v2{PATH.format('TEST')}", token=forged).code == "not_found"


@pytest.mark.parametrize("door", doors("shop") + doors("shop", "intent") + doors("intent"), ids=label)
def test_a_token_of_an_account_opens_no_other_door(centre: Centre, door: Any) -> None:
    token = centre.operate("issue-account-token", account_id="TEST")["token"]

    assert centre.at(door, token, centre.intent).status in (401, 403)
