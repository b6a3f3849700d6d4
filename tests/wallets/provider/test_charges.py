"""A charge by a barcode: written down first, sent again with the same id, never doubled and never guessed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from common.errors import ContractFault, Rejected, Unavailable
from common.protocol.endpoint import Nothing
from common.protocol.wallets import doors
from provider_app.service import messages
from provider_app.service.messages import AcceptedShown
from tests.provider_app.running import Running, code, eventually
from tests.wallets.provider.centre import FREE, Centre, barcode

ORDER = "Заказ 15"


def charge(running: Running, digits: str, amount: int = 15_000, order: str = ORDER) -> AcceptedShown:
    """As the operator does."""
    found: AcceptedShown = running.operate("charge", messages.Charge(barcode=digits, amount=amount, order=order))
    return found


def state(running: Running, payment_id: str) -> AcceptedShown:
    """What the provider knows of it."""
    found: AcceptedShown = running.operate("accepted-payment", messages.OneAccepted(payment_id=payment_id))
    return found


def becomes(running: Running, payment_id: str, wanted: str) -> AcceptedShown:
    """Wait for a state, with the clock going on."""

    def came() -> bool:
        running.clock.advance(1)
        return state(running, payment_id).state == wanted

    eventually(came)
    return state(running, payment_id)


def test_a_charge_is_done_at_once_and_says_who_paid(running: Running, centre: Centre) -> None:
    done = charge(running, barcode(1))

    assert (done.state, done.way, done.amount, done.order) == ("done", "barcode", 15_000, ORDER)
    assert (done.payer, done.wallet, done.barcode) == ("Иван И.", "••••4242", f"••••{barcode(1)[-4:]}")
    assert centre.payments[done.payment_id].amount == 15_000


def test_the_barcode_is_read_with_whatever_stands_between_its_digits(running: Running, centre: Centre) -> None:
    digits = barcode(2)

    assert charge(running, f" {digits[:4]} {digits[4:]}\n").state == "done"


@pytest.mark.parametrize("digits", ["", "12345", "7" * 18, "барcode-of-letters", f"13{barcode(3)[2:]}"])
def test_what_is_no_barcode_is_told_here_and_is_no_guess_at_the_centre(
    running: Running, centre: Centre, digits: str
) -> None:
    assert code(lambda: charge(running, digits)) == "Rejected barcode_unknown"
    assert centre.times(doors.PAY) == 0


def test_a_bounce_of_the_scanner_is_the_same_charge(running: Running, centre: Centre) -> None:
    first, second = charge(running, barcode(4)), charge(running, barcode(4))

    assert first.payment_id == second.payment_id
    assert (centre.times(doors.PAY), centre.balance) == (1, 15_000)


def test_the_same_barcode_for_another_sum_is_refused_and_nothing_is_taken_again(
    running: Running, centre: Centre
) -> None:
    charge(running, barcode(5))

    assert code(lambda: charge(running, barcode(5), 20_000)) == "Rejected barcode_used"
    assert centre.balance == 15_000


def test_a_refused_charge_may_be_tried_again_with_another_sum(running: Running, centre: Centre) -> None:
    centre.errors[doors.PAY.path] = Rejected("not_enough_in_wallet", "-")
    refused = charge(running, barcode(6))
    centre.errors.clear()

    assert (refused.state, refused.reason) == ("failed", "not_enough_in_wallet")
    assert refused.why is not None
    assert refused.why.ru.startswith("В кошельке не хватает денег. Ничего не списано.")
    assert charge(running, barcode(6), 10_000).state == "done"
    assert centre.balance == 10_000


def test_an_answer_that_got_lost_is_asked_for_with_the_same_id_and_taken_once(running: Running, centre: Centre) -> None:
    centre.lost, before = 2, len(centre.payments)

    sent = charge(running, barcode(7))

    assert (sent.state, sent.reason) == ("sending", "internal_error")
    done = becomes(running, sent.payment_id, "done")
    assert (done.payment_id, centre.balance, len(centre.payments)) == (sent.payment_id, 15_000, before + 1)


def test_the_payer_is_waited_for_and_decides(running: Running, centre: Centre) -> None:
    yes, no = charge(running, barcode(8), FREE + 1), charge(running, barcode(9), FREE + 2)
    assert (yes.state, no.state) == ("waiting_for_payer", "waiting_for_payer")
    assert yes.waits_until is not None
    assert (yes.waits_until - centre.now()).total_seconds() == 60

    centre.finish(yes.payment_id)
    centre.finish(no.payment_id, "refused_by_payer")

    assert becomes(running, yes.payment_id, "done").waits_until is None
    assert becomes(running, no.payment_id, "failed").reason == "refused_by_payer"


def test_a_centre_that_lets_nobody_in_has_taken_nothing(running: Running, centre: Centre) -> None:
    centre.errors[doors.PAY.path] = ContractFault("wrong_password")

    refused = charge(running, barcode(10))

    assert (refused.state, refused.reason) == ("failed", "wrong_password")
    assert refused.payment_id not in centre.payments


def test_without_a_card_nothing_is_charged(stranger: Running) -> None:
    assert code(lambda: charge(stranger, barcode(11))) == "Rejected no_acceptance"


@pytest.mark.parametrize("amount", [0, -1, 10**13])
def test_a_sum_that_cannot_be_is_refused(running: Running, centre: Centre, amount: int) -> None:
    assert code(lambda: charge(running, barcode(12), amount)) == "Rejected amount_out_of_range"
    assert centre.times(doors.PAY) == 0


@pytest.fixture
def restarted(stranger: Running, tmp_path: Path) -> Iterator[Callable[[], Running]]:
    """The same provider in a new process, as far as memory goes."""
    made: list[Running] = []

    def again() -> Running:
        stranger.close()
        made.append(Running(stranger.folder, clock=stranger.clock))
        return made[0]

    yield again
    for one in made:
        one.close()


def test_after_a_restart_a_charge_is_asked_about_and_not_sent_again(
    stranger: Running, centre: Centre, restarted: Callable[[], Running]
) -> None:
    stranger.operate("import-acceptance", messages.ImportAcceptance(card=centre.card))
    centre.lost = 10**6
    sent = charge(stranger, barcode(13))
    again = restarted()
    asked = centre.times(doors.PAY)

    done = becomes(again, sent.payment_id, "done")

    assert (centre.times(doors.PAY), centre.balance) == (asked, 15_000)
    assert (done.order, done.payer) == (ORDER, "Иван И.")


def test_a_charge_that_never_reached_the_centre_ends_once_no_barcode_of_its_time_lives(
    stranger: Running, centre: Centre, restarted: Callable[[], Running]
) -> None:
    stranger.operate("import-acceptance", messages.ImportAcceptance(card=centre.card))
    centre.errors[doors.PAY.path] = Unavailable("busy")
    sent = charge(stranger, barcode(14))
    again = restarted()
    again.clock.advance(100)
    eventually(lambda: centre.times(doors.LOOK) > 0)
    assert state(again, sent.payment_id).state == "sending"

    again.clock.advance(100)

    assert becomes(again, sent.payment_id, "failed").reason == "charge_not_sent"


def test_no_line_and_no_file_holds_a_barcode(running: Running, centre: Centre) -> None:
    digits = barcode(987_654_321_012_345)
    charge(running, digits)
    centre.errors[doors.PAY.path] = Unavailable("busy")
    charge(running, barcode(987_654_321_012_346))
    running.instance.log.exchanges.flush()

    written = b"".join(one.read_bytes() for one in running.folder.rglob("*") if one.is_file())
    assert b"98765432101234" not in written
    assert f"••••{digits[-4:]}".encode() in written


def test_a_provider_says_what_its_acceptance_is(running: Running, centre: Centre) -> None:
    charge(running, barcode(15))
    shown = running.operate("refresh-acceptance", Nothing())

    assert (shown.imported, shown.name, shown.balance, shown.active) == (True, "Пекарня", 15_000, True)
    assert running.operate("acceptance", Nothing()) == shown
