"""The decisions about a payment id, without a database."""

import pytest

from common.errors import OplataError, Rejected
from provider_app.core import payments
from provider_app.core.payments import Account, Booked, Kind

CREDIT = Booked(1, Kind.CREDIT, "p", "p", "9", 500, "RUB", "content", 500, 0)
VOID = Booked(2, Kind.VOID, "p", "p", "", 0, "RUB", "", 0, 0)


def refusal(work: object, *arguments: object) -> str:
    assert callable(work)
    try:
        work(*arguments)
    except OplataError as error:
        return error.code
    return ""


def test_content_is_the_same_only_when_every_part_is() -> None:
    same = payments.fingerprint("ab", "c", 1)

    assert same == payments.fingerprint("ab", "c", 1)
    assert (
        len(
            {
                same,
                payments.fingerprint("a", "bc", 1),
                payments.fingerprint("ab", "c", "1;"),
                payments.fingerprint("abc", 1),
            }
        )
        == 4
    )


def test_a_payment_id_is_new_or_repeated_or_refused() -> None:
    assert payments.credited_before(None, "content") is False
    assert payments.credited_before(CREDIT, "content") is True
    assert refusal(payments.credited_before, CREDIT, "other") == "payment_id_reused"
    assert refusal(payments.credited_before, VOID, "content") == "voided"


@pytest.mark.parametrize(
    ("credit", "reversal", "balance", "code"),
    [
        (None, None, 500, "not_credited"),
        (VOID, None, 500, "not_credited"),
        (CREDIT, CREDIT, 500, "not_credited"),
        (CREDIT, None, 499, "spent"),
        (CREDIT, None, 500, ""),
    ],
)
def test_only_a_credit_that_is_still_there_can_be_taken_back(
    credit: Booked | None, reversal: Booked | None, balance: int, code: str
) -> None:
    account = Account("9", balance, False)

    assert refusal(payments.demand_reversible, credit, reversal, account, "p") == code


def test_a_balance_never_outgrows_what_is_counted_exactly() -> None:
    rich = Account("9", payments.LARGEST_BALANCE - 1, False)

    assert payments.balance_after(rich, 1) == payments.LARGEST_BALANCE
    with pytest.raises(Rejected):
        payments.balance_after(rich, 2)


def test_a_contract_ends_at_the_moment_it_says() -> None:
    assert refusal(lambda: payments.demand_in_force(1, blocked=False, valid_until=10, now=9)) == ""
    assert refusal(lambda: payments.demand_in_force(1, blocked=False, valid_until=10, now=10)) == "contract_expired"
    assert refusal(lambda: payments.demand_in_force(1, blocked=True, valid_until=None, now=0)) == "contract_expired"
