"""Money leaves a wallet once for an id, and what nobody knows is asked again with the same id until it is known."""

from collections.abc import Callable

import pytest

from common import spawn
from common.clock import moment
from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.ids import uuid7
from common.protocol import codes
from common.protocol.wallets.payments import State
from consumer_app import messages
from consumer_app.core import PaymentState
from consumer_app.store import wallet_payments as store
from consumer_app.wallet_worker import WalletWorker
from tests.consumer_app.world import OPERATOR, World
from tests.wallets.consumer.centre import QR, SECRET, SimulatedCentre, a_wallet_card

Send = Callable[..., messages.PaymentKnown]


def settle(world: World, seconds: int = 61) -> None:
    world.clock.advance(seconds)
    world.service.wallet_payments.settle_due()


def made(world: World) -> list[messages.PaymentKnown]:
    ask = messages.AskPaymentsMade()
    return world.database.read(lambda db: world.service.wallet_payments.payments_made(db, OPERATOR, ask)).payments


def test_a_payment_is_durable_before_it_is_sent(world: World, centre: SimulatedCentre, send: Send) -> None:
    seen: list[PaymentState] = []
    centre.before = lambda: seen.extend(one.state for one in made(world))

    send()

    assert seen == [PaymentState.SENDING]


def test_a_payment_that_was_taken_is_looked_at_until_its_end(world: World, centre: SimulatedCentre, send: Send) -> None:
    first = send()
    assert (first.state, first.shown and first.shown.state, first.told) == (PaymentState.TAKEN, "accepted", "Пётр П.")
    centre.ends = "processing"
    settle(world, 1)
    assert made(world)[0].state is PaymentState.TAKEN
    centre.ends = "done"

    settle(world)
    asked = len(centre.asked)
    settle(world)

    (known,) = made(world)
    assert known.shown is not None
    assert (known.state, known.shown.state) == (PaymentState.ENDED, "done")
    assert len(centre.asked) == asked


@pytest.mark.parametrize("ends", ["failed", "returned"])
def test_an_end_without_payment_is_an_end_too(world: World, centre: SimulatedCentre, send: Send, ends: State) -> None:
    send()
    centre.ends = ends

    settle(world)

    assert [(one.state, one.shown and one.shown.state) for one in made(world)] == [(PaymentState.ENDED, ends)]


def test_a_lost_answer_is_asked_for_with_the_same_id_and_the_money_goes_once(
    world: World, centre: SimulatedCentre, send: Send
) -> None:
    centre.lose_answers()
    with pytest.raises(Unavailable, match="no_answer") as lost:
        send()
    (known,) = made(world)
    assert (known.state, known.trace in str(lost.value.heard)) == (PaymentState.UNKNOWN, True)
    centre.recover()

    settle(world)
    settle(world)

    assert [one.state for one in made(world)] == [PaymentState.ENDED]
    assert (centre.balance, list(centre.done)) == (99_000, [known.payment_id])


def test_a_program_that_died_while_it_was_sending_asks_at_its_next_start(
    world: World, centre: SimulatedCentre, send: Send
) -> None:
    class Died(BaseException):
        pass

    def dies() -> None:
        raise Died

    centre.after = dies
    with pytest.raises(Died):
        send()
    centre.recover()

    world.reopen()
    assert [one.state for one in made(world)] == [PaymentState.UNKNOWN]
    world.service.wallet_payments.settle_due()

    assert [one.state for one in made(world)] == [PaymentState.TAKEN]
    assert centre.balance == 99_000


