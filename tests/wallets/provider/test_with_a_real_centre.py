"""A provider and a real centre, each behind its own HTTP: a card, a signed code, charges, and the same sums on both."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common.protocol import provider
from common.protocol.endpoint import Nothing
from provider_app.service import messages
from provider_app.service.messages import AcceptedShown
from tests.provider_app.running import Running, eventually
from tests.wallets.centre import Holder, Town

BUYS, DEAR = 15_000, 150_000


class Fair:
    """A buyer, a bakery with its program, and the centre; the centre's workers work when they are told to."""

    def __init__(self, town: Town, running: Running) -> None:
        self.town, self.running = town, running
        self.buyer = town.holder("Иван Иванов", balance=1_000_000)
        self.bakery: Holder = town.provider("Пекарня")
        running.operate("import-acceptance", messages.ImportAcceptance(card=self.bakery.card))
        eventually(lambda: running.operate("acceptance", Nothing()).told)

    def work(self) -> None:
        """What the centre's workers and senders would do."""
        self.town.run()
        told: Any = self.town.program.wallets.notifying
        while told.noting.turn() or told.sender.turn(lambda _, work: work()):
            pass

    def charge(self, amount: int, order: str = "") -> AcceptedShown:
        """The buyer shows a barcode, the seller scans it."""
        ask = messages.Charge(barcode=self.buyer.barcode(), amount=amount, order=order)
        found: AcceptedShown = self.running.operate("charge", ask)
        return found

    def becomes(self, payment_id: str, state: str) -> AcceptedShown:
        """Wait for a state that the provider hears of."""

        def known() -> list[AcceptedShown]:
            ask = messages.FindAccepted(text=payment_id)
            rows: list[AcceptedShown] = self.running.operate("find-accepted", ask).rows
            return [one for one in rows if one.state == state and one.payer and (state == "done" or one.reason)]

        eventually(lambda: bool(known()))
        return known()[0]


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fair]:
    folder: Path = tmp_path_factory.mktemp("fair")
    with Town(folder / "centre") as town:
        running = Running(folder / "provider", clock=town.clock)
        try:
            yield Fair(town, running)
        finally:
            running.close()


def test_a_signed_code_is_paid_and_the_provider_hears_who_paid(fair: Fair) -> None:
    made = fair.running.operate("acceptance-qr", messages.AskAcceptanceQr(amount=BUYS, order="Table 4"))
    assert (made.name, made.amount, made.order) == ("Пекарня", BUYS, "Table 4")

    paid = fair.buyer.pay(made.text, BUYS)
    fair.work()

    assert paid.status == 200
    came = fair.becomes(paid.body["payment_id"], "done")
    assert (came.way, came.amount, came.order, came.payer) == ("qr", BUYS, "Table 4", "Иван И.")


def test_a_scanned_barcode_is_charged_and_known_to_both(fair: Fair) -> None:
    begun = fair.charge(BUYS, "Чек 15")
    fair.work()

    done = fair.becomes(begun.payment_id, "done")
    assert (done.way, done.order, done.payer) == ("barcode", "Чек 15", "Иван И.")
    assert fair.buyer.look(done.payment_id).body["state"] == "done"


@pytest.mark.parametrize(("accept", "state", "reason"), [(True, "done", ""), (False, "failed", "refused_by_payer")])
def test_a_dear_charge_waits_for_its_payers_word(fair: Fair, accept: bool, state: str, reason: str) -> None:
    begun = fair.charge(DEAR)
    assert begun.state == "waiting_for_payer"
    assert begun.waits_until is not None

    fair.buyer.confirm({"payment_id": begun.payment_id}, accept=accept)
    fair.work()

    assert fair.becomes(begun.payment_id, state).reason == reason


def test_what_the_centre_owes_is_what_the_provider_took(fair: Fair) -> None:
    contract = fair.running.centre()
    fair.charge(700)
    fair.work()

    state = fair.running.operate("refresh-acceptance", Nothing())
    found: messages.AcceptedFound = fair.running.operate("find-accepted", messages.FindAccepted())
    register = contract.peer.call(provider.ACCEPTED, provider.AskRegister())

    assert state.balance == fair.town.balance(fair.bakery) == found.amount == sum(row.amount for row in register.rows)
    assert {row.account for row in register.rows} == {f"••••{fair.buyer.number[-4:]}"}
