"""What a wallet may spend: not while it is blocked, so much in one operation, in a Moscow day, so often in an hour."""

from common.database import Connection, Row
from common.errors import Rejected
from common.money import LARGEST, SIGNS, text
from common.principal import Principal
from common.protocol import codes
from common.words import Words
from processing_app.core import ledger
from processing_app.service.wallets.naming import masked
from processing_app.store import balances, wallet_days

OPERATION, DAY, HOUR = Words("операция", "operation"), Words("день", "day"), Words("час", "hour")


def demand_sum(wallet: Row, amount: int, currency: str) -> None:
    """Something in the wallet's own currency; Rejected `amount_out_of_range`, `wrong_currency`."""
    if not 0 < amount <= LARGEST:
        raise Rejected("amount_out_of_range", f"1–{LARGEST}")
    if currency != wallet["currency"]:
        raise Rejected("wrong_currency", currency[:20])


def demand(db: Connection, wallet: Row, amount: int, who: Principal, now: int) -> None:
    """Whether a wallet may begin a payment now. Rejected `wallet_blocked`, `wallet_limit`, `not_enough_in_wallet`.

    Only its holder is told how much and why: a provider that charges it learns the kind of the «no».
    """
    number: str = wallet["wallet_id"]
    own = (who.kind, who.id) == ("wallet", number)
    if wallet["blocked"]:
        raise Rejected("wallet_blocked", wallet["blocked"] if own else masked(number))
    spending = wallet_days.of(db, number, now)
    sign = SIGNS.get(wallet["currency"], wallet["currency"])
    for name, is_over, most in (
        (OPERATION, amount > wallet["per_operation"], f"{text(wallet['per_operation'])} {sign}"),
        (DAY, spending.spent + amount > wallet["per_day"], f"{text(wallet['per_day'])} {sign}"),
        (HOUR, len(spending.at) >= wallet["per_hour"], f"{wallet['per_hour']}"),
    ):
        if is_over:
            raise _over(name, f" ≤ {most}" if own else "")
    available = balances.of(db, ledger.wallet(number))
    if available < amount:
        raise Rejected("not_enough_in_wallet", f"{text(available)} {sign}" if own else masked(number))


def _over(name: Words, most: str) -> Rejected:
    """The «no» of a limit, which either text names in its own language."""
    return codes.rejected("wallet_limit", f"{name.ru} | {name.en}{most}", Words(name.ru + most, name.en + most))
