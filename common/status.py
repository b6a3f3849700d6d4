"""A payment's state, the same words in every role, on the wire and in the books."""

from enum import StrEnum


class Status(StrEnum):
    """The states of the payment automaton; `created` is a payment that nobody has decided on yet."""

    CREATED = "created"
    FAILED = "failed"
    AUTHORIZED = "authorized"
    CANCELLED = "cancelled"
    CAPTURED = "captured"
    REFUNDED = "refunded"
    CHARGEBACK = "chargeback"
