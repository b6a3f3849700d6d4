"""Registers: what terminals tell is kept once and grows; three registers are compared, and the result is kept."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from common.clock import moment
from common.errors import ContractFault, Rejected, Unavailable
from common.principal import Principal
from common.protocol.card import Card
from common.protocol.endpoint import Nothing
from common.protocol.processing import Pay, TellRegister, ToldRow, ToldState
from processing_app.service import asks
from processing_app.store import reconciliations
from tests.processing_app.standin import Centre, Provider

HOUR = timedelta(hours=1)


@pytest.fixture
def provider(centre: Centre) -> Provider:
    """A signed provider."""
    return centre.sign_provider()[1]


@pytest.fixture
def agent(centre: Centre, provider: Provider) -> Principal:
    """An agent with a deposit."""
    return centre.sign_agent()


def paid(centre: Centre, agent: Principal, **changed: Any) -> Pay:
    """A payment that was accepted and delivered, if its provider answers."""
    ask = centre.ask(**changed)
    centre.pay(agent, ask)
    centre.run()
    return ask


def row(centre: Centre, ask: Pay, state: ToldState = ToldState.CAPTURED, **changed: Any) -> ToldRow:
    values: dict[str, Any] = {
        "payment_id": ask.payment_id, "provider_id": ask.provider_id, "account": ask.account,
        "inserted": ask.inserted, "agent_fee": ask.agent_fee, "amount": ask.amount, "state": state,
        "at": ask.accepted_at, "changed": moment(centre.clock.now_ms()),
    }  # fmt: skip
    return ToldRow(**(values | changed))


def tell(centre: Centre, agent: Principal, *rows: ToldRow, more: bool = False) -> int:
    ask = TellRegister(terminal="T1", rows=list(rows), more=more)
    return centre.do(centre.service.registers.tell, ask, agent).kept  # type: ignore[no-any-return]


def reconciled(centre: Centre, **changed: Any) -> asks.Reconciliation:
    """The day before this moment, and an hour after it, compared."""
    now = moment(centre.clock.now_ms())
    ask = asks.Reconcile(**({"since": now - 24 * HOUR, "until": now + HOUR} | changed))
    summary = centre.service.reconciliation.reconcile(Principal("operator", "teacher"), ask)
    assert summary.state == "done", summary.problem
    return shown(centre, id=summary.id)


def shown(centre: Centre, **values: Any) -> asks.Reconciliation:
    found: asks.Reconciliation = centre.look(
        centre.service.reconciliation.reconciliation, asks.AskReconciliation(**values)
    )
    return found


def reasons(found: asks.Reconciliation) -> list[str]:
    return [one.reason for one in found.rows]


def test_three_registers_that_agree_show_no_rows_and_equal_sums(centre: Centre, agent: Principal) -> None:
    payments = [paid(centre, agent) for _ in range(5)]
    centre.clock.advance(120)
    tell(centre, agent, *(row(centre, one) for one in payments))

    found = reconciled(centre)

    assert found.rows == []
    assert (found.summary.differences, found.summary.agreed) == (0, 5)
    assert found.summary.agent == found.summary.centre == found.summary.provider
    assert found.summary.provider.credited == 5 * 9_700
    assert (found.summary.who, found.summary.silent_terminals) == ("teacher", [])


def test_a_lost_answer_is_found_with_its_reason_and_what_to_do(
    centre: Centre, agent: Principal, provider: Provider
) -> None:
    provider.faults = [Provider.lost]
    provider.silent = {"status"}
    ask = paid(centre, agent)
    centre.clock.advance(120)
    tell(centre, agent, row(centre, ask, ToldState.SENT))

    found = reconciled(centre)

    (one,) = found.rows
    assert (one.kind, one.reason, one.action) == ("state", "answer_lost", "retry")
    assert "Ответ потерян, у поставщика зачислено" in one.words.ru
    assert one.payment_id == ask.payment_id
    assert one.centre is not None
    assert one.provider is not None
    assert (one.centre.words.ru, one.provider.words.ru) == ("Отправлен", "Зачислен")
    assert (one.provider_name, one.agent_name, one.terminal) == ("megafon", "Агент", "T1")


def test_what_only_the_provider_knows_is_missing_here(centre: Centre, agent: Principal, provider: Provider) -> None:
    ask = paid(centre, agent)
    strange = msgspec.structs.replace(provider.booked[0], payment_id=centre.ask().payment_id)
    provider.booked.append(strange)
    centre.clock.advance(120)
    tell(centre, agent, row(centre, ask))

    assert reasons(reconciled(centre)) == ["credited_unknown"]


def test_what_the_provider_lost_is_missing_there(centre: Centre, agent: Principal, provider: Provider) -> None:
    ask = paid(centre, agent)
    provider.booked.clear()
    centre.clock.advance(120)
    tell(centre, agent, row(centre, ask))

    found = reconciled(centre)

    assert (reasons(found), found.summary.counts) == (["not_credited"], {"missing_at_provider": 1})


def test_a_payment_that_is_under_way_is_no_difference(centre: Centre, agent: Principal, provider: Provider) -> None:
    provider.down = Unavailable("no_connection")
    provider_register(provider)
    ask = paid(centre, agent)
    tell(centre, agent, row(centre, ask, ToldState.SENT))

    found = reconciled(centre)

    assert (found.summary.differences, found.summary.in_path, reasons(found)) == (0, 1, ["under_way"])
    assert found.summary.centre.in_path == found.summary.agent.in_path == 9_700


def test_the_neighbouring_period_is_not_mixed_in(centre: Centre, agent: Principal) -> None:
    early = paid(centre, agent)
    centre.clock.advance(7_200)
    late = paid(centre, agent)
    tell(centre, agent, row(centre, early), row(centre, late))
    now = moment(centre.clock.now_ms())

    found = reconciled(centre, since=now - HOUR, until=now + HOUR)

    assert (found.rows, found.summary.agreed, found.summary.provider.payments) == ([], 1, 1)


def test_a_credit_of_the_period_for_an_earlier_payment_belongs_to_that(
    centre: Centre, agent: Principal, provider: Provider
) -> None:
    provider.faults = [Unavailable("no_answer")]
    ask = paid(centre, agent)
    edge = moment(centre.clock.now_ms()) + timedelta(milliseconds=500)
    centre.run_for(60)
    tell(centre, agent, row(centre, ask))

    after = reconciled(centre, since=edge, until=edge + HOUR)
    before = reconciled(centre, since=edge - HOUR, until=edge)

    assert (reasons(after), after.summary.differences) == (["other_period"], 0)
    assert (before.summary.agreed, before.rows) == (1, [])


def test_a_provider_without_a_register_is_named_and_the_rest_is_compared(
    centre: Centre, agent: Principal, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = paid(centre, agent)
    centre.clock.advance(120)
    tell(centre, agent, row(centre, ask, amount=1, agent_fee=9_999))
    monkeypatch.setattr(provider, "down", ContractFault("wrong_password"))

    found = reconciled(centre)

    (one,) = found.summary.without_register
    assert one.name == "megafon"
    assert "401" in one.words.ru
    assert reasons(found) == ["no_register", "other_sum_agent"]
    assert found.summary.differences == 1


def test_a_provider_that_speaks_osmp_has_no_register(centre: Centre) -> None:
    provider_id, _ = centre.sign_provider()
    terms = centre.look(centre.service.contracts.provider_terms, asks.ProviderId(provider_id=provider_id))
    card: Card = msgspec.structs.replace(terms.card, dialect="osmp", password="a-password")
    centre.do(centre.service.contracts.edit_provider, asks.EditProvider(provider_id=provider_id, card=card))

    found = reconciled(centre)

    assert [one.words.ru for one in found.summary.without_register] == [
        "Протокол этого поставщика не умеет отдавать реестр"
    ]


def test_a_terminal_that_never_told_is_named(centre: Centre, agent: Principal) -> None:
    paid(centre, agent)

    found = reconciled(centre)

    assert (found.rows, found.summary.silent_terminals) == ([], ["Агент · T1"])


def test_what_a_terminal_did_not_name_is_missing_there(centre: Centre, agent: Principal) -> None:
    paid(centre, agent)
    centre.clock.advance(120)
    tell(centre, agent)

    assert reasons(reconciled(centre)) == ["not_told"]


def test_results_are_kept_by_whom_and_of_when_and_the_oldest_go(centre: Centre, agent: Principal) -> None:
    paid(centre, agent)
    for _ in range(52):
        reconciled(centre)

    rows = centre.look(centre.service.reconciliation.reconciliations, asks.AskReconciliations(limit=1_000))

    assert [one.id for one in rows.reconciliations] == list(range(52, 2, -1))


def test_it_runs_beside_and_tells_how_far_it_is(
    centre: Centre, agent: Principal, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid(centre, agent)
    now = moment(centre.clock.now_ms())
    ask = asks.Reconcile(since=now - HOUR, until=now + HOUR, wait=False)
    seen: list[asks.ReconciliationRow] = []

    def look(asked: Any) -> Any:
        seen.append(shown(centre).summary)
        with pytest.raises(Rejected, match="too_early"):
            centre.service.reconciliation.reconcile(Principal("operator", "x"), ask)
        return Provider._register(provider, asked)

    monkeypatch.setattr(provider, "_register", look)
    begun = centre.service.reconciliation.reconcile(Principal("operator", "x"), ask)
    centre.service.reconciliation._thread.join()  # type: ignore[union-attr]

    assert begun.id == 1
    assert {one.state for one in seen} == {"running"}
    assert shown(centre).summary.state == "done"


def test_one_that_was_cut_off_by_the_end_of_the_program_says_so(centre: Centre, agent: Principal) -> None:
    centre.database.write(
        lambda db: reconciliations.add(
            db, who="x", started=1, ended=None, since=0, until=1, provider_id=0, state="running", outcome=b"{}"
        )
    )

    assert shown(centre).summary.state == "interrupted"


def test_a_period_that_is_none_is_refused(centre: Centre) -> None:
    now = moment(centre.clock.now_ms())

    with pytest.raises(Rejected, match="wrong_value"):
        reconciled(centre, since=now, until=now)
    with pytest.raises(Rejected, match="unknown_reconciliation"):
        shown(centre)


def test_a_row_told_again_changes_nothing_and_an_older_word_is_forgotten(centre: Centre, agent: Principal) -> None:
    ask = paid(centre, agent)
    sent = row(centre, ask, ToldState.SENT)
    centre.clock.advance(10)
    captured = row(centre, ask)

    kept = [tell(centre, agent, one) for one in (sent, sent, captured, sent, captured)]

    assert kept == [1, 0, 1, 0, 0]


def test_two_agents_terminals_of_one_name_are_told_apart(centre: Centre, agent: Principal) -> None:
    other = centre.sign_agent()
    ask = paid(centre, agent)
    tell(centre, agent, row(centre, ask))
    tell(centre, other, row(centre, centre.ask()), row(centre, centre.ask()), more=True)

    found = centre.look(centre.service.registers.agent_registers, Nothing())

    assert [(one.agent_id, one.terminal, one.payments, one.complete_at is not None) for one in found.terminals] == [
        (1, "T1", 1, True), (2, "T1", 2, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "changed",
    [{"payment_id": "x"}, {"account": "1" * 201}, {"inserted": 0}, {"amount": -1}, {"currency": "USD"}],
    ids=str,
)
def test_a_row_that_cannot_be_is_refused_with_its_page(
    centre: Centre, agent: Principal, changed: dict[str, Any]
) -> None:
    good = paid(centre, agent)

    with pytest.raises(Rejected, match="wrong_value"):
        tell(centre, agent, row(centre, good), row(centre, good, **changed))

    assert centre.look(centre.service.registers.agent_registers, Nothing()).terminals == []


def test_too_many_rows_at_once_are_refused(centre: Centre, agent: Principal) -> None:
    ask = paid(centre, agent)

    with pytest.raises(Rejected, match="wrong_value"):
        tell(centre, agent, *([row(centre, ask)] * 101))


def provider_register(provider: Provider) -> None:
    """It tells its register even where it credits nothing."""
    call = provider.call

    def told(endpoint: Any, ask: Any, *, seconds: float = 30) -> Any:
        if endpoint.path.endswith("/register"):
            return provider._register(ask)
        return call(endpoint, ask, seconds=seconds)

    provider.call = told  # type: ignore[method-assign]


def test_another_agents_word_about_a_payment_does_not_hide_the_right_one(centre: Centre, agent: Principal) -> None:
    ask = paid(centre, agent)
    other = centre.sign_agent()
    centre.clock.advance(120)
    tell(centre, agent, row(centre, ask))
    tell(centre, other, row(centre, ask, amount=1, agent_fee=9_999))

    found = reconciled(centre)

    assert (reasons(found), found.summary.agreed) == ([], 1)
    assert found.summary.agent == found.summary.centre


def test_a_credit_by_the_wrong_provider_is_no_credit(centre: Centre, agent: Principal, provider: Provider) -> None:
    _, other = centre.sign_provider("tele2")
    ask = paid(centre, agent)
    other.booked, provider.booked = provider.booked, []
    centre.clock.advance(120)
    tell(centre, agent, row(centre, ask))

    assert reasons(reconciled(centre)) == ["not_credited"]
    assert reasons(reconciled(centre, provider_id=1)) == ["not_credited"]


def test_a_terminal_whose_clock_is_wrong_has_told_all_the_same(centre: Centre, agent: Principal) -> None:
    ask = paid(centre, agent)
    centre.clock.advance(120)
    tell(centre, agent, row(centre, ask, at=ask.accepted_at - timedelta(days=4000)))

    found = reconciled(centre)

    assert (reasons(found), found.summary.agreed) == ([], 1)
    assert found.summary.agent == found.summary.centre
