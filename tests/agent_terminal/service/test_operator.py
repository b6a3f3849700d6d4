"""What the operator sets and looks at: contract, commissions, agent, encashment, claim slips, journal."""

from typing import Any

import msgspec
import pytest

from agent_terminal.ccnet.happenings import Decision
from agent_terminal.service import messages
from common.errors import OplataError, Rejected, Unavailable
from common.protocol import processing
from common.protocol.card import CardKind
from common.protocol.endpoint import Nothing
from common.status import Status
from tests.agent_terminal.stand import BILLS, CARD, OPERATOR, Stand


def operate(stand: Stand, name: str, ask: Any = None) -> Any:
    """A unit of work of the operator."""
    function = getattr(stand.service, name)
    return stand.database.write(lambda db: function(db, OPERATOR, Nothing() if ask is None else ask))


def test_a_contract_is_tried_at_once(stand: Stand) -> None:
    made = stand.connect()

    assert (made.deposit, made.providers, made.problem.en) == (1_000_000, 3, "none")
    assert stand.ground.secrets.login_of("centre") == ("agent-1", "secret of the agent")


def test_a_contract_with_a_silent_centre_is_kept_and_says_so(stand: Stand) -> None:
    stand.centre.cut_off()

    made = stand.connect()

    assert (made.deposit, made.providers) == (None, 0)
    assert "cut" in made.problem.ru
    stand.centre.join()
    stand.turn()
    assert stand.state().providers == 3


def test_the_password_is_nowhere_in_the_database(ready: Stand) -> None:
    ready.close()

    files = [path.read_bytes() for path in ready.folder.glob("terminal.db*")]
    ready._open()

    assert files
    assert not any(CARD.password.encode() in data for data in files)


@pytest.mark.parametrize(
    ("change", "terminal", "code"),
    [
        ({"kind": CardKind.PROVIDER}, "T1", "wrong_card"),
        ({"dialect": "osmp"}, "T1", "wrong_card"),
        ({"currency": "USD"}, "T1", "wrong_card"),
        ({}, "", "wrong_value"),
        ({}, "T" * 65, "wrong_value"),
        ({}, "T\n1", "wrong_value"),
    ],
)
def test_a_card_of_another_kind_signs_nothing(stand: Stand, change: dict[str, Any], terminal: str, code: str) -> None:
    card = msgspec.structs.replace(CARD, **change)

    with pytest.raises(Rejected) as refusal:
        stand.service.connect(OPERATOR, messages.Connect(card=card, terminal=terminal))

    assert refusal.value.code == code
    assert stand.state().centre is None


def test_with_unfinished_payments_the_centre_stays_the_same(ready: Stand) -> None:
    other = messages.Connect(card=msgspec.structs.replace(CARD, issuer="centre-2"), terminal="T1")
    ready.centre.problems[processing.PAY.path] = Unavailable("not_now", "x")
    ready.pay(10_000)

    with pytest.raises(Rejected) as refusal:
        ready.service.connect(OPERATOR, other)
    assert refusal.value.code == "unfinished_payments"
    ready.centre.join()
    ready.pass_time(61)
    ready.centre.capture_all()
    ready.pass_time(61)

    assert ready.service.connect(OPERATOR, other).problem.en == "none"


def test_another_centre_brings_its_own_directory(ready: Stand) -> None:
    ready.centre.cut_off()
    other = messages.Connect(card=msgspec.structs.replace(CARD, issuer="centre-2"), terminal="T1")

    ready.service.connect(OPERATOR, other)

    assert (ready.state().directory_version, ready.state().available) == (0, None)


def test_commissions_are_by_provider_with_a_default(ready: Stand) -> None:
    ready.set_commission(basis_points=500)
    ready.set_commission(provider_id=1, basis_points=300, minimum=1_000, maximum=3_000)

    told = operate(ready, "commissions").commissions
    assert [(one.provider_id, one.on_1000) for one in told] == [(1, 3_000), (None, 5_000)]
    ready.to_cash(provider_id=1)
    ready.insert(10_000)
    assert ready.screen().data["fee"] == 1_000
    ready.do("pay")
    ready.turn()
    ready.centre.capture_all()
    ready.pass_time(35)
    ready.do("touch")
    ready.do("provider", provider_id=2)
    ready.do("fields", account="9123456789", fields={"flat": "7"})

    assert ready.do("confirm").data["commission"]["basis_points"] == 500


@pytest.mark.parametrize(
    "values",
    [
        {"basis_points": -1},
        {"basis_points": 5_001},
        {"fixed": -1},
        {"minimum": -1},
        {"minimum": 100, "maximum": 99},
    ],
)
def test_an_absurd_commission_is_refused(ready: Stand, values: dict[str, int]) -> None:
    with pytest.raises(Rejected) as refusal:
        ready.set_commission(**values)

    assert refusal.value.code == "wrong_value"


def test_a_payer_who_has_begun_keeps_the_commission_that_was_shown(ready: Stand) -> None:
    ready.to_cash()

    ready.set_commission(basis_points=5_000)
    ready.insert(10_000)

    assert ready.screen().data["fee"] == 0


def test_only_the_notes_that_the_agent_takes_are_let_in(ready: Stand) -> None:
    operate(ready, "set_agent", messages.SetAgent(name="ООО «Агент»", notes=[5_000, 10_000]))

    ready.to_cash()

    assert ready.slot.values == {5_000, 10_000}
    assert ready.insert(50_000) == [Decision.RETURN]


