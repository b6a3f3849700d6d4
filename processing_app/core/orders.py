"""What lists of the centre may be ordered by."""

from enum import StrEnum


class Order(StrEnum):
    """What a list of payments is ordered by; equals stand in the order of their acceptance."""

    TIME = "time"
    CHANGED = "changed"
    AMOUNT = "amount"
    INSERTED = "inserted"
    AGENT_FEE = "agent_fee"
    PROCESSING_FEE = "processing_fee"
    ACCOUNT = "account"
    TERMINAL = "terminal"
    PROVIDER = "provider"
    AGENT = "agent"
    STATE = "state"
