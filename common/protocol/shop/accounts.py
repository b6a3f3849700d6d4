"""A POS's account under /v2: what it has and what is held, as its shop or the holder of an account's token sees it."""

from common.protocol.shop.naming import ShopMessage


class AskBalance(ShopMessage, frozen=True):
    """Which account: the shopID of its intents."""

    account_id: str


class Balance(ShopMessage, frozen=True):
    """`settlement` is the shop's (below zero only through chargebacks); from it refunds and disputes were taken aside.

    `authorized` is held at banks, and comes to the shop when it is captured.
    """

    account_id: str
    currency: str
    settlement: int
    refunds_held: int
    chargebacks_held: int
    authorized: int
