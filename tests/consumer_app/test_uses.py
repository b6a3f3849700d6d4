"""Services are used once for an id, whatever the network does, and an unknown outcome is called unknown."""

from collections.abc import Callable
from typing import Any

import pytest

from common import trace
from common.clock import moment
from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.protocol import codes
from consumer_app import messages
from consumer_app.core import UseState
from consumer_app.store import uses as store
from tests.consumer_app.world import FORM, OPERATOR, WEB, World, a_card


@pytest.fixture
def signed(world: World) -> World:
    world.sign()
    return world


def test_a_use_is_posted_with_the_contracts_own_parameters_as_json(signed: World) -> None:
    use = signed.use()

    (sent,) = signed.provider.received
    assert (sent.path, sent.content_type) == ("/v1/use", "application/json")
    assert sent.fields == {"use_id": use.use_id, "number": "9161234567", "service": "call", "quantity": 1}
    assert (use.state, use.cost, use.balance) == (UseState.DONE, 250, 9_750)


def test_a_use_is_posted_with_the_contracts_own_parameters_as_a_form(world: World) -> None:
    world.sign(a_card(posting=FORM))

    use = world.use()

    (sent,) = world.provider.received
    assert (sent.path, sent.content_type) == ("/use.php", "application/x-www-form-urlencoded")
    assert sent.fields == {"id": use.use_id, "phone": "+79161234567", "what": "call", "n": "1", "v": "2"}


def test_the_balance_after_a_use_is_shown_with_the_contract(signed: World) -> None:
    signed.use()

    (contract,) = signed.contracts().contracts
    assert (contract.balance, contract.balance_at) == (9_750, moment(signed.clock.now_ms()))


def test_a_use_is_stored_before_it_is_sent(signed: World) -> None:
    seen: list[UseState] = []
    signed.provider.before = lambda: seen.extend(signed.states())

    signed.use()

    assert seen == [UseState.SENDING]


def test_a_provider_that_is_off_is_explained_and_nothing_is_left_to_ask(signed: World) -> None:
    signed.provider.fail(Unavailable("no_connection", "http://127.0.0.1:8101"))

    with pytest.raises(Unavailable) as refusal:
        signed.use()

    assert refusal.value.code == "no_connection"
    (use,) = signed.uses()
    assert (use.state, use.code) == (UseState.REFUSED, "no_connection")
    assert use.words is not None
    assert "Нет связи" in use.words.ru
    assert signed.retry().uses == []


def test_a_use_that_never_left_is_sent_when_it_is_asked_for_again(signed: World) -> None:
    use_id = "0195a1fb-1b2c-7d3e-8f40-112233445566"
    signed.provider.fail(Unavailable("no_connection", "http://127.0.0.1:8101"))
    with pytest.raises(Unavailable):
        signed.use(use_id=use_id)
    signed.provider.recover()

    again = signed.use(use_id=use_id)

    assert (again.use_id, again.state) == (use_id, UseState.DONE)
    assert signed.states() == [UseState.DONE]


def test_a_refusal_is_the_providers_own_and_final(signed: World) -> None:
    signed.provider.fail(Rejected("not_enough_balance", "0,00"))

    with pytest.raises(Rejected, match="not_enough_balance"):
        signed.use()

    assert signed.states() == [UseState.REFUSED]


def test_a_lost_answer_is_unknown_until_a_repeat_with_the_same_id_and_costs_once(signed: World) -> None:
    signed.provider.lose_answers()
    with pytest.raises(Unavailable) as unknown:
        signed.use()
    (use,) = signed.uses()
    assert use.state is UseState.UNKNOWN
    assert use.use_id in str(unknown.value.heard)

    assert signed.retry().still_unknown == 1
    signed.provider.recover()
    retried = signed.retry()

    assert [one.state for one in retried.uses] == [UseState.DONE]
    assert (retried.still_unknown, signed.provider.balance) == (0, 9_750)
    assert [sent.fields["use_id"] for sent in signed.provider.received] == [use.use_id] * 3
    assert signed.retry().uses == []


@pytest.mark.parametrize(
    "trouble", [Unavailable("no_connection"), ContractFault("wrong_password"), Broken("wrong_json")], ids=str
)
def test_a_repeat_that_never_got_through_leaves_the_outcome_unknown(signed: World, trouble: OplataError) -> None:
    signed.provider.lose_answers()
    with pytest.raises(Unavailable):
        signed.use()

    signed.provider.fail(trouble)

    assert signed.retry().still_unknown == 1
    assert signed.states() == [UseState.UNKNOWN]


def test_a_program_that_died_while_sending_does_not_know_the_outcome(signed: World) -> None:
    class PowerCut(BaseException):
        pass

    def cut() -> None:
        raise PowerCut

    signed.provider.after = cut
    with pytest.raises(PowerCut):
        signed.use()
    signed.reopen()
    assert signed.states() == [UseState.UNKNOWN]

    signed.provider.recover()
    signed.retry()

    assert (signed.states(), signed.provider.balance) == ([UseState.DONE], 9_750)


def test_a_repeat_is_the_same_request_though_the_template_was_edited(signed: World) -> None:
    signed.provider.lose_answers()
    with pytest.raises(Unavailable):
        signed.use()
    signed.service.edit_contract(OPERATOR, messages.EditContract(contract="1", posting=FORM))

    signed.retry()

    first, second = signed.provider.received
    assert first == second


