"""An edit that was made over an older edition of a contract is refused: nobody's newer change is written over."""

import pytest

from common.errors import Rejected
from common.protocol.endpoint import Nothing
from processing_app.service import asks
from tests.processing_app.standin import Centre


def agent(centre: Centre) -> asks.AgentContract:
    found: asks.AgentContracts = centre.look(centre.service.agents.agents, Nothing())
    return found.agents[0]


def terms(centre: Centre) -> asks.ProviderTerms:
    found: asks.ProviderTerms = centre.look(centre.service.contracts.provider_terms, asks.ProviderId(provider_id=1))
    return found


def test_an_agents_contract_is_not_edited_over_a_newer_change(centre: Centre) -> None:
    centre.sign_agent()
    seen = agent(centre).edition
    centre.do(centre.service.agents.edit_agent, asks.EditAgent(agent_id=1, threshold=5_000))

    with pytest.raises(Rejected, match="changed_meanwhile"):
        centre.do(centre.service.agents.edit_agent, asks.EditAgent(agent_id=1, name="Лютик", edition=seen))

    assert (agent(centre).name, agent(centre).threshold) == ("Агент", 5_000)


def test_the_same_terms_are_the_same_edition_again(centre: Centre) -> None:
    centre.sign_agent()
    before = agent(centre)
    changed: asks.AgentContract = centre.do(
        centre.service.agents.edit_agent, asks.EditAgent(agent_id=1, name="Лютик", edition=before.edition)
    )
    back: asks.AgentContract = centre.do(
        centre.service.agents.edit_agent, asks.EditAgent(agent_id=1, name=before.name, edition=changed.edition)
    )

    assert changed.edition != before.edition
    assert back.edition == before.edition


def test_a_providers_contract_is_not_edited_over_a_newer_change(centre: Centre) -> None:
    centre.sign_provider()
    seen = terms(centre)
    signed: asks.Signed = centre.do(
        centre.service.contracts.edit_provider, asks.EditProvider(provider_id=1, lanes=3, edition=seen.edition)
    )

    with pytest.raises(Rejected, match="changed_meanwhile"):
        centre.do(
            centre.service.contracts.edit_provider,
            asks.EditProvider(provider_id=1, timeout_ms=9_000, edition=seen.edition),
        )
    back: asks.Signed = centre.do(
        centre.service.contracts.edit_provider,
        asks.EditProvider(provider_id=1, card=seen.card, lanes=seen.lanes, edition=signed.edition),
    )

    assert back.edition == seen.edition
    assert terms(centre) == seen


def test_an_edit_does_not_start_a_delivery_that_was_stopped_by_hand(centre: Centre) -> None:
    centre.sign_provider()
    centre.do(centre.service.contracts.pause_provider, asks.ProviderId(provider_id=1))

    centre.do(centre.service.contracts.edit_provider, asks.EditProvider(provider_id=1, timeout_ms=9_000))

    assert terms(centre).paused == "by_hand"
    assert terms(centre).timeout_ms == 9_000
