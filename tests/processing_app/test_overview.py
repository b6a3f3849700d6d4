"""The overview: what is done of the first steps, the day in figures, and who needs a person."""

from common.clock import moment
from common.errors import Broken, ContractFault
from processing_app.service import asks
from processing_app.service.overview import MOST_ALARMS
from tests.processing_app.standin import Centre, Provider


def overview(centre: Centre, **ask: object) -> asks.Overview:
    found: asks.Overview = centre.look(centre.service.overviews.overview, asks.AskOverview(**ask))  # type: ignore[arg-type]
    return found


def done(centre: Centre) -> list[str]:
    return [item.name for item in overview(centre).checklist if item.done]


def test_the_checklist_leads_to_the_first_payment(centre: Centre) -> None:
    steps = [done(centre)]
    centre.sign_provider()
    steps.append(done(centre))
    agent = centre.sign_agent(deposit=0)
    steps.append(done(centre))
    centre.top_up(1, 100_000)
    steps.append(done(centre))
    centre.pay(agent, centre.ask())
    steps.append(done(centre))

    assert steps == [[], ["provider"], ["provider", "agent"], ["provider", "agent", "deposit"],
                     ["provider", "agent", "deposit", "payment"]]  # fmt: skip


def test_the_day_counts_from_its_beginning(centre: Centre) -> None:
    centre.sign_provider()
    agent = centre.sign_agent()
    centre.pay(agent, centre.ask())
    centre.clock.advance(3600)
    centre.pay(agent, centre.ask())

    found = overview(centre, since=moment(centre.clock.now_ms()))

    assert (found.today.count, found.today.inserted) == (1, 10_000)
    assert overview(centre).today.count == 2


def test_what_needs_a_person_is_named_with_the_page_to_go_to(centre: Centre) -> None:
    _, provider = centre.sign_provider("МегаФон")
    agent = centre.sign_agent()
    centre.sign_agent(deposit=0)
    provider.faults = [Broken("wrong_json")]
    centre.pay(agent, centre.ask())
    centre.run()
    provider.faults = [ContractFault("wrong_password")]
    centre.pay(agent, centre.ask(account="9000000001"))
    centre.run()

    found = overview(centre)

    assert {(one.page, one.about) for one in found.attention} == {("review", ""), ("providers", "1"), ("agents", "2")}
    assert (found.review, found.waiting) == (1, 1)
    assert all(one.words.ru and one.words.en for one in found.attention)


def test_nothing_needs_a_person_when_all_is_well(centre: Centre) -> None:
    centre.sign_provider()
    centre.sign_agent()

    assert overview(centre).attention == []


def test_an_alarm_that_was_looked_at_takes_no_other_with_it(centre: Centre) -> None:
    for name in ("МегаФон", "Теле2"):
        _alarm_and_resume(centre, name)
    first, second = [one for one in overview(centre).attention if one.alarm_id]

    centre.do(centre.service.repair.see_alarms, asks.SeeAlarms(up_to=second.alarm_id, only=True))

    assert [one.alarm_id for one in overview(centre).attention if one.alarm_id] == [first.alarm_id]


def test_an_alarm_is_not_pushed_out_by_payments_that_wait_for_a_person(centre: Centre) -> None:
    provider = _alarm_and_resume(centre, "МегаФон")
    agent = centre.sign_agent()
    for number in range(MOST_ALARMS + 1):
        provider.faults = [Broken("wrong_json")]
        centre.pay(agent, centre.ask(account=f"90000001{number:02}"))
        centre.run()

    found = overview(centre)

    assert found.review == MOST_ALARMS + 1
    assert [one.about for one in found.attention if one.alarm_id] == ["1"]


def _alarm_and_resume(centre: Centre, name: str) -> Provider:
    """A provider whose lane stopped with an alarm and was started again."""
    provider_id, provider = centre.sign_provider(name)
    provider.faults = [ContractFault("wrong_password")]
    centre.pay(centre.sign_agent(), centre.ask(provider_id=provider_id))
    centre.run()
    centre.do(centre.service.contracts.resume_provider, asks.ProviderId(provider_id=provider_id))
    centre.run()
    return provider


def test_how_long_a_deposit_will_do_is_said_only_of_one_that_is_being_spent(centre: Centre) -> None:
    centre.sign_provider()
    centre.pay(centre.sign_agent(), centre.ask())
    centre.do(centre.service.agents.edit_agent, asks.EditAgent(agent_id=1, threshold=1_000_000))
    (low,) = overview(centre).attention
    centre.do(centre.service.agents.block_agent, asks.AgentId(agent_id=1))
    (blocked,) = overview(centre).attention

    assert "хватит примерно" in low.words.ru
    assert "хватит" not in blocked.words.ru
