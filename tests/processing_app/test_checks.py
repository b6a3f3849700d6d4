"""Checks at a provider that hangs: they take so many threads and no more."""

import pytest

from common import ids, spawn
from common.errors import Unavailable
from common.principal import Principal
from common.protocol.processing import CheckNumber, NumberFound
from common.protocol.provider import AccountFound, CheckAccount
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


def _check(centre: Centre, agent: Principal) -> NumberFound:
    ask = CheckNumber(
        payment_id=ids.uuid7(centre.clock.now_ms()), terminal="T1", provider_id=1, account="9123456789",
        directory_version=1,
    )  # fmt: skip
    return centre.service.payments.check(agent, ask)
