"""What a use of a service costs, and whether the balance bears it."""

from common.errors import Rejected
from common.money import LARGEST, text
from provider_app.core.payments import Account

LARGEST_QUANTITY = 1_000_000


def cost(price: int, quantity: int) -> int:
    """Price x quantity; Rejected `wrong_value` for a quantity that makes no sense."""
    if not 1 <= quantity <= LARGEST_QUANTITY:
        raise Rejected("wrong_value", f"quantity: 1–{LARGEST_QUANTITY}")
    total = price * quantity
    if total > LARGEST:
        raise Rejected("wrong_value", f"quantity: {text(total)} ₽")
    return total


def balance_after(account: Account, total: int) -> int:
    """What is left on the balance; Rejected `account_blocked` or `not_enough_balance`."""
    if account.blocked:
        raise Rejected("account_blocked", account.number)
    if account.balance < total:
        raise Rejected("not_enough_balance", f"{text(account.balance)} ₽ < {text(total)} ₽")
    return account.balance - total
