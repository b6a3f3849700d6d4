"""Services are used once for an id, whatever the network does, and an unknown outcome is called unknown."""

import pytest

from common.clock import moment
from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from consumer_app import messages
from consumer_app.core import UseState
from tests.consumer_app.world import FORM, OPERATOR, World, a_card


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