def test_an_answer_about_another_service_is_no_success(signed: World) -> None:
    with pytest.raises(Unavailable, match="unreadable_answer"):
        signed.use("web")

    assert signed.states() == [UseState.UNKNOWN]


def test_an_answer_with_a_balance_that_cannot_be_is_no_success(signed: World) -> None:
    signed.provider.balance = 10**30

    with pytest.raises(Unavailable, match="unreadable_answer"):
        signed.use()

    assert signed.states() == [UseState.UNKNOWN]


def test_a_service_that_the_contract_does_not_declare_is_not_even_sent(signed: World) -> None:
    with pytest.raises(Rejected, match="unknown_service"):
        signed.use("teleport")

    assert (signed.provider.received, signed.uses()) == ([], [])


def test_one_unknown_use_can_be_asked_about_alone(signed: World) -> None:
    signed.provider.lose_answers()
    for _ in range(2):
        with pytest.raises(Unavailable):
            signed.use()
        signed.clock.advance(1)
    signed.provider.recover()

    newest, oldest = signed.uses()
    answer = signed.service.retry_uses(OPERATOR, messages.RetryUses(use_id=newest.use_id))

    assert [one.use_id for one in answer.uses] == [newest.use_id]
    assert signed.states() == [UseState.DONE, UseState.UNKNOWN]
    with pytest.raises(Rejected, match="wrong_value"):
        signed.service.retry_uses(OPERATOR, messages.RetryUses(use_id=newest.use_id))
    assert oldest.state is UseState.UNKNOWN


ID = "01970000-0000-7000-8000-00000000000a"


def pressed(world: World, **changed: Any) -> messages.UseKnown:
    """A press of the button; another press brings the same id."""
    values: dict[str, Any] = {"contract": "1", "service": "call", "quantity": 1, "use_id": ID}
    return world.service.use(OPERATOR, messages.Use(**(values | changed)))


def found(world: World) -> messages.UseKnown:
    return world.database.read(lambda db: world.service.find_use(db, OPERATOR, messages.FindUse(use_id=ID)))


def test_two_presses_with_one_id_are_one_use(signed: World) -> None:
    first, second = pressed(signed), pressed(signed)

    assert (first.use_id, first.repeated, second.repeated) == (ID, False, True)
    assert (second.state, second.cost) == (UseState.DONE, 250)
    assert (len(signed.provider.received), signed.provider.balance) == (1, 9_750)
    assert found(signed) == first


def test_a_press_while_the_first_is_under_way_sends_nothing(signed: World) -> None:
    seen: list[messages.UseKnown] = []

    def press_again() -> None:
        signed.provider.recover()
        seen.append(pressed(signed))

    signed.provider.before = press_again
    pressed(signed)

    assert [(one.state, one.repeated) for one in seen] == [(UseState.SENDING, True)]
    assert len(signed.provider.received) == 1


def test_a_press_after_a_lost_answer_asks_what_became_of_it(signed: World) -> None:
    signed.provider.lose_answers()
    with pytest.raises(Unavailable):
        pressed(signed)
    assert found(signed).state is UseState.UNKNOWN
    with pytest.raises(Unavailable):
        pressed(signed)

    signed.provider.recover()

    assert pressed(signed).state is UseState.DONE
    assert signed.provider.balance == 9_750


@pytest.mark.parametrize("ask", [pressed, World.retry], ids=["press", "retry"])
def test_an_outcome_that_the_disk_did_not_take_is_asked_about_without_a_restart(
    signed: World, monkeypatch: pytest.MonkeyPatch, ask: Callable[[World], Any]
) -> None:
    def full(*_: object) -> None:
        raise Unavailable("storage_full")

    with monkeypatch.context() as disk:
        disk.setattr(store, "end", full)
        with pytest.raises(Unavailable, match="storage_full"):
            pressed(signed)
    assert signed.states() == [UseState.SENDING]

    ask(signed)

    assert (signed.states(), signed.provider.balance) == ([UseState.DONE], 9_750)


def test_a_press_after_a_refusal_hears_the_same_refusal(signed: World) -> None:
    signed.provider.fail(Rejected("not_enough_balance", "0,00"))
    with pytest.raises(Rejected) as first:
        pressed(signed)
    signed.provider.recover()

    with pytest.raises(Rejected, match="not_enough_balance") as second:
        pressed(signed)

    assert str(second.value.heard) == str(codes.words_of(first.value))
    assert signed.provider.received == []


def test_one_id_for_two_different_uses_is_refused(signed: World) -> None:
    pressed(signed)

    with pytest.raises(Broken, match="payment_id_reused"):
        pressed(signed, quantity=2)


@pytest.mark.parametrize("use_id", ["1", ID.upper(), ID + " ", "../" + ID])
def test_an_id_that_others_may_have_too_is_refused(signed: World, use_id: str) -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        pressed(signed, use_id=use_id)


def test_a_repeat_is_known_even_when_the_provider_no_longer_offers_the_service(signed: World) -> None:
    pressed(signed)
    signed.provider.services = [WEB]
    signed.service.balance(OPERATOR, messages.OneContract(contract="1"))

    again = pressed(signed)

    assert (again.repeated, again.label) == (True, None)


def test_a_use_can_be_found_in_the_exchanges_by_its_code(signed: World) -> None:
    codes_seen: list[str] = []
    signed.provider.before = lambda: codes_seen.append(trace.current.get())

    use = pressed(signed)

    assert codes_seen == [use.trace]
    assert trace.current.get() == ""
