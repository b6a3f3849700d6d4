"""Clients that take their time do not take that of others."""

import pytest

from tests.proof.conftest import Lane


@pytest.mark.timeout(300)
def test_whoever_pays_waits_no_longer_for_hundreds_who_take_their_time(lane: Lane) -> None:
    lane("tests.proof.overload.crawling")
