"""A provider that never answers costs its own payments time, and nobody else's."""

import pytest

from tests.proof.conftest import Lane


@pytest.mark.timeout(300)
def test_payments_to_four_providers_do_not_notice_that_a_fifth_is_silent(lane: Lane) -> None:
    lane("tests.proof.overload.silence")