def test_an_outcome_that_the_disk_did_not_take_is_asked_for_again(
    world: World, centre: SimulatedCentre, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(store, "end", lambda *_: (_ for _ in ()).throw(Unavailable("storage_full")))
        with pytest.raises(Unavailable, match="storage_full"):
            send()
    assert [one.state for one in made(world)] == [PaymentState.SENDING]

    settle(world)

    assert [one.state for one in made(world)] == [PaymentState.TAKEN]
    assert centre.balance == 99_000


def test_a_payment_that_began_elsewhere_is_not_looked_for_here(world: World) -> None:
    ask = messages.FindPayment(payment_id=uuid7(world.clock.now_ms()))

    with pytest.raises(Rejected, match="wrong_value") as no:
        world.database.read(lambda db: world.service.wallet_payments.find_wallet_payment(db, OPERATOR, ask))

    assert "не начинала" in codes.words_of(no.value).ru


def test_asked_again_with_its_own_id_it_is_the_same_payment(world: World, centre: SimulatedCentre, send: Send) -> None:
    payment_id = uuid7(world.clock.now_ms())
    first = send(payment_id)

    again = send(payment_id)

    assert (first.repeated, again.repeated, again.payment_id) == (False, True, payment_id)
    assert centre.balance == 99_000
    with pytest.raises(Broken, match="payment_id_reused"):
        send(payment_id, amount=2_000)
    assert centre.balance == 99_000


def test_two_presses_at_once_with_one_id_are_one_payment(world: World, centre: SimulatedCentre, send: Send) -> None:
    payment_id = uuid7(world.clock.now_ms())
    ends: list[object] = []

    def press() -> None:
        try:
            ends.append(send(payment_id).payment_id)
        except OplataError as error:
            ends.append(error)

    both = [spawn.thread("press", press) for _ in range(2)]
    for one in both:
        one.join()

    assert ends == [payment_id, payment_id]
    assert centre.balance == 99_000


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Rejected("wallet_limit"), "wallet_limit"),
        (Unavailable("no_connection"), "no_connection"),
        (ContractFault("wrong_password"), "wrong_password"),
    ],
)
def test_a_no_and_a_request_that_never_left_are_no_payments(
    world: World, centre: SimulatedCentre, send: Send, error: OplataError, code: str
) -> None:
    centre.fail(error)

    with pytest.raises(type(error), match=code):
        send()
    settle(world)

    assert [(one.state, one.code) for one in made(world)] == [(PaymentState.REFUSED, code)]
    assert centre.asked == ["/send"]


def test_a_password_that_is_wrong_at_a_repeat_tells_nothing_of_the_sending_before(
    world: World, centre: SimulatedCentre, send: Send
) -> None:
    centre.lose_answers()
    with pytest.raises(Unavailable):
        send()
    centre.recover()
    centre.fail(ContractFault("wrong_password"))

    settle(world)
    assert [(one.state, one.code) for one in made(world)] == [(PaymentState.UNKNOWN, "wrong_password")]
    centre.recover()
    settle(world)

    assert [one.state for one in made(world)] == [PaymentState.TAKEN]
    assert centre.balance == 99_000


def test_one_that_never_left_may_be_repeated_with_its_id(world: World, centre: SimulatedCentre, send: Send) -> None:
    payment_id = uuid7(world.clock.now_ms())
    centre.fail(Unavailable("no_connection"))
    with pytest.raises(Unavailable):
        send(payment_id)
    centre.recover()

    assert send(payment_id).state is PaymentState.TAKEN
    assert centre.balance == 99_000


def test_an_answer_about_another_payment_is_no_answer(world: World, centre: SimulatedCentre, send: Send) -> None:
    one = send()
    assert one.shown is not None
    other = uuid7(world.clock.now_ms())
    centre.done[other] = one.shown

    with pytest.raises(Unavailable, match="unreadable_answer"):
        send(other)

    assert {row.payment_id: row.state for row in made(world)}[other] is PaymentState.UNKNOWN


def test_a_person_may_ask_for_unknown_outcomes_at_once(world: World, centre: SimulatedCentre, send: Send) -> None:
    centre.lose_answers()
    for _ in range(2):
        with pytest.raises(Unavailable):
            send()
    (_, first) = made(world)
    retry = world.service.wallet_payments.retry_wallet_payments
    assert retry(OPERATOR, messages.RetryPayments()).still_unknown == 2
    centre.recover()

    one = retry(OPERATOR, messages.RetryPayments(payment_id=first.payment_id))
    rest = retry(OPERATOR, messages.RetryPayments())

    assert [(len(answer.payments), answer.still_unknown) for answer in (one, rest)] == [(1, 0), (1, 0)]
    assert centre.balance == 98_000


def test_pauses_between_questions_grow_and_no_payment_is_forgotten(
    world: World, centre: SimulatedCentre, send: Send
) -> None:
    centre.lose_answers()
    with pytest.raises(Unavailable):
        send()
    asked = []
    for _ in range(200):
        before = len(centre.asked)
        settle(world, 1)
        asked.append(len(centre.asked) - before)

    assert 6 <= sum(asked) <= 10
    assert asked[-60:].count(1) == 1


