"""Failures: a tree of reasons, of which a payer is shown six codes."""

import pytest

from common.errors import Broken
from processing_app.core import failure
from processing_app.core.failure import Shown


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("preauthorization_failed", "PreauthorizationFailed"),
        ("preauthorization_failed:three_ds_failed", "PreauthorizationFailed"),
        ("authorization_failed:insufficient_funds", "InsufficientFunds"),
        ("authorization_failed:account_limit_exceeded:amount:daily", "AccountLimitsExceeded"),
        ("authorization_failed:account_limit_exceeded:number", "AccountLimitsExceeded"),
        ("authorization_failed:payment_tool_rejected:bank_card_rejected:cvv_invalid", "InvalidPaymentTool"),
        ("authorization_failed:account_stolen", "InvalidPaymentTool"),
        ("authorization_failed:rejected_by_issuer", "RejectedByIssuer"),
        ("authorization_failed", "PaymentRejected"),
        (failure.DEADLINE, "PaymentRejected"),
        (failure.UNKNOWN, "PaymentRejected"),
        ("authorization_failed:provider_limit_exceeded:amount:operation", "PaymentRejected"),
        ("no_route_found:rejected:limit_overflow", "PaymentRejected"),
        ("rejected_by_inspector", "PaymentRejected"),
    ],
)
def test_a_payer_is_shown_one_of_six_codes(path: str, code: str) -> None:
    assert failure.demand(path) == path
    assert failure.shown(path) == code


def test_every_path_is_known_and_every_code_is_reached_and_has_words() -> None:
    paths = failure.paths()

    assert len(paths) == len(set(paths)) > 50
    assert all(failure.known(path) for path in paths)
    assert {failure.shown(path) for path in paths} == set(Shown) == set(failure.WORDS)
    assert set(failure.SHOWN) <= set(paths)
    assert all(words.ru and words.en for words in failure.WORDS.values())


@pytest.mark.parametrize(
    "path",
    [
        "",
        ":",
        "insufficient_funds",
        "authorization_failed:",
        "authorization_failed:moon",
        "preauthorization_failed:card_expired",
    ],
)
def test_a_path_that_leaves_the_tree_is_garbage(path: str) -> None:
    with pytest.raises(Broken, match="invalid_transition: failure"):
        failure.demand(path)
