"""The centre's notices: signed, in order, each taken once; what is lost is found by reading the centre's list."""

from collections.abc import Callable

import msgspec
import pytest

from common import ids
from common.protocol import consumer, provider
from provider_app.service import messages
from provider_app.service.messages import AcceptedShown
from tests.provider_app.running import Running, code, eventually
from tests.wallets.provider.centre import FREE, Centre, barcode
from tests.wallets.provider.test_charges import becomes, charge, state


def came(running: Running, centre: Centre, amount: int = 700) -> str:
    """A buyer has paid by our QR code; the id of it."""
    payment_id = ids.uuid7(running.clock.now_ms())
    centre.book(payment_id, amount, way="qr", order="Стол 4")
    return payment_id


def listed(running: Running, payment_id: str) -> list[AcceptedShown]:
    """The rows of one payment in the operator's list."""
    found: messages.AcceptedFound = running.operate("find-accepted", messages.FindAccepted(text=payment_id))
    return found.rows


def in_minutes(running: Running, condition: Callable[[], bool]) -> None:
    """So after some: the list that was asked for while the payment was made does not have it yet."""

    def another() -> bool:
        running.clock.advance(60)
        return condition()

    eventually(another)


def test_a_payment_by_qr_is_heard_of_once_and_then_known_whole(running: Running, centre: Centre) -> None:
    payment_id = came(running, centre)
    notice = centre.notice(payment_id)

    assert centre.tell(notice).news_id == centre.tell(notice).news_id

    eventually(lambda: [one.payer for one in listed(running, payment_id)] == ["Иван И."])
    (row,) = listed(running, payment_id)
    assert (row.way, row.state, row.amount, row.order) == ("qr", "done", 700, "Стол 4")


def test_a_notice_ends_the_waiting_for_a_payer(running: Running, centre: Centre) -> None:
    waiting = charge(running, barcode(101), FREE + 1)
    centre.finish(waiting.payment_id)

    centre.tell(centre.notice(waiting.payment_id))

    assert state(running, waiting.payment_id).state == "done"


def test_a_notice_of_a_refusal_ends_the_waiting_and_its_reason_is_asked_for_once(
    running: Running, centre: Centre
) -> None:
    waiting = charge(running, barcode(105), FREE + 1)
    centre.finish(waiting.payment_id, "refused_by_payer")
    centre.tell(centre.notice(waiting.payment_id))

    eventually(lambda: state(running, waiting.payment_id).reason == "refused_by_payer")

    assert state(running, waiting.payment_id).state == "failed"
    due = "SELECT count(*) FROM accepted WHERE due > 0 AND payment_id = ?"
    assert running.rows(due, waiting.payment_id) == [(0,)]


def test_a_notice_with_a_number_that_was_seen_is_refused(running: Running, centre: Centre) -> None:
    first, second = centre.notice(came(running, centre)), centre.notice(came(running, centre))
    centre.tell(second)

    assert code(lambda: centre.tell(first)) == "Broken stale_notice"
    assert listed(running, first.payment_id) == []


def test_another_notice_under_a_known_id_is_refused(running: Running, centre: Centre) -> None:
    notice = centre.notice(came(running, centre))
    centre.tell(notice)

    other = msgspec.structs.replace(notice, amount=notice.amount and notice.amount + 1)
    assert code(lambda: centre.tell(other)) == "Broken payment_id_reused"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"number": "8"}, "ContractFault forbidden"),
        ({"sequence": 0}, "Broken wrong_json"),
        ({"amount": 0}, "Broken wrong_json"),
        ({"amount": None}, "Broken wrong_json"),
        ({"currency": "USD"}, "Broken wrong_json"),
        ({"kind": "credited"}, "Broken wrong_json"),
    ],
)
def test_a_notice_that_cannot_be_is_refused_and_changes_nothing(
    running: Running, centre: Centre, changed: dict[str, object], said: str
) -> None:
    payment_id = came(running, centre)
    notice = msgspec.convert(
        {**msgspec.to_builtins(centre.notice(payment_id)), **changed}, type(centre.notice(payment_id))
    )

    assert code(lambda: centre.tell(notice)) == said
    assert listed(running, payment_id) == []


