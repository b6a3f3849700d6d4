"""«Где деньги» of a wallet's payment: the payer's wallet, and whoever is paid out of it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from common.words import Words

HOLD = "hold"
"""How the name of a hold's ledger account ends."""
RECIPIENTS = {"send": "recipient", "withdraw": "bank", "qr": "provider", "barcode": "provider"}
HELD = Words("−{sum} на холде", "−{sum} on hold")
SPENT = Words("−{sum} списано", "−{sum} paid")
WHOLE = Words("{sum}, не списано", "{sum}, nothing taken")
GOT = Words("получено {sum}", "got {sum}")
AWAITS = Words("ждёт {sum}", "awaits {sum}")
NOTHING = Words("{sum}, ничего", "{sum}, nothing")


class Told(NamedTuple):
    """A place's role, its words with a {sum}, the sum in minor units, and whether that is not final yet."""

    role: str
    words: Words
    amount: int
    waiting: bool = False


def way_of(payment: Any) -> str:
    """How a wallet pays; empty of a payment that is none of a wallet's."""
    way = payment.get("way", "")
    return way if way in RECIPIENTS else ""


def places(payment: Any, events: Sequence[Any]) -> tuple[Told, Told]:
    """The wallet that pays and who is paid, by the payment's postings."""
    moved = [posting for event in events for posting in event["postings"]]
    held = sum((_is_hold(to) - _is_hold(source)) * amount for source, to, amount in moved)
    spent = sum(amount for source, _, amount in moved if not _is_hold(source))
    got = sum(amount for source, to, amount in moved if _is_hold(source) and not _is_payers(to, moved))
    recipient = RECIPIENTS[way_of(payment)]
    if held:
        return Told("consumer", HELD, held, waiting=True), Told(recipient, AWAITS, held, waiting=True)
    if got:
        return Told("consumer", SPENT, spent), Told(recipient, GOT, got)
    is_open = payment["status"] == "created"
    last = Told(recipient, AWAITS, payment["amount"], waiting=True) if is_open else Told(recipient, NOTHING, 0)
    return Told("consumer", WHOLE, 0), last


def _is_hold(account: str) -> bool:
    return account.endswith(f":{HOLD}")


def _is_payers(account: str, moved: Sequence[Any]) -> bool:
    """Whether the money went back to where it came from."""
    return any(account == source for source, _, _ in moved)
