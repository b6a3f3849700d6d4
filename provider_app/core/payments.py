"""What may happen to a payment id in the provider's books: credited or voided, once; a credited one reversed, once."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from common.errors import Broken, ContractFault, Rejected
from common.money import LARGEST, RUB, text

LARGEST_BALANCE = 10**15
LONGEST_ID = 64
LARGEST_NUMBER = 10**20 - 1
YEARS = range(2000, 2200)


class Kind(StrEnum):
    """What an operation in the books is."""

    CREDIT = "credit"
    VOID = "void"
    REVERSE = "reverse"


@dataclass(frozen=True, slots=True)
class Booked:
    """An operation in the books; `content` is the fingerprint of what was asked."""

    id: int
    kind: Kind
    payment_id: str
    operation_id: str
    account: str
    amount: int
    currency: str
    content: str
    balance: int
    at: int

    @property
    def reference(self) -> str:
        """The provider's own number of the operation."""
        return str(self.id)


@dataclass(frozen=True, slots=True)
class Account:
    """A subscriber's account as far as money is concerned."""

    number: str
    balance: int
    blocked: bool


def fingerprint(*parts: object) -> str:
    """What tells the same content from another: equal for equal parts only, since each is written with its length."""
    written = "".join(f"{len(str(part))}:{part};" for part in parts)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def demand_id(name: str, value: str) -> None:
    """Refuse ids that no book could hold: 1 to 64 visible ASCII characters."""
    if not 0 < len(value) <= LONGEST_ID or not all("!" <= letter <= "~" for letter in value):
        raise Broken("wrong_json", name)


def demand_moment(at: datetime, number: int) -> None:
    """Refuse a moment without its zone or out of this age, and a number of more than 20 digits."""
    if at.tzinfo is None or at.year not in YEARS:
        raise Broken("wrong_json", "accepted_at")
    if not 0 <= number <= LARGEST_NUMBER:
        raise Broken("wrong_json", "number")


def demand_in_force(contract: int, *, blocked: bool, valid_until: int | None, now: int) -> None:
    """Refuse a contract that was blocked or ran out."""
    if blocked or (valid_until is not None and valid_until <= now):
        raise ContractFault("contract_expired", str(contract))


def demand_currency(currency: str) -> None:
    """Refuse whatever is not roubles."""
    if currency != RUB:
        raise Rejected("wrong_currency", currency[:16])


def demand_amount(amount: int, *, minimum: int, maximum: int) -> None:
    """Refuse a sum outside the contract's limits."""
    if not 1 <= amount <= LARGEST or not minimum <= amount <= maximum:
        raise Rejected("amount_out_of_range", f"{text(minimum)}–{text(maximum)} ₽")


def payable(account: Account | None, number: str) -> Account:
    """The account, if it is known and open; Rejected `unknown_account` or `account_blocked`."""
    if account is None:
        raise Rejected("unknown_account", number)
    if account.blocked:
        raise Rejected("account_blocked", number)
    return account


def balance_after(account: Account, amount: int) -> int:
    """The balance with a credit; bounded, so that no sum ever outgrows what a database counts exactly."""
    after = account.balance + amount
    if after > LARGEST_BALANCE:
        raise Rejected("amount_out_of_range", f"{text(LARGEST_BALANCE - account.balance)} ₽")
    return after


def credited_before(before: Booked | None, content: str) -> bool:
    """Whether this very credit is in the books; Rejected `voided` behind the fence, Broken with other content."""
    if before is None:
        return False
    if before.kind is Kind.VOID:
        raise Rejected("voided", before.payment_id)
    demand_same(before.content, content, before.payment_id)
    return True


def demand_same(first: str, again: str, operation_id: str) -> None:
    """An id belongs to what it was first used for."""
    if first != again:
        raise Broken("payment_id_reused", operation_id)


def demand_reversible(credit: Booked | None, reversal: Booked | None, account: Account | None, payment_id: str) -> int:
    """The balance after taking a credited sum back; refuses what was never credited, is back already, or is spent."""
    if credit is None or credit.kind is not Kind.CREDIT or reversal is not None or account is None:
        raise Rejected("not_credited", payment_id)
    if account.balance < credit.amount:
        raise Rejected("spent", f"{text(account.balance)} ₽")
    return account.balance - credit.amount