def test_a_notice_of_another_sum_than_was_charged_is_refused(running: Running, centre: Centre) -> None:
    waiting = charge(running, barcode(102), FREE + 1)
    centre.finish(waiting.payment_id)

    assert code(lambda: centre.tell(centre.notice(waiting.payment_id, amount=1))) == "Broken payment_id_reused"


def test_a_contracts_login_tells_no_notices(running: Running, centre: Centre) -> None:
    other = running.centre()

    assert code(lambda: other.peer.call(consumer.NOTIFY, centre.notice(came(running, centre)))).startswith(
        "ContractFault"
    )


@pytest.mark.parametrize("seal", ["", "another secret"])
def test_a_notice_that_the_centre_has_not_signed_is_refused(running: Running, centre: Centre, seal: str) -> None:
    payment_id = came(running, centre)

    assert code(lambda: centre.tell(centre.notice(payment_id), seal=seal)) == "ContractFault wrong_signature"
    assert listed(running, payment_id) == []


def test_a_notice_that_was_changed_on_its_way_is_refused(running: Running, centre: Centre) -> None:
    payment_id = came(running, centre)
    notice = centre.notice(payment_id)

    changed = msgspec.structs.replace(notice, amount=70_000)
    assert code(lambda: centre.tell(changed, signed=notice)) == "ContractFault wrong_signature"


def test_what_no_notice_told_is_read_from_the_centres_list(running: Running, centre: Centre) -> None:
    payment_id = came(running, centre, 1_234)

    in_minutes(running, lambda: [one.amount for one in listed(running, payment_id)] == [1_234])


def test_one_payment_that_cannot_be_keeps_no_other_from_being_read(running: Running, centre: Centre) -> None:
    waiting = charge(running, barcode(106), FREE + 1)
    centre.payments[waiting.payment_id] = msgspec.structs.replace(centre.payments[waiting.payment_id], amount=1)
    centre.finish(waiting.payment_id)
    payment_id = came(running, centre, 4_321)

    in_minutes(running, lambda: [one.amount for one in listed(running, payment_id)] == [4_321])
    assert state(running, waiting.payment_id).amount == FREE + 1


def test_the_register_tells_its_centre_what_is_done_in_the_order_in_which_it_was(
    stranger: Running, centre: Centre
) -> None:
    stranger.operate("import-acceptance", messages.ImportAcceptance(card=centre.card))
    its = stranger.centre()
    eventually(lambda: centre.notices.url == stranger.instance.place.url)
    waits = charge(stranger, barcode(103), FREE + 1)
    quick = charge(stranger, barcode(104), 500, "Заказ 16")
    centre.finish(waits.payment_id)
    becomes(stranger, waits.payment_id, "done")

    def page(after: str = "", limit: int = 500) -> provider.Register:
        return its.peer.call(provider.ACCEPTED, provider.AskRegister(after=after, limit=limit))

    ours = [row for row in page().rows if row.payment_id in (waits.payment_id, quick.payment_id)]
    assert [(row.payment_id, row.kind, row.account, row.amount, row.reference) for row in ours] == [
        (quick.payment_id, "barcode", "••••4242", 500, "Заказ 16"),
        (waits.payment_id, "barcode", "••••4242", FREE + 1, "Заказ 15"),
    ]
    first = page(limit=1)
    assert (len(first.rows), first.more) == (1, True)
    assert page(after=first.position).rows == page().rows[1:]


def test_of_two_centres_only_the_one_that_is_named_reads_the_register(stranger: Running, centre: Centre) -> None:
    its, other = stranger.centre(), stranger.centre()
    stranger.operate("import-acceptance", messages.ImportAcceptance(card=centre.card))
    ask = provider.AskRegister()
    assert code(lambda: its.peer.call(provider.ACCEPTED, ask)) == "ContractFault forbidden"

    stranger.operate("import-acceptance", messages.ImportAcceptance(card=centre.card, contract=its.contract))

    assert code(lambda: its.peer.call(provider.ACCEPTED, ask)) == ""
    assert code(lambda: other.peer.call(provider.ACCEPTED, ask)) == "ContractFault forbidden"
