"""The test cards of the simulated bank and what it answers to each; any other card is of a bank that it cannot find.

Source: reference/payments.md C.7, mapped to the failure tree of C.3.
"""

from enum import StrEnum
from typing import NamedTuple

NOT_FINISHED = "preauthorization_failed:three_ds_not_finished"
NOT_PROVEN = "preauthorization_failed:three_ds_failed"
UNKNOWN = "authorization_failed:unknown"
BLOCKED = "authorization_failed:operation_blocked"
BY_ISSUER = "authorization_failed:rejected_by_issuer"
_CARD = "authorization_failed:payment_tool_rejected:bank_card_rejected"


class Secure(StrEnum):
    """What a card's bank wants of the payer before it says yes."""

    NOTHING = "nothing"
    CODE = "code"
    """3-D Secure: a page that asks for a code; the right one is enough."""
    NEVER = "never"
    """3-D Secure whose payer never proves who he is, whatever he types."""
    SILENT = "silent"
    """3-D Secure whose page never comes to an end."""
    FRICTIONLESS = "frictionless"
    """3-D Secure 2 that sees no reason to ask."""


class Outcome(NamedTuple):
    """What becomes of an authorization: `failure` is empty for a yes."""

    failure: str = ""
    secure: Secure = Secure.NOTHING


GOOD = Outcome()
CARDS: dict[str, Outcome] = {
    "4242424242424242": GOOD,
    "5555555555554444": GOOD,
    "2201382000000013": GOOD,
    "4012888888881881": Outcome(secure=Secure.CODE),
    "5169147129584558": Outcome(secure=Secure.CODE),
    "4987654321098769": Outcome(secure=Secure.NEVER),
    "4342561111111118": Outcome(secure=Secure.SILENT),
    "4929172190150505": Outcome(secure=Secure.FRICTIONLESS),
    "4000000000000002": Outcome("authorization_failed:insufficient_funds"),
    "4222222222222220": Outcome(f"{_CARD}:card_number_invalid"),
    "4003830171874018": Outcome(f"{_CARD}:cvv_invalid"),
    "4000000000000069": Outcome(f"{_CARD}:card_expired"),
    "4111110000000112": Outcome(UNKNOWN),
}


def outcome(number: str) -> Outcome:
    """What the bank says to a card."""
    return CARDS.get(number, Outcome(f"{_CARD}:issuer_not_found"))
