"""Contracts with providers: all mistakes at once, the four-step test, how each has answered, out and back again."""

from typing import Any

import msgspec
import pytest

from common.errors import ContractFault, Rejected, Unavailable
from common.protocol.card import VERSION, Card, CardKind
from common.protocol.connection import Connection, StepState
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistakes
from common.protocol.processing import AskDirectory
from common.words import Words
from processing_app.service import asks
from tests.processing_app.standin import OPERATOR, PHONE, Centre

CARD = Card(
    kind=CardKind.PROVIDER, version=VERSION, issuer="x", name=Words("Билайн", "Beeline"), url="http://127.0.0.1:1/new",
    dialect="json", login="pc", password="a-password", fields=[PHONE], minimum=100, maximum=1_000_000,
)  # fmt: skip
OK, FAILED, SKIPPED = StepState.OK, StepState.FAILED, StepState.SKIPPED


def mistakes(centre: Centre, **values: Any) -> list[str]:
    found: Mistakes = centre.look(centre.service.contracts.try_provider, asks.TryProvider(**values))
    return [one.field for one in found.mistakes]


def provider_of(centre: Centre) -> asks.ProviderContract:
    found: asks.ProviderContracts = centre.look(centre.service.contracts.providers, Nothing())
    return found.providers[0]


def steps_of(centre: Centre, **values: Any) -> list[StepState]:
    found: Connection = centre.service.trial.test_provider(OPERATOR, asks.AskConnection(**values))
    assert all(step.words.ru and step.words.en for step in found.steps)
    return [step.state for step in found.steps]


def test_a_contract_is_told_all_its_mistakes_at_once(centre: Centre) -> None:
    bad = msgspec.structs.replace(
        CARD, kind=CardKind.AGENT, dialect="morse", minimum=5, maximum=1, url="ftp:", fields=[]
    )
    retry = asks.RetryDraft(attempts=0)

    found = mistakes(centre, card=bad, timeout_ms=0, lanes=99, retry=retry)

    assert found == ["card", "card", "card", "url", "card", "lanes", "timeout_ms", "retry.attempts"]
    assert mistakes(centre, card=msgspec.structs.replace(CARD, url="http://10.1.2.3:8101")) == ["url"]
    assert mistakes(centre, card=CARD) == []
    assert mistakes(centre) == ["card"]


def test_the_same_card_twice_is_named_but_may_be_edited(centre: Centre) -> None:
    provider_id, _ = centre.sign_provider()
    same = msgspec.structs.replace(CARD, url="http://127.0.0.1:1/megafon")

    assert mistakes(centre, card=same) == ["card"]
    assert mistakes(centre, card=same, provider_id=provider_id) == []
    with pytest.raises(Rejected, match="megafon"):
        centre.do(centre.service.contracts.sign_provider, asks.SignProvider(card=same))


def test_a_provider_is_taken_out_of_the_directory_and_put_back(centre: Centre) -> None:
    provider_id, _ = centre.sign_provider()
    which = asks.ProviderId(provider_id=provider_id)

    centre.do(centre.service.contracts.end_provider, which)
    gone = directory(centre)
    centre.do(centre.service.contracts.restore_provider, which)

    assert (gone, directory(centre)) == ([], [provider_id])


def test_terminals_are_told_whose_bills_name_a_provider(centre: Centre) -> None:
    centre.do(centre.service.contracts.sign_provider, asks.SignProvider(card=CARD))

    found = centre.look(centre.service.directory.providers, AskDirectory(terminal="T1"))

    assert [(entry.uid, entry.name.en) for entry in found.providers] == [("x", "Beeline")]


def test_a_contract_is_shown_whole_but_for_its_password(centre: Centre) -> None:
    centre.sign_provider()

    terms: asks.ProviderTerms = centre.look(centre.service.contracts.provider_terms, asks.ProviderId(provider_id=1))

    assert (terms.card.login, terms.card.password, terms.timeout_ms) == ("pc", "", 30_000)


def test_a_connection_is_tested_in_four_steps_before_and_after_signing(centre: Centre) -> None:
    centre.sign_provider()
    card = msgspec.structs.replace(CARD, url="http://127.0.0.1:1/megafon")

    assert steps_of(centre, provider_id=1) == [OK] * 4
    assert steps_of(centre, card=card) == [OK] * 4
    assert steps_of(centre, card=card, account="9000000000") == [OK, OK, OK, FAILED]


def test_what_fails_is_named_and_the_rest_is_not_tried(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    provider.down = ContractFault("wrong_password")
    assert steps_of(centre, provider_id=1) == [OK, OK, FAILED, SKIPPED]

    centre.nearby.trouble = Unavailable("no_connection", "127.0.0.1:1")
    assert steps_of(centre, provider_id=1) == [FAILED, SKIPPED, SKIPPED, SKIPPED]


def test_a_test_moves_no_money_and_leaves_no_trace_in_the_providers_health(centre: Centre) -> None:
    _, provider = centre.sign_provider()

    steps_of(centre, provider_id=1)

    assert sorted(set(provider.calls)) == ["check", "status"]
    assert provider_of(centre).health == asks.ProviderHealth(words=Words("Ещё не было обменов", "No exchanges yet"))


def test_health_counts_answers_refusals_and_the_last_trouble(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent()
    provider.faults = [Rejected("refused", "нет"), Unavailable("no_answer", "тишина")]
    for _ in range(3):
        centre.pay(agent, centre.ask())
        centre.run()
        centre.clock.advance(10)
    health = provider_of(centre).health
    assert health is not None

    assert health.reachable is True
    assert health.refusals == 1
    assert health.exchanges >= 3
    assert health.median_ms == 0
    assert health.trouble is not None
    assert "тишина" in health.trouble.ru


def test_a_silent_provider_is_shown_as_silent_with_what_waits_for_it(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent()
    provider.down = Unavailable("no_connection", "нет связи")
    centre.pay(agent, centre.ask())
    centre.run()

    shown = provider_of(centre)

    assert shown.health is not None
    assert (shown.health.reachable, shown.waiting, shown.in_review) == (False, 1, 0)


def test_a_paused_provider_says_why_in_words(centre: Centre) -> None:
    centre.sign_provider()
    centre.do(centre.service.contracts.pause_provider, asks.ProviderId(provider_id=1))

    paused = provider_of(centre)

    assert paused.paused == "by_hand"
    assert paused.paused_words is not None
    assert "оператором" in paused.paused_words.ru


def directory(centre: Centre) -> list[int]:
    found = centre.look(centre.service.directory.providers, AskDirectory(terminal="T1"))
    return [entry.provider_id for entry in found.providers]