@pytest.mark.parametrize("values", [{"patience": 0}, {"patience": 11}, {"notes": [0]}, {"name": ""}])
def test_an_absurd_agent_is_refused(ready: Stand, values: dict[str, Any]) -> None:
    with pytest.raises(Rejected):
        operate(ready, "set_agent", messages.SetAgent(**{"name": "Агент", **values}))


def test_the_receipt_names_the_agent_and_the_sums(ready: Stand) -> None:
    agent = messages.SetAgent(name="ООО «Агент»", inn="7700000000", address="Москва", phone="8 800")
    operate(ready, "set_agent", agent)
    ready.set_commission(basis_points=300)

    receipt = ready.pay(50_000).data["receipt"]

    assert (receipt["agent"], receipt["inn"], receipt["terminal"], receipt["contract"]) == (
        "ООО «Агент»",
        "7700000000",
        "T1",
        "A-1",
    )
    assert (receipt["inserted"], receipt["agent_fee"], receipt["amount"]) == (50_000, 1_500, 48_500)
    assert receipt["code"] == ready.payments()[0].code


def test_the_operator_stops_and_resumes(ready: Stand) -> None:
    operate(ready, "stop_taking")
    assert ready.screen().data["reasons"] == ["C-01"]

    operate(ready, "resume_taking")

    assert ready.screen().screen == "K0"


def test_encashment_counts_by_denomination_and_begins_anew(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000, 10_000, 50_000)
    ready.do("pay")

    first = operate(ready, "encash")
    second = operate(ready, "encash")

    counted = [(one.value, one.notes, one.total) for one in first.denominations]
    assert counted == [(10_000, 2, 20_000), (50_000, 1, 50_000)]
    assert (first.notes, first.total, second.notes, second.total) == (3, 70_000, 0, 0)
    assert ready.demand_money_adds_up().stacked == 70_000


def test_encashment_names_the_notes_in_doubt(ready: Stand) -> None:
    ready.to_cash()
    ready.cash.escrowed(BILLS[3])
    with pytest.raises(Rejected):
        operate(ready, "encash")
    ready.cash.nothing_inside()

    assert operate(ready, "encash").in_doubt == [50_000]
    assert operate(ready, "encash").in_doubt == []


def test_a_claim_slip_is_settled_once(ready: Stand) -> None:
    ready.pay(10_000)
    ready.turn()
    ready.centre.capture_all(Status.CANCELLED)
    ready.pass_time(60)
    (slip,) = ready.slips()

    operate(ready, "settle_claim", messages.SettleClaim(id=slip.id))

    with pytest.raises(Rejected):
        operate(ready, "settle_claim", messages.SettleClaim(id=slip.id))
    assert ready.demand_money_adds_up().settled_by_staff == 10_000


def test_a_slip_that_staff_has_settled_pays_no_other_number(ready: Stand) -> None:
    ready.pay(10_000)
    ready.turn()
    ready.centre.capture_all(Status.CANCELLED)
    ready.pass_time(1)
    operate(ready, "settle_claim", messages.SettleClaim(id=ready.slips()[0].id))

    with pytest.raises(Rejected) as refusal:
        ready.do("other_number")

    assert refusal.value.code == "too_early"
    ready.demand_money_adds_up()


def test_unsent_payments_are_listed_with_their_next_attempt(ready: Stand) -> None:
    ready.centre.problems[processing.PAY.path] = Unavailable("not_now", "депозит")
    ready.pay(10_000)
    ready.pass_time(10)

    (row,) = operate(ready, "unsent").payments

    assert row.state == "to_send"
    assert row.attempts >= 2
    assert "not_now" in row.reason
    assert row.next_attempt is not None


def test_send_now_tries_and_tells(ready: Stand) -> None:
    problem: OplataError = Unavailable("not_now", "x")
    ready.centre.problems[processing.PAY.path] = problem
    ready.pay(10_000)
    ready.pass_time(100)
    assert ready.service.send_now(OPERATOR, Nothing()).left == 1
    ready.centre.join()

    told = ready.service.send_now(OPERATOR, Nothing())

    assert (told.sent, told.left, told.problem.en) == (1, 0, "none")


def test_refresh_frees_a_terminal_after_a_top_up_at_once(ready: Stand) -> None:
    ready.centre.available = 0
    ready.service.refresh(OPERATOR, Nothing())
    assert ready.state().blocked == ["A-02"]
    ready.centre.available = 10_000

    ready.service.refresh(OPERATOR, Nothing())

    assert ready.state().blocked == []


def test_sessions_show_their_notes_and_payments(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000, 5_000)
    ready.do("pay")

    (row,) = operate(ready, "sessions", messages.Limit()).sessions

    assert (row.screen, row.notes, row.payments) == ("K7", [10_000, 5_000], [ready.payments()[0].code])


@pytest.mark.parametrize("limit", [0, -1, 1_001])
def test_an_absurd_limit_is_refused(ready: Stand, limit: int) -> None:
    with pytest.raises(Rejected):
        operate(ready, "payments", messages.Limit(limit=limit))


def test_an_acceptor_has_only_the_speeds_of_its_switches(ready: Stand) -> None:
    with pytest.raises(Rejected):
        ready.service.set_acceptor(OPERATOR, messages.SetAcceptor(line="COM3", speed=115_200))