def test_a_qr_code_is_paid_as_it_was_shown_and_not_otherwise(world: World, centre: SimulatedCentre) -> None:
    seen = world.service.wallet_codes.read_pay_code(OPERATOR, messages.ReadPayCode(code_text=QR))
    assert seen.paid is not None
    assert (seen.paid.name, seen.paid.text_differs) == ("Мегасвязь", "MEGA SALE")
    ask = messages.PayByQr(code_text=QR, amount=15_000, shown=seen.paid.shown, told=seen.paid.name)

    known = world.service.wallet_payments.pay_by_qr(OPERATOR, ask)

    assert (known.way, known.told, known.state) == ("qr", "Мегасвязь", PaymentState.TAKEN)
    other = messages.PayByQr(code_text=QR, amount=15_000, shown="of something else")
    with pytest.raises(Rejected, match="shown_differs"):
        world.service.wallet_payments.pay_by_qr(OPERATOR, other)
    assert centre.balance == 85_000


def test_a_code_that_is_not_signed_is_told_with_its_reason_and_nothing_to_pay(world: World) -> None:
    seen = world.service.wallet_codes.read_pay_code(OPERATOR, messages.ReadPayCode(code_text="ST00012|Name=X"))

    assert (seen.paid, seen.code) == (None, "qr_not_signed")
    assert seen.why is not None
    assert "не подписан" in seen.why.ru


def test_money_is_withdrawn_by_the_same_rules(world: World, centre: SimulatedCentre) -> None:
    centre.state = "processing"
    ask = messages.WithdrawMoney(account="40702810 9000 0000 0042", amount=50_000)

    known = world.service.wallet_payments.withdraw_money(OPERATOR, ask)
    centre.ends = "returned"
    settle(world)

    assert (known.way, known.told) == ("withdraw", "40702810900000000042")
    (after,) = made(world)
    assert after.shown is not None
    assert after.shown.state == "returned"


def test_payments_of_a_wallet_that_was_removed_are_still_asked_about(
    world: World, centre: SimulatedCentre, send: Send
) -> None:
    centre.lose_answers()
    with pytest.raises(Unavailable):
        send()
    centre.recover()
    world.service.wallets.delete_wallet(OPERATOR, messages.OneWallet())

    world.clock.advance(61)
    WalletWorker(world.service, world.clock, world.log).step(spawn.Signal())

    world.service.wallets.undo_delete_wallet(OPERATOR, messages.OneWallet())
    assert [one.state for one in made(world)] == [PaymentState.TAKEN]


def test_what_is_final_is_never_changed_by_a_late_answer(world: World, centre: SimulatedCentre, send: Send) -> None:
    known = send()
    settle(world)
    late = store.Outcome(PaymentState.UNKNOWN, 1, "no_answer")

    world.database.write(lambda db: store.end(db, known.payment_id, late))

    assert [one.state for one in made(world)] == [PaymentState.ENDED]


def test_a_card_taken_in_again_renews_the_password_and_keeps_the_payments(
    world: World, centre: SimulatedCentre, send: Send
) -> None:
    send()
    renewed = a_wallet_card(password="another password of letters")

    after = world.service.wallets.add_wallet(OPERATOR, messages.AddWallet(card=renewed))
    send()

    assert (after.id, len(made(world))) == ("1", 2)
    assert centre.logins[-1][1] == "another password of letters"
    assert (world.folder / "wallets.json").read_text(encoding="utf-8").count('"id"') == 1


def test_no_secret_stands_in_the_file_of_wallets_or_in_the_database(
    world: World, centre: SimulatedCentre, send: Send
) -> None:
    world.service.notices.tell_address(world.service.wallets.active_wallets()[0])
    send()
    world.log.info("the end")

    kept = b"".join(
        path.read_bytes() for path in world.folder.rglob("*") if path.is_file() and path.suffix != ".secret"
    )

    assert world.service.notices.seals(OPERATOR._replace(kind="processing", id="1")) == [SECRET]
    for secret in ("a password of many letters", SECRET, centre.told[0].password):
        assert secret.encode() not in kept


def test_the_moment_of_a_payment_is_the_programs_own(world: World, send: Send) -> None:
    assert send().made_at == moment(world.clock.now_ms())
