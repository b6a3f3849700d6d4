"""The centre's side of OSMP: our messages as parameters, answers as our messages or errors."""

from datetime import datetime

import msgspec

from common.errors import Broken, Unavailable
from common.protocol.dialects.osmp import markup, wire
from common.protocol.dialects.osmp.table import OK, STANDARD, CodeTable
from common.protocol.provider import AccountCredited, AccountFound, CheckAccount, CreditAccount

NAMES = ("recipient_name", "name", "fio")
LONGEST_COMMENT = 500
LONGEST_REFERENCE = 64


class Answer(msgspec.Struct, frozen=True):
    """An answer that was understood; `fatal` says that repeating is of no use, `fields` is what to show the payer."""

    result: int
    fatal: bool
    comment: str = ""
    reference: str = ""
    fields: dict[str, str] = {}
    txn_id: str = ""
    amount: int | None = None


def check_parameters(ask: CheckAccount, number: int) -> dict[str, str]:
    """A check as parameters; before the cash no sum is known, and 0.00 says so."""
    asked = {"command": "check", "txn_id": str(number), "account": ask.account, "sum": wire.roubles(0)}
    return asked | ask.fields


def pay_parameters(ask: CreditAccount) -> dict[str, str]:
    """A credit as parameters, the same at every repeat."""
    asked = {"command": "pay", "txn_id": str(ask.number), "txn_date": wire.written(ask.accepted_at)}
    return asked | {"account": ask.account, "sum": wire.roubles(ask.amount)} | ask.fields


def read_answer(data: bytes, table: CodeTable = STANDARD) -> Answer:
    """An answer's parts; tolerant of the order, of a second `result` with a text, of a missing osmp_txn_id."""
    root = markup.read(data)
    results = {int(text) for text in markup.texts(root, "result") if wire.NUMBER.fullmatch(text)}
    if len(results) != 1:
        raise Unavailable("unreadable_answer", f"result: {sorted(results) or '—'}")
    (result,) = results
    meaning = table.meaning(result)
    beside = {name: markup.text(root, name) for name in ("recipient_name", "balance")}
    return Answer(
        result,
        meaning is not None and meaning.fatal,
        markup.text(root, "comment")[:LONGEST_COMMENT],
        markup.text(root, "prv_txn")[:LONGEST_REFERENCE],
        {name: text for name, text in beside.items() if text} | markup.fields(root),
        markup.text(root, "osmp_txn_id")[:LONGEST_REFERENCE],
        wire.kopecks(markup.text(root, "sum")),
    )


def account_found(ask: CheckAccount, number: int, answer: Answer, table: CodeTable = STANDARD) -> AccountFound:
    """The answer to a check as our message, or the error that it means."""
    _demand_ok(answer, number, table)
    shown = answer.fields
    name = next((shown[key] for key in NAMES if shown.get(key)), "")
    return AccountFound(
        account=ask.account, subscriber=name, balance=wire.balance(shown.get("balance", "")), currency=ask.currency
    )


def account_credited(
    ask: CreditAccount, answer: Answer, credited_at: datetime, table: CodeTable = STANDARD
) -> AccountCredited:
    """The answer to a pay as our message, or the error that it means; another sum than ours is for a person."""
    _demand_ok(answer, ask.number, table)
    if answer.amount is not None and answer.amount != ask.amount:
        raise Broken("payment_id_reused", f"{ask.number}: {wire.roubles(answer.amount)}")
    return AccountCredited(
        payment_id=ask.payment_id,
        reference=answer.reference,
        amount=ask.amount,
        currency=ask.currency,
        credited_at=credited_at,
    )


def _demand_ok(answer: Answer, number: int, table: CodeTable) -> None:
    """An answer about another payment says nothing of ours, whatever its result."""
    if answer.txn_id and answer.txn_id.lstrip("0") != str(number).lstrip("0"):
        raise Unavailable("unreadable_answer", f"osmp_txn_id {answer.txn_id}")
    if answer.result != OK:
        raise table.error(answer.result, answer.comment)
