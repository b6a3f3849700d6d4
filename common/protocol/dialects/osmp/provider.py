"""The provider's side of OSMP: parameters as our messages, our answers and refusals as XML."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import msgspec

from common.errors import Rejected
from common.money import RUB
from common.protocol.dialects.osmp import markup, wire
from common.protocol.provider import CheckAccount, CreditAccount

CONTENT_TYPE = "text/xml; charset=utf-8"
COMMANDS = ("check", "pay")
ROUBLES = ("RUB", "RUR", "643", "810")
Parameters = Sequence[tuple[str, str]]


class Question(msgspec.Struct, frozen=True):
    """A request that was understood; `number` is `txn_id` without leading zeros, `amount` minor units."""

    command: str
    txn_id: str
    number: int
    account: str
    amount: int
    fields: dict[str, str]
    at: datetime | None
    currency: str


def demand_fields(names: Collection[str]) -> None:
    """Refuse names of fields that the protocol keeps for itself."""
    taken = sorted(wire.RESERVED.intersection(names) - {"account"})
    if taken:
        raise Rejected("wrong_value", f"fields: {', '.join(taken)}")


def read_request(parameters: Parameters, extra: Collection[str]) -> Question:
    """A request's parts, `extra` being the names of the contract's other fields; Rejected `wrong_value` for garbage.

    Parameters that nobody declared are left alone, as networks add their own; one given twice is garbage.
    """
    names = [name for name, _ in parameters]
    for name in wire.RESERVED.union(extra):
        if names.count(name) > 1:
            raise Rejected("wrong_value", f"{name} x 2")
    given = dict(parameters)
    command = given.get("command", "")
    if command not in COMMANDS:
        raise Rejected("wrong_value", f"command: {' | '.join(COMMANDS)}")
    txn_id = _demanded(given, "txn_id", wire.DIGITS)
    if command == "pay" and not int(txn_id):
        raise Rejected("wrong_value", "txn_id")
    return Question(
        command,
        txn_id,
        int(txn_id),
        _account(given),
        wire.kopecks(_demanded(given, "sum", wire.SUM)) or 0,
        {name: given[name] for name in extra if name in given},
        _date(given.get("txn_date", "")),
        _currency(given.get("ccy", "")),
    )


def to_check(question: Question) -> CheckAccount:
    """A check as our message; the payment's id is its number."""
    return CheckAccount(
        payment_id=str(question.number), account=question.account, fields=question.fields, currency=question.currency
    )


def to_credit(question: Question, now: datetime) -> CreditAccount:
    """A pay as our message; one without its date was paid now."""
    return CreditAccount(
        payment_id=str(question.number),
        number=question.number,
        account=question.account,
        amount=question.amount,
        accepted_at=question.at or now,
        fields=question.fields,
        currency=question.currency,
    )


def answer_bytes(
    txn_id: str,
    result: int,
    comment: str = "",
    *,
    reference: str = "",
    amount: int | None = None,
    fields: Parameters = (),
) -> bytes:
    """An answer as XML; what is empty is left out, but for result and comment."""
    parts = {"osmp_txn_id": txn_id} if txn_id else {}
    if reference:
        parts["prv_txn"] = reference
    if amount is not None:
        parts["sum"] = wire.roubles(amount)
    return markup.written(parts | {"result": str(result), "comment": comment}, fields)


def txn_id_of(parameters: Parameters) -> str:
    """The id to echo to a request that was not understood: none, unless it is digits."""
    return next((text for name, text in parameters if name == "txn_id" and wire.DIGITS.fullmatch(text)), "")


def _demanded(given: Mapping[str, str], name: str, shape: re.Pattern[str]) -> str:
    text = given.get(name, "")
    if not shape.fullmatch(text):
        raise Rejected("wrong_value", name)
    return text


def _account(given: Mapping[str, str]) -> str:
    text = given.get("account", "")
    if not 0 < len(text) <= wire.LONGEST_ACCOUNT:
        raise Rejected("wrong_value", "account")
    return text


def _date(text: str) -> datetime | None:
    try:
        return wire.moment(text) if text else None
    except (ValueError, OverflowError) as problem:
        raise Rejected("wrong_value", "txn_date") from problem


def _currency(text: str) -> str:
    return RUB if not text or text.upper() in ROUBLES else text
