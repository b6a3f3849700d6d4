"""A provider is paid by its static QR, or charges by a barcode; above a limit the payer is asked."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from common.clock import milliseconds
from common.errors import Broken
from common.protocol.endpoint import Nothing
from processing_app.store import log
from tests.wallets.centre import BALANCE, Holder, Town

MINUTE_MS = 60_000
LIMIT = 10_000


@pytest.fixture
def shop(town: Town) -> Holder:
    """A provider that takes QR and barcodes."""
    return town.provider()


@pytest.fixture
def ivan(town: Town) -> Iterator[Holder]:
    """A holder whose charges above 100 roubles wait for his word."""
    made = town.holder("Иван Иванов", no_confirmation=LIMIT)
    yield made
    town.run()
    town.balances()


def qr(shop: Holder, **asked: Any) -> str:
    return str(shop.yes("POST", "/qr", asked)["text"])


@pytest.mark.parametrize("form", ["emv", "link"])
def test_a_static_qr_is_paid_by_what_the_directory_says(town: Town, shop: Holder, ivan: Holder, form: str) -> None:
    began = ivan.pay(qr(shop, form=form, order="INV5"), 2_500)
    town.run()

    name = began.body["payment_id"]
    mine, its = ivan.look(name).body, shop.look(name).body
    assert (mine["state"], mine["way"], mine["order"], its["state"]) == ("done", "qr", "INV5", "done")
    assert mine["recipient"] == {"kind": "provider", "name": ivan.scan(qr(shop))["name"], "number": shop.number}
    assert its["sender"] == {"kind": "wallet", "name": "Иван И.", "number": f"••••{ivan.number[-4:]}"}
    assert (town.balance(ivan), town.balance(shop)) == (BALANCE - 2_500, 2_500)
    assert town.events(name) == ["WalletPaymentStarted", "WalletAuthorized", "PaymentCaptured"]


def test_a_qr_with_its_own_sum_is_paid_with_that_sum_only(town: Town, shop: Holder, ivan: Holder) -> None:
    priced = qr(shop, amount=2_500)

    assert ivan.pay(priced, 2_499).code == "shown_differs"
    assert ivan.pay(priced, 2_500, shown="").code == "shown_differs"
    assert ivan.pay(priced, 2_500, shown=ivan.scan(qr(town.provider(), amount=2_500))["shown"]).code == "shown_differs"
    assert ivan.pay(priced, 2_500, amount=0).code == "amount_out_of_range"
    assert ivan.pay(priced, 2_500, currency="USD").code == "wrong_currency"
    town.run()
    assert town.balance(ivan) == BALANCE
    assert ivan.pay(priced, 2_500).status == 200


def test_a_qr_is_for_wallets_and_a_barcode_for_providers_and_never_both(town: Town, shop: Holder, ivan: Holder) -> None:
    code, barcode = qr(shop), ivan.barcode()
    asked = {"payment_id": ivan.new_id(), "amount": 100}

    by_wallet = ivan.ask("POST", "/pay", asked | {"barcode": barcode})
    by_shop = shop.ask("POST", "/pay", asked | {"qr": code})
    both = ivan.ask("POST", "/pay", asked | {"qr": code, "barcode": barcode})
    neither = shop.ask("POST", "/pay", asked)

    assert [(one.status, one.code) for one in (by_wallet, by_shop)] == [(403, "forbidden")] * 2
    assert [(one.status, one.code) for one in (both, neither)] == [(422, "wrong_value")] * 2
    assert shop.send(ivan, 100).status == 403
    assert shop.withdraw(100).status == 403


def test_a_barcode_is_charged_once(town: Town, shop: Holder, ivan: Holder) -> None:
    barcode = ivan.barcode()
    asked = {"payment_id": shop.new_id(), "barcode": barcode, "amount": LIMIT, "order": "чек 5"}

    first, second = (shop.ask("POST", "/pay", asked) for _ in range(2))
    again = shop.charge(barcode, LIMIT)
    town.run()
    third = shop.ask("POST", "/pay", asked)

    assert (first.status, first.body["state"], first) == (200, "accepted", second)
    assert (again.status, again.code) == (422, "barcode_used")
    assert third.body["state"] == "done"
    assert shop.ask("POST", "/pay", asked | {"amount": LIMIT - 1}).code == "payment_id_reused"
    assert shop.ask("POST", "/pay", asked | {"barcode": ivan.barcode()}).code == "payment_id_reused"
    assert (town.balance(ivan), town.balance(shop)) == (BALANCE - LIMIT, LIMIT)
    assert barcode not in str(first.body)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"amount": 0}, "amount_out_of_range"),
        ({"amount": -1}, "amount_out_of_range"),
        ({"amount": BALANCE + 1}, "not_enough_in_wallet"),
        ({"currency": "USD"}, "wrong_currency"),
        ({"payment_id": "x"}, "wrong_value"),
        ({"barcode": "000000000000000000"}, "barcode_unknown"),
    ],
    ids=str,
)
def test_a_charge_that_cannot_be_leaves_the_barcode_good(
    town: Town, shop: Holder, ivan: Holder, changed: dict[str, Any], code: str
) -> None:
    barcode = ivan.barcode()

    said = shop.charge(barcode, 500, **changed)

    assert (said.status, said.code) == (422, code)
    assert str(BALANCE) not in said.body["detail"]
    assert shop.charge(barcode, 500).status == 200


def test_what_a_wallet_has_is_no_providers_business(town: Town, shop: Holder) -> None:
    poor = town.holder(balance=777, per_operation=5_000, per_day=5_000)

    too_much, above = (shop.charge(poor.barcode(), amount) for amount in (778, 5_001))
    town.block(poor, "долги")
    blocked = shop.charge(poor.barcode() if poor.ask("POST", "/barcodes", {}).status == 200 else "0" * 18, 1)

    assert (too_much.code, too_much.body["detail"]) == ("not_enough_in_wallet", f"••••{poor.number[-4:]}")
    assert (above.code, above.body["detail"]) == ("wallet_limit", "операция | operation")
    assert "долги" not in str(blocked.body)


def test_a_provider_cannot_find_out_sum_by_sum_what_a_wallet_has(town: Town, shop: Holder) -> None:
    rich, barcode = town.holder(balance=BALANCE), ""
    said = []
    for _ in range(11):
        barcode = rich.barcode()
        said.append(shop.charge(barcode, BALANCE + 1).code)

    assert said == ["not_enough_in_wallet"] * 10 + ["too_many_guesses"]
    assert town.provider().charge(barcode, BALANCE).status == 200
    town.clock.advance(360)
    assert shop.charge(rich.barcode(), 1).status == 200


def test_a_closed_acceptance_is_paid_by_nobody(town: Town, shop: Holder, ivan: Holder) -> None:
    code, barcode = qr(shop), ivan.barcode()
    asked = {"payment_id": ivan.new_id(), "qr": code, "amount": 100, "shown": ivan.scan(code)["shown"]}
    town.close(shop)

    assert ivan.ask("POST", "/pay", asked).code == "provider_closed"
    assert shop.charge(barcode, 100).code == "provider_closed"


def test_a_charge_above_the_limit_waits_for_its_payer_alone(town: Town, shop: Holder, ivan: Holder) -> None:
    stranger = town.holder()
    charged = shop.charge(ivan.barcode(), LIMIT + 1, order="чек 6")
    name = charged.body["payment_id"]
    town.run()

    assert (charged.body["state"], charged.body["shown"], charged.body["confirm_until"]) == (
        "waiting_for_payer", "", None,
    )  # fmt: skip
    assert town.balance(ivan) == BALANCE
    (waiting,) = ivan.yes("POST", "/waiting", {})["payments"]
    assert (waiting["payment_id"], waiting["amount"], waiting["order"]) == (name, LIMIT + 1, "чек 6")
    assert milliseconds(datetime.fromisoformat(waiting["confirm_until"])) == town.clock.now_ms() + MINUTE_MS
    assert stranger.yes("POST", "/waiting", {})["payments"] == []
    assert ivan.yes("POST", "/wallet", {})["waiting"] == 1
    assert stranger.confirm(charged.body, shown=waiting["shown"]).code == "not_found"
    assert shop.confirm(charged.body, shown=waiting["shown"]).status == 403
    assert ivan.confirm(charged.body, shown="0" * 32).code == "shown_differs"
    assert town.events(name) == ["WalletPaymentStarted"]


def test_a_confirmed_charge_goes_through_and_a_second_word_changes_nothing(
    town: Town, shop: Holder, ivan: Holder
) -> None:
    charged = shop.charge(ivan.barcode(), LIMIT + 1).body
    told = ivan.look(charged["payment_id"]).body["shown"]
    town.clock.advance(59.999)

    assert ivan.confirm(charged).body["state"] == "accepted"
    assert ivan.confirm(charged, accept=False, shown=told).body["state"] == "accepted"
    town.clock.advance(60)
    town.expire()
    town.run()

    assert shop.look(charged["payment_id"]).body["state"] == "done"
    assert ivan.confirm(charged, shown=told).body["state"] == "done"
    assert ivan.yes("POST", "/waiting", {})["payments"] == []
    assert (town.balance(ivan), town.balance(shop)) == (BALANCE - LIMIT - 1, LIMIT + 1)


def test_a_refused_charge_moves_nothing(town: Town, shop: Holder, ivan: Holder) -> None:
    charged = shop.charge(ivan.barcode(), LIMIT + 1).body
    told = ivan.look(charged["payment_id"]).body["shown"]

    refused = ivan.confirm(charged, accept=False)
    again = ivan.confirm(charged, shown=told)
    town.run()

    assert (refused.body["state"], refused.body["reason"]) == ("failed", "refused_by_payer")
    assert again.body == refused.body == ivan.look(charged["payment_id"]).body
    assert (town.balance(ivan), ivan.yes("POST", "/wallet", {})["spent_today"]) == (BALANCE, 0)


def test_an_unconfirmed_charge_is_over_in_a_minute(town: Town, shop: Holder, ivan: Holder) -> None:
    charged = shop.charge(ivan.barcode(), LIMIT + 1).body
    told = ivan.look(charged["payment_id"]).body["shown"]
    town.clock.advance(59.999)
    town.expire()
    assert shop.look(charged["payment_id"]).body["state"] == "waiting_for_payer"

    town.clock.advance(0.001)
    late = ivan.confirm(charged, shown=told)
    town.expire()

    assert (late.status, late.code) == (422, "confirmation_over")
    over = shop.look(charged["payment_id"]).body
    assert (over["state"], over["reason"]) == ("failed", "confirmation_over")
    assert ivan.confirm(charged, shown=told).code == "confirmation_over"
    assert ivan.confirm(charged, shown=told, accept=False).body["state"] == "failed"
    assert town.events(charged["payment_id"]) == ["WalletPaymentStarted", "PaymentFailed"]


def test_an_unconfirmed_charge_is_over_when_the_clock_turns_out_to_have_been_ahead(
    town: Town, shop: Holder, ivan: Holder
) -> None:
    town.clock.advance(86_400)
    charged = shop.charge(ivan.barcode(), LIMIT + 1).body
    town.clock.advance(-86_400)

    town.expire()

    assert shop.look(charged["payment_id"]).body["reason"] == "confirmation_over"
    assert town.look(town.service.books.verify, Nothing()).sum == 0


def test_a_charge_asked_again_after_a_restart_is_the_same_though_no_barcode_is_remembered(tmp_path: Path) -> None:
    with Town(tmp_path) as first:
        ivan, shop = first.holder(), first.provider()
        asked = {"payment_id": shop.new_id(), "barcode": ivan.barcode(), "amount": 700}
        before = shop.ask("POST", "/pay", asked)

    with Town(tmp_path, first.clock) as again:
        shop.port = ivan.port = again.port
        repeated, another = shop.ask("POST", "/pay", asked), shop.charge(str(asked["barcode"]), 700)
        again.run()

        assert repeated == before
        assert another.code == "barcode_used"
        assert again.balance(ivan) == BALANCE - 700


def test_a_damaged_charge_keeps_no_other_from_its_end(tmp_path: Path) -> None:
    with Town(tmp_path) as own:
        ivan, shop = own.holder(no_confirmation=0), own.provider()
        damaged, sound = (shop.charge(ivan.barcode(), 1).body["payment_id"] for _ in range(2))
        stream = log.intent(damaged)
        own.database.write(lambda db: db.raw.execute("UPDATE events SET kind = 'Unheard' WHERE stream = ?", (stream,)))
        own.clock.advance(60)

        with pytest.raises(Broken, match="database_newer"):
            own.expire()

        assert own.events(sound) == ["WalletPaymentStarted", "PaymentFailed"]


def test_a_name_that_changes_while_a_charge_waits_is_not_what_the_payer_says_yes_to(
    town: Town, shop: Holder, ivan: Holder
) -> None:
    charged = shop.charge(ivan.barcode(), LIMIT + 1).body
    shown = ivan.look(charged["payment_id"]).body

    assert shown["recipient"]["name"] == charged["recipient"]["name"]
    assert ivan.confirm(charged, shown=ivan.scan(qr(shop, amount=LIMIT + 2))["shown"]).code == "shown_differs"
    assert ivan.confirm(charged, shown=ivan.scan(qr(shop, amount=LIMIT + 1))["shown"]).status == 200
