"""A notification is believed when the centre signed these bytes for this receiver, lately; and taken once."""

import pytest

from common.errors import ContractFault
from common.protocol.shop.signature import Seen, signed, verify

SECRET, OTHER = "whsec_test", "whsec_other"
BODY = b'{"id":"evt_1"}'
NOW = 1_700_000_000
VECTOR = "c89214b5b5da833daed6f0b8c5bb6bd58cea9022bd80ccc78230f3942d632925"
GOOD = f"t={NOW},v1={VECTOR}"


def test_the_mark_is_stripes() -> None:
    assert signed([SECRET], BODY, NOW) == GOOD
    verify(SECRET, GOOD, BODY, NOW)


@pytest.mark.parametrize("later", [0, 300, -300])
def test_five_minutes_of_difference_between_clocks_are_forgiven(later: int) -> None:
    verify(SECRET, GOOD, BODY, NOW + later)


@pytest.mark.parametrize("later", [301, -301, 86_400])
def test_what_is_older_or_of_the_future_is_refused(later: int) -> None:
    with pytest.raises(ContractFault, match="wrong_signature"):
        verify(SECRET, GOOD, BODY, NOW + later)


@pytest.mark.parametrize(("header", "body"), [
    ("", BODY), (GOOD, BODY + b" "), (GOOD, b""), (GOOD.replace("9", "8"), BODY), (signed([OTHER], BODY, NOW), BODY),
    (f"t={NOW}", BODY), (f"v1={VECTOR}", BODY), (f"t={NOW + 1},v1={VECTOR}", BODY), (f"t={NOW},v0={VECTOR}", BODY),
    (f"t={NOW},t={NOW},v1={VECTOR}", BODY), (f"t= {NOW},v1={VECTOR}", BODY), (f"t=١٧٠٠٠٠٠٠٠٠,v1={VECTOR}", BODY),
    (f"t=-{NOW},v1={VECTOR}", BODY), (f"t={NOW},v1={VECTOR.upper()}", BODY), (f"t={NOW},v1={VECTOR[:-1]}", BODY),
    (f"t={NOW},v1=", BODY), (f"t={NOW},v1={VECTOR}й", BODY), ("t", BODY), (",", BODY),
    (GOOD + ",v1=" + "0" * 2000, BODY), (f"t={'9' * 30},v1={VECTOR}", BODY),
])  # fmt: skip
def test_what_was_changed_stripped_or_signed_for_another_is_refused_with_words(header: str, body: bytes) -> None:
    with pytest.raises(ContractFault, match=r"wrong_signature: .* / ") as refused:
        verify(SECRET, header, body, NOW)

    assert VECTOR not in str(refused.value)


def test_while_a_secret_is_changed_both_are_believed_and_a_scheme_of_later_is_passed_over() -> None:
    header = signed([SECRET, OTHER], BODY, NOW)

    verify(SECRET, header, BODY, NOW)
    verify(OTHER, header, BODY, NOW)
    verify(SECRET, header + ",v2=later", BODY, NOW)
    with pytest.raises(ContractFault):
        verify("whsec_third", header, BODY, NOW)


def test_of_an_intent_only_what_comes_after_is_taken() -> None:
    seen = Seen([("A", 2)])

    assert [seen.take("A", n) for n in (1, 2, 3, 3, 5, 4)] == [False, False, True, False, True, False]
    assert seen.take("B", 1)
    assert seen.refuses("B", 1)
