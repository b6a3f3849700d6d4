"""Contracts that lead to another computer in clear are not signed: each form says so beside the address."""

import pytest

from common.http_client import trust
from common.http_client.trust import PLAIN_ABROAD, Trust

ABROAD = "http://10.1.2.3:8101"


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this process believes is put back."""
    monkeypatch.setattr(trust, "_current", trust.current())


def test_a_form_says_beside_the_address_that_it_would_go_in_clear() -> None:
    trust.use(Trust())

    said = [trust.mistake(url) for url in (ABROAD, "https://10.1.2.3:8101", "http://127.0.0.1:8101")]

    assert said == [PLAIN_ABROAD, None, None]


def test_whoever_asked_for_plain_http_may_sign_it() -> None:
    trust.use(Trust(plain=True))

    assert trust.mistake(ABROAD) is None
