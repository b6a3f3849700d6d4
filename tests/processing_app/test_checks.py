"""Checks of numbers: at a provider that hangs they take so many threads and no more; an agent has so many a minute."""

from collections import Counter

import msgspec
import pytest

from common import ids, spawn
from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.principal import Principal
from common.protocol import codes
from common.protocol.processing import CheckNumber, NumberFound
from common.protocol.provider import AccountFound, CheckAccount
from common.words import Words
from processing_app.service import asks
from processing_app.service.dialects import CHECKS
from tests.processing_app.standin import Centre


def test_a_provider_that_hangs_takes_no_more_threads_than_its_share(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent()
    inside, answer = [spawn.Signal() for _ in range(CHECKS)], spawn.Signal()
    entered = iter(inside)

    def hang(ask: CheckAccount) -> AccountFound:
        next(entered).set()
        assert answer.wait(20)
        return AccountFound(account=ask.account)

    with monkeypatch.context() as for_once, spawn.pool("checks", CHECKS) as threads:
        for_once.setattr(provider, "_check", hang)
        waiting = [threads.submit(_check, centre, agent) for _ in range(CHECKS)]
        assert all(signal.wait(20) for signal in inside)
        with pytest.raises(Unavailable, match="provider_unavailable: busy"):
            _check(centre, agent)
        answer.set()

        assert [one.result(20).account for one in waiting] == ["9123456789"] * CHECKS
    assert _check(centre, agent).account == "9123456789"


def test_whoever_tries_number_after_number_is_told_to_wait_and_the_others_are_not(centre: Centre) -> None:
    centre.sign_provider()
    agent, honest = centre.sign_agent(), centre.sign_agent()
    numbers = [str(9_120_000_000 + number) for number in range(10_000)]

    answers = Counter(_told(centre, agent, number) for number in numbers)

    assert answers == {"found": 600, "too_many_checks": 9_400}
    assert _told(centre, honest, numbers[0]) == "found"
    centre.clock.advance(1.0)
    assert Counter(_told(centre, agent, number) for number in numbers[:20]) == {"found": 10, "too_many_checks": 10}


def test_how_many_checks_an_agent_has_stands_in_its_contract(centre: Centre) -> None:
    centre.sign_provider()
    agent = centre.sign_agent(checks_per_minute=3)

    first = [_told(centre, agent, "9123456789") for _ in range(4)]
    centre.do(centre.service.agents.edit_agent, asks.EditAgent(agent_id=1, checks_per_minute=60))
    centre.clock.advance(2.0)
    after = [_told(centre, agent, "9123456789") for _ in range(3)]

    assert first == ["found"] * 3 + ["too_many_checks"]
    assert after == ["found"] * 2 + ["too_many_checks"]


SECRET = "<script>alert('позвоните 8-800')</script>" * 20


@pytest.mark.parametrize(
    ("said", "code", "detail"),
    [
        (Rejected("unknown_account", SECRET), "unknown_account", ""),
        (Rejected("unknown_account", "9123456789"), "unknown_account", "9123456789"),
        (Unavailable(SECRET, SECRET), "provider_unavailable", "unreadable_answer"),
        (Broken(SECRET, SECRET), "provider_unavailable", "unreadable_answer"),
        (ContractFault("wrong_password", SECRET), "provider_unavailable", "wrong_password"),
    ],
)
def test_row_73_what_a_provider_answers_goes_no_further_in_its_own_words(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, said: OplataError, code: str, detail: str
) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent()
    said.heard = Words(SECRET, SECRET)

    def answer(ask: CheckAccount) -> AccountFound:
        raise said

    monkeypatch.setattr(provider, "_check", answer)
    with pytest.raises(OplataError) as told:
        _check(centre, agent)
    _, body = codes.answer(told.value)

    assert (body.code, body.detail) == (code, detail)
    assert "script" not in msgspec.json.encode(body).decode()


@pytest.mark.parametrize("number", [0, -1, 60_001])
def test_a_contract_without_checks_or_without_a_bound_is_not_signed(centre: Centre, number: int) -> None:
    tried = centre.look(centre.service.agents.try_agent, asks.TryAgent(name="Агент", checks_per_minute=number))

    assert [one.field for one in tried.mistakes] == ["checks_per_minute"]


def _told(centre: Centre, agent: Principal, number: str) -> str:
    try:
        assert _check(centre, agent, number).account == number
    except Unavailable as later:
        return later.code
    return "found"


def _check(centre: Centre, agent: Principal, account: str = "9123456789") -> NumberFound:
    ask = CheckNumber(
        payment_id=ids.uuid7(centre.clock.now_ms()), terminal="T1", provider_id=1, account=account,
        directory_version=1,
    )  # fmt: skip
    return centre.service.payments.check(agent, ask)
