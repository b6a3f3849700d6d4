"""A payment's timeline tells from the log what happened, who did it, and what is still to come."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from common.errors import Rejected, Unavailable
from common.exchange import Exchange, Raw
from common.principal import Principal
from common.retry import RetryPolicy, Strategy
from processing_app.service import asks
from tests.processing_app.standin import OPERATOR, Centre, Provider


@pytest.fixture
def provider(centre: Centre) -> Provider:
    return centre.sign_provider("МегаФон", RetryPolicy(strategy=Strategy.FIXED, pause_ms=40_000, attempts=5))[1]


@pytest.fixture
def agent(centre: Centre, provider: Provider) -> Principal:
    return centre.sign_agent()


def timeline(centre: Centre, payment: str) -> asks.Timeline:
    return centre.service.stories.timeline(OPERATOR, asks.PaymentId(payment=payment))


def log_exchange(folder: Path, trace: str, at: str, **values: Any) -> None:
    """What the role's log writes of an exchange."""
    line: dict[str, Any] = {
        "ts": at, "mono_ms": 0, "trace": trace, "span": "s1", "parent": "", "sender": "processing", "receiver": "p",
        "side": "client", "verb": "credit", "method": "POST", "path": "/v1/credit", "status": 200, "ms": 84.5,
        "attempt": 1, "request": Raw(b'{"amount":9700}'), "answer": Raw(b"null"),
    }  # fmt: skip
    with (folder / "logs" / "processing-default.exchanges.jsonl").open("ab") as file:
        file.write(msgspec.json.encode(Exchange(**(line | values))) + b"\n")


def test_a_payment_is_told_from_its_beginning_to_its_end(centre: Centre, provider: Provider, agent: Principal) -> None:
    paid = centre.pay(agent, centre.ask())
    centre.run()

    told = timeline(centre, paid.payment_id)

    assert [step.shape for step in told.steps] == ["○", "●"]
    assert "внесено 100,00 ₽" in told.steps[0].words.ru
    assert "100.00 ₽ inserted" in told.steps[0].words.en
    assert [step.who.en for step in told.steps] == ["Agent 1", "Processing"]
    assert sum(amount for *_, amount in told.steps[1].moved) == 9_797


def test_attempts_and_their_outcomes_stand_between_the_events(
    centre: Centre, provider: Provider, agent: Principal, tmp_path: Path
) -> None:
    provider.faults = [Unavailable("no_answer")]
    paid = centre.pay(agent, centre.ask())
    code = timeline(centre, paid.payment_id).story.payment.code
    centre.run()
    log_exchange(tmp_path, code, "2030-03-17T17:46:41+00:00", status=0, error="no_answer", ms=5000.0)
    log_exchange(tmp_path, "ZZZZ-ZZZZ", "2030-03-17T17:46:41+00:00")

    told = timeline(centre, code)

    assert [step.shape for step in told.steps] == ["○", "✖", "↻"]
    assert (told.steps[1].ms, told.steps[1].span) == (5000.0, "s1")
    assert "попытка 1" in told.steps[1].words.ru
    assert "2-я" in told.steps[2].words.ru


def test_a_repeat_of_the_same_payment_is_counted_and_moves_nothing(
    centre: Centre, provider: Provider, agent: Principal, tmp_path: Path
) -> None:
    paid = centre.pay(agent, centre.ask())
    code = timeline(centre, paid.payment_id).story.payment.code
    for _ in range(3):
        log_exchange(tmp_path, code, "2030-03-17T17:46:41+00:00", side="server", verb="payments")

    told = timeline(centre, code)

    assert told.repeats == 2
    repeat = next(step for step in told.steps if step.shape == "⧉")
    assert "×2, деньги не двигались" in repeat.words.ru


def test_a_refusal_is_told_in_the_words_of_whoever_refused(
    centre: Centre, provider: Provider, agent: Principal, tmp_path: Path
) -> None:
    provider.faults = [Rejected("unknown_account", "1")]
    paid = centre.pay(agent, centre.ask())
    centre.run()
    code = timeline(centre, paid.payment_id).story.payment.code
    answer = Raw(b'{"code":"unknown_account","messages":{"ru":"\xd0\x9d\xd0\xb5\xd1\x82","en":"No such"}}')
    log_exchange(tmp_path, code, "2030-03-17T17:46:41+00:00", status=422, answer=answer)

    exchange = timeline(centre, code).exchanges[0]

    assert (exchange.good, exchange.outcome.en) == (False, "No such")
    assert exchange.request == '{"amount":9700}'


def test_exchanges_are_found_by_a_code_in_any_case(centre: Centre, tmp_path: Path) -> None:
    log_exchange(tmp_path, "7F3K-92QD", "2030-03-17T17:46:41+00:00")

    found = centre.service.stories.exchanges(OPERATOR, asks.AskExchanges(trace=" 7f3k-92qd "))

    assert [one.span for one in found.exchanges] == ["s1"]
    assert found.whole


@pytest.mark.parametrize(
    ("code", "good", "said"),
    [("0", True, "зачислено"), ("5", False, "ответ ОСМП: код 5")],
)
def test_an_osmp_exchange_is_told_by_its_command_and_its_result(
    centre: Centre, agent: Principal, tmp_path: Path, code: str, good: bool, said: str
) -> None:
    paid = centre.pay(agent, centre.ask())
    trace = timeline(centre, paid.payment_id).story.payment.code
    text = {"type": "text/xml", "text": f"<response><result>{code}</result></response>"}
    log_exchange(
        tmp_path, trace, "2030-03-17T17:46:41+00:00", verb="/osmp", path="/osmp",
        request=Raw(b'{"type":"form","text":"command=pay&txn_id=7&account=52137556"}'),
        answer=Raw(msgspec.json.encode(text)),
    )  # fmt: skip

    found = centre.service.stories.exchanges(OPERATOR, asks.AskExchanges(trace=trace)).exchanges

    assert (found[0].what.ru, found[0].good, found[0].outcome.ru) == ("Зачисление у поставщика", good, said)
